#include "render/sheet/locator.hpp"
#include "render/layers/frame.hpp"
#include "render/px_geometry.hpp"
#include "render/style.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace sitmap {

namespace {

constexpr double times_wider = 9.0, least_span_deg = 24.0, most_span_deg = 150.0;
constexpr double times_wider_with_ground = 1.55, least_with_ground_deg = 5.0;

Extent surroundings(const Extent& seen, double times, double least_span)
{
    const double lat = (seen.south + seen.north) / 2.0, lon = (seen.west + seen.east) / 2.0;
    const double span = std::clamp((seen.north - seen.south) * times, least_span, most_span_deg);
    const double half_lat = std::min(span, 70.0) / 2.0;
    const double middle = std::clamp(lat, -60.0 + half_lat, 78.0 - half_lat);
    return {lon - span / 2.0, middle - half_lat, lon + span / 2.0, middle + half_lat};
}

/// The main map's frame in the locator, its edges followed since they bend.
Contour frame_outline(const Camera& main, const Camera& locator)
{
    constexpr int parts = 12;
    Contour corners = rect_px(main.frame());
    corners.push_back(corners.front());
    Contour out;
    for (std::size_t i = 0; i + 1 < corners.size(); ++i)
        for (int k = 0; k < parts; ++k)
            if (const auto p = main.to_lonlat(corners[i] + (corners[i + 1] - corners[i]) *
                                                               (k / static_cast<double>(parts))))
                if (const auto px = locator.to_px(*p))
                    out.push_back(*px);
    return out;
}

} // namespace

void draw_locator(DrawList& list, const Map& map, const ViewState& view, const Camera& main,
                  const PxRect& box, SceneCache& cache)
{
    const Palette& colours = palette(view.style);
    const Extent around =
        view.change ? surroundings(main.seen_unwrapped(), times_wider_with_ground, least_with_ground_deg)
                    : surroundings(main.seen_unwrapped(), times_wider, least_span_deg);
    const Camera camera = Camera::showing(around, Projection::conic_for(around), box);
    ViewState plain = view;
    plain.layers.relief = plain.layers.overlays = false;
    MapFurniture furniture;
    furniture.base_labels_only = true;
    furniture.held_ground = view.change.has_value();
    furniture.country_names =
        !view.change; // too near for them: they would stand across the ground that is held
    const Rgba mark_colour =
        view.change ? colours.ink : colours.gains; // gains are a colour of the map itself then
    const Contour outline = frame_outline(main, camera);
    furniture.reserved.push_back(grown(bounds(outline), 3));
    Scene inset = build_map(map, plain, camera, cache, furniture);
    std::move(inset.list.commands.begin(), inset.list.commands.end(), std::back_inserter(list.commands));
    // A frame of a few pixels is shown as a mark of at least eight.
    PxRect mark = bounds(outline);
    if (mark.width < 8 || mark.height < 8) {
        const Px middle{mark.x + mark.width / 2, mark.y + mark.height / 2};
        list.commands.push_back(
            StrokePath{{rect_px({middle.x - 4, middle.y - 4, 8, 8})}, true, mark_colour, 1.6, {}, Cap::butt});
    } else {
        add_rings(list, {outline}, mark_colour, 1.6);
    }
    add_rings(list, {rect_px(box)}, colours.ink, 1.0);
}

} // namespace sitmap
