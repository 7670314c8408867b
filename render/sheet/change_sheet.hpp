#pragma once

#include "render/scene.hpp"

namespace sitmap {

/// The sheet of a change of control (cartography, section 10, "front sheets"): a column on the left with
/// title, legend with km², chart by month, notes and locator; the map with its inset on the right. Requires
/// `view.change` and areas of control. Throws Error where the sheet is too small.
[[nodiscard]] Scene build_change_sheet(const Map& map, const ViewState& view, const SheetOptions& options);

} // namespace sitmap
