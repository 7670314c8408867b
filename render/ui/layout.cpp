#include "render/ui/layout.hpp"

#include <algorithm>

namespace sitmap {

namespace {

constexpr double top_bar_px = 40, left_px = 276, rail_px = 44, inspector_px = 348, timeline_px = 140,
                 status_px = 24;
constexpr double narrow_px = 1280, very_narrow_px = 1100, least_map_px = 100;

} // namespace

WindowLayout layout_for(double width_px, double height_px)
{
    WindowLayout layout;
    layout.left = width_px < narrow_px ? WindowLayout::LeftPanel::rail : WindowLayout::LeftPanel::full;
    layout.inspector_covers_map = width_px < very_narrow_px;
    const double left = layout.left == WindowLayout::LeftPanel::rail ? rail_px : left_px;
    const double right = layout.inspector_covers_map ? 0 : inspector_px;
    const double middle = std::max(least_map_px, height_px - top_bar_px - timeline_px - status_px);
    const double map_width = std::max(least_map_px, width_px - left - right);

    layout.top_bar = {0, 0, width_px, top_bar_px};
    layout.left_panel = {0, top_bar_px, left, middle};
    layout.map = {left, top_bar_px, map_width, middle};
    layout.inspector = {std::max(left, width_px - inspector_px), top_bar_px, inspector_px, middle};
    layout.timeline = {0, top_bar_px + middle, width_px, timeline_px};
    layout.status = {0, top_bar_px + middle + timeline_px, width_px, status_px};
    return layout;
}

} // namespace sitmap
