#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// A layer that `is_front_estimate`: the line dashed over the band of its doubt, in the colours of fronts and
/// never with teeth. Adds its rows to the legend.
void draw_estimated_front(Frame& frame, const OverlayLayer& overlay);
/// "Front line, estimated", with what it rests on, beside the longest part of the line that is seen.
void draw_estimated_front_label(Frame& frame, const OverlayLayer& overlay);

} // namespace sitmap
