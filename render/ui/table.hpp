#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// The incidents that pass the filters, as a table: a click on a heading sorts, one on a row selects and goes
/// there.
void show_table(const Ui& ui, const PanelData& data, const PxRect& rect, ViewState& view, UiState& state,
                Wishes& wishes);

/// What the keys ask of the table: another row, another order, the row's incident opened.
void move_in_table(const PanelData& data, const PxRect& rect, ViewState& view, UiState& state,
                   Wishes& wishes);

} // namespace sitmap
