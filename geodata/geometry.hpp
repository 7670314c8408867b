#pragma once

#include "geodata/extent.hpp"
#include "geodata/lonlat.hpp"

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

namespace sitmap {

/// Shapes on WGS 84 in degrees; edges are straight in longitude and latitude. A closed ring repeats its first
/// position as its last. Rings made by this program follow the right-hand rule (exterior counter-clockwise,
/// holes clockwise, RFC 7946); rings read from files may turn either way.
using Ring = std::vector<LonLat>;

struct MultiPoint {
    std::vector<LonLat> points;
    bool operator==(const MultiPoint&) const = default;
};
struct LineString {
    std::vector<LonLat> points;
    bool operator==(const LineString&) const = default;
};
struct MultiLineString {
    std::vector<LineString> lines;
    bool operator==(const MultiLineString&) const = default;
};
struct Polygon {
    Ring exterior;
    std::vector<Ring> holes;
    bool operator==(const Polygon&) const = default;
};
struct MultiPolygon {
    std::vector<Polygon> polygons;
    bool operator==(const MultiPolygon&) const = default;
};

/// `std::monostate` is "no shape": a row without geometry.
using Geometry =
    std::variant<std::monostate, LonLat, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon>;

/// The smallest box around all positions; nothing for an empty shape. Shapes that cross the antimeridian are
/// expected to have been cut there, so the answer never does. O(n).
[[nodiscard]] std::optional<Extent> extent_of(const Geometry& geometry);

/// All polygons of a polygon or multi-polygon; empty for anything else.
[[nodiscard]] std::vector<Polygon> polygons_of(const Geometry& geometry);

/// All lines of a line or multi-line; empty for anything else.
[[nodiscard]] std::vector<LineString> lines_of(const Geometry& geometry);

/// Number of positions. O(n).
[[nodiscard]] std::size_t position_count(const Geometry& geometry);

} // namespace sitmap
