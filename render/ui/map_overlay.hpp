#pragma once

#include "render/ui/ui.hpp"

namespace sitmap {

/// What lies over the map while somebody works on it: the box or lasso being drawn, the measured line with
/// its figures, rings around the chosen incidents and the one that has the keyboard's focus, a notice.
/// `drawn` is the camera that `scene` was built with, which lags behind while the map moves.
void show_map_overlay(const Ui& ui, const Scene& scene, const Camera& drawn, const Camera& now,
                      const UiState& state);

} // namespace sitmap
