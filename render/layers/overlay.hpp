#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// The user's own layers: areas lightly filled, lines and points in the layer's colour.
void draw_overlays(Frame& frame);

} // namespace sitmap
