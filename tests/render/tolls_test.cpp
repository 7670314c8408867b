// The chart of people reported killed on a sheet.

#include "render/scene.hpp"
#include "render/sheet/tolls.hpp"
#include "tests/render/small_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sitmap;

namespace {

/// An event of each article, so that each is an incident of its own.
Map map_of(const std::vector<std::pair<Interval, std::optional<Quantity>>>& events)
{
    Map map;
    for (std::size_t i = 0; i < events.size(); ++i) {
        Intake intake;
        intake.document.text = "text " + std::to_string(i);
        intake.document.id = sha256(intake.document.text);
        intake.document.kind = "article";
        intake.document.title = "Report " + std::to_string(i);
        Event event;
        event.id = intake.document.id.substr(0, 16) + "#1";
        event.document = intake.document.id;
        event.title = "Happening " + std::to_string(i);
        Location location;
        location.name = "Town " + std::to_string(i);
        location.point = {10.0 + 2.0 * static_cast<double>(i), 32};
        location.precision = PlacePrecision::locality;
        location.radius_m = 3000;
        location.country = i % 2 == 0 ? "AAA" : "BBB";
        const auto say = [&](ClaimField field, ClaimValue value) {
            Claim claim;
            claim.field = field;
            claim.value = std::move(value);
            claim.evidence = {event.document, 0, 4, "text"};
            event.claims.push_back(claim);
        };
        say(ClaimField::kind, SubEventType::attack);
        say(ClaimField::place, location);
        say(ClaimField::time, events[i].first);
        if (events[i].second)
            say(ClaimField::killed, *events[i].second);
        intake.events.push_back(event);
        add(map.ledger, intake);
    }
    return map;
}

Interval on(const char* day)
{
    return Interval::on(*parse_day(day));
}

const std::vector<std::pair<Interval, std::optional<Quantity>>> spring{
    {on("2019-01-10"), Quantity::exactly(4)},
    {on("2019-01-20"), Quantity::of(1, std::nullopt, 3)},
    {on("2019-03-05"), Quantity::at_least(10)},
    {on("2019-04-05"), Quantity::exactly(2)},
    {on("2019-04-06"), std::nullopt},
    {Interval::between(*parse_day("2019-02-20"), *parse_day("2019-03-20")), Quantity::exactly(7)}};

bool says(const Scene& scene, const std::string& words)
{
    return std::any_of(scene.list.commands.begin(), scene.list.commands.end(), [&](const DrawCommand& c) {
        const auto* run = std::get_if<GlyphRun>(&c);
        return run != nullptr && run->text.find(words) != std::string::npos;
    });
}

} // namespace

TEST_CASE("tolls are summed month by month as ranges, and what lies across months is apart",
          "[render][sheet]")
{
    const Tolls tolls = tolls_of(map_of(spring), {});
    REQUIRE(tolls.by == Dimension::month);
    REQUIRE(tolls.periods.size() == 4); // February too, in which nobody is known to have been killed
    CHECK(tolls.periods[0].killed.for_people() == "5–7");
    CHECK(tolls.periods[1].killed.for_people().empty());
    CHECK(tolls.periods[2].killed.for_people() == "10+");
    CHECK(tolls.periods[3].killed.for_people() == "2");
    CHECK(tolls.apart.for_people() == "7");
    CHECK(tolls.incidents_apart == 1);
    CHECK(tolls.total.for_people() == "24+");
    CHECK(tolls.only_type == EventType::violence_against_civilians);
}

TEST_CASE("tolls over many months are by year, and few periods are no chart", "[render][sheet]")
{
    const Tolls years = tolls_of(map_of({{on("2011-01-10"), Quantity::exactly(4)},
                                         {on("2014-06-10"), Quantity::exactly(5)},
                                         {on("2019-06-10"), Quantity::exactly(6)}}),
                                 {});
    CHECK(years.by == Dimension::year);
    CHECK(years.periods.size() == 9);
    CHECK(
        tolls_of(map_of({{on("2019-01-10"), Quantity::exactly(4)}, {on("2019-02-10"), Quantity::exactly(4)}}),
                 {})
            .periods.empty());
    ViewState view;
    view.query.countries = {"AAA"};
    CHECK(tolls_of(map_of(spring), view).periods.empty());
}

TEST_CASE("a sheet with room has the chart, and names none but the documents of what it shows",
          "[render][sheet]")
{
    const Map map = map_of(spring);
    const Scene sheet = build_sheet(map, {}, {});
    CHECK(says(sheet, "Reported killed by month, low to high"));
    CHECK(says(sheet, "In all 24+; 7 of them not known to the month"));
    CHECK(says(sheet, "And 1 more document."));
    ViewState view;
    view.query.countries = {"BBB"};
    const Scene half = build_sheet(map, view, {});
    CHECK_FALSE(says(half, "Reported killed by"));
    CHECK(says(half, "Report 1."));
    CHECK_FALSE(says(half, "Report 0."));
    SheetOptions upright; // its columns lie below the map and are short
    upright.width_px = 800;
    upright.height_px = 1130;
    CHECK_FALSE(says(build_sheet(map, {}, upright), "Reported killed by month"));
}
