#include "geodata/prepared_area.hpp"

#include "geodata/measure.hpp"
#include "geodata/web_mercator.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <random>

using namespace sitmap;

namespace {

using Random = std::mt19937;

double between(Random& random, double low, double high)
{
    return std::uniform_real_distribution<double>{low, high}(random);
}

/// A star whose corners lie on a coarse grid, so that points fall on edges and corners.
Ring random_ring(Random& random, LonLat middle, double reach, int corners)
{
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double turn = 2 * std::numbers::pi * i / corners, away = reach * between(random, 0.3, 1);
        ring.push_back({std::round((middle.lon + away * std::cos(turn)) * 4) / 4,
                        std::round((middle.lat + away * std::sin(turn)) * 4) / 4});
    }
    ring.push_back(ring.front());
    return ring;
}

Geometry random_area(Random& random)
{
    MultiPolygon area;
    for (int i = 0; i < 3; ++i) {
        const LonLat middle{between(random, -6, 6), between(random, -6, 6)};
        area.polygons.push_back({random_ring(random, middle, 6, 5 + i * 40),
                                 {random_ring(random, middle, 2, 4), random_ring(random, middle, 1.5, 30)}});
    }
    return area;
}

} // namespace

TEST_CASE("a prepared area covers what the area covers", "[geodata][prepared_area]")
{
    Random random{GENERATE(1u, 2u, 3u, 4u)};
    const Geometry area = random_area(random);
    const PreparedArea prepared{area};
    for (int i = 0; i < 3000; ++i) {
        LonLat point{between(random, -14, 14), between(random, -14, 14)};
        if (i % 2 == 0) // on the grid, where corners and edges are
            point = {std::round(point.lon * 4) / 4, std::round(point.lat * 4) / 4};
        CAPTURE(point.lon, point.lat);
        REQUIRE(prepared.covers(point) == covers(area, point));
    }
}

TEST_CASE("a box inside an area has only points of it, one outside none", "[geodata][prepared_area]")
{
    Random random{GENERATE(5u, 6u, 7u)};
    const Geometry area = random_area(random);
    const PreparedArea prepared{area};
    int inside = 0, outside = 0;
    for (int i = 0; i < 2000; ++i) {
        const double west = between(random, -13, 12), south = between(random, -13, 12);
        const Extent box{west, south, west + between(random, 0, 1), south + between(random, 0, 1)};
        const Side side = prepared.side_of(box);
        inside += side == Side::inside ? 1 : 0;
        outside += side == Side::outside ? 1 : 0;
        if (side == Side::boundary)
            continue;
        for (int k = 0; k < 8; ++k) {
            const LonLat point{between(random, box.west, box.east), between(random, box.south, box.north)};
            REQUIRE(covers(area, point) == (side == Side::inside));
        }
    }
    CHECK(inside > 50);
    CHECK(outside > 50);
}

TEST_CASE("what is no closed polygon is answered all the same", "[geodata][prepared_area]")
{
    const PreparedArea nothing{Geometry{}};
    CHECK_FALSE(nothing.covers({0, 0}));
    CHECK(nothing.side_of({-180, -90, 180, 90}) == Side::outside);
    const Polygon open{{{0, 0}, {4, 0}, {4, 4}}, {}};
    for (const LonLat point : {LonLat{1, 0.5}, LonLat{3, 1}, LonLat{9, 9}})
        CHECK(PreparedArea{open}.covers(point) == covers(open, point));
}

TEST_CASE("a prepared disc holds what lies within its radius", "[geodata][prepared_area]")
{
    Random random{9};
    for (int i = 0; i < 400; ++i) {
        const LonLat centre{between(random, -180, 180), between(random, -90, 90)};
        const double metres = std::pow(10.0, between(random, 2, 7.3));
        const PreparedDisc disc{centre, metres};
        const Extent around = disc.extent();
        for (int k = 0; k < 20; ++k) {
            const LonLat point =
                destination(centre, between(random, 0, 360), metres * between(random, 0.9, 1.1));
            const bool in = distance_m(centre, point) <= metres;
            REQUIRE(disc.contains(point) == in);
            if (in)
                REQUIRE(around.contains(point));
            const double high = between(random, 0, 3), wide = between(random, 0, 3);
            const Extent box{std::max(-180.0, point.lon - wide), std::max(-90.0, point.lat - high),
                             std::min(180.0, point.lon + wide), std::min(90.0, point.lat + high)};
            const Side side = disc.side_of(box);
            if (side != Side::boundary)
                REQUIRE(in == (side == Side::inside));
        }
    }
}

TEST_CASE("distances lie within their bounds", "[geodata][prepared_area]")
{
    Random random{10};
    for (int i = 0; i < 2000; ++i) {
        const LonLat a{between(random, -180, 180), between(random, -90, 90)};
        const LonLat b = i % 2 ? LonLat{between(random, -180, 180), between(random, -90, 90)}
                               : destination(a, between(random, 0, 360), between(random, 0, 1e4));
        const double metres = distance_m(a, b);
        const DistanceBounds bounds = distance_bounds(a, b);
        CHECK(bounds.least_m <= metres + 1e-6);
        CHECK(bounds.most_m >= metres - 1e-6);
    }
}

TEST_CASE("Web Mercator of many points is that of each", "[geodata][web_mercator]")
{
    Random random{11};
    std::vector<double> lon, lat;
    std::vector<std::int32_t> lon_units, lat_units;
    for (int i = 0; i < 1003; ++i) {
        lon_units.push_back(static_cast<std::int32_t>(std::lround(between(random, -180, 180) * 1e7)));
        lat_units.push_back(static_cast<std::int32_t>(std::lround(between(random, -90, 90) * 1e7)));
        lon.push_back(lon_units.back() / 1e7);
        lat.push_back(lat_units.back() / 1e7);
    }
    for (const Simd simd : {Simd::none, Simd::sse2, Simd::avx2, Simd::avx512}) {
        if (simd > best_simd())
            continue;
        std::vector<double> x(lon.size()), y(lon.size()), x_of_units(lon.size()), y_of_units(lon.size());
        to_web_mercator(lon, lat, x, y, simd);
        to_web_mercator(lon_units, lat_units, x_of_units, y_of_units, simd);
        for (std::size_t i = 0; i < lon.size(); ++i) {
            const double cut = std::clamp(lat[i], -85.06, 85.06) * std::numbers::pi / 180;
            CHECK(x[i] == Approx(6378137 * lon[i] * std::numbers::pi / 180).margin(1e-6).epsilon(0));
            CHECK(y[i] == Approx(6378137 * std::asinh(std::tan(cut))).margin(1e-6).epsilon(0));
            CHECK(x_of_units[i] == Approx(x[i]).margin(1e-6).epsilon(0));
            CHECK(y_of_units[i] == Approx(y[i]).margin(1e-6).epsilon(0));
        }
    }
}
