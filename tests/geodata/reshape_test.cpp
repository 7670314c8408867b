#include "geodata/measure.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace sitmap;

namespace {

Polygon box(double west, double south, double east, double north)
{
    return {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}};
}

} // namespace

TEST_CASE("the representative point lies inside, even of a C", "[geodata][reshape]")
{
    const Polygon c{{{0, 0}, {10, 0}, {10, 2}, {2, 2}, {2, 8}, {10, 8}, {10, 10}, {0, 10}, {0, 0}}, {}};
    const auto point = representative_point(c);
    REQUIRE(point);
    CHECK(covers(c, *point));
    CHECK_FALSE(covers(c, {5, 5})); // where the mean of the corners would be
}

TEST_CASE("the representative point of a square is its middle", "[geodata][reshape]")
{
    const auto point = representative_point(box(10, 20, 11, 21));
    REQUIRE(point);
    CHECK(point->lon == Approx(10.5).margin(0.1));
    CHECK(point->lat == Approx(20.5).margin(0.01));
}

TEST_CASE("the representative point keeps out of holes", "[geodata][reshape]")
{
    Polygon ring = box(0, 0, 10, 10);
    ring.holes.push_back(box(1, 1, 9, 9).exterior);
    const auto point = representative_point(MultiPolygon{{box(20, 20, 20.1, 20.1), ring}});
    REQUIRE(point);
    CHECK(covers(ring, *point));
}

TEST_CASE("a very thin area has a representative point", "[geodata][reshape]")
{
    const auto point = representative_point(box(0, 0, 40, 0.001));
    REQUIRE(point);
    CHECK(covers(box(0, 0, 40, 0.001), *point));
    CHECK(representative_point(Polygon{{{1, 1}, {2, 1}, {1, 1}}, {}}).has_value());
    CHECK_FALSE(representative_point(Geometry{}));
    CHECK_FALSE(representative_point(MultiPolygon{}));
    CHECK_FALSE(representative_point(LineString{}));
}

TEST_CASE("the representative point of a line is half way along", "[geodata][reshape]")
{
    const auto point = representative_point(LineString{{{0, 0}, {1, 0}, {10, 0}}});
    REQUIRE(point);
    CHECK(point->lon == Approx(5));
    CHECK(representative_point(LonLat{3, 4}) == std::optional{LonLat{3, 4}});
    CHECK(representative_point(MultiPoint{{{0, 0}, {5, 5}, {10, 10}}}) == std::optional{LonLat{5, 5}});
}

TEST_CASE("difference and intersection make up the whole", "[geodata][reshape]")
{
    const MultiPolygon a{{box(0, 0, 4, 4)}};
    const MultiPolygon b{{box(2, 2, 6, 6)}};
    CHECK(area_m2(difference(a, b)) + area_m2(intersection(a, b)) == Approx(area_m2(a)));
    CHECK(area_m2(intersection(a, b)) == Approx(area_m2(box(2, 2, 4, 4))));
    CHECK(intersection(a, {{box(4, 0, 5, 4)}}).polygons.empty()); // they share an edge alone
    CHECK(difference(a, a).polygons.empty());
    CHECK(difference(a, {}) == a);
    CHECK(intersection(a, {}).polygons.empty());
}

TEST_CASE("an area that crosses itself can be combined", "[geodata][reshape]")
{
    const MultiPolygon bow{{Polygon{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}, {}}}};
    const MultiPolygon common = intersection(bow, {{box(0, 0, 2, 2)}});
    CHECK(area_m2(common) == Approx(area_m2(box(0, 0, 2, 2)) / 2).epsilon(1e-3));
}

TEST_CASE("simplifying drops what is within the tolerance and keeps ends", "[geodata][reshape]")
{
    const LineString line{{{0, 0}, {1, 0.001}, {2, 0}, {3, 1}, {4, 0}}};
    CHECK(simplify(line, 0.01) == Geometry{LineString{{{0, 0}, {2, 0}, {3, 1}, {4, 0}}}});
    CHECK(simplify(line, 0) == Geometry{line});
    CHECK(simplify(LonLat{1, 2}, 5) == Geometry{LonLat{1, 2}});
}

TEST_CASE("a ring below the tolerance vanishes", "[geodata][reshape]")
{
    Polygon land = box(0, 0, 4, 4);
    land.holes.push_back(box(1, 1, 1.001, 1.001).exterior);
    CHECK(simplify(land, 0.01) == Geometry{box(0, 0, 4, 4)});
    CHECK(simplify(box(0, 0, 0.001, 0.001), 0.01) == Geometry{});
}

TEST_CASE("simplified positions are never farther away than the tolerance", "[geodata][reshape]")
{
    std::mt19937 random{3};
    std::normal_distribution<double> step{0, 0.01};
    LineString walk{{{0, 0}}};
    for (int i = 0; i < 20'000; ++i)
        walk.points.push_back({walk.points.back().lon + step(random), walk.points.back().lat + step(random)});
    const auto simple = std::get<LineString>(simplify(walk, 0.05));
    CHECK(simple.points.size() < walk.points.size() / 4);
    std::size_t segment = 0; // positions kept are a subsequence, so each original belongs to one segment
    double worst = 0;
    for (const LonLat p : walk.points) {
        if (segment + 2 < simple.points.size() && p == simple.points[segment + 1])
            ++segment;
        const LonLat a = simple.points[segment];
        const LonLat b = simple.points[segment + 1];
        const double length2 = std::pow(b.lon - a.lon, 2) + std::pow(b.lat - a.lat, 2);
        const double along =
            ((p.lon - a.lon) * (b.lon - a.lon) + (p.lat - a.lat) * (b.lat - a.lat)) / length2;
        const double t = std::clamp(along, 0.0, 1.0);
        worst = std::max(
            worst, std::hypot(p.lon - a.lon - t * (b.lon - a.lon), p.lat - a.lat - t * (b.lat - a.lat)));
    }
    CHECK(worst <= 0.05 + 1e-12);
}

TEST_CASE("rings come out closed and right-handed", "[geodata][reshape]")
{
    const Polygon wrong{{{0, 0}, {0, 4}, {4, 4}, {4, 0}}, {{{1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}}}};
    const auto right = std::get<Polygon>(right_hand(wrong));
    CHECK(right.exterior == Ring{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}});
    CHECK(right.holes.front() == Ring{{1, 1}, {1, 2}, {2, 2}, {2, 1}, {1, 1}});
}

TEST_CASE("a line across the antimeridian is parted where it crosses", "[geodata][reshape]")
{
    // The line of RFC 7946, section 3.1.9.
    const Geometry cut = cut_at_antimeridian(LineString{{{170, 45}, {-170, 45}}});
    CHECK(cut == Geometry{MultiLineString{{{{{170, 45}, {180, 45}}}, {{{-180, 45}, {-170, 45}}}}}});
}

TEST_CASE("an area across the antimeridian is parted without loss", "[geodata][reshape]")
{
    const Polygon fiji{{{177, -20}, {-178, -20}, {-178, -12}, {177, -12}, {177, -20}}, {}};
    const Geometry cut = cut_at_antimeridian(fiji);
    REQUIRE(polygons_of(cut).size() == 2);
    CHECK(area_m2(cut) == Approx(area_m2(box(0, -20, 5, -12))));
    CHECK(covers(cut, {179, -15}));
    CHECK(covers(cut, {-179, -15}));
    CHECK_FALSE(covers(cut, {0, -15}));
}

TEST_CASE("longitudes beyond 180 are brought back", "[geodata][reshape]")
{
    const Geometry cut = cut_at_antimeridian(box(170, 0, 200, 10));
    CHECK(area_m2(cut) == Approx(area_m2(box(170, 0, 180, 10)) + area_m2(box(-180, 0, -160, 10))));
    CHECK(extent_of(cut_at_antimeridian(box(190, 0, 200, 10))) == Extent{-170, 0, -160, 10});
}

TEST_CASE("a ring round a pole covers the pole", "[geodata][reshape]")
{
    Polygon cap;
    for (int lon = -170; lon <= 170; lon += 20)
        cap.exterior.push_back({static_cast<double>(lon), -70});
    cap.exterior.push_back(cap.exterior.front());
    const Geometry cut = cut_at_antimeridian(cap);
    CHECK(area_m2(cut) == Approx(area_m2(box(-180, -90, 180, -70))));
    const Geometry disc = cut_at_antimeridian(circle({20, 89.9}, 100'000));
    CHECK(covers(disc, {-160, 89.95}));
    CHECK(area_m2(disc) == Approx(3.14159265 * 1e10).epsilon(0.02));
}

TEST_CASE("shapes that do not cross come back unchanged", "[geodata][reshape]")
{
    const Geometry antarctica =
        Polygon{{{-180, -90}, {180, -90}, {180, -80}, {0, -70}, {-180, -80}, {-180, -90}}, {}};
    CHECK(cut_at_antimeridian(antarctica) == antarctica);
    CHECK(cut_at_antimeridian(box(-10, 0, 10, 10)) == Geometry{box(-10, 0, 10, 10)});
    CHECK(cut_at_antimeridian(LonLat{1, 1}) == Geometry{LonLat{1, 1}});
}
