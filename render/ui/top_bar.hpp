#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// Name, store, search, knowledge time and style. Found places and incidents drop down below the search box.
void show_top_bar(const Ui& ui, const PanelData& data, const PxRect& rect, ViewState& view, UiState& state,
                  Wishes& wishes);

} // namespace sitmap
