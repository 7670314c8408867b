#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// Zoom buttons in the map's upper right corner, the tools below them, and the list of keys while it is asked
/// for.
void show_map_controls(const Ui& ui, const PxRect& map, ViewState& view, UiState& state, Wishes& wishes);

} // namespace sitmap
