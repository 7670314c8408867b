#pragma once

#include "render/draw_list.hpp"

#include <cstdint>
#include <vector>

namespace sitmap {

/// Where the window's parts lie, in pixels (cartography, section 8).
struct WindowLayout {
    enum class LeftPanel : std::uint8_t { full, rail, none };
    PxRect top_bar, left_panel, map, inspector, timeline, status;
    PxRect table; ///< below the map; empty while it is not asked for
    LeftPanel left = LeftPanel::full;
    bool inspector_covers_map = false; ///< narrow window: it is shown only while something is selected
};

/// What somebody asked for.
struct LayoutWishes {
    bool table = false;
    bool map_alone = false; ///< no panels but the status bar; an inspector lies over the map
    bool operator==(const LayoutWishes&) const = default;
};

/// Below 1280 px of width the left panel becomes a rail, below 1100 px the inspector lies over the map. The
/// map never gets smaller than 100 × 100.
[[nodiscard]] WindowLayout layout_for(double width_px, double height_px, LayoutWishes wishes = {});

/// The part of the map that no inspector covers.
[[nodiscard]] PxRect open_map(const WindowLayout& layout, bool something_is_selected);

/// Side of a button over the map.
inline constexpr double map_button_px = 32;
/// The buttons that lie over a map: those that zoom, and below them the tools, where the map is high enough.
[[nodiscard]] std::vector<PxRect> map_control_boxes(const PxRect& map);

} // namespace sitmap
