#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// The day whose control is shown: the last day of the window, else the day of knowledge, else the last day
/// that a source has dated. Nothing when there are no control areas.
[[nodiscard]] std::optional<Day> control_day(const Map& map, const ViewState& view);

/// Tint, hatch and edges of the areas of control.
void draw_control_areas(Frame& frame);
/// The front lines above them, with teeth only where a source names who advances.
void draw_fronts(Frame& frame);
/// Party names with "assessed control" or "claimed", and what the front line is.
void draw_control_labels(Frame& frame);

/// Teeth along a front in pixels: bases on the line, points away from the attacker. `attacker` holds its
/// rings.
[[nodiscard]] Path front_teeth(const Contour& front, const Path& attacker);

} // namespace sitmap
