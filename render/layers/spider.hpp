#pragma once

#include "render/layers/frame.hpp"

#include <vector>

namespace sitmap {

/// Incidents at one spot, which no zooming parts, spread round it: each mark on a leg of its own.
struct Spider {
    Px at;                            ///< the spot
    double reach_px = 0;              ///< to the outer edge of the marks
    std::vector<std::size_t> members; ///< positions in the marks, in the order of their days, then ids
    std::vector<Px> feet;             ///< parallel to `members`: where the marks stand, clockwise from above
};

/// Marks nearer than this to the ground stand on legs, m a pixel: 1 : 75,000. Above it zooming in tells more.
inline constexpr double spider_m_per_px = 20;
inline constexpr std::size_t most_legs = 16; ///< a greater pile stays a ring with its number

/// The piles of two and more among the marks, where the picture is near enough and nothing else stands in
/// reach; those whose marks would touch the frame's edge are left out too. O(n log n)
[[nodiscard]] std::vector<Spider> spiders_of(const Frame& frame, const std::vector<DrawnIncident>& marks);

/// The legs and the spot, below the marks.
void draw_legs(Frame& frame, const Spider& spider);

} // namespace sitmap
