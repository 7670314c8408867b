#include "geodata/equal_area.hpp"

#include "geodata/measure.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace sitmap;

namespace {

std::vector<LonLat> random_points(const Extent& box, std::size_t count)
{
    std::mt19937 random{7};
    std::uniform_real_distribution<double> lon{box.west, box.east}, lat{box.south, box.north};
    std::vector<LonLat> points(count);
    for (LonLat& p : points)
        p = {lon(random), lat(random)};
    return points;
}

} // namespace

TEST_CASE("the equal-area planes agree with PROJ and come back", "[geodata][equal_area]")
{
    const EqualArea plane =
        GENERATE(EqualArea::around({18, 33}), EqualArea::around({-64, -12.5}), EqualArea::around({31, 49}),
                 EqualArea::cylindrical(0, 30), EqualArea::cylindrical(-160, 12));
    CAPTURE(plane.definition());
    const Projection proj = Projection::of(plane.definition());
    const Extent everywhere =
        plane.is_azimuthal() ? Extent{-100, -60, 75, 85} : Extent{-180, -89.9, 180, 89.9};
    for (const LonLat p : random_points(everywhere, 500)) {
        CAPTURE(p.lon, p.lat);
        const Metres here = plane.to_plane(p);
        const auto there = proj.to_plane(p);
        REQUIRE(there);
        CHECK(here.x == Approx(there->x).margin(1e-3));
        CHECK(here.y == Approx(there->y).margin(1e-3));
        const auto back = plane.to_lonlat(here);
        REQUIRE(back);
        CHECK(distance_m(*back, p) < 1e-3);
    }
}

TEST_CASE("a square on the plane has its area on the ellipsoid", "[geodata][equal_area]")
{
    const EqualArea plane = EqualArea::around({18, 33});
    for (const Metres corner : {Metres{0, 0}, Metres{1'500'000, -900'000}, Metres{-3'000'000, 2'000'000}}) {
        Polygon square;
        const std::array<std::array<double, 2>, 4> way{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
        Metres at = corner;
        for (const auto& side : way)
            for (int i = 0; i < 50; ++i) { // edges are straight on the plane, not in degrees
                square.exterior.push_back(*plane.to_lonlat(at));
                at = {at.x + side[0] * 500, at.y + side[1] * 500};
            }
        square.exterior.push_back(square.exterior.front());
        CHECK(area_m2(square) == Approx(625e6).epsilon(1e-6));
    }
}

TEST_CASE("a region gets the azimuthal plane and the world the cylindrical one", "[geodata][equal_area]")
{
    const EqualArea libya = EqualArea::for_extent({9.3, 19.5, 25.2, 33.2});
    CHECK(libya.is_azimuthal());
    CHECK(libya.description() == "Lambert azimuthal equal-area around 26° N 17° E");
    CHECK_FALSE(EqualArea::for_extent({-180, -60, 180, 80}).is_azimuthal());
    CHECK(EqualArea::for_extent({170, -20, -170, 0}).description() ==
          "Lambert azimuthal equal-area around 10° S 180° E");
}

TEST_CASE("the box on the plane holds all points of the extent", "[geodata][equal_area]")
{
    const Extent extent = GENERATE(Extent{9, 19, 25, 33}, Extent{-100, -50, -30, 60},
                                   Extent{-180, -90, 180, 90}, Extent{20, 60, 60, 89});
    const EqualArea plane = EqualArea::for_extent(extent);
    const EqualArea::Box box = plane.box_around(extent);
    for (const LonLat p : random_points(extent, 2000)) {
        const Metres at = plane.to_plane(p);
        REQUIRE((at.x >= box.west && at.x <= box.east && at.y >= box.south && at.y <= box.north));
    }
}
