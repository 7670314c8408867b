#include "engine/control_between.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace sitmap;

namespace {

Day day(const char* text)
{
    return *parse_day(text);
}

LineString wave(double lon, double amplitude)
{
    LineString line;
    for (int i = 0; i <= 40; ++i)
        line.points.push_back({lon + amplitude * std::sin(i * 0.3), 31 + i * 0.05});
    return line;
}

ControlArea area(const char* party, const char* since, double west, double east)
{
    ControlArea a;
    a.party = party;
    a.interval = Interval::on(day(since));
    a.area.polygons = {{{{west, 31}, {east, 31}, {east, 33}, {west, 33}, {west, 31}}, {}}};
    return a;
}

/// Two parties that meet along a meridian.
std::vector<ControlArea> states(double first, double second)
{
    return {area("A", "2019-04-01", 12, first), area("B", "2019-04-01", first, 16),
            area("A", "2019-04-11", 12, second), area("B", "2019-04-11", second, 16)};
}

} // namespace

TEST_CASE("a front that moves simply is half way at half of the time", "[engine][control]")
{
    const auto motion = motion_between(wave(14, 0.05), wave(14.2, 0.05));
    REQUIRE(motion);
    CHECK(motion->furthest_m == Approx(0.2 * 111'320 * std::cos(32 * 0.01745)).epsilon(0.15));
    for (const LonLat p : motion->at(0.5).points) {
        const double want = 14.1 + 0.05 * std::sin((p.lat - 31) / 0.05 * 0.3);
        CHECK(p.lon == Approx(want).margin(0.03));
    }
    CHECK(motion->at(0).points == motion->from);
    CHECK(motion->at(1).points == motion->to);
}

TEST_CASE("the direction in which a line is told does not matter", "[engine][control]")
{
    LineString back = wave(14.2, 0.05);
    std::reverse(back.points.begin(), back.points.end());
    const auto there = motion_between(wave(14, 0.05), wave(14.2, 0.05)),
               other = motion_between(wave(14, 0.05), back);
    REQUIRE(there);
    REQUIRE(other);
    for (std::size_t i = 0; i < there->to.size(); ++i) {
        CHECK(there->to[i].lon == Approx(other->to[i].lon).margin(0.02));
        CHECK(there->to[i].lat == Approx(other->to[i].lat).margin(0.02));
    }
}

TEST_CASE("a front that leaps has no simple motion", "[engine][control]")
{
    CHECK_FALSE(motion_between(wave(14, 0.05), wave(16, 0.05))); // ends 190 km apart
    LineString bulge = wave(14, 0);
    for (std::size_t i = 15; i < 25; ++i)
        bulge.points[i].lon += 1;
    CHECK_FALSE(motion_between(wave(14, 0), bulge)); // a salient of 95 km
    CHECK_FALSE(motion_between({}, wave(14, 0)));
}

TEST_CASE("areas and front between two dated states are part of the way", "[engine][control]")
{
    const auto areas = states(14, 14.2);
    const ControlState earlier = at(areas, day("2019-04-01")), later = at(areas, day("2019-04-11"));
    REQUIRE(earlier.fronts.size() >= 1);
    const StateBetween between = state_between(earlier, later, 0.5);
    CHECK(between.moved >= 1);
    bool any_moved = false;
    for (const FrontLine& front : between.fronts)
        for (const LineString& line : front.line.lines)
            for (const LonLat p : line.points)
                if (front.moved && !front.rim && p.lat > 31.1 && p.lat < 32.9) {
                    CHECK(p.lon == Approx(14.1).margin(0.01));
                    any_moved = true;
                }
    CHECK(any_moved);
    // The areas' common edge goes along.
    double east = 0;
    for (const LonLat p : between.areas[0].area.polygons[0].exterior)
        if (p.lat > 31.2 && p.lat < 32.8)
            east = std::max(east, p.lon);
    CHECK(east == Approx(14.1).margin(0.01));
    // Nothing moves at no share of the way.
    const StateBetween still = state_between(earlier, later, 0);
    for (const LonLat p : still.areas[0].area.polygons[0].exterior)
        CHECK(p.lon <= 14.0001);
}

TEST_CASE("a front that leaps between two states stays as the earlier has it", "[engine][control]")
{
    const auto areas = states(13, 15);
    const StateBetween between =
        state_between(at(areas, day("2019-04-01")), at(areas, day("2019-04-11")), 0.5);
    CHECK(between.kept >= 1);
    for (const FrontLine& front : between.fronts)
        if (!front.rim)
            CHECK_FALSE(front.moved);
}
