#include "render/symbols.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double largest_r = 28.0;
constexpr double edge_px = 1.1, casing_outside_px = 1.6;
constexpr double split_gap_px = 1.8;
constexpr double smallest_hatched_r = 7.0;

Contour star(Px at, double outer, double inner, int points)
{
    Contour out;
    for (int i = 0; i < 2 * points; ++i) {
        const double a = std::numbers::pi * (i / static_cast<double>(points) - 0.5);
        const double r = i % 2 == 0 ? outer : inner;
        out.push_back({at.x + r * std::cos(a), at.y + r * std::sin(a)});
    }
    return out;
}

/// Side 2.694 r; `down` is 1 for a point below, -1 for one above.
Contour triangle(Px at, double r, double down)
{
    const double side = 2.694 * r, reach = side / std::numbers::sqrt3;
    return {{at.x - side / 2.0, at.y - down * reach / 2.0},
            {at.x + side / 2.0, at.y - down * reach / 2.0},
            {at.x, at.y + down * reach}};
}

Contour half_disc(Px at, double r)
{
    return arc_px({at.x, at.y - 0.594 * r}, 1.414 * r, 180, 360);
}

/// Fits ±1.2 r; the notch is as deep as makes the area π r².
Contour chevron(Px at, double r)
{
    const double h = 1.2 * r, band = std::numbers::pi * r * r / (2.0 * h);
    return {{at.x - h, at.y - h},        {at.x - h + band, at.y - h}, {at.x + h, at.y},
            {at.x - h + band, at.y + h}, {at.x - h, at.y + h},        {at.x + h - band, at.y}};
}

bool is_return_ring(SubEventType sub_type)
{
    return sub_type == SubEventType::interception_rescue;
}

void fill(DrawList& list, Path path, Rgba colour)
{
    list.commands.push_back(FillPath{std::move(path), colour, {}, {}});
}

void stroke_ring(DrawList& list, Contour ring, Rgba colour, double width, std::vector<double> dash = {})
{
    list.commands.push_back(StrokePath{{std::move(ring)}, true, colour, width, std::move(dash), Cap::butt});
}

void stroke_line(DrawList& list, Contour line, Rgba colour, double width, Cap cap = Cap::butt)
{
    list.commands.push_back(StrokePath{{std::move(line)}, false, colour, width, {}, cap});
}

/// An arc three quarters round inside the ring, with a head that points back.
void draw_return_hook(DrawList& list, Px at, double r, Rgba colour)
{
    const double hook = 0.48 * r;
    stroke_line(list, arc_px(at, hook, 50, 310), colour, std::max(1.1, 0.24 * r), Cap::round);
    const double tip = 50.0 * std::numbers::pi / 180.0;
    const Px end{at.x + hook * std::cos(tip), at.y - hook * std::sin(tip)};
    const double b = 0.34 * r;
    fill(list, {{{end.x - b, end.y - b}, {end.x + b, end.y - 0.2 * b}, {end.x - 0.1 * b, end.y + b}}},
         colour);
}

void draw_return_ring(DrawList& list, const Palette& palette, const TypeColours& c, Px at, const Mark& mark)
{
    const Contour ring = mark_outline(mark.sub_type, at, mark.r);
    const bool open = mark.fill == MarkFill::unverified;
    const double width = std::max(1.5, 0.28 * mark.r);
    fill(list, {ring}, palette.paper);
    stroke_ring(list, ring, c.fill, width, open ? std::vector<double>{2.2, 1.8} : std::vector<double>{});
    draw_return_hook(list, at, mark.r, c.fill);
    if (mark.fill == MarkFill::split)
        stroke_line(list, {{at.x, at.y - mark.r - width}, {at.x, at.y + mark.r + width}}, palette.paper,
                    split_gap_px);
}

void draw_split(DrawList& list, const Palette& palette, const TypeColours& c, const Contour& outline, Px at,
                double r)
{
    const PxRect box = grown(bounds(outline), 1);
    const Contour left = clip_ring(outline, {box.x, box.y, at.x - box.x, box.height});
    const Contour right = clip_ring(outline, {at.x, box.y, box.x + box.width - at.x, box.height});
    fill(list, {left}, c.fill);
    fill(list, {right}, palette.paper);
    if (r >= smallest_hatched_r)
        list.commands.push_back(
            FillPath{{right}, {}, {}, Hatch{Hatch::Kind::lines, 45, 1.3, 4, c.hollow_edge}});
    stroke_ring(list, outline, c.edge, edge_px);
    const Path cut = clip_line({{at.x, box.y}, {at.x, box.y + box.height}}, bounds(outline));
    if (!cut.empty())
        stroke_line(list, cut.front(), palette.casing, split_gap_px);
}

void draw_body(DrawList& list, const Palette& palette, const TypeColours& c, const Contour& outline, Px at,
               const Mark& mark)
{
    switch (mark.fill) {
    case MarkFill::filled:
        fill(list, {outline}, c.fill);
        stroke_ring(list, outline, c.edge, edge_px);
        break;
    case MarkFill::unverified:
        fill(list, {outline}, faded(palette.paper, 0.85));
        stroke_ring(list, outline, c.hollow_edge, 1.5, {2.2, 1.8});
        break;
    case MarkFill::hollow:
        fill(list, {outline}, faded(palette.paper, 0.90));
        stroke_ring(list, outline, c.hollow_edge, 1.9);
        break;
    case MarkFill::split:
        draw_split(list, palette, c, outline, at, mark.r);
        break;
    }
}

double turn(const Contour& ring)
{
    double twice_area = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice_area += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    return twice_area;
}

} // namespace

double mark_radius(Quantity::Count killed, MarkSizes sizes)
{
    const double n = static_cast<double>(std::max<Quantity::Count>(killed, 0));
    return std::min(largest_r, std::sqrt(sizes.r0 * sizes.r0 + sizes.k * n));
}

Quantity::Count largest_told(MarkSizes sizes)
{
    return static_cast<Quantity::Count>((largest_r * largest_r - sizes.r0 * sizes.r0) / sizes.k);
}

Contour mark_outline(SubEventType sub_type, Px at, double r)
{
    switch (type_of(sub_type)) {
    case EventType::battles: {
        const double d = 1.253 * r;
        return {{at.x, at.y - d}, {at.x + d, at.y}, {at.x, at.y + d}, {at.x - d, at.y}};
    }
    case EventType::explosions:
        return star(at, 1.308 * r, 0.785 * r, 8);
    case EventType::violence_against_civilians:
        return triangle(at, r, 1);
    case EventType::protests:
        return circle_px(at, r);
    case EventType::riots:
        return triangle(at, r, -1);
    case EventType::strategic_developments:
        return rect_px({at.x - 0.886 * r, at.y - 0.886 * r, 1.772 * r, 1.772 * r});
    case EventType::displacement:
        return chevron(at, r);
    case EventType::sea_incident:
        return is_return_ring(sub_type) ? circle_px(at, r) : half_disc(at, r);
    }
    return circle_px(at, r);
}

double mark_reach(const Mark& mark)
{
    const auto reach = [&](double r) {
        double farthest = 0;
        for (const Px p : mark_outline(mark.sub_type, {}, r))
            farthest = std::max(farthest, length(p));
        return farthest;
    };
    return std::max(reach(mark.r) + edge_px / 2.0 + casing_outside_px,
                    mark.high_r ? reach(*mark.high_r) + 1.0 : 0.0);
}

void draw_mark(DrawList& list, const Palette& palette, Px at, const Mark& mark)
{
    const TypeColours& c = palette.types[static_cast<std::size_t>(type_of(mark.sub_type))];
    const Contour outline = mark_outline(mark.sub_type, at, mark.r);
    if (mark.high_r && *mark.high_r > mark.r + 1.0) {
        const Contour high = mark_outline(mark.sub_type, at, *mark.high_r);
        stroke_ring(list, high, faded(palette.casing, 0.8), 2.6);
        stroke_ring(list, high, c.hollow_edge, 1.0);
    }
    stroke_ring(list, outline, palette.casing, edge_px + 2.0 * casing_outside_px);
    if (is_return_ring(mark.sub_type))
        draw_return_ring(list, palette, c, at, mark);
    else
        draw_body(list, palette, c, outline, at, mark);
    if (mark.core && mark.fill == MarkFill::filled)
        fill(list, {circle_px(at, 1.3)}, palette.casing);
}

void draw_dispute_ring(DrawList& list, const Palette& palette, Px at, const Mark& mark, Rgba accused,
                       Rgba accuser)
{
    constexpr double half_gap_deg = 16, width = 3, outside = 3;
    const double r = mark_reach(mark) + outside;
    for (const auto& [colour, from, to] : {std::tuple{accused, 90 + half_gap_deg, 270 - half_gap_deg},
                                           std::tuple{accuser, -90 + half_gap_deg, 90 - half_gap_deg}}) {
        stroke_line(list, arc_px(at, r, from, to), faded(palette.casing, 0.85), width + 1.8);
        stroke_line(list, arc_px(at, r, from, to), colour, width);
    }
}

void draw_selection_ring(DrawList& list, const Palette& palette, Px at, double reach_px)
{
    const Contour ring = circle_px(at, reach_px + 9.0);
    stroke_ring(list, ring, palette.casing, 4.5);
    stroke_ring(list, ring, palette.accent, 2.0);
}

void draw_uncertainty(DrawList& list, const TypeColours& colours, const Contour& ring, Emphasis emphasis)
{
    const bool strong = emphasis == Emphasis::strong;
    fill(list, {ring}, faded(colours.fill, strong ? 0.24 : 0.09));
    stroke_ring(list, ring, faded(scaled(colours.fill, 0.8), strong ? 0.85 : 0.55), strong ? 1.2 : 0.9,
                strong ? std::vector<double>{3, 3} : std::vector<double>{2.5, 2.5});
}

Contour inset_ring(const Contour& ring, double by_px)
{
    if (ring.size() < 3)
        return {};
    const double inward = turn(ring) > 0 ? 1.0 : -1.0;
    Contour shifted;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Px before = ring[(i + ring.size() - 1) % ring.size()], here = ring[i],
                 after = ring[(i + 1) % ring.size()];
        const Px along = unit(unit(here - before) + unit(after - here));
        const Px normal = Px{-along.y, along.x} * inward;
        const Px moved = here + normal * by_px;
        if (inside({ring}, moved) && distance_to_edge({ring}, moved) > by_px - 0.6)
            shifted.push_back(moved);
    }
    return shifted.size() < 3 ? Contour{} : shifted;
}

void draw_area_outline(DrawList& list, const Palette& palette, const TypeColours& colours, const Path& rings)
{
    constexpr std::size_t most_corners = 500; // insets are quadratic
    for (const Contour& given : rings) {
        Contour ring = simplified_ring(given, 0.8);
        for (double tolerance = 1.6; ring.size() > most_corners; tolerance *= 2.0)
            ring = simplified_ring(ring, tolerance);
        for (const auto& [depth, opacity] : {std::pair{10.0, 0.10}, std::pair{4.5, 0.14}})
            if (Contour inner = inset_ring(ring, depth); !inner.empty())
                fill(list, {ring, std::move(inner)}, faded(colours.hollow_edge, opacity));
    }
    list.commands.push_back(StrokePath{rings, true, faded(palette.casing, 0.9), 3.2, {}, Cap::butt});
    list.commands.push_back(StrokePath{rings, true, colours.hollow_edge, 1.6, {7, 4}, Cap::butt});
}

void draw_thin_area_outline(DrawList& list, const TypeColours& colours, const Path& rings)
{
    list.commands.push_back(StrokePath{rings, true, faded(colours.hollow_edge, 0.7), 0.9, {7, 4}, Cap::butt});
}

void draw_line_outline(DrawList& list, const Palette& palette, const TypeColours& colours, const Path& lines)
{
    list.commands.push_back(StrokePath{lines, false, faded(colours.hollow_edge, 0.14), 12, {}, Cap::round});
    list.commands.push_back(StrokePath{lines, false, faded(palette.casing, 0.9), 3.2, {}, Cap::butt});
    list.commands.push_back(StrokePath{lines, false, colours.hollow_edge, 1.6, {7, 4}, Cap::butt});
}

} // namespace sitmap
