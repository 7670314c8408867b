#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// The number and the ends of an arrow; of a way that nobody counted, where it was bound for.
[[nodiscard]] TextBlock flow_label(const Frame& frame, const Flow& flow, const DrawnLine& drawn);

/// Beside the arrows that `draw_flows` drew, the largest first: number and ends, the number alone where that
/// is too much, or all of it apart with a leader.
void draw_flow_labels(Frame& frame);

} // namespace sitmap
