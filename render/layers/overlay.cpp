#include "render/layers/overlay.hpp"
#include "geodata/measure.hpp"
#include "render/layers/estimated_front.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>

namespace sitmap {

namespace {

struct Shapes {
    Path areas, lines;
    std::vector<Px> points;
    [[nodiscard]] bool is_empty() const { return areas.empty() && lines.empty() && points.empty(); }
};

Shapes shapes_of(const Frame& frame, const Geometry& geometry)
{
    Shapes shapes{frame.projector.rings(geometry), frame.projector.lines(geometry), {}};
    const auto add = [&](LonLat p) {
        if (const auto at = frame.camera.to_px(p); at && frame.camera.frame().contains(*at))
            shapes.points.push_back(*at);
    };
    if (const auto* point = std::get_if<LonLat>(&geometry))
        add(*point);
    if (const auto* many = std::get_if<MultiPoint>(&geometry))
        std::for_each(many->points.begin(), many->points.end(), add);
    return shapes;
}

Rgba thinned(Rgba colour, double opacity)
{
    return faded(colour, colour.a / 255.0 * opacity);
}

void draw(DrawList& list, const Palette& palette, const FeatureStyle& style, double opacity,
          const Shapes& shapes)
{
    add_fill(list, shapes.areas, thinned(style.fill, opacity));
    if (style.stroke_px > 0) {
        add_rings(list, shapes.areas, thinned(style.stroke, opacity), style.stroke_px);
        add_stroke(list, shapes.lines, faded(palette.casing, 0.7 * opacity), style.stroke_px + 1.8);
        add_stroke(list, shapes.lines, thinned(style.stroke, opacity), style.stroke_px, {}, Cap::round);
    }
    Path discs;
    for (const Px at : shapes.points)
        discs.push_back(circle_px(at, style.radius_px));
    add_rings(list, discs, faded(palette.casing, opacity), 2.4);
    add_fill(list, discs, thinned(style.fill, opacity));
    if (style.symbol.empty())
        return;
    const Font font{1.35 * style.radius_px, FontWeight::bold, false, 0};
    for (const Px at : shapes.points) {
        const TextBlock block{{{style.symbol, font, rgb(0xFFFFFF)}}, rgb(0, 0), 0};
        const BlockSize size = size_of(block);
        draw_block(list, block, {at.x - size.width / 2, at.y - size.height / 2}, size, Align::centre);
    }
}

FeatureStyle style_of(const OverlayLayer& overlay, std::size_t feature)
{
    if (feature < overlay.styles.size())
        return overlay.styles[feature];
    FeatureStyle style;
    style.stroke = overlay.colour;
    style.fill =
        overlay.layer.features[feature].geometry.index() < 3 ? overlay.colour : faded(overlay.colour, 0.14);
    return style;
}

/// A sample of what the layer holds.
Shapes sample(const Shapes& shapes)
{
    Shapes out;
    if (!shapes.areas.empty())
        out.areas = {rect_px({1, 4, 16, 10})};
    else if (!shapes.lines.empty())
        out.lines = {{{0, 9}, {18, 9}}};
    else
        out.points = {{9, 9}};
    return out;
}

/// One row for the layer, or one for each of its classes.
void add_legend(Frame& frame, const OverlayLayer& overlay, const FeatureStyle& style, const Shapes& shapes)
{
    FeatureStyle shown = style;
    shown.radius_px = std::min(shown.radius_px, 6.5);
    shown.stroke_px = std::min(shown.stroke_px, 4.0);
    if (overlay.classes.empty()) {
        frame.legend(LegendEntry::Group::own, overlay.title, [&](DrawList& mark) {
            draw(mark, frame.palette, shown, overlay.opacity, sample(shapes));
        });
        return;
    }
    for (const OverlayLayer::Class& kind : overlay.classes)
        frame.legend(LegendEntry::Group::own, overlay.title + ": " + kind.label, [&](DrawList& mark) {
            FeatureStyle own = shown;
            own.fill = faded(kind.colour, shown.fill.a / 255.0);
            own.stroke = faded(kind.colour, shown.stroke.a / 255.0);
            draw(mark, frame.palette, own, overlay.opacity, sample(shapes));
        });
}

template <class Visit>
void each_shown(Frame& frame, Visit visit)
{
    for (std::size_t i = 0; i < frame.map.overlays.size(); ++i)
        if (frame.map.overlays[i].visible && !frame.view.hidden_overlays.contains(i))
            visit(i, frame.map.overlays[i]);
}

/// Where a name stands: the point, the middle of an area or of the part of a line that is seen.
std::optional<Px> label_point(Frame& frame, const std::string& key, const Geometry& geometry)
{
    const Shapes shapes = shapes_of(frame, geometry);
    if (!shapes.points.empty())
        return shapes.points.front();
    if (!shapes.lines.empty()) {
        const auto longest =
            std::max_element(shapes.lines.begin(), shapes.lines.end(),
                             [](const Contour& a, const Contour& b) { return length_px(a) < length_px(b); });
        const auto middle = point_along(*longest, length_px(*longest) / 2);
        return middle ? std::optional{middle->at} : std::nullopt;
    }
    if (shapes.areas.empty())
        return std::nullopt;
    const auto centre = frame.cache.visual_centre(key, geometry);
    return centre ? frame.camera.to_px(*centre) : std::nullopt;
}

bool is_area(const Geometry& geometry)
{
    return !polygons_of(geometry).empty();
}

} // namespace

void draw_overlays(Frame& frame)
{
    each_shown(frame, [&](std::size_t, const OverlayLayer& overlay) {
        if (overlay.is_front_estimate) {
            draw_estimated_front(frame, overlay);
            return;
        }
        bool told = false;
        for (std::size_t k = 0; k < overlay.layer.features.size(); ++k) {
            const Feature& feature = overlay.layer.features[k];
            const auto box = extent_of(feature.geometry);
            if (!box || !frame.projector.sees(*box))
                continue;
            const Shapes shapes = shapes_of(frame, feature.geometry);
            if (shapes.is_empty())
                continue;
            const FeatureStyle style = style_of(overlay, k);
            draw(frame.list(), frame.palette, style, overlay.opacity, shapes);
            if (!told)
                add_legend(frame, overlay, style, shapes);
            told = true;
            if (!overlay.label_by.empty())
                for (const Px at : shapes.points)
                    frame.taken.take_disc(at, style.radius_px + 1);
        }
    });
}

void draw_overlay_labels(Frame& frame)
{
    if (!frame.view.layers.labels)
        return;
    each_shown(frame, [&](std::size_t i, const OverlayLayer& overlay) {
        if (overlay.is_front_estimate)
            draw_estimated_front_label(frame, overlay);
        const auto field = overlay.label_by.empty() ? std::nullopt : overlay.layer.field(overlay.label_by);
        std::set<std::string> said;
        for (std::size_t k = 0; field && k < overlay.layer.features.size(); ++k) {
            const Feature& feature = overlay.layer.features[k];
            const std::string text = text_of(feature.values[*field]);
            const auto box = extent_of(feature.geometry);
            if (text.empty() || !box || !frame.projector.sees(*box) || said.contains(text))
                continue;
            const auto at =
                label_point(frame, "own:" + std::to_string(i) + "/" + std::to_string(k), feature.geometry);
            if (!at || !frame.camera.frame().contains(*at))
                continue;
            const FeatureStyle style = style_of(overlay, k);
            const Rgba own = faded(style.stroke, 1);
            const Rgba ink =
                frame.palette.name == StyleName::dark ? mixed(own, rgb(0xFFFFFF), 0.55) : scaled(own, 0.55);
            const TextBlock block{
                {{text, {12, FontWeight::medium, false, 0}, ink}}, frame.palette.labels.halo, 3.4};
            const bool placed =
                is_area(feature.geometry)
                    ? place_centred(frame.labels, frame.taken, *at, block).has_value()
                    : place_beside(frame.labels, frame.taken, *at, style.radius_px + 5, block, all_sides())
                          .has_value();
            if (placed)
                said.insert(text);
        }
    });
}

} // namespace sitmap
