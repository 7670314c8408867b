#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// The line between two views of the map, which is dragged, and what each side shows.
void show_swipe_bar(const Ui& ui, const PxRect& map, const ViewState& view, UiState& state);

/// What tells a view from another: "3 Apr – 5 Jul 2019 · rule conservative · known on 4 Jul 2019".
[[nodiscard]] std::string what_differs(const ViewState& view, const ViewState& other);

} // namespace sitmap
