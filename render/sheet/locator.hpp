#pragma once

#include "render/scene_build.hpp"

namespace sitmap {

/// A small map of the surroundings in `box`, with what the main map shows framed; where the view compares two
/// days, nearer and with the ground that is held.
void draw_locator(DrawList& list, const Map& map, const ViewState& view, const Camera& main,
                  const PxRect& box, SceneCache& cache);

} // namespace sitmap
