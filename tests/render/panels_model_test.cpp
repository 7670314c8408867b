#include "small_map.hpp"

#include "geodata/error.hpp"
#include "render/navigation.hpp"
#include "render/sfml/replay.hpp"
#include "render/ui/inspector_model.hpp"
#include "render/ui/layout.hpp"
#include "render/ui/panel_model.hpp"
#include "render/ui/search_model.hpp"

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

const Incident& strike()
{
    return *std::find_if(all().begin(), all().end(),
                         [](const Incident& i) { return i.title == "Air strike on the Sahra depot"; });
}

FieldBlock block(const InspectorModel& model, ClaimField field)
{
    const auto found = std::find_if(model.blocks.begin(), model.blocks.end(),
                                    [field](const FieldBlock& b) { return b.field == field; });
    REQUIRE(found != model.blocks.end());
    return *found;
}

} // namespace

TEST_CASE("every claim of an incident stands in just one row of the inspector", "[render][ui][inspector]")
{
    for (const Incident& incident : all()) {
        std::vector<std::size_t> positions;
        for (const FieldBlock& b : inspect(map().ledger, incident, Rule::range, 0).blocks)
            for (const ClaimRow& row : b.rows)
                positions.push_back(row.position);
        std::sort(positions.begin(), positions.end());
        REQUIRE(positions.size() == incident.claims.size());
        for (std::size_t i = 0; i < positions.size(); ++i)
            CHECK(positions[i] == i);
    }
}

TEST_CASE("an open high is told as \"or more\" and by whom", "[render][ui][inspector]")
{
    const InspectorModel model = inspect(map().ledger, strike(), Rule::range, 0);
    const FieldBlock killed = block(model, ClaimField::killed);
    CHECK(killed.key == "KILLED");
    CHECK(killed.value == "40 or more");
    REQUIRE(killed.rows.size() == 1);
    CHECK(killed.rows[0].speaker == "health official · expected to rise");
    CHECK(killed.rows[0].day == "3 Jul");
}

TEST_CASE("accusation and denial stand side by side", "[render][ui][inspector]")
{
    const FieldBlock who = block(inspect(map().ledger, strike(), Rule::range, 0), ClaimField::perpetrator);
    REQUIRE(who.rows.size() == 2);
    CHECK(who.value == "Disputed");
    CHECK(who.rows[0].words == "coastal council accuses inland army");
    CHECK(who.rows[1].words == "inland army denies");
    CHECK(who.rows[1].stance == Stance::denies);
}

TEST_CASE("the chosen claim's words are marked amid their surroundings", "[render][ui][inspector]")
{
    const InspectorModel model = inspect(map().ledger, strike(), Rule::range, 0);
    const std::size_t killed = block(model, ClaimField::killed).rows[0].position;
    const EvidenceView evidence = inspect(map().ledger, strike(), Rule::range, killed).evidence;
    CHECK(evidence.marked == "A health official in the capital put the dead at no fewer than 40,");
    CHECK(evidence.before == "Rescue crews worked through the night. ");
    CHECK(evidence.after.starts_with(" most of them workers"));
    CHECK(evidence.after.ends_with(" …"));
    CHECK(evidence.source == "Coast Courier · 3 Jul 2019 · en");
    CHECK(evidence.place.starts_with("characters 39–105 · SHA-256 "));
}

TEST_CASE("the inspector opens on the first claim that it shows", "[render][ui][inspector]")
{
    const InspectorModel model = inspect(map().ledger, strike(), Rule::range, foremost_claim);
    CHECK(model.claim == model.blocks.front().rows.front().position);
    CHECK(model.claim == block(model, ClaimField::killed).rows[0].position);
}

TEST_CASE("offsets count code points, not bytes", "[render][ui][inspector]")
{
    const InspectorModel model = inspect(map().ledger, strike(), Rule::range, 0);
    const std::size_t injured = block(model, ClaimField::injured).rows[0].position;
    CHECK(inspect(map().ledger, strike(), Rule::range, injured).evidence.marked == "أصابت نحو مئتي شخص");
}

TEST_CASE("evidence whose document or span is not there gives the quotation alone", "[render][ui][inspector]")
{
    Evidence evidence;
    evidence.document = "no such document";
    evidence.begin = 5;
    evidence.end = 9;
    evidence.quotation = "four";
    CHECK(evidence_view(map().ledger, evidence).marked == "four");
    evidence.document = map().ledger.documents.front().id;
    evidence.begin = 1'000'000;
    evidence.end = 1'000'004;
    const EvidenceView beyond = evidence_view(map().ledger, evidence);
    CHECK(beyond.marked.empty());
    CHECK(beyond.after.empty());
}

TEST_CASE("switching a type off changes the other rows and not its own number", "[render][ui][panel]")
{
    const PanelCounts before = count(all(), {});
    Query query;
    toggle(query.types, EventType::battles, event_type_count);
    const PanelCounts after = count(all(), query);
    CHECK(after.types == before.types);
    CHECK(after.passing == before.passing - before.types[0]);
    std::size_t precisions = 0;
    for (const std::size_t n : after.precisions)
        precisions += n;
    CHECK(precisions == after.passing);
}

TEST_CASE("switching off and on again leaves the filter as it was", "[render][ui][panel]")
{
    std::vector<EventType> types;
    toggle(types, EventType::riots, event_type_count);
    CHECK(types.size() == event_type_count - 1);
    CHECK_FALSE(is_chosen(types, EventType::riots));
    toggle(types, EventType::riots, event_type_count);
    CHECK(types.empty());
    for (std::size_t i = 0; i < event_type_count; ++i)
        toggle(types, static_cast<EventType>(i), event_type_count);
    CHECK(types.empty()); // the last one off brings all back
}

TEST_CASE("each step of precision lets pass what it counts and what is better", "[render][ui][panel]")
{
    const PanelCounts counts = count(all(), {});
    std::size_t expected = 0;
    for (std::size_t i = 0; i < precision_step_count; ++i) {
        expected += counts.precisions[i];
        Query query;
        query.place_precision = worst_of(static_cast<PrecisionStep>(i));
        CHECK(count(all(), query).passing == expected);
    }
}

TEST_CASE("totals keep low and high apart, and say when a high is open", "[render][ui][panel]")
{
    Incident one, two, three;
    one.killed = Quantity::of(10, 12, 15);
    two.killed = Quantity::exactly(3);
    const std::vector<Incident> closed{one, two, three};
    CHECK(for_people(killed_totals(closed)) == "13–18");
    three.killed = Quantity::at_least(1000);
    const std::vector<Incident> open{one, two, three};
    CHECK(for_people(killed_totals(open)) == "1,013–1,018 or more");
    CHECK(for_people(killed_totals({})) == "0");
}

TEST_CASE("a search finds incidents and places in any spelling of case", "[render][ui][search]")
{
    const auto hits = search(map(), all(), "SAHRA");
    REQUIRE_FALSE(hits.empty());
    CHECK(hits[0].selection == Selection{IncidentSelection{strike().id}});
    const auto towns = search(map(), all(), "tars");
    REQUIRE(towns.size() == 1);
    CHECK(towns[0].title == "Tarsa");
    CHECK(search(map(), all(), "a").empty());
    CHECK(search(map(), all(), "Village", 5).size() == 5);
}

TEST_CASE("the window's parts cover it without overlap", "[render][ui][layout]")
{
    const auto [width, height] =
        GENERATE(std::pair{1600.0, 1000.0}, std::pair{1200.0, 800.0}, std::pair{1920.0, 1080.0});
    const WindowLayout layout = layout_for(width, height);
    double area = 0;
    const PxRect parts[] = {layout.top_bar,   layout.left_panel, layout.map,
                            layout.inspector, layout.timeline,   layout.status};
    for (const PxRect& part : parts) {
        area += part.width * part.height;
        for (const PxRect& other : parts)
            CHECK((&part == &other || !part.overlaps(other)));
    }
    CHECK(area == Approx(width * height));
}

TEST_CASE("at 1600 by 1000 the map is 976 by 796", "[render][ui][layout]")
{
    const WindowLayout layout = layout_for(1600, 1000);
    CHECK(layout.map == PxRect{276, 40, 976, 796});
    CHECK(layout.left == WindowLayout::LeftPanel::full);
    CHECK(layout_for(1279, 800).left == WindowLayout::LeftPanel::rail);
    CHECK(layout_for(1099, 800).inspector_covers_map);
    for (const auto& [width, height] : {std::pair{900.0, 600.0}, {1024.0, 700.0}}) {
        const WindowLayout narrow = layout_for(width, height);
        CHECK(open_map(narrow, false) == narrow.map);
        CHECK(open_map(narrow, true).width == narrow.map.width - narrow.inspector.width);
        CHECK(open_map(narrow, true).width > 480);
    }
    CHECK(open_map(layout_for(1600, 1000), true) == layout_for(1600, 1000).map);
}

TEST_CASE("zooming keeps the place under the pointer, panning moves it along", "[render][navigation]")
{
    const PxRect frame{276, 40, 976, 796};
    ViewState view = test::small_view();
    const Px at{500, 300};
    const LonLat before = *camera_for(view, frame).to_lonlat(at);
    zoom(view, frame, at, 2);
    CHECK(view.metres_per_px == Approx(60));
    const LonLat after = *camera_for(view, frame).to_lonlat(at);
    CHECK(after.lon == Approx(before.lon).margin(1e-9));
    CHECK(after.lat == Approx(before.lat).margin(1e-9));
    pan(view, frame, 30, -20);
    const LonLat moved = *camera_for(view, frame).to_lonlat({530, 280});
    CHECK(moved.lon == Approx(before.lon).margin(1e-9));
    CHECK(moved.lat == Approx(before.lat).margin(1e-9));
}

TEST_CASE("zooming ends before the numbers do", "[render][navigation]")
{
    const PxRect frame{0, 0, 800, 600};
    ViewState view = test::small_view();
    for (int i = 0; i < 200; ++i)
        zoom(view, frame, {400, 300}, 2);
    CHECK(view.metres_per_px == Approx(0.5));
    for (int i = 0; i < 200; ++i)
        zoom(view, frame, {10, 10}, 0.5);
    CHECK(view.metres_per_px == Approx(160'000));
}

TEST_CASE("a replay script gives its steps in order", "[render][replay]")
{
    const auto steps =
        parse_replay("# a comment\n\nwheel 10 20 -2\nkey Ctrl+K\nscreenshot a b.png\nquit", "test");
    std::vector<std::size_t> kinds;
    for (const ReplayStep& step : steps)
        kinds.push_back(step.index());
    // wait; move, wait, two notches; press and release; screenshot; quit, and quit at the end
    CHECK(kinds == std::vector<std::size_t>{1, 0, 1, 0, 0, 0, 0, 3, 5, 5});
    CHECK(std::get<ReplayScreenshot>(steps[7]).file == "a b.png");
    const auto more = parse_replay("live\ntype طر", "test"); // a letter is a step, not a byte
    REQUIRE(more.size() == 5);
    CHECK(std::holds_alternative<ReplayLive>(more[1]));
    CHECK(std::get<sf::Event>(more[2]).text.unicode == 0x637);
    CHECK(std::get<sf::Event>(steps[5]).key.control);
}

TEST_CASE("a line of a replay script that is not understood is named", "[render][replay]")
{
    const auto* const bad =
        GENERATE("jump 3 4", "click 3", "wait many", "size 10 10", "key Hyper", "screenshot", "type");
    CHECK_THROWS_WITH(parse_replay(std::string{"wait 1\n"} + bad, "walk.txt"),
                      Catch::Contains("walk.txt") && Catch::Contains("line 2") && Catch::Contains(bad));
}
