#include "geodata/mgrs.hpp"

#include "geodata/projection.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>
#include <string>

using namespace sitmap;

TEST_CASE("grid references are those that others print", "[geodata][mgrs]")
{
    // GeographicLib's GeoConvert(1), example of its manual: 33.3 N 44.4 E is 38SMB4488 at 1 km.
    CHECK(mgrs({44.4, 33.3}, 2) == "38S MB 44 84");
    CHECK(mgrs({44.4, 33.3}, 0) == "38S MB");
    // The poles: NGA.STND.0037, the corner squares of the polar grids.
    CHECK(mgrs({0, 90}, 5) == "Z AH 00000 00000");
    CHECK(mgrs({0, -90}, 5) == "B AN 00000 00000");
    // The origin of zone 31: 500 km east of the false origin is 3° E on the equator.
    CHECK(mgrs({3, 0}, 5) == "31N EA 00000 00000");
}

TEST_CASE("zones widen for Norway and Svalbard", "[geodata][mgrs]")
{
    CHECK(mgrs({5.3, 60.4}, 0).starts_with("32V")); // Bergen
    CHECK(mgrs({2.9, 60.4}, 0).starts_with("31V"));
    CHECK(mgrs({15.6, 78.2}, 0).starts_with("33X")); // Longyearbyen
    CHECK(mgrs({8.9, 78.2}, 0).starts_with("31X"));
    CHECK(mgrs({41.9, 83.9}, 0).starts_with("37X"));
    CHECK(mgrs({180, 10}, 0).starts_with("01P"));
    CHECK(mgrs({-180, 10}, 0).starts_with("01P"));
}

TEST_CASE("the series agrees with PROJ", "[geodata][mgrs]")
{
    std::mt19937 random{7};
    std::uniform_real_distribution<double> lons{-180, 180}, lats{-90, 90};
    for (int i = 0; i < 400; ++i) {
        const LonLat p{lons(random), lats(random)};
        const GridPosition g = utm_ups(p);
        const std::string definition =
            g.zone == 0 ? (g.is_north ? std::string{"EPSG:32661"} : std::string{"EPSG:32761"})
                        : "EPSG:" + std::to_string((g.is_north ? 32600 : 32700) + g.zone);
        const auto plane = Projection::of(definition).to_plane(p);
        CAPTURE(p.lon, p.lat, definition);
        REQUIRE(plane);
        CHECK(std::hypot(plane->x - g.easting_m, plane->y - g.northing_m) < 0.001);
    }
}
