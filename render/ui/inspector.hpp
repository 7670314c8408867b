#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// What is selected: an incident with its claims and the sentence of the chosen one, a flow, a stock or a
/// route. With nothing selected, the incidents in the window as a list.
void show_inspector(const Ui& ui, const PanelData& data, const Scene& scene, const PxRect& rect,
                    ViewState& view, UiState& state, Wishes& wishes);

} // namespace sitmap
