// A front on a day between two dated states.

#include "render/layers/control.hpp"
#include "render/scene.hpp"
#include "tests/render/small_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace sitmap;

namespace {

Day day(const char* text)
{
    return *parse_day(text);
}

ControlArea area(const char* party, const char* on, double west, double east)
{
    ControlArea a;
    a.party = party;
    a.interval = Interval::on(day(on));
    a.area.polygons = {{{{west, 31}, {east, 31}, {east, 33}, {west, 33}, {west, 31}}, {}}};
    return a;
}

Map map_of(double first, double second)
{
    Map map;
    map.ledger.control_areas = {area("A", "2019-04-01", 12, first), area("B", "2019-04-01", first, 16),
                                area("A", "2019-04-21", 12, second), area("B", "2019-04-21", second, 16)};
    return map;
}

Scene scene_on(const Map& map, const char* when, const Camera& camera)
{
    ViewState view;
    view.query.until = day(when);
    return build_scene(map, view, camera);
}

const Camera& camera()
{
    static const Camera seen{Projection::web_mercator(), {14, 32}, 500, {0, 0, 600, 400}};
    return seen;
}

/// x of the dashed line in the middle of the picture; nothing where there is none.
std::optional<double> dashed_front(const Scene& scene)
{
    const Rgba colour = palette(StyleName::light).front;
    for (const DrawCommand& command : scene.list.commands)
        if (const auto* stroke = std::get_if<StrokePath>(&command))
            if (stroke->colour == colour && !stroke->dash_px.empty())
                for (const Contour& line : stroke->path)
                    for (const Px p : line)
                        if (std::abs(p.x - 300) < 150)
                            return p.x;
    return std::nullopt;
}

bool notes(const Scene& scene, const std::string& words)
{
    return std::any_of(scene.notes.begin(), scene.notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

} // namespace

TEST_CASE("a front that moves simply stands part of the way, dashed, and says so", "[render][control]")
{
    const Map map = map_of(14, 14.2);
    const Scene scene = scene_on(map, "2019-04-11", camera());
    const auto x = dashed_front(scene);
    REQUIRE(x);
    CHECK(*x == Approx(camera().to_px({14.1, 32})->x).margin(2));
    CHECK(notes(scene, "stands part of the way, interpolated"));
    const Scene dated = scene_on(map, "2019-04-21", camera());
    CHECK_FALSE(dashed_front(dated));
    CHECK(notes(dated, "Control as of 21 Apr 2019"));
}

TEST_CASE("a front that leaps stays where the earlier state has it, and says so", "[render][control]")
{
    const Scene scene = scene_on(map_of(13.9, 15.5), "2019-04-11", camera());
    const auto x = dashed_front(scene);
    REQUIRE(x);
    CHECK(*x == Approx(camera().to_px({13.9, 32})->x).margin(2));
    CHECK(notes(scene, "the earlier is shown, since the change is not simple"));
}
