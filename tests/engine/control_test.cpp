#include "engine/control.hpp"

#include "geodata/measure.hpp"
#include "tests/engine/samples.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>

using namespace sitmap;
using namespace sitmap::test;

namespace {

MultiPolygon box(double west, double south, double east, double north)
{
    return {{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}}};
}

ControlArea area(std::string party, MultiPolygon shape, Interval interval, DocumentId document = "d")
{
    ControlArea made;
    made.id = document + "#" + party;
    made.document = std::move(document);
    made.party = std::move(party);
    made.area = std::move(shape);
    made.interval = interval;
    return made;
}

std::vector<std::string> ids(const ControlState& state)
{
    std::vector<std::string> found;
    for (const ControlArea* shown : state.areas)
        found.push_back(shown->id);
    std::sort(found.begin(), found.end());
    return found;
}

double total_km(const std::vector<FrontLine>& fronts, bool rim)
{
    double length = 0;
    for (const FrontLine& front : fronts)
        if (front.rim == rim)
            length += length_m(front.line) / 1000;
    return length;
}

const Interval january = Interval::since(day("2024-01-01"));

std::vector<const ControlArea*> pointers(const std::vector<ControlArea>& areas)
{
    std::vector<const ControlArea*> found;
    for (const ControlArea& one : areas)
        found.push_back(&one);
    return found;
}

} // namespace

TEST_CASE("of a series of dated states the last one not after the day is shown", "[engine][control]")
{
    const std::vector<ControlArea> areas{
        area("A", box(0, 0, 1, 1), Interval::since(day("2024-01-01")), "jan"),
        area("A", box(0, 0, 1.1, 1), Interval::since(day("2024-02-01")), "feb"),
        area("A", box(0, 0, 1.2, 1), Interval::on(day("2024-03-01")), "mar"),
    };

    CHECK(ids(at(areas, day("2023-12-31"))).empty());
    CHECK(ids(at(areas, day("2024-01-01"))) == std::vector<std::string>{"jan#A"});
    CHECK(ids(at(areas, day("2024-02-20"))) == std::vector<std::string>{"feb#A"});
    CHECK(ids(at(areas, day("2024-12-31"))) == std::vector<std::string>{"mar#A"});
    CHECK(at(areas, day("2024-02-20")).dated == day("2024-02-01"));
}

TEST_CASE("a day strictly between two dated states is interpolated, one after the last is not",
          "[engine][control]")
{
    const std::vector<ControlArea> areas{
        area("A", box(0, 0, 1, 1), Interval::since(day("2024-01-01")), "jan"),
        area("A", box(0, 0, 1.1, 1), Interval::since(day("2024-02-01")), "feb"),
    };

    CHECK_FALSE(at(areas, day("2024-01-01")).interpolated);
    CHECK(at(areas, day("2024-01-15")).interpolated);
    CHECK(at(areas, day("2024-01-15")).fronts.at(0).interpolated);
    CHECK_FALSE(at(areas, day("2024-02-01")).interpolated);
    CHECK_FALSE(at(areas, day("2024-03-01")).interpolated);
}

TEST_CASE("a state replaces the earlier one as a whole, also where a party lost all", "[engine][control]")
{
    const std::vector<ControlArea> areas{
        area("A", box(0, 0, 1, 1), Interval::since(day("2024-01-01")), "jan"),
        area("B", box(1, 0, 2, 1), Interval::since(day("2024-01-01")), "jan"),
        area("A", box(0, 0, 2, 1), Interval::since(day("2024-02-01")), "feb"),
    };
    CHECK(ids(at(areas, day("2024-02-02"))) == std::vector<std::string>{"feb#A"});
}

TEST_CASE("holdings of one party in different regions do not replace each other", "[engine][control]")
{
    const std::vector<ControlArea> areas{
        area("A", box(0, 0, 1, 1), Interval::since(day("2024-01-01")), "north"),
        area("A", box(30, 0, 31, 1), Interval::since(day("2024-02-01")), "south"),
    };
    CHECK(at(areas, day("2024-03-01")).areas.size() == 2);
}

TEST_CASE("an area with a first and a last day is shown on those days alone", "[engine][control]")
{
    const std::vector<ControlArea> areas{
        area("A", box(0, 0, 1, 1), Interval::between(day("2024-01-10"), day("2024-01-20")))};
    CHECK(at(areas, day("2024-01-09")).areas.empty());
    CHECK(at(areas, day("2024-01-20")).areas.size() == 1);
    CHECK(at(areas, day("2024-01-21")).areas.empty());
}

TEST_CASE("the border of two parties is a front once, whatever the order of the areas", "[engine][control]")
{
    // Their common side at 1 E is drawn a hundred metres apart, as two hands would.
    std::vector<ControlArea> areas{area("A", box(0, 0, 1, 1), january),
                                   area("B", box(1.0009, 0, 2, 1), january)};
    const double side_km = length_m(LineString{{{1, 0}, {1, 1}}}) / 1000;

    CHECK(total_km(fronts_of(pointers(areas)), false) == Approx(side_km).margin(2));
    std::swap(areas[0], areas[1]);
    CHECK(total_km(fronts_of(pointers(areas)), false) == Approx(side_km).margin(2));
}

TEST_CASE("areas of one party have no front between them", "[engine][control]")
{
    const std::vector<ControlArea> areas{area("A", box(0, 0, 1, 1), january),
                                         area("A", box(1, 0, 2, 1), january)};
    const auto fronts = fronts_of(pointers(areas));

    CHECK(total_km(fronts, false) == 0);
    const double around_km = length_m(LineString{{{0, 0}, {2, 0}, {2, 1}, {0, 1}, {0, 0}}}) / 1000;
    CHECK(total_km(fronts, true) == Approx(around_km).margin(4));
}

TEST_CASE("the rim of an area is a front except along coasts and state borders", "[engine][control]")
{
    const std::vector<ControlArea> areas{area("A", box(0, 0, 1, 1), january)};
    const LineString coast{{{-5, 0.02}, {5, 0.02}}};  // 2.2 km north of the southern side
    const LineString border{{{-0.5, -1}, {-0.5, 2}}}; // 55 km west

    const auto fronts = fronts_of(pointers(areas), {coast, border});

    const double open_km = length_m(LineString{{{1, 0}, {1, 1}, {0, 1}, {0, 0}}}) / 1000;
    CHECK(total_km(fronts, true) == Approx(open_km - 2 * 5.2).margin(4));
    CHECK(total_km(fronts, false) == 0);
    REQUIRE(fronts.size() == 1);
    CHECK(fronts[0].line.lines.size() == 1);
}

TEST_CASE("a rim that leaves a border by little is no front, one that leaves it by more is whole",
          "[engine][control]")
{
    // The border stands off the area's eastern side by 4.4 km, then by 6.7 km over a third of it.
    const std::vector<ControlArea> areas{area("A", box(0, 0, 1, 1), january)};
    const LineString around{{{1.04, -0.01}, {-0.01, -0.01}, {-0.01, 1.01}, {1.04, 1.01}}};
    const LineString near{{{1.04, -0.01}, {1.04, 1.01}}};
    CHECK(fronts_of(pointers(areas), {around, near}).empty());

    const LineString bulge{
        {{1.04, -0.01}, {1.04, 0.3}, {1.06, 0.35}, {1.06, 0.65}, {1.04, 0.7}, {1.04, 1.01}}};
    const auto fronts = fronts_of(pointers(areas), {around, bulge});
    const double side_km = length_m(LineString{{{1, 0}, {1, 1}}}) / 1000;
    REQUIRE(fronts.size() == 1);
    CHECK(fronts[0].line.lines.size() == 1);
    // As far as 3 km to the borders in the north and south; corners of the area take part in it.
    CHECK(total_km(fronts, true) == Approx(side_km).margin(8));
}

TEST_CASE("a whole ring of front is one closed line", "[engine][control]")
{
    const auto fronts = fronts_of(pointers({area("A", box(0, 0, 1, 1), january)}));
    REQUIRE(fronts.size() == 1);
    REQUIRE(fronts[0].line.lines.size() == 1);
    const auto& points = fronts[0].line.lines[0].points;
    CHECK(points == box(0, 0, 1, 1).polygons[0].exterior);
}

TEST_CASE("an area without a party has no rim, but its border with a party is a front", "[engine][control]")
{
    std::vector<ControlArea> areas{area("", box(0, 0, 1, 1), january), area("B", box(1, 0, 2, 1), january)};
    areas[0].kind = ControlArea::Kind::contested;
    const auto fronts = fronts_of(pointers(areas));

    const double side_km = length_m(LineString{{{1, 0}, {1, 1}}}) / 1000;
    CHECK(total_km(fronts, false) == Approx(side_km).margin(2));
    const double rim_km = length_m(LineString{{{1, 0}, {2, 0}, {2, 1}, {1, 1}}}) / 1000;
    CHECK(total_km(fronts, true) == Approx(rim_km).margin(4));
}

TEST_CASE("a front carries the attacker and says when it is illustrative", "[engine][control]")
{
    std::vector<ControlArea> areas{area("A", box(0, 0, 1, 1), january), area("B", box(1, 0, 2, 1), january)};
    areas[1].attacker = "B";
    areas[1].illustrative = true;
    for (const FrontLine& front : fronts_of(pointers(areas))) {
        if (front.rim)
            continue;
        CHECK(front.attacker == "B");
        CHECK(front.illustrative);
    }
}

TEST_CASE("a pocket of another party inside an area has a front around it", "[engine][control]")
{
    MultiPolygon with_hole = box(0, 0, 1, 1);
    with_hole.polygons[0].holes.push_back({{0.4, 0.4}, {0.4, 0.6}, {0.6, 0.6}, {0.6, 0.4}, {0.4, 0.4}});
    const std::vector<ControlArea> areas{area("A", with_hole, january),
                                         area("B", box(0.4, 0.4, 0.6, 0.6), january)};
    const double around_km = length_m(LineString{with_hole.polygons[0].holes[0]}) / 1000;
    CHECK(total_km(fronts_of(pointers(areas)), false) == Approx(around_km).margin(1));
}

TEST_CASE("a front is found within the budget for areas of fifty thousand corners", "[engine][control]")
{
    const auto wavy = [](double centre) {
        MultiPolygon made{{{}}};
        constexpr int corners = 50'000;
        for (int i = 0; i <= corners; ++i) {
            const double angle = 2 * 3.14159265358979 * (i % corners) / corners;
            const double radius = 1 + 0.05 * std::sin(40 * angle);
            made.polygons[0].exterior.push_back(
                {centre + radius * std::cos(angle), 48 + radius * std::sin(angle)});
        }
        return made;
    };
    const std::vector<ControlArea> areas{area("A", wavy(35), january), area("B", wavy(36.5), january)};

    const auto start = std::chrono::steady_clock::now();
    const auto fronts = fronts_of(pointers(areas), {LineString{{{30, 47}, {40, 47}}}});
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;

    CHECK(total_km(fronts, true) > 100);
    CHECK(taken.count() <
          20); // the budget is 0.5 s optimised; without, on a busy machine, this still tells n² apart
}
