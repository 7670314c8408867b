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

/// Where the keys of density and sizes stand; nothing where there is none, or no room.
struct KeyBoxes {
    std::optional<PxRect> density, sizes;
};

/// Its lower right corner.
Px corner_of(const PxRect& box)
{
    return {box.x + box.width, box.y + box.height};
}

std::span<const Incident> incidents_drawn(const Scene& scene, const ViewState& view)
{
    return view.layers.incidents ? std::span<const Incident>{scene.shown} : std::span<const Incident>{};
}

class KeyPlaces {
public:
    /// `within`: the part of `open` in which the keys stand.
    KeyPlaces(const PxRect& open, const PxRect& within, const PxRect& bar)
        : open_{open}, within_{within}, bar_{bar}
    {}

    /// Most people in a stock: as for `size_legend_box`.
    [[nodiscard]] KeyBoxes boxes(const Scene& scene, const ViewState& view, std::int64_t most_in_stock) const
    {
        const StyleName style = view.style;
        const auto drawn = incidents_drawn(scene, view);
        const Palette& look = palette(style);
        const bool halved = !(within_ == open_);
        constexpr double usual_height = 112; // of the key of sizes
        Px corner{within_.x + within_.width - margin, within_.y + within_.height - margin};
        const double height = scene.density ? density_box(look, *scene.density, corner).height : usual_height;
        const PxRect buttons = map_control_boxes(open_).back();
        // A low window: beside the buttons.
        if (buttons.x < corner.x && buttons.y + buttons.height + clearance > corner.y - height)
            corner.x = buttons.x - margin;
        KeyBoxes found;
        Px beside = corner;
        if (scene.density) {
            PxRect key = density_box(look, *scene.density, corner);
            if (halved && !is_clear(key)) // above the scale bar
                key = density_box(look, *scene.density, {corner.x, bar_.y - margin});
            if (key.x >= within_.x)
                found.density = key;
            beside.x = key.x - margin;
        }
        PxRect sizes = size_legend_box(drawn, style, most_in_stock, beside);
        if (halved && found.density && (!is_clear(sizes) || sizes.x < within_.x))
            sizes = size_legend_box(drawn, style, most_in_stock,
                                    {corner_of(*found.density).x, found.density->y - margin});
        if (is_clear(sizes) && (!halved || sizes.x >= within_.x))
            found.sizes = sizes;
        return found;
    }

private:
    /// The scale bar needs its room.
    [[nodiscard]] bool is_clear(const PxRect& key) const
    {
        return key.x > bar_.x + bar_.width + clearance || key.y > bar_.y + bar_.height ||
               key.y + key.height < bar_.y;
    }

    PxRect open_, within_, bar_;
};

PxRect common(const PxRect& a, const PxRect& b)
{
    const double x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0.0, std::min(a.x + a.width, b.x + b.width) - x),
            std::max(0.0, std::min(a.y + a.height, b.y + b.height) - y)};
}

/// The part of the frame beside `open`.
PxRect covered(const PxRect& frame, const PxRect& open)
{
    const double end = open.x + open.width;
    return {end, frame.y, std::max(0.0, frame.x + frame.width - end), frame.height};
}

} // namespace

Scene build_window_map(const Map& map, const ViewState& view, const Camera& camera, SceneCache& cache,
                       const std::optional<PxRect>& open_part, const std::optional<PxRect>& half)
{
    const Palette& look = palette(view.style);
    const PxRect open = open_part.value_or(camera.frame()), bar = scale_bar_place(camera, open);
    const KeyPlaces places{open, half ? common(open, *half) : open, bar};
    MapFurniture furniture;
    furniture.reserved = map_control_boxes(open);
    furniture.reserved.push_back(bar);
    for (PxRect& box : furniture.reserved)
        box = grown(box, clearance);
    if (const PxRect rest = covered(camera.frame(), open); rest.width > 0)
        furniture.reserved.push_back(rest);
    if (half)
        furniture.seen = grown(*half, -clearance);
    KeyBoxes keys;
    furniture.keys = [&](const Scene& shown) {
        keys = places.boxes(shown, view, view.layers.stocks ? most_in_stock(map, view, camera) : 0);
        std::vector<PxRect> boxes;
        for (const auto& box : {keys.sizes, keys.density})
            if (box)
                boxes.push_back(grown(*box, clearance));
        return boxes;
    };
    Scene scene = build_map(map, view, camera, cache, furniture);
    scene.furniture = scene.list.commands.size();
    scene.list.commands.emplace_back(Clip{});
    draw_scale_bar(scene.list, look, camera, {bar.x, bar.y});
    if (keys.density && scene.density)
        draw_density_box(scene.list, look, *scene.density, corner_of(*keys.density));
    if (keys.sizes)
        draw_size_legend(scene.list, look, scene, incidents_drawn(scene, view), map.ledger.stocks,
                         corner_of(*keys.sizes));
    return scene;
}

} // namespace sitmap
