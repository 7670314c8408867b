#include "geodata/measure.hpp"
#include "render/camera.hpp"
#include "render/navigation.hpp"
#include "render/px_geometry.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numbers>

#include <cmath>
#include <random>

using namespace sitmap;

namespace {

constexpr PxRect frame{40, 20, 900, 700};

std::vector<Camera> cameras()
{
    const Extent libya{9, 19, 26, 34};
    return {Camera{Projection::web_mercator(), {13.3, 32.6}, 155, frame},
            Camera::showing(libya, Projection::conic_for(libya), frame, 10),
            Camera{Projection::of("EPSG:32633"), {14, 33}, 90, frame}};
}

} // namespace

TEST_CASE("a position goes to a pixel and comes back", "[render][camera]")
{
    std::mt19937 random{1};
    std::uniform_real_distribution<double> x{frame.x, frame.x + frame.width},
        y{frame.y, frame.y + frame.height};
    for (const Camera& camera : cameras())
        for (int i = 0; i < 100; ++i) {
            const Px at{x(random), y(random)};
            const auto p = camera.to_lonlat(at);
            REQUIRE(p);
            const auto back = camera.to_px(*p);
            REQUIRE(back);
            CHECK(distance(at, *back) < 0.01);
            CHECK(camera.seen().contains(*p));
        }
}

TEST_CASE("what is to be shown lies in the frame", "[render][camera]")
{
    for (const Extent& extent :
         {Extent{9, 19, 26, 34}, Extent{177, -21, -178, -12}, Extent{35, 46, 35.5, 46.3}}) {
        const Camera camera = Camera::showing(extent, Projection::conic_for(extent), frame, 12);
        const double east = extent.crosses_antimeridian() ? extent.east + 360 : extent.east;
        for (int i = 0; i <= 10; ++i)
            for (const double lat : {extent.south, extent.north}) {
                const auto at = camera.to_px({std::lerp(extent.west, east, i / 10.0), lat});
                REQUIRE(at);
                CHECK(grown(frame, -11).contains(*at));
            }
    }
}

TEST_CASE("ground metres a pixel agree with the ellipsoid", "[render][camera]")
{
    for (const Camera& camera : cameras()) {
        const LonLat a = *camera.to_lonlat({400, 300}), b = *camera.to_lonlat({430, 300});
        // Web Mercator is conformal on the sphere only: east and north differ by up to 0.6 %.
        CHECK(distance_m(a, b) / 30 == Approx(camera.ground_m_per_px(a)).epsilon(0.005));
    }
}

TEST_CASE("a picture across the antimeridian shows both sides near its centre", "[render][camera]")
{
    const Camera camera{Projection::web_mercator(), {179.5, 10}, 500, frame};
    const auto west = camera.to_px({179, 10}), east = camera.to_px({-179, 10});
    REQUIRE(west);
    REQUIRE(east);
    CHECK(west->x < east->x);
    CHECK(east->x - west->x == Approx(2 * 111'319.49 / 500).epsilon(1e-4));
    CHECK(camera.seen().crosses_antimeridian());
}

TEST_CASE("zooming keeps the position under the cursor", "[render][camera]")
{
    for (const Camera& camera : cameras())
        for (const double factor : {1.5, 0.4}) {
            const Px cursor{200, 610};
            const LonLat held = *camera.to_lonlat(cursor);
            const auto after = camera.zoomed(cursor, factor).to_px(held);
            REQUIRE(after);
            CHECK(distance(*after, cursor) < 0.05);
        }
    const Camera start = cameras().front();
    const auto moved = start.panned(30, -12).to_px(start.centre());
    REQUIRE(moved);
    CHECK(distance(*moved, {frame.x + 480, frame.y + 338}) < 0.01);
}

TEST_CASE("a turned picture has its bearing up, and is as true as one that is not", "[render][camera]")
{
    const double bearing = GENERATE(0.0, 90.0, -37.5, 180.0);
    CAPTURE(bearing);
    const Camera camera{Projection::web_mercator(), {13.35, 32.8}, 120, frame, bearing};
    const Camera plain{Projection::web_mercator(), {13.35, 32.8}, 120, frame};
    CHECK(camera.ground_m_per_px(camera.centre()) == plain.ground_m_per_px(plain.centre()));
    const Px middle{frame.x + frame.width / 2, frame.y + frame.height / 2};
    const LonLat above = *camera.to_lonlat({middle.x, middle.y - 100});
    const Px on_plain = *plain.to_px(above);
    const double angle = std::atan2(on_plain.x - middle.x, middle.y - on_plain.y) * 180 / std::numbers::pi;
    CHECK(std::remainder(angle - bearing, 360) == Approx(0).margin(1e-6));
    for (const Px p : {Px{frame.x, frame.y}, Px{frame.x + frame.width, frame.y + 40}, Px{200, 610}}) {
        CHECK(distance(*camera.to_px(*camera.to_lonlat(p)), p) < 1e-5);
        CHECK(camera.seen().contains(*camera.to_lonlat(p)));
        CHECK(distance(*camera.zoomed(p, 1.7).to_px(*camera.to_lonlat(p)), p) < 0.01);
    }
    CHECK(distance(*camera.panned(30, -12).to_px(camera.centre()), {middle.x + 30, middle.y - 12}) < 0.01);
}

TEST_CASE("a view is turned about its middle, and stays within a full turn", "[render][camera]")
{
    ViewState view;
    turn(view, 15);
    CHECK(view.bearing_deg == Approx(-15)); // what was a little to the left is up
    turn(view, 345);
    CHECK(view.bearing_deg == 0);
    turn(view, -180);
    CHECK(view.bearing_deg == Approx(180));
    turn(view, -90);
    CHECK(view.bearing_deg == Approx(-90));
    view.bearing_deg = 0;
    const PxRect map{0, 0, 800, 600};
    turn_about_middle(view, map, {400, 100}, {600, 300}); // from above to the right: a quarter clockwise
    CHECK(view.bearing_deg == Approx(-90));
    turn_about_middle(view, map, {402, 300}, {400, 302}); // too near to mean anything
    CHECK(view.bearing_deg == Approx(-90));
    // What was under the pointer went with it.
    view.bearing_deg = 0;
    const LonLat held = *camera_for(view, map).to_lonlat({400, 100});
    turn_about_middle(view, map, {400, 100}, {600, 300});
    const Px now = *camera_for(view, map).to_px(held);
    CHECK(now.x == Approx(600));
    CHECK(now.y == Approx(300));
}
