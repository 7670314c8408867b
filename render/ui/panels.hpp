#pragma once

#include "render/ui/ui.hpp"

#include <string>

namespace sitmap {

/// All panels of a frame, between ImGui's NewFrame and Render.
void show_panels(const Ui& ui, const PanelData& data, const Scene& scene, const WindowLayout& layout,
                 ViewState& view, UiState& state, Wishes& wishes);

/// True if `panel_data` would differ between the two views: filters, rule and knowledge time count; place and
/// style do not.
[[nodiscard]] bool needs_data(const ViewState& before, const ViewState& now);
/// What the panels show of a view; the days of `before` are kept, so that the time axis stands still.
[[nodiscard]] PanelData panel_data(const Map& map, const ViewState& view, const PanelData& before);

/// The record that is selected, with what the store knows of it; nothing where none is.
[[nodiscard]] std::optional<ChosenRecord> chosen_record(const Map& map, const Selection& selection);

/// Fulfils the wishes by changing the view, and forgets them.
void carry_out(const Map& map, const PanelData& data, const WindowLayout& layout, ViewState& view,
               UiState& state, Wishes& wishes);

/// The view in lines of "name value", for replays.
[[nodiscard]] std::string state_text(const ViewState& view, const Scene& scene, const PanelData& data,
                                     const UiState& state);

} // namespace sitmap
