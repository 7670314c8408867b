#include "render/ui/map_furniture.hpp"

#include "render/layers/stocks.hpp"
#include "render/px_geometry.hpp"
#include "render/scene_build.hpp"
#include "render/sheet/furniture.hpp"
#include "render/style.hpp"
#include "render/ui/layout.hpp"
#include "render/ui/size_legend.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr double margin = 12, clearance = 4;

PxRect scale_bar_place(const Camera& camera, const PxRect& open)
{
    const PxRect bar = scale_bar_box(camera, {0, 0});
    return {open.x + margin, open.y + open.height - margin - bar.height, bar.width, bar.height};
}

/// Corners of the keys' boxes: of the density's, and of the sizes' to the left of it.
struct KeyCorners {
    Px density, sizes;
};
KeyCorners key_corners(const Scene& scene, const Palette& look, const PxRect& open)
{
    constexpr double usual_height = 112; // of the key of sizes
    Px corner{open.x + open.width - margin, open.y + open.height - margin};
    const double height = scene.density ? density_box(look, *scene.density, corner).height : usual_height;
    const PxRect buttons = map_control_boxes(open).back();
    if (buttons.y + buttons.height + clearance > corner.y - height) // a low window: beside the buttons
        corner.x = buttons.x - margin;
    Px beside = corner;
    if (scene.density)
        beside.x = density_box(look, *scene.density, corner).x - margin;
    return {corner, beside};
}

/// The key of sizes is left out where the scale bar needs its room.
bool has_room(const PxRect& key, const PxRect& bar)
{
    return key.x > bar.x + bar.width + clearance || key.y > bar.y + bar.height;
}

/// The part of the frame beside `open`.
PxRect covered(const PxRect& frame, const PxRect& open)
{
    const double end = open.x + open.width;
    return {end, frame.y, std::max(0.0, frame.x + frame.width - end), frame.height};
}

} // namespace

Scene build_window_map(const Map& map, const ViewState& view, const Camera& camera, SceneCache& cache,
                       const std::optional<PxRect>& open_part)
{
    const Palette& look = palette(view.style);
    const PxRect open = open_part.value_or(camera.frame()), bar = scale_bar_place(camera, open);
    MapFurniture furniture;
    furniture.reserved = map_control_boxes(open);
    furniture.reserved.push_back(bar);
    for (PxRect& box : furniture.reserved)
        box = grown(box, clearance);
    if (const PxRect rest = covered(camera.frame(), open); rest.width > 0)
        furniture.reserved.push_back(rest);
    bool shows_sizes = true;
    furniture.keys = [&](const Scene& shown) {
        const KeyCorners corners = key_corners(shown, look, open);
        const std::int64_t most = view.layers.stocks ? most_in_stock(map, view, camera) : 0;
        const PxRect sizes = size_legend_box(shown, view.style, most, corners.sizes);
        shows_sizes = has_room(sizes, bar);
        std::vector<PxRect> boxes;
        if (shows_sizes)
            boxes.push_back(grown(sizes, clearance));
        if (shown.density)
            boxes.push_back(grown(density_box(look, *shown.density, corners.density), clearance));
        return boxes;
    };
    Scene scene = build_map(map, view, camera, cache, furniture);
    const KeyCorners corners = key_corners(scene, look, open);
    scene.list.commands.emplace_back(Clip{});
    draw_scale_bar(scene.list, look, camera, {bar.x, bar.y});
    if (scene.density)
        draw_density_box(scene.list, look, *scene.density, corners.density);
    if (shows_sizes)
        draw_size_legend(scene.list, look, scene, map.ledger.stocks, corners.sizes);
    return scene;
}

} // namespace sitmap
