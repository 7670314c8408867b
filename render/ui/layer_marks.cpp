#include "render/ui/layer_marks.hpp"

#include "render/symbols.hpp"

#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

DrawList blank()
{
    DrawList list;
    list.width_px = list.height_px = 18;
    list.background.a = 0;
    return list;
}

void fill(DrawList& list, Contour ring, Rgba colour)
{
    FillPath path;
    path.path = {std::move(ring)};
    path.colour = colour;
    list.commands.push_back(std::move(path));
}

void stroke(DrawList& list, Contour line, Rgba colour, double width_px, std::vector<double> dash_px = {})
{
    StrokePath path;
    path.path = {std::move(line)};
    path.colour = colour;
    path.width_px = width_px;
    path.dash_px = std::move(dash_px);
    list.commands.push_back(std::move(path));
}

DrawList incident_mark(const Palette& palette)
{
    DrawList list = blank();
    Mark mark;
    mark.sub_type = SubEventType::armed_clash;
    mark.r = 5.2;
    draw_mark(list, palette, {9, 9}, mark);
    return list;
}

DrawList control_mark(const Palette& palette)
{
    DrawList list = blank();
    const Contour left{{2, 3}, {9, 3}, {9, 15}, {2, 15}}, right{{9, 3}, {16, 3}, {16, 15}, {9, 15}};
    fill(list, left, faded(palette.parties[0], 0.3));
    fill(list, right, faded(palette.parties[1], 0.2));
    FillPath hatch;
    hatch.path = {right};
    hatch.hatch = Hatch{Hatch::Kind::lines, 45, 1.1, 4, faded(palette.parties[1], 0.7)};
    list.commands.push_back(hatch);
    return list;
}

DrawList front_mark(const Palette& palette)
{
    DrawList list = blank();
    stroke(list, {{1, 12}, {17, 12}}, palette.front, 2);
    fill(list, {{3, 12}, {5.5, 7}, {8, 12}}, palette.front);
    fill(list, {{10, 12}, {12.5, 7}, {15, 12}}, palette.front);
    return list;
}

DrawList flow_mark(const Palette& palette)
{
    DrawList list = blank();
    const Rgba colour = palette.types[static_cast<std::size_t>(EventType::displacement)].fill;
    fill(list, {{1, 14}, {10, 6.5}, {9, 4.5}, {17, 4}, {13.5, 11}, {12, 9}, {1.5, 15}}, colour);
    return list;
}

DrawList stock_mark(const Palette& palette)
{
    DrawList list = blank();
    Contour outer, inner;
    for (int i = 0; i <= 32; ++i) {
        const double angle = 2 * std::numbers::pi * i / 32;
        outer.push_back({9 + 7 * std::cos(angle), 9 + 7 * std::sin(angle)});
        inner.push_back({9 + 4 * std::cos(angle), 9 + 4 * std::sin(angle)});
    }
    fill(list, outer, faded(palette.stock, 0.12));
    stroke(list, outer, palette.stock, 1.6);
    stroke(list, inner, palette.stock, 0.8);
    return list;
}

DrawList route_mark(const Palette& palette)
{
    DrawList list = blank();
    stroke(list, {{1, 14}, {4, 9}, {9, 7}, {14, 6}, {17, 3}}, palette.route, 1.8, {4, 3});
    return list;
}

DrawList overlay_mark(const Palette& palette)
{
    DrawList list = blank();
    stroke(list, {{3, 13}, {6, 4}, {14, 6}, {15, 14}, {3, 13}}, palette.muted_ink, 1.4);
    return list;
}

DrawList relief_mark(const Palette& palette)
{
    DrawList list = blank();
    fill(list, {{1, 14}, {7, 4}, {10, 9}, {12, 7}, {17, 14}}, faded(palette.muted_ink, 0.3));
    fill(list, {{7, 4}, {10, 9}, {12, 7}, {17, 14}, {9, 14}}, faded(palette.muted_ink, 0.5));
    return list;
}

DrawList label_mark(const Palette& palette)
{
    DrawList list = blank();
    GlyphRun run;
    run.text = "Aa";
    run.font = {.size_px = 11, .weight = FontWeight::semibold};
    run.baseline = {1.5, 13};
    run.colour = palette.ink;
    list.commands.push_back(run);
    return list;
}

} // namespace

std::vector<LayerMark> layer_marks(const Palette& palette)
{
    return {{"Incidents", &LayerSwitches::incidents, incident_mark(palette)},
            {"Control areas", &LayerSwitches::control, control_mark(palette)},
            {"Front line", &LayerSwitches::front, front_mark(palette)},
            {"Displacement", &LayerSwitches::displacement, flow_mark(palette)},
            {"Held, displaced", &LayerSwitches::stocks, stock_mark(palette)},
            {"Migration routes", &LayerSwitches::routes, route_mark(palette)},
            {"Own layers", &LayerSwitches::overlays, overlay_mark(palette)},
            {"Relief", &LayerSwitches::relief, relief_mark(palette)},
            {"Labels", &LayerSwitches::labels, label_mark(palette)}};
}

DrawList change_mark(const Palette& palette)
{
    DrawList list;
    list.width_px = list.height_px = 18;
    list.background.a = 0;
    list.commands.emplace_back(FillPath{{{{2, 4}, {10, 4}, {10, 14}, {2, 14}}}, palette.gains, {}, {}});
    list.commands.emplace_back(FillPath{{{{11, 4}, {16, 4}, {16, 14}, {11, 14}}}, palette.losses, {}, {}});
    return list;
}

} // namespace sitmap
