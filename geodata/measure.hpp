#pragma once

#include "geodata/geometry.hpp"

#include <optional>

namespace sitmap {

/// Geodesic distance on the WGS 84 ellipsoid in metres (Karney's method through PROJ's geodesic library, or
/// Boost's; within 1 mm).
[[nodiscard]] double distance_m(LonLat a, LonLat b);

/// Azimuth at `a` towards `b`, degrees clockwise from north, 0 to 360.
[[nodiscard]] double bearing_deg(LonLat a, LonLat b);

/// The point `distance_m` metres from `start` along the geodesic that leaves at `bearing_deg`.
[[nodiscard]] LonLat destination(LonLat start, double bearing_deg, double distance_m);

/// Area on the ellipsoid in square metres, holes taken off, always >= 0; 0 for what is not a polygon.
[[nodiscard]] double area_m2(const Geometry& geometry);

/// Length on the ellipsoid in metres; 0 for what is not a line.
[[nodiscard]] double length_m(const Geometry& geometry);

/// True if `point` is inside or on the edge of a polygon (holes count as outside, their edges as inside).
[[nodiscard]] bool covers(const Geometry& area, LonLat point);

/// A circle on the ellipsoid as a counter-clockwise polygon of `corners` (>= 8) corners.
[[nodiscard]] Polygon circle(LonLat centre, double radius_m, int corners = 64);

/// A point inside the polygon far from its edges (pole of inaccessibility, to about 1 % of its size), or the
/// middle of a line; nothing for an empty shape.
[[nodiscard]] std::optional<LonLat> representative_point(const Geometry& geometry);

/// A without B, and their common part, in longitude and latitude.
[[nodiscard]] MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b);
[[nodiscard]] MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b);

/// The same ground once: overlaps of its polygons count no more than once, common borders are dissolved,
/// rings that cross themselves are mended.
[[nodiscard]] MultiPolygon merged(const MultiPolygon& areas);

/// True if a disc of this diameter fits into the polygon somewhere. Planar on the polygon's middle latitude:
/// for widths of kilometres, good to a part in a hundred.
[[nodiscard]] bool has_width_of(const Polygon& polygon, double metres);

/// Douglas-Peucker; `tolerance_deg` in degrees. Rings keep at least four positions or vanish.
[[nodiscard]] Geometry simplify(const Geometry& geometry, double tolerance_deg);

/// Rings turned to the right-hand rule and closed.
[[nodiscard]] Geometry right_hand(const Geometry& geometry);

/// Cut at the antimeridian, as RFC 7946 asks: a shape whose edges jump more than 180 degrees of longitude is
/// parted there. Other shapes come back unchanged.
[[nodiscard]] Geometry cut_at_antimeridian(const Geometry& geometry);

} // namespace sitmap
