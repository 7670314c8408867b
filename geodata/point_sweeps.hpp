#pragma once

// Inside geodata only: the inner loops of a search that goes down a packed tree level by level. Each takes a
// list of nodes at once: no step waits for the memory of the one before, and no branch depends on what is
// found.

#include "geodata/point_filters.hpp"

namespace sitmap {

/// Columns of a block together, so that to look into one touches few pages of memory.
struct alignas(64) PointBlock {
    std::array<std::int32_t, points_a_block> x, y;
    std::array<std::uint16_t, points_a_block> from;
    std::array<std::uint8_t, points_a_block> length; ///< to - from; 255: it lasts that long or longer
};

struct PointSweeps {
    /// How many nodes stand in each list.
    struct Opened {
        std::size_t touching, inside;
    };
    /// Opens the groups of a level that `numbers` names: their nodes that lie inside the window go to
    /// `inside`, others that touch it to `touching`, by their numbers in the level, in the order of the
    /// groups. Behind what is written, both must have room for 16 more than the groups' nodes.
    Opened (*open)(const NodeGroup* level, const std::uint32_t* numbers, std::size_t count,
                   const PointWindow& window, std::uint32_t* touching, std::uint32_t* inside);
    /// Rows of the points in the window's box, whatever their times and kinds; how many. `rows` must have
    /// room for all of the blocks' rows and 16 more.
    std::size_t (*rows_in_box)(const PointBlock* blocks, const std::uint32_t* order,
                               const std::uint32_t* numbers, std::size_t count, const PointWindow& window,
                               std::uint32_t* rows);
};

/// Requires that the processor has them.
[[nodiscard]] const PointSweeps& point_sweeps(Simd simd);

} // namespace sitmap
