#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// Coordinates under the pointer (a click changes how they are written), scale, projection, incidents in
/// view, totals with their range, boundaries.
void show_status_bar(const Ui& ui, const PanelData& data, const Scene& scene, const Camera& camera,
                     const PxRect& rect, UiState& state);

/// "13.4127° E 32.8016° N", "13° 24′ 45.7″ E 32° 48′ 05.8″ N" or "33S US 51382 30408".
[[nodiscard]] std::string position_for_people(LonLat p, CoordinateFormat format);

} // namespace sitmap
