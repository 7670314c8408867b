#include "render/ui/map_furniture.hpp"

#include "render/layers/stocks.hpp"
#include "render/px_geometry.hpp"
#include "render/scene_build.hpp"
#include "render/sheet/furniture.hpp"
#include "render/style.hpp"
#include "render/ui/layout.hpp"
#include "render/ui/size_legend.hpp"

namespace sitmap {

namespace {

constexpr double margin = 12, clearance = 4;

PxRect scale_bar_place(const Camera& camera)
{
    const PxRect bar = scale_bar_box(camera, {0, 0});
    const PxRect& frame = camera.frame();
    return {frame.x + margin, frame.y + frame.height - margin - bar.height, bar.width, bar.height};
}

/// Corners of the keys' boxes: of the density's, and of the sizes' to the left of it.
struct KeyCorners {
    Px density, sizes;
};
KeyCorners key_corners(const Scene& scene, const Palette& look, const PxRect& frame)
{
    const Px corner{frame.x + frame.width - margin, frame.y + frame.height - margin};
    Px beside = corner;
    if (scene.density)
        beside.x = density_box(look, *scene.density, corner).x - margin;
    return {corner, beside};
}

void add_furniture(Scene& scene, const Palette& look, const Camera& camera, const std::vector<Stock>& stocks)
{
    const KeyCorners corners = key_corners(scene, look, camera.frame());
    const PxRect bar = scale_bar_place(camera);
    scene.list.commands.emplace_back(Clip{});
    draw_scale_bar(scene.list, look, camera, {bar.x, bar.y});
    if (scene.density)
        draw_density_box(scene.list, look, *scene.density, corners.density);
    draw_size_legend(scene.list, look, scene, stocks, corners.sizes);
}

} // namespace

Scene build_window_map(const Map& map, const ViewState& view, const Camera& camera, SceneCache& cache)
{
    const Palette& look = palette(view.style);
    MapFurniture furniture;
    furniture.reserved = map_control_boxes(camera.frame());
    furniture.reserved.push_back(scale_bar_place(camera));
    for (PxRect& box : furniture.reserved)
        box = grown(box, clearance);
    furniture.keys = [&](const Scene& shown) {
        const KeyCorners corners = key_corners(shown, look, camera.frame());
        const std::int64_t most = view.layers.stocks ? most_in_stock(map, view, camera) : 0;
        std::vector<PxRect> boxes{grown(size_legend_box(shown, view.style, most, corners.sizes), clearance)};
        if (shown.density)
            boxes.push_back(grown(density_box(look, *shown.density, corners.density), clearance));
        return boxes;
    };
    Scene scene = build_map(map, view, camera, cache, furniture);
    add_furniture(scene, look, camera, map.ledger.stocks);
    return scene;
}

} // namespace sitmap
