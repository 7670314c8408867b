#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// The bookmarks as a list over the map's left edge: a click goes there, the cross forgets it.
void show_bookmarks(const Ui& ui, const PxRect& map, ViewState& view, UiState& state);

} // namespace sitmap
