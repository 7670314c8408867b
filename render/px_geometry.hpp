#pragma once

#include "render/draw_list.hpp"

#include <optional>

namespace sitmap {

/// Plane geometry on the picture. Rings are contours without a repeated last point; lengths in pixels.

[[nodiscard]] inline Px operator+(Px a, Px b)
{
    return {a.x + b.x, a.y + b.y};
}
[[nodiscard]] inline Px operator-(Px a, Px b)
{
    return {a.x - b.x, a.y - b.y};
}
[[nodiscard]] inline Px operator*(Px a, double k)
{
    return {a.x * k, a.y * k};
}
[[nodiscard]] double length(Px v);
[[nodiscard]] double distance(Px a, Px b);
/// `v` made one pixel long; (1, 0) for a vector without length.
[[nodiscard]] Px unit(Px v);
[[nodiscard]] double distance_to_segment(Px p, Px a, Px b);
/// Does the way from `a` to `b` cross one of the lines?
[[nodiscard]] bool crosses(Px a, Px b, const Path& lines);

[[nodiscard]] PxRect grown(const PxRect& r, double by_px); ///< on each side
[[nodiscard]] PxRect bounds(const Contour& contour); ///< of an empty contour: an empty rectangle at (0, 0)
[[nodiscard]] bool holds(const PxRect& outer, const PxRect& inner);

/// The part of a ring inside the rectangle (Sutherland and Hodgman 1974): parts of a concave ring stay joined
/// along the edge. Empty when nothing is left. O(n).
[[nodiscard]] Contour clip_ring(const Contour& ring, const PxRect& rect);
/// The parts of a polyline inside the rectangle, in order (Liang and Barsky 1984). O(n).
[[nodiscard]] Path clip_line(const Contour& line, const PxRect& rect);

/// Douglas-Peucker; the ends stay. O(n log n) usually.
[[nodiscard]] Contour simplified(const Contour& line, double tolerance_px);
/// The same for a ring; nothing left when it shrinks to fewer than three corners.
[[nodiscard]] Contour simplified_ring(const Contour& ring, double tolerance_px);

/// Even-odd, so that holes are outside.
[[nodiscard]] bool inside(const Path& rings, Px p);
/// Never negative, whichever way the ring runs.
[[nodiscard]] double ring_area_px2(const Contour& ring);
/// Distance to the nearest edge of any ring.
[[nodiscard]] double distance_to_edge(const Path& rings, Px p);

[[nodiscard]] double distance_to_lines(const Path& lines, Px p); ///< the same for open lines

[[nodiscard]] Contour circle_px(Px centre, double radius_px);
/// From `from_deg` to `to_deg`, counter-clockwise from east as seen when the second is larger.
[[nodiscard]] Contour arc_px(Px centre, double radius_px, double from_deg, double to_deg);
[[nodiscard]] Contour rect_px(const PxRect& r);
[[nodiscard]] Contour rounded_rect_px(const PxRect& r, double radius_px);
/// Quadratic Bézier curve in `steps` + 1 points.
[[nodiscard]] Contour quadratic_px(Px from, Px control, Px to, int steps = 48);
/// A smooth curve through the points (centripetal Catmull-Rom), for lines that are schematic anyway.
[[nodiscard]] Contour smooth_px(const Contour& points, int steps_per_part = 12);

[[nodiscard]] double length_px(const Contour& line);
struct OnLine {
    Px at;
    Px along; ///< unit vector in the line's direction
};
/// The point `distance_px` from the start; held at the ends. Nothing for fewer than two points.
[[nodiscard]] std::optional<OnLine> point_along(const Contour& line, double distance_px);
/// The line without `from_start` and `from_end` pixels at its ends; empty if nothing is left.
[[nodiscard]] Contour trimmed(const Contour& line, double from_start, double from_end);

/// Boxes round the path's contours, 2 px wider and within `box`, none of which touch: lakes lie far apart,
/// and what lies between them need not be looked at. `box` alone where that would save little, or for over
/// 128 contours.
[[nodiscard]] std::vector<PxRect> boxes_apart(const Path& path, const PxRect& box);

} // namespace sitmap
