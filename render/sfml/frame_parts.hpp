#pragma once

#include "render/draw_list.hpp"

#include <vector>

namespace sitmap {

/// The rectangles in whole pixels, within `width` × `height`, and none over another: those that overlap
/// become the one that holds both.
[[nodiscard]] std::vector<PxRect> parts_apart(std::vector<PxRect> parts, double width, double height);

} // namespace sitmap
