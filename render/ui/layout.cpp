#include "render/ui/layout.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr double top_bar_px = 40, left_px = 276, rail_px = 44, inspector_px = 348, timeline_px = 140,
                 status_px = 24;
constexpr double narrow_px = 1280, very_narrow_px = 1100, least_map_px = 100;

} // namespace

WindowLayout layout_for(double width_px, double height_px, LayoutWishes wishes)
{
    using Left = WindowLayout::LeftPanel;
    const bool alone = wishes.map_alone;
    WindowLayout layout;
    layout.left = alone ? Left::none : width_px < narrow_px ? Left::rail : Left::full;
    layout.inspector_covers_map = alone || width_px < very_narrow_px;
    const double left = layout.left == Left::none ? 0 : layout.left == Left::rail ? rail_px : left_px;
    const double right = layout.inspector_covers_map ? 0 : inspector_px;
    const double top = alone ? 0 : top_bar_px, timeline = alone ? 0 : timeline_px;
    const double middle = std::max(least_map_px, height_px - top - timeline - status_px);
    const double map_width = std::max(least_map_px, width_px - left - right);
    const double table =
        wishes.table ? std::clamp(middle * 0.34, 0.0, std::max(0.0, middle - least_map_px)) : 0;

    layout.top_bar = {0, 0, width_px, top};
    layout.left_panel = {0, top, left, middle};
    layout.map = {left, top, map_width, middle - table};
    layout.table = {left, top + middle - table, map_width, table};
    layout.inspector = {std::max(left, width_px - inspector_px), top, inspector_px, middle};
    layout.timeline = {0, top + middle, width_px, timeline};
    layout.status = {0, top + middle + timeline, width_px, status_px};
    return layout;
}

PxRect open_map(const WindowLayout& layout, bool something_is_selected)
{
    PxRect open = layout.map;
    if (layout.inspector_covers_map && something_is_selected)
        open.width = std::max(0.0, layout.inspector.x - open.x);
    return open;
}

std::vector<PxRect> map_control_boxes(const PxRect& map)
{
    constexpr double corner_px = 12, apart_px = 8, least_height_for_tools = 320;
    constexpr double zoom_buttons = 3, tool_buttons = 6;
    const double x = map.x + map.width - corner_px - map_button_px;
    std::vector<PxRect> boxes{{x, map.y + corner_px, map_button_px, zoom_buttons * map_button_px}};
    if (map.height > least_height_for_tools)
        boxes.push_back({x, boxes.front().y + boxes.front().height + apart_px, map_button_px,
                         tool_buttons * map_button_px});
    return boxes;
}

} // namespace sitmap
