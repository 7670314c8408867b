#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// A row for each of the user's own layers, the topmost first, and under it its opacity and the buttons that
/// move it.
void show_own_layers(const Ui& ui, const PanelData& data, ViewState& view, const UiState& state,
                     Wishes& wishes);

/// Carries the change out on the map, what is remembered and what the views hide.
void change_own_layers(const OwnLayerChange& change, Map& map, ViewState& view, UiState& state);

} // namespace sitmap
