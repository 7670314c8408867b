// The window's map: what lies over it keeps off what it says.

#include "render/hatching.hpp"
#include "render/px_geometry.hpp"
#include "render/scene.hpp"
#include "render/text/shaper.hpp"
#include "render/ui/layout.hpp"
#include "render/ui/map_furniture.hpp"
#include "render/ui/size_legend.hpp"
#include "tests/render/small_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <span>

using namespace sitmap;

namespace {

const bool fonts = [] {
    use_fonts(SITMAP_ASSETS "/fonts");
    return true;
}();

} // namespace

TEST_CASE("labels of the window's map keep clear of keys, scale bar and buttons", "[render][ui]")
{
    Map map = test::small_map();
    Basemap base = test::small_basemap(); // with towns everywhere, under the boxes too
    for (int i = 0; i < 400; ++i) {
        PlaceLabel town = base.places.front();
        town.name = "Town " + std::to_string(i);
        town.at = {12.0 + 0.13 * (i % 20), 31.9 + 0.08 * (i / 20)};
        base.places.push_back(town);
    }
    map.basemap = &base;
    const ViewState view = test::small_view();
    const PxRect frame{40, 20, 900, 700};
    const Camera camera{Projection::web_mercator(), view.centre, view.metres_per_px, frame};
    SceneCache cache;
    const auto commands = build_window_map(map, view, camera, cache).list.commands;
    std::size_t over_map = commands.size(); // the last clip is where the furniture begins
    while (!std::holds_alternative<Clip>(commands[--over_map]))
        ;
    std::vector<PxRect> boxes = map_control_boxes(frame);
    CHECK(boxes.size() == 2);
    for (std::size_t i = over_map; i < commands.size(); ++i)
        if (const auto* fill = std::get_if<FillPath>(&commands[i]); fill && fill->path.front().size() == 4)
            boxes.push_back(bounds_of(fill->path)); // grounds of the scale bar and of the key
    CHECK(boxes.size() == 4);
    const auto covered = [&](std::span<const DrawCommand> drawn) {
        std::size_t n = 0;
        for (const DrawCommand& command : drawn)
            if (const auto* run = std::get_if<GlyphRun>(&command); run && run->angle_deg == 0) {
                const PxRect text{run->baseline.x, run->baseline.y - 0.7 * run->font.size_px,
                                  measure(run->text, run->font).advance, 0.7 * run->font.size_px};
                n += std::any_of(boxes.begin(), boxes.end(),
                                 [&](const PxRect& b) { return b.overlaps(text); });
            }
        return n;
    };
    CHECK(covered(std::span<const DrawCommand>{commands}.first(over_map)) == 0);
    const auto without = build_scene(map, view, camera).list.commands;
    CHECK(covered(without) > 0);
}

TEST_CASE("a turned map still tells the degrees of its meridians and parallels", "[render][ui]")
{
    Map map;
    ViewState view;
    view.layers.graticule = true;
    const double bearing = GENERATE(0, 30, 45, 60, 90, -90, 120, 180, -135);
    CAPTURE(bearing);
    const Camera camera{Projection::web_mercator(), {13, 32}, 400, {0, 0, 900, 700}, bearing};
    std::size_t east = 0, north = 0;
    for (const DrawCommand& command : build_scene(map, view, camera).list.commands)
        if (const auto* run = std::get_if<GlyphRun>(&command)) {
            east += run->text.ends_with(" E");
            north += run->text.ends_with(" N");
        }
    CHECK(east >= 2);
    CHECK(north >= 2);
}

TEST_CASE("no words are cut by the line between two views", "[render][ui][swipe]")
{
    const Map map = test::small_map();
    const ViewState view = test::small_view();
    const PxRect frame{40, 20, 900, 700};
    const Camera camera{Projection::web_mercator(), view.centre, view.metres_per_px, frame};
    std::size_t in_halves = 0, cut_without = 0;
    for (const double share : {0.3, 0.42, 0.5, 0.57, 0.75}) {
        const PxRect left{frame.x, frame.y, frame.width * share, frame.height},
            right{left.x + left.width, frame.y, frame.width - left.width, frame.height};
        const auto texts_cut = [&](const std::optional<PxRect>& half) {
            SceneCache cache;
            std::size_t cut = 0;
            for (const DrawCommand& command :
                 build_window_map(map, view, camera, cache, {}, half).list.commands)
                if (const auto* run = std::get_if<GlyphRun>(&command); run && run->angle_deg == 0) {
                    const double end = run->baseline.x + measure(run->text, run->font).advance;
                    cut += run->baseline.x < right.x && end > right.x;
                    const bool seen = half && run->baseline.x >= half->x && end <= half->x + half->width;
                    in_halves += seen;
                }
            return cut;
        };
        CAPTURE(share);
        CHECK(texts_cut(left) == 0);
        CHECK(texts_cut(right) == 0);
        cut_without += texts_cut(std::nullopt);
    }
    CHECK(cut_without > 0);
    CHECK(in_halves > 20);
}

TEST_CASE("an inspector over the map takes no label, key or scale bar with it", "[render][ui]")
{
    const Map map = test::small_map();
    ViewState view = test::small_view();
    view.selection = IncidentSelection{1};
    const PxRect frame{44, 40, 856, 396}, open{44, 40, 508, 396};
    const Camera camera{Projection::web_mercator(), view.centre, view.metres_per_px, frame};
    SceneCache cache;
    const Scene scene = build_window_map(map, view, camera, cache, open);
    std::size_t texts = 0;
    for (const DrawCommand& command : scene.list.commands)
        if (const auto* run = std::get_if<GlyphRun>(&command); run && run->angle_deg == 0) {
            ++texts;
            CAPTURE(run->text);
            CHECK(run->baseline.x + measure(run->text, run->font).advance <= open.x + open.width);
        }
    CHECK(texts > 5);
}

TEST_CASE("the numbers of the window's key of sizes do not touch", "[render][ui]")
{
    const std::int64_t people = GENERATE(3'300, 9'000, 65'000, 1'200'000);
    std::vector<Stock> stocks(1);
    stocks[0].people = Quantity::exactly(people);
    Scene scene;
    HitTarget ring;
    ring.radius_px = 40;
    ring.what = StockSelection{0};
    scene.targets.push_back(ring);
    DrawList list;
    draw_size_legend(list, palette(StyleName::light), scene, scene.shown, stocks, {600, 400});
    double last = -1;
    for (const DrawCommand& command : list.commands)
        if (const auto* run = std::get_if<GlyphRun>(&command); run != nullptr && run->baseline.y > 380) {
            CAPTURE(run->text);
            CHECK(run->baseline.x >= last + 3);
            last = run->baseline.x + measure(run->text, run->font).advance;
        }
    CHECK(last > 0);
    CHECK(last <= 600);
    double top = 1e9, title = 0;
    for (const DrawCommand& command : list.commands) {
        const auto* fill = std::get_if<FillPath>(&command);
        const auto* run = std::get_if<GlyphRun>(&command);
        if (fill != nullptr && fill->path[0].size() > 4) // a ring's disc, and not the ground
            for (const Px at : fill->path[0])
                top = std::min(top, at.y);
        if (run != nullptr && run->text == "People (stock)")
            title = run->baseline.y;
    }
    CHECK(title + 3 <= top);
}
