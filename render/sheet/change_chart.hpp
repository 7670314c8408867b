#pragma once

#include "engine/control_change.hpp"
#include "render/style.hpp"

#include <span>

namespace sitmap {

inline constexpr double change_chart_height = 196;

/// Bars of km² gained (up) and lost (down) in each month, on one scale, into `box`; months as
/// `changes_by_month` gives them, each with one party. Figures are left out where the bars are too narrow for
/// them.
void draw_change_chart(DrawList& list, const Palette& palette, const PxRect& box,
                       std::span<const ControlChange> months);

} // namespace sitmap
