#pragma once

#include "render/draw_list.hpp"

#include <vector>

namespace sitmap {

/// The smallest rectangle around all points; all zero for an empty path. Points that are not finite are
/// passed over.
[[nodiscard]] PxRect bounds_of(const Path& path);

/// What both rectangles share; width and height 0 when that is nothing.
[[nodiscard]] PxRect common_part(const PxRect& a, const PxRect& b);

struct HatchLine {
    Px from, to;
};

/// The lines of a hatch that cross `box`, to be clipped to the hatched shape. All hatches of one angle and
/// step lie on one grid, so that neighbouring areas join without a seam. Empty for dots. A step under 0.5 px
/// counts as 0.5.
[[nodiscard]] std::vector<HatchLine> hatch_lines(const Hatch& hatch, const PxRect& box);

/// The centres of the dots of a hatch within `box` and half a step around it; each dot has the diameter
/// `hatch.width_px`. Empty for lines. A step under 2 px counts as 2.
[[nodiscard]] std::vector<Px> hatch_dots(const Hatch& hatch, const PxRect& box);

} // namespace sitmap
