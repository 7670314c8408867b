#pragma once

#include "render/scene.hpp"

#include <vector>

namespace sitmap {

/// The window's map: the scene of the view in the camera's frame, and over it, in the lower corners, the
/// scale bar and the keys of sizes and density, all in logical pixels. Labels keep off these and off the
/// buttons that lie over the map.
[[nodiscard]] Scene build_window_map(const Map& map, const ViewState& view, const Camera& camera,
                                     SceneCache& cache);

} // namespace sitmap
