#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// Coordinates under the pointer, scale, projection, incidents in view, totals with their range, boundaries.
void show_status_bar(const Ui& ui, const PanelData& data, const Scene& scene, const Camera& camera,
                     const PxRect& rect, const UiState& state);

/// "32.8016° N 13.4127° E".
[[nodiscard]] std::string position_for_people(LonLat p);

} // namespace sitmap
