#pragma once

#include "geodata/geometry.hpp"

#include <string>

namespace sitmap {

/// Digits after the point that a position is written with unless somebody knows better; 1e-7 degrees are 1
/// cm.
inline constexpr int usual_digits = 7;

/// Asks for the shortest text that reads back as the same number.
inline constexpr int all_digits = 99;

/// Rounded to `digits` (0 to 15, or `all_digits`) after the point, without trailing zeros and without "-0".
[[nodiscard]] std::string coordinate_text(double degrees, int digits);
/// The same, put behind `to`.
void append_coordinate(std::string& to, double degrees, int digits);

/// The value that `coordinate_text` writes.
[[nodiscard]] double rounded(double degrees, int digits);

/// Positions rounded, neighbours that fall together made one. Rings that would collapse keep more digits, so
/// that no area vanishes; holes and parts of nothing but one position go.
[[nodiscard]] Geometry rounded(const Geometry& geometry, int digits);

/// Well-known text (OGC 06-103r4, section 7): "POLYGON ((0 0,4 0,4 4,0 0))"; empty for monostate.
[[nodiscard]] std::string well_known_text(const Geometry& geometry, int digits);

} // namespace sitmap
