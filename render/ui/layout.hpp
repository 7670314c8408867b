#pragma once

#include "render/draw_list.hpp"

#include <cstdint>

namespace sitmap {

/// Where the window's parts lie, in pixels (cartography, section 8).
struct WindowLayout {
    enum class LeftPanel : std::uint8_t { full, rail };
    PxRect top_bar, left_panel, map, inspector, timeline, status;
    LeftPanel left = LeftPanel::full;
    bool inspector_covers_map = false; ///< narrow window: it is shown only while something is selected
};

/// Below 1280 px of width the left panel becomes a rail, below 1100 px the inspector lies over the map. The
/// map never gets smaller than 100 × 100.
[[nodiscard]] WindowLayout layout_for(double width_px, double height_px);

} // namespace sitmap
