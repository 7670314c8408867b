#include "geodata/measure.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <geodesic.h>
#include <numbers>

using namespace sitmap;

namespace {

MultiPolygon box(double west, double south, double east, double north)
{
    return {{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}}};
}

/// Karney's area of a polygon of geodesic edges, each edge of ours followed in `parts` of them: another way
/// to the area of edges straight in longitude and latitude, the nearer the more parts.
double geodesic_area_m2(const Ring& ring, int parts)
{
    geod_geodesic ellipsoid;
    geod_init(&ellipsoid, 6378137, 1 / 298.257223563);
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        for (int k = 0; k < parts; ++k)
            geod_polygon_addpoint(&ellipsoid, &polygon,
                                  std::lerp(ring[i].lat, ring[i + 1].lat, double(k) / parts),
                                  std::lerp(ring[i].lon, ring[i + 1].lon, double(k) / parts));
    double area = 0;
    geod_polygon_compute(&ellipsoid, &polygon, 0, 1, &area, nullptr);
    return std::abs(area);
}

/// A closed curve with many corners, as areas of control have.
Ring wavy_ring(double lon, double lat, int corners)
{
    Ring ring;
    for (int i = 0; i <= corners; ++i) {
        const double angle = 2 * std::numbers::pi * (i % corners) / corners;
        const double radius = 1 + 0.2 * std::sin(7 * angle) + 0.05 * std::sin(61 * angle);
        ring.push_back({lon + 1.5 * radius * std::cos(angle), lat + radius * std::sin(angle)});
    }
    return ring;
}

} // namespace

TEST_CASE("areas agree with Karney's polygons of geodesics", "[geodata][overlay]")
{
    const double lat = GENERATE(-62.0, -3.0, 15.0, 48.0, 71.0);
    const Ring ring = wavy_ring(36, lat, 700);
    const double ours = area_m2(Polygon{ring, {}});

    CHECK(ours == Approx(geodesic_area_m2(ring, 1)).epsilon(1e-5));
    CHECK(ours == Approx(geodesic_area_m2(ring, 40)).epsilon(1e-8));
}

TEST_CASE("a cell of a degree at the equator has 12,308.46 km²", "[geodata][overlay]")
{
    // Snyder's equation 3-12 by hand: a² (1 - e²)/2 · [s/(1 - e²s²) + atanh(es)/e] · π/180 with s = sin 1°.
    CHECK(area_m2(box(10, 0, 11, 1)) / 1e6 == Approx(12'308.46).epsilon(1e-6));
}

TEST_CASE("merged ground counts once", "[geodata][overlay]")
{
    MultiPolygon twice = box(0, 0, 2, 1);
    twice.polygons.push_back(box(1, 0, 3, 1).polygons[0]);
    twice.polygons.push_back(box(3, 0, 4, 1).polygons[0]);

    const MultiPolygon once = merged(twice);

    CHECK(once.polygons.size() == 1);
    CHECK(area_m2(once) == Approx(area_m2(box(0, 0, 4, 1))).epsilon(1e-12));
    CHECK(merged({}).polygons.empty());
}

TEST_CASE("a ring that crosses itself merges into its two halves", "[geodata][overlay]")
{
    const MultiPolygon bow_tie{{{{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}, {}}}};
    const MultiPolygon halves = merged(bow_tie);
    CHECK(halves.polygons.size() == 2);
    CHECK(area_m2(halves) == Approx(area_m2(box(0, 0, 0.5, 1))).epsilon(1e-3));
}

TEST_CASE("width is that of the largest disc inside", "[geodata][overlay]")
{
    const auto strip = [](double width_m, double lat) {
        const double high = width_m / 111'320;
        return box(30, lat, 31, lat + high).polygons[0];
    };
    for (const double lat : {0.0, 47.0}) {
        CHECK(has_width_of(strip(330, lat), 300));
        CHECK_FALSE(has_width_of(strip(270, lat), 300));
    }
    // A strip that runs north: a degree of longitude is shorter there.
    const double degrees = 330 / (111'320 * std::cos(60 * std::numbers::pi / 180));
    CHECK(has_width_of(box(30, 59.9, 30 + degrees, 60.1).polygons[0], 300));
    CHECK_FALSE(has_width_of(box(30, 59.9, 30 + 0.8 * degrees, 60.1).polygons[0], 300));
    CHECK_FALSE(has_width_of(Polygon{}, 300));
}
