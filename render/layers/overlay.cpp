#include "render/layers/overlay.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr double point_r = 3.2, line_px = 1.6, area_opacity = 0.14;

struct Shapes {
    std::vector<Path> areas; ///< one for each feature, so that overlapping ones do not cancel out
    Path lines, points;
};

void add_points(const Frame& frame, const Geometry& geometry, Path& out)
{
    const auto add = [&](LonLat p) {
        if (const auto at = frame.camera.to_px(p); at && frame.camera.frame().contains(*at))
            out.push_back(circle_px(*at, point_r));
    };
    if (const auto* point = std::get_if<LonLat>(&geometry))
        add(*point);
    if (const auto* many = std::get_if<MultiPoint>(&geometry))
        std::for_each(many->points.begin(), many->points.end(), add);
}

void draw(DrawList& list, const Palette& palette, Rgba colour, const Shapes& shapes)
{
    for (const Path& area : shapes.areas) {
        add_fill(list, area, faded(colour, area_opacity));
        add_rings(list, area, faded(colour, 0.9), 1.2);
    }
    add_stroke(list, shapes.lines, faded(palette.casing, 0.7), line_px + 1.8);
    add_stroke(list, shapes.lines, colour, line_px, {}, Cap::round);
    add_rings(list, shapes.points, palette.casing, 2.4);
    add_fill(list, shapes.points, colour);
}

/// A sample of what the layer holds.
Shapes sample(const Shapes& shapes)
{
    Shapes out;
    if (!shapes.areas.empty())
        out.areas = {{rect_px({1, 4, 16, 10})}};
    else if (!shapes.lines.empty())
        out.lines = {{{0, 9}, {18, 9}}};
    else
        out.points = {circle_px({9, 9}, point_r)};
    return out;
}

} // namespace

void draw_overlays(Frame& frame)
{
    for (const OverlayLayer& overlay : frame.map.overlays) {
        if (!overlay.visible)
            continue;
        Shapes shapes;
        for (const Feature& feature : overlay.layer.features) {
            const auto box = extent_of(feature.geometry);
            if (!box || !frame.projector.sees(*box))
                continue;
            const Path lines = frame.projector.lines(feature.geometry);
            if (Path rings = frame.projector.rings(feature.geometry); !rings.empty())
                shapes.areas.push_back(std::move(rings));
            shapes.lines.insert(shapes.lines.end(), lines.begin(), lines.end());
            add_points(frame, feature.geometry, shapes.points);
        }
        if (shapes.areas.empty() && shapes.lines.empty() && shapes.points.empty())
            continue;
        draw(frame.list(), frame.palette, overlay.colour, shapes);
        frame.legend(LegendEntry::Group::base, overlay.title,
                     [&](DrawList& mark) { draw(mark, frame.palette, overlay.colour, sample(shapes)); });
    }
}

} // namespace sitmap
