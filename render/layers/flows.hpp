#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// People moving, as tapered arrows; one that fades where the destination is not stated. Longest first.
void draw_flows(Frame& frame);

/// Width at the head: min(16, 2 + 0.03·√n); 3 where the number is not stated.
[[nodiscard]] double flow_width(const std::optional<Quantity>& people);
/// The outline of an arrow along a curve: tail 0.42 w, head 1.6 w + 6 long and w + 4.5 to each side. Empty
/// for a curve shorter than its head.
[[nodiscard]] Contour arrow_outline(const Contour& curve, double width_px);

} // namespace sitmap
