#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// Words to be mentioned, layers, event types, place precision, attribution, reported killed, the rule,
/// countries and parties: the switches, and with their real marks the legend of the map.
void show_layer_panel(const Ui& ui, const PanelData& data, const PxRect& rect, ViewState& view,
                      UiState& state, Wishes& wishes);

/// A narrow rail of the layers' marks, for windows too narrow for the panel; a button on top opens it over
/// the map.
void show_layer_rail(const Ui& ui, const PxRect& rect, ViewState& view, UiState& state);

} // namespace sitmap
