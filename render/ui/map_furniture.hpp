#pragma once

#include "render/scene.hpp"

#include <optional>

namespace sitmap {

/// The window's map: the scene of the view in the camera's frame, and over it, in the lower corners, the
/// scale bar and the keys of sizes and density, all in logical pixels. Labels keep off these and off the
/// buttons that lie over the map. `open` is the part of the frame, at its left, that an inspector leaves
/// free: all of this stands in it. Without it, the whole frame. `half` is one side of a swipe: words and
/// the keys of what it shows stand in it, and are left out where it is too narrow for them.
[[nodiscard]] Scene build_window_map(const Map& map, const ViewState& view, const Camera& camera,
                                     SceneCache& cache, const std::optional<PxRect>& open = {},
                                     const std::optional<PxRect>& half = {});

} // namespace sitmap
