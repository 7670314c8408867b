#pragma once

// Inside geodata only: the inner loops of PackedPoints, in the vector instructions of the processor.

#include "geodata/simd.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace sitmap {

inline constexpr std::size_t points_a_block = 64, nodes_a_group = 16, least_kept = 16;

/// Sixteen nodes of one parent, column by column. Empty places have a box that meets nothing.
struct alignas(64) NodeGroup {
    std::array<std::int32_t, nodes_a_group> west, south, east, north;
    std::array<std::uint16_t, nodes_a_group> first_from, last_from; ///< least and greatest begin
    std::array<std::uint16_t, nodes_a_group> first_to, last_to;     ///< least and greatest end
    std::array<std::uint32_t, nodes_a_group> kinds;                 ///< a bit for each kind that is there
};

/// What points and nodes are held against.
struct PointWindow {
    std::int32_t west, south, east, north; ///< edges included
    std::uint16_t since, until;            ///< an interval is in if from <= until and to >= since
    bool timed;                            ///< false: since and until leave everything in
    std::uint32_t kinds;                   ///< a bit for each kind that is wanted
};

/// Bit i stands for node i. A node that is `inside` has only points that are in; one that is not even
/// `touching` has none.
struct NodeSides {
    std::uint32_t touching, inside;
};

/// Bit i stands for point i of a block. Where `unsure`, the end is not in the block.
struct TimeSides {
    std::uint64_t in, unsure;
};

/// Distance on a plane that touches the ellipsoid at x, y: squares of (dx * scale_x) and (dy * scale_y)
/// added.
struct NearWindow {
    std::int32_t west, south, east, north; ///< dx and dy within it must be below 2^30
    std::int32_t x, y;
    float scale_x, scale_y;
    float limit; ///< greatest squared distance of interest
};

struct PointFilters {
    NodeSides (*classify)(const NodeGroup&, const PointWindow&);
    /// Which of a block's points lie in the box.
    std::uint64_t (*in_box)(const std::int32_t* x, const std::int32_t* y, const PointWindow&);
    TimeSides (*in_time)(const std::uint16_t* from, const std::uint8_t* length, const PointWindow&);
    /// Writes the numbers whose bit is set, up to 64 and what follows them may be overwritten; how many.
    std::size_t (*pick)(const std::uint32_t* numbers, std::uint64_t mask, std::uint32_t* out);
    /// Nodes that touch the window at no more than the limit, and the least squared distance of each.
    std::uint32_t (*near_nodes)(const NodeGroup&, const NearWindow&, float* squares);
    /// The same for a block's points.
    std::uint64_t (*near_points)(const std::int32_t* x, const std::int32_t* y, const NearWindow&,
                                 float* squares);
    /// Those of the squares whose bit is set that are no more than the limit.
    std::uint64_t (*up_to)(const float* squares, std::uint64_t mask, float limit);
    /// Puts the squares whose bit is set among the sixteen least so far, which ascend, and drops the
    /// greatest.
    void (*keep_least)(const float* squares, std::uint64_t mask, float* least);
};

/// Requires that the processor has them.
[[nodiscard]] const PointFilters& point_filters(Simd simd);

} // namespace sitmap
