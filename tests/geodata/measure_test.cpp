#include "geodata/measure.hpp"
#include "geodata/within.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace sitmap;

namespace {

Polygon box(double west, double south, double east, double north)
{
    return {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}};
}

} // namespace

TEST_CASE("distance and bearings are those of Karney's worked example", "[geodata][measure]")
{
    // C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013), table 2: a direct problem from
    // latitude 40, azimuth 30, over 10,000 km; the answer there: latitude 41.79331020506, longitude
    // 137.84490004377.
    const LonLat start{0, 40};
    const LonLat end{137.84490004377, 41.79331020506};

    CHECK(distance_m(start, end) == Approx(10'000'000).margin(0.001));
    CHECK(bearing_deg(start, end) == Approx(30).margin(1e-8));
    const LonLat found = destination(start, 30, 10'000'000);
    CHECK(found.lon == Approx(end.lon).margin(1e-10));
    CHECK(found.lat == Approx(end.lat).margin(1e-10));
}

TEST_CASE("a nearly antipodal pair still has a distance", "[geodata][measure]")
{
    // Karney 2013, table 4: latitudes -30 and 29.9, 179.8 degrees apart: 19,989,832.827610 m.
    CHECK(distance_m({0, -30}, {179.8, 29.9}) == Approx(19'989'832.827610).margin(0.001));
}

TEST_CASE("points lie within a reach where their distance says so", "[geodata][measure]")
{
    std::mt19937 random{11}; // NOLINT(*-msc51-cpp)
    std::uniform_real_distribution<double> lon{-180, 180}, lat{-90, 90}, bearing{0, 360}, part{0, 2};
    for (const double reach_m : {1'000.0, 15'000.0, 60'000.0, 400'000.0, 3'000'000.0})
        for (int i = 0; i < 2'000; ++i) {
            const LonLat a{lon(random), lat(random)};
            // up to twice as far off, every other one within a hundredth of it
            const double off = i % 2 == 0 ? part(random) : 0.99 + part(random) / 100;
            const LonLat b = destination(a, bearing(random), off * reach_m);
            CAPTURE(a.lon, a.lat, b.lon, b.lat, reach_m);
            CHECK(lie_within(a, b, reach_m) == (distance_m(a, b) < reach_m));
        }
    CHECK(lie_within({179.99, -17}, {-179.99, -17}, 5'000));
    CHECK_FALSE(lie_within({0, 0}, {0, 0}, 0));
}

TEST_CASE("a quarter of a meridian is 10,001,965.729 m", "[geodata][measure]")
{
    // Quarter meridian of WGS 84, Karney 2013, section 2.
    CHECK(distance_m({25, 0}, {25, 90}) == Approx(10'001'965.729).margin(0.001));
    CHECK(length_m(LineString{{{25, -90}, {25, -20}, {25, 55}, {25, 90}}}) ==
          Approx(2 * 10'001'965.729).margin(0.002));
}

TEST_CASE("bearings run from 0 to below 360", "[geodata][measure]")
{
    CHECK(bearing_deg({0, 0}, {0, 1}) == Approx(0).margin(1e-9));
    CHECK(bearing_deg({0, 0}, {1, 0}) == Approx(90));
    CHECK(bearing_deg({0, 0}, {-1, 0}) == Approx(270));
    CHECK(bearing_deg({0, 0}, {-1e-12, 1}) < 360);
    CHECK(bearing_deg({13, 32}, {13, 32}) >= 0);
}

TEST_CASE("destination undoes distance and bearing", "[geodata][measure]")
{
    std::mt19937 random{7};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-80, 80};
    for (int i = 0; i < 200; ++i) {
        const LonLat a{lon(random), lat(random)};
        const LonLat b{lon(random), lat(random)};
        CAPTURE(a.lon, a.lat, b.lon, b.lat);
        const LonLat again = destination(a, bearing_deg(a, b), distance_m(a, b));
        CHECK(distance_m(again, b) < 0.001);
    }
}

TEST_CASE("the whole earth has the area of the ellipsoid", "[geodata][measure]")
{
    // 510,065,621.724 km²: 2 pi (a² + b² atanh(e) / e) for WGS 84.
    CHECK(area_m2(box(-180, -90, 180, 90)) == Approx(510'065'621'724'089).epsilon(1e-9));
    CHECK(area_m2(box(0, 0, 90, 90)) == Approx(510'065'621'724'089 / 8.0).epsilon(1e-9));
}

TEST_CASE("a square degree at the equator has 12,308.78 km²", "[geodata][measure]")
{
    // One degree of longitude there is 111,319.49 m; one of latitude 110,574.39 m (National Geospatial-
    // Intelligence Agency, table of lengths of a degree); their product is 0.005 % above the curved area.
    CHECK(area_m2(box(10, -0.5, 11, 0.5)) == Approx(111'319.49 * 110'574.3).epsilon(1e-4));
}

TEST_CASE("a small circle on the ellipsoid has the area of a circle", "[geodata][measure]")
{
    const double lat = GENERATE(0.0, 32.9, -55.0, 80.0);
    const Polygon disc = circle({13.35, lat}, 5000, 720);
    CHECK(area_m2(disc) == Approx(3.14159265 * 25e6).epsilon(1e-4));
    for (const LonLat p : disc.exterior)
        CHECK(distance_m({13.35, lat}, p) == Approx(5000).margin(0.001));
    CHECK(right_hand(disc) == Geometry{disc});
}

TEST_CASE("holes are taken off the area and parts add up", "[geodata][measure]")
{
    Polygon ring = box(0, 0, 4, 4);
    ring.holes.push_back(box(1, 1, 2, 2).exterior);
    const double expected = area_m2(box(0, 0, 4, 4)) - area_m2(box(1, 1, 2, 2));
    CHECK(area_m2(ring) == Approx(expected));
    CHECK(area_m2(MultiPolygon{{ring, box(10, 0, 11, 1)}}) == Approx(expected + area_m2(box(10, 0, 11, 1))));
    CHECK(area_m2(LineString{{{0, 0}, {1, 1}}}) == 0);
    CHECK(area_m2(Geometry{}) == 0);
}

TEST_CASE("edges count as covered, the inside of a hole does not", "[geodata][measure]")
{
    Polygon ring = box(0, 0, 4, 4);
    ring.holes.push_back(box(1, 1, 2, 2).exterior);
    const Geometry area = MultiPolygon{{ring, box(10, 0, 11, 1)}};
    CHECK(covers(area, {3, 3}));
    CHECK(covers(area, {0, 2}));
    CHECK(covers(area, {4, 4}));
    CHECK(covers(area, {1, 1.5}));
    CHECK(covers(area, {10.5, 0.5}));
    CHECK_FALSE(covers(area, {1.5, 1.5}));
    CHECK_FALSE(covers(area, {5, 2}));
    CHECK_FALSE(covers(area, {-1, 0}));
    CHECK_FALSE(covers(LonLat{1, 1}, {1, 1}));
}

TEST_CASE("a ray through a corner counts it once", "[geodata][measure]")
{
    const Polygon diamond{{{0, -1}, {1, 0}, {0, 1}, {-1, 0}, {0, -1}}, {}};
    CHECK(covers(diamond, {0, 0}));
    CHECK_FALSE(covers(diamond, {-2, 0}));
    CHECK_FALSE(covers(diamond, {-2, 1}));
    CHECK_FALSE(covers(diamond, {2, 0}));
}
