#include "made_records.hpp"
#include "small_map.hpp"

#include "render/name_counts.hpp"
#include "render/ui/kept_view.hpp"
#include "render/ui/search_texts.hpp"
#include "render/ui/swipe_bar.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sitmap;

namespace {

const Map& map()
{
    static const Map made = test::small_map();
    return made;
}

const std::vector<Incident>& all()
{
    static const std::vector<Incident> made = incidents(map().ledger);
    return made;
}

} // namespace

TEST_CASE("words in a document lead to the claim that rests on them", "[render][ui][search]")
{
    const auto hits = found_in_texts(map(), all(), "RESCUE crews", 5);
    REQUIRE(hits.size() == 1);
    const auto& chosen = std::get<IncidentSelection>(hits.front().selection);
    CHECK(chosen.id == 1);
    CHECK(hits.front().title.find("Rescue crews") != std::string::npos);
    REQUIRE(chosen.claim < all().front().claims.size());
    CHECK(found_in_texts(map(), all(), "no such words", 5).empty());
}

TEST_CASE("parties are found with how many incidents name them", "[render][ui][search]")
{
    const auto hits = found_parties(map(), all(), "INLAND", 5);
    REQUIRE(hits.size() == 1);
    CHECK(hits.front().actor == "inland army");
    CHECK(search_all(map(), all(), "i").empty());
}

TEST_CASE("names count as the query would show them", "[render][ui][filters]")
{
    const Records records{test::made_records(3000, test::settlements_in({12.2, 31.9, 14.6, 32.6}, 40, 4), 5)};
    Query query;
    query.types = {EventType::battles, EventType::protests};
    const NameCounts names = name_counts(all(), &records, query, {});
    for (const NameCount& party : names.parties) {
        if (party.count > 400)
            continue;
        Query alone = query;
        alone.actors = {party.name};
        std::size_t found = 0;
        for (const Incident& incident : all())
            found += passes(incident, alone) ? 1u : 0u;
        for (std::uint32_t row = 0; row < records.size(); ++row)
            found += passes(records.table().incident(row), alone) ? 1u : 0u;
        CAPTURE(party.name);
        CHECK(found >= party.count); // a part of a name finds longer names too
    }
    for (const NameCount& country : names.countries) {
        Query alone = query;
        alone.countries = {country.name};
        std::size_t found = 0;
        for (const Incident& incident : all())
            found += passes(incident, alone) ? 1u : 0u;
        for (std::uint32_t row = 0; row < records.size(); ++row)
            found += passes(records.table().incident(row), alone) ? 1u : 0u;
        CHECK(found == country.count);
    }
    CHECK(std::is_sorted(names.parties.begin(), names.parties.end(),
                         [](const NameCount& a, const NameCount& b) { return a.count > b.count; }));
}

TEST_CASE("how the window stands is written and read back", "[render][ui][kept]")
{
    ViewState view;
    view.centre = {13.25, 32.5};
    view.metres_per_px = 321;
    view.style = StyleName::dark;
    view.rule = Rule::ucdp;
    view.as_of = parse_day("2019-07-04");
    view.query.since = parse_day("2019-04-04");
    view.query.types = {EventType::battles, EventType::riots};
    view.query.attributions = {Attribution::disputed};
    view.query.countries = {"LBY"};
    view.query.actors = {"inland army"};
    view.query.place_precision = PlacePrecision::near;
    view.query.min_killed = 10;
    view.layers.control = false;
    view.layers.graticule = true;
    UiState state;
    state.show_table = true;
    state.words = "Qasba  depot";
    state.coordinates = CoordinateFormat::mgrs;
    state.bookmarks = {{"Qasba, the harbour", {{13, 32.8}, 55}, {parse_day("2019-05-01"), {}}}};
    const std::string text = kept_text(view, state);

    ViewState back;
    UiState state_back;
    restore_view(text, back, state_back);
    restore_bookmarks(text, state_back);
    CHECK(back == view);
    CHECK(state_back.show_table);
    CHECK(state_back.words == state.words);
    CHECK(state_back.coordinates == CoordinateFormat::mgrs);
    CHECK(state_back.bookmarks == state.bookmarks);
}

TEST_CASE("a damaged note on how the window stood is passed over", "[render][ui][kept]")
{
    ViewState view;
    UiState state;
    restore_view(
        "looks_at 999 1 2\nstyle\nrule none\ntype Nothing\ndays x y\nmin_killed -3\n\xff\xfe\nnew_thing 1\n",
        view, state);
    restore_bookmarks("bookmark 1 2\nbookmark\nbookmark 999 0 1 - - X\n", state);
    CHECK(view == ViewState{});
    CHECK(state.bookmarks.empty());
}

TEST_CASE("two views are told apart by what differs", "[render][ui][swipe]")
{
    ViewState a, b;
    a.query.since = b.query.since = parse_day("2019-04-04");
    b.rule = Rule::conservative;
    b.as_of = parse_day("2019-07-04");
    CHECK(what_differs(a, b) == "since 4 Apr 2019 · rule range · known now");
    CHECK(what_differs(b, a) == "since 4 Apr 2019 · rule conservative · known on 4 Jul 2019");
}
