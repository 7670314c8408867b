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

TEST_CASE("rows of datasets are found by place and party, the latest first", "[render][ui][search]")
{
    IncidentTable table;
    const auto add = [&table](IncidentId id, const char* day, const char* place, const char* party,
                              std::optional<LonLat> point, const char* said_on) {
        const std::string text = std::to_string(id);
        Record record;
        record.id = text;
        record.point = point;
        record.interval = Interval::on(*parse_day(day));
        record.place = place;
        record.side_a = party;
        record.said_on = parse_day(said_on);
        table.append(record, id, 1);
    };
    add(1001, "2019-04-04", "Qasr Būlā", "Inland Army", LonLat{13, 32}, "2019-04-05");
    add(1002, "2020-04-04", "Tarsa", "inland army", LonLat{13, 32}, "2020-04-05");
    add(1003, "2018-04-04", "Qasr Bula", "Coast Guard", LonLat{13, 32}, "2018-04-05");
    add(1004, "2021-04-04", "Qasr Bula", "Inland Army", std::nullopt, "2021-04-05"); // nowhere to go to
    Map with_records = map();
    with_records.records = std::make_shared<Records>(std::move(table));
    const auto ids = [&](std::string_view words, std::size_t most, std::optional<Day> as_of = {}) {
        std::vector<IncidentId> found;
        for (const SearchHit& hit : found_records(with_records, words, most, as_of))
            found.push_back(std::get<IncidentSelection>(hit.selection).id);
        return found;
    };
    using Ids = std::vector<IncidentId>;
    CHECK(ids("qasr bula", 5) == Ids{1001, 1003});
    CHECK(ids("INLAND army", 5) == Ids{1002, 1001});
    CHECK(ids("army qasr", 5) == Ids{1001}); // words of place and party
    CHECK(ids("qasr", 1) == Ids{1001});
    CHECK(ids("army", 5, parse_day("2019-12-31")) == Ids{1001}); // as known then
    CHECK(ids("nowhere", 5).empty());
    const auto hit = found_records(with_records, "tarsa", 5).front();
    CHECK(hit.title.ends_with(", Tarsa"));
    CHECK(hit.at == LonLat{13, 32});
    const auto groups = search_all(with_records, all(), "qasr");
    CHECK(std::any_of(groups.begin(), groups.end(),
                      [](const SearchGroup& g) { return g.heading == "IN DATASETS" && g.hits.size() == 2; }));
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
    view.bearing_deg = -37.5;
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
    state.bookmarks = {{"Qasba, the harbour", {{13, 32.8}, 55}, {parse_day("2019-05-01"), {}}},
                       {"The pass, from the north", {{13, 32.8}, 55, 180}, {}}};
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
    restore_bookmarks("bookmark_bearing 90\nbookmark 1 2\nbookmark\nbookmark 999 0 1 - - X\n", state);
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

TEST_CASE("a side of a swipe says of which day its control is", "[render][ui][swipe]")
{
    Map map;
    ViewState view;
    view.query.since = parse_day("2019-04-04");
    view.query.until = parse_day("2019-05-01");
    CHECK(control_day_words(map, view).empty());
    map.ledger.control_areas.emplace_back().party = "One";
    CHECK(control_day_words(map, view) == "control on 1 May 2019");
    view.layers.control = false;
    CHECK(control_day_words(map, view).empty());
}

TEST_CASE("two views are told apart by their filters", "[render][ui][swipe]")
{
    ViewState a, b;
    a.query.types = {EventType::battles, EventType::protests};
    a.query.countries = b.query.countries = {"LBY"};
    b.query.min_killed = 5;
    b.query.actors = {"one", "two", "three", "four"};
    CHECK(what_differs(a, b) == "all days · Battles, Protests · all parties · any number killed");
    CHECK(what_differs(b, a) == "all days · all types · one, two, three and 1 more · 5 killed or more");
    for (std::size_t i = 1; i < event_type_count; ++i)
        b.query.types.push_back(static_cast<EventType>(i));
    CHECK(what_differs(b, ViewState{}).find("without Battles") != std::string::npos);
    CHECK(what_differs(a, a) == "all days");
}
