#pragma once

#include "engine/flow.hpp"
#include "render/camera.hpp"
#include "render/scene.hpp"
#include "render/style.hpp"

#include <vector>

namespace sitmap {

/// Adds the scale bar and the keys of sizes and density to a scene, in the lower corners of the map, all in
/// logical pixels.
void add_map_furniture(Scene& scene, const Palette& look, const Camera& camera, const PxRect& map,
                       const std::vector<Stock>& stocks);

} // namespace sitmap
