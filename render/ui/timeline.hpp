#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// Histogram with the brush (the query's since and until), the documents below it with the diamond of
/// knowledge time, and the player's controls (cartography, section 9).
void show_timeline(const Ui& ui, const PanelData& data, const PxRect& rect, ViewState& view, UiState& state);

/// Moves the brush on by `seconds` of playing; playing ends at the last day.
void play(const PanelData& data, ViewState& view, UiState& state, double seconds);
/// One step forwards (1) or backwards (-1).
void step(const PanelData& data, ViewState& view, const UiState& state, int direction);

/// What the wishes ask of the window of time: steps, edges moved, start or end.
void move_window(const PanelData& data, ViewState& view, const UiState& state, const Wishes& wishes);

} // namespace sitmap
