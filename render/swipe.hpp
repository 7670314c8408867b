#pragma once

#include "render/draw_list.hpp"

namespace sitmap {

/// Two pictures of one size as one: what lies left of `x_px` from the first, the rest from the second.
[[nodiscard]] DrawList side_by_side(const DrawList& left, const DrawList& right, double x_px);

} // namespace sitmap
