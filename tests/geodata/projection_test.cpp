#include "geodata/error.hpp"
#include "geodata/projection.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

TEST_CASE("projecting and back gives the same position", "[geodata][projection]")
{
    const auto shown = GENERATE(Extent{9, 30, 26, 40}, Extent{110, -45, 155, -10}, Extent{-20, -10, 20, 10},
                                Extent{170, -25, -170, -10}, Extent{30, 60, 60, 85});
    const Projection projection =
        GENERATE_COPY(Projection::web_mercator(), Projection::conic_for(shown), Projection::of("EPSG:3035"));
    const double width =
        shown.crosses_antimeridian() ? shown.east + 360 - shown.west : shown.east - shown.west;
    if (projection.description().find("Europe") != std::string::npos && shown.west < 0)
        return; // far outside the area that EPSG:3035 is made for
    if (projection.description().find("Europe") != std::string::npos && (shown.west > 50 || shown.south < 0))
        return;
    CAPTURE(projection.description(), shown.west);
    for (int i = 0; i <= 10; ++i) {
        for (int j = 0; j <= 10; ++j) {
            double lon = shown.west + width * i / 10;
            lon = lon > 180 ? lon - 360 : lon;
            const LonLat p{lon, shown.south + (shown.north - shown.south) * j / 10};
            const auto plane = projection.to_plane(p);
            REQUIRE(plane);
            const auto again = projection.to_lonlat(*plane);
            REQUIRE(again);
            CHECK(again->lon == Approx(p.lon).margin(1e-9));
            CHECK(again->lat == Approx(p.lat).margin(1e-9));
        }
    }
}

TEST_CASE("Web Mercator gives the example of EPSG's guidance", "[geodata][projection]")
{
    // IOGP Publication 373-7-2, section 3.2.1.2 (method 1024): 24°22'54.433"N, 100°20'00.000"W.
    const auto p = Projection::web_mercator().to_plane({-(100 + 20.0 / 60), 24 + 22.0 / 60 + 54.433 / 3600});
    REQUIRE(p);
    CHECK(p->x == Approx(-11'169'055.58).margin(0.01));
    CHECK(p->y == Approx(2'800'000.00).margin(0.01));
}

TEST_CASE("the closed form of Web Mercator agrees with PROJ", "[geodata][projection]")
{
    const Projection closed = Projection::web_mercator();
    const Projection by_proj = Projection::of("EPSG:3857");
    for (const LonLat p : {LonLat{13.35, 32.88}, LonLat{-179.5, -84}, LonLat{37.6, 48.2}}) {
        CHECK(closed.to_plane(p)->x == Approx(by_proj.to_plane(p)->x).margin(1e-6));
        CHECK(closed.to_plane(p)->y == Approx(by_proj.to_plane(p)->y).margin(1e-6));
    }
}

TEST_CASE("Web Mercator clamps the poles", "[geodata][projection]")
{
    const Projection mercator = Projection::web_mercator();
    CHECK(mercator.to_plane({0, 90}) == mercator.to_plane({0, 85.06}));
    CHECK_FALSE(mercator.to_plane({0, 91}));
    CHECK(mercator.is_mercator());
}

TEST_CASE("the conic's parallels stand at one and five sixths of the latitudes", "[geodata][projection]")
{
    const Projection conic = Projection::conic_for({9, 30, 26, 39});
    CHECK(conic.description() == "Lambert conformal conic, 31.5° and 37.5° N");
    CHECK_FALSE(conic.is_mercator());
    CHECK(Projection::conic_for({130, -40, 150, -10}).description() ==
          "Lambert conformal conic, 35° and 15° S");
    CHECK(Projection::conic_for({0, -6, 20, 30}).description() == "Lambert conformal conic, 0° and 24° N");
}

TEST_CASE("where the parallels make no cone a Mercator stands in", "[geodata][projection]")
{
    const Projection mercator = Projection::conic_for({20, -10, 40, 10});
    CHECK(mercator.is_mercator());
    CHECK(mercator.description() == "Mercator, true to scale at 0° N");
    CHECK(mercator.to_plane({30, 0})->x == Approx(0).margin(1e-6));
}

TEST_CASE("a position without an image gives nothing", "[geodata][projection]")
{
    CHECK_FALSE(Projection::conic_for({9, 30, 26, 39}).to_plane({0, -90}));
    CHECK_FALSE(Projection::of("+proj=gnom +lat_0=0 +lon_0=0").to_plane({120, 0}));
}

TEST_CASE("a UTM zone gives the false easting on its middle meridian", "[geodata][projection]")
{
    const auto p = Projection::of("EPSG:32633").to_plane({15, 0});
    REQUIRE(p);
    CHECK(p->x == Approx(500'000).margin(1e-6));
    CHECK(p->y == Approx(0).margin(1e-6));
}

TEST_CASE("systems in feet are given in metres", "[geodata][projection]")
{
    const LonLat p{-74, 40.7};
    const auto feet = Projection::of("EPSG:2263").to_plane(p);    // New York Long Island, US survey feet
    const auto metres = Projection::of("EPSG:32118").to_plane(p); // the same in metres
    REQUIRE(feet);
    REQUIRE(metres);
    CHECK(feet->x == Approx(metres->x).margin(0.01));
    CHECK(feet->y == Approx(metres->y).margin(0.01));
}

TEST_CASE("unknown and geographic systems are refused with a reason", "[geodata][projection]")
{
    CHECK_THROWS_WITH(Projection::of("EPSG:999999"), Catch::Contains("'EPSG:999999'"));
    CHECK_THROWS_WITH(Projection::of("nonsense"), Catch::Contains("EPSG code"));
    CHECK_THROWS_WITH(Projection::of("EPSG:4326"), Catch::Contains("degrees"));
}

TEST_CASE("a world map's projection is named in words", "[geodata][projection]")
{
    const Projection world = Projection::equal_earth(10);
    CHECK(world.description() == "Equal Earth");
    CHECK(world.to_plane({10, 0})->x == Approx(0).margin(1e-6));
    CHECK(world.to_lonlat(*world.to_plane({-120, 60}))->lon == Approx(-120).margin(1e-9));
}
