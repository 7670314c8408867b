#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// The line between two views of the map, which is dragged, and what each side shows.
void show_swipe_bar(const Ui& ui, const PanelData& data, const PxRect& map, const ViewState& view,
                    UiState& state);

/// The view at the left: with the place, style and layers of the one at the right.
[[nodiscard]] ViewState left_of(const Swipe& swipe, const ViewState& right);

/// What tells a view from another: "3 Apr – 5 Jul 2019 · rule conservative · known on 4 Jul 2019", with the
/// filters that differ.
[[nodiscard]] std::string what_differs(const ViewState& view, const ViewState& other);
/// "control on 4 Jul 2019", where the view shows areas of control.
[[nodiscard]] std::string control_day_words(const Map& map, const ViewState& view);

} // namespace sitmap
