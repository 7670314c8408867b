#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// Zoom buttons in the map's upper right corner, and the list of keys while it is asked for.
void show_map_controls(const Ui& ui, const PxRect& map, UiState& state, Wishes& wishes);

} // namespace sitmap
