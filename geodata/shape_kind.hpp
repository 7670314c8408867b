#pragma once

// Inside geodata only.

#include "geodata/geometry.hpp"

#include <cstdint>

namespace sitmap {

/// The alternatives of Geometry, in their order.
enum class ShapeKind : std::uint8_t { none, point, points, line, lines, area, areas };

[[nodiscard]] inline ShapeKind kind_of(const Geometry& geometry)
{
    return static_cast<ShapeKind>(geometry.index());
}

} // namespace sitmap
