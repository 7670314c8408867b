#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// The analyst's claim, merge or split being written, over the map; nothing while there is no draft.
void show_editor(const Ui& ui, const PanelData& data, const PxRect& map, UiState& state, Wishes& wishes);

} // namespace sitmap
