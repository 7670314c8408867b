#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sitmap {

/// A grid of heights, row by row from the north.
struct HeightGrid {
    int columns = 0, rows = 0;
    std::span<const float> metres;    ///< columns * rows
    const std::vector<bool>& unknown; ///< parallel
    double column_m = 1, row_m = 1;   ///< how far cells lie apart on the ground
};

/// Light and shadow on the ground, straight RGBA: lit from the north-west, 45° high (Horn's slopes; the
/// shares of cartography.md, section 3). Level ground is clear, and so is what is unknown. Heights are raised
/// where cells are far apart, since between them the ground is levelled: by the square root of their size in
/// 30 m, at most six times. O(cells).
[[nodiscard]] std::vector<std::uint8_t> hill_shade(const HeightGrid& grid);

} // namespace sitmap
