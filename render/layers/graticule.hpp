#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// Meridians and parallels, where the scale is smaller than 1 : 2 M or the view asks for them.
void draw_graticule(Frame& frame);
/// Their degrees along the top and left edge.
void draw_graticule_labels(Frame& frame);

/// Degrees between lines, such that they stand some 150 px apart: round numbers from a second to 30°.
[[nodiscard]] double graticule_step(double degrees_per_px);

} // namespace sitmap
