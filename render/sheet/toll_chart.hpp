#pragma once

#include "render/sheet/tolls.hpp"
#include "render/style.hpp"

namespace sitmap {

inline constexpr double toll_chart_height = 184;

/// Bars from nothing to the low bound, and paler on to the high one; figures over them, or where they have no
/// room a scale; what is apart is told below. Requires periods.
void draw_toll_chart(DrawList& list, const Palette& palette, const PxRect& box, const Tolls& tolls);

} // namespace sitmap
