#pragma once

#include "render/camera.hpp"
#include "render/view_state.hpp"

#include <array>

namespace sitmap {

/// The window's camera for a view: Web Mercator in the frame.
[[nodiscard]] Camera camera_for(const ViewState& view, const PxRect& frame);

/// Where the corners of a picture of a view lie in the frame of another: upper left, upper right, lower left,
/// lower right. `picture`: what it shows, in the pixels of `drawn_frame`, in whose middle that view's centre
/// lies.
[[nodiscard]] std::array<Px, 4> moved_corners(const ViewState& drawn, const PxRect& drawn_frame,
                                              const PxRect& picture, const ViewState& view,
                                              const PxRect& frame);

/// The view with another's centre and scale.
[[nodiscard]] ViewState placed_as(ViewState view, const ViewState& other);

/// The view with another centre and scale; nothing else changes. Scale is held between 0.5 m and 160 km a
/// pixel.
void zoom(ViewState& view, const PxRect& frame, Px at, double factor); ///< `at` stays in place
void pan(ViewState& view, const PxRect& frame, double dx_px, double dy_px);
/// Turns the picture about its middle, clockwise.
void turn(ViewState& view, double degrees);
/// The same by as much as the pointer went round the frame's middle.
void turn_about_middle(ViewState& view, const PxRect& frame, Px from, Px to);
/// What lies in `box`, a part of the frame, as large as it fits; less than 4 px a side is no box.
void show_box(ViewState& view, const PxRect& frame, const PxRect& box);
/// True if zooming can part what lies within the box: at the closest scale it is at least 24 px wide or high.
[[nodiscard]] bool can_part(const ViewState& view, const PxRect& box);
/// The box that shows what lies within another, with room around it; of a small place at 40 times the scale.
[[nodiscard]] PxRect box_to_show(const PxRect& box, const PxRect& frame);
/// The whole of `extent`, with a margin. A point or a small place is shown at no less than 20 m a pixel.
void show(ViewState& view, const PxRect& frame, const Extent& extent);

} // namespace sitmap
