#pragma once

// Inside geodata only: how PackedPoints keeps its points and nodes.

#include "geodata/packed_points.hpp"
#include "geodata/point_filters.hpp"
#include "geodata/point_sweeps.hpp"

#include <algorithm>
#include <array>

namespace sitmap {

struct PackedPoints::Tree {
    const PointFilters* filters = nullptr;
    const PointSweeps* sweeps = nullptr;
    std::size_t count = 0;
    std::int32_t day_zero = 0;        ///< what the code 0 of `from` would stand for
    bool times_are_sure = true;       ///< no finite time had to be cut to fit its code
    LargeVector<std::uint32_t> order; ///< filled up to whole blocks
    LargeVector<PointBlock> blocks;
    struct Lasting {
        std::uint32_t position;
        std::uint16_t to;
    };
    std::vector<Lasting> lasting;         ///< ends of the intervals of length 255, ascending by position
    std::vector<NodeGroup> groups;        ///< level upon level; a group's nodes have one parent
    std::vector<std::size_t> level_begin; ///< first group of each level, the blocks' first; one past the root
    std::vector<std::uint32_t> level_size; ///< points under a node of each level

    [[nodiscard]] std::size_t top() const { return level_size.size() - 1; }
    /// The points of a node, as positions.
    [[nodiscard]] Range range(std::size_t level, std::size_t node) const
    {
        const std::size_t size = level_size[level];
        return {static_cast<std::uint32_t>(node * size),
                static_cast<std::uint32_t>(std::min((node + 1) * size, count))};
    }
    [[nodiscard]] const NodeGroup& group(std::size_t level, std::size_t number) const
    {
        return groups[level_begin[level] + number];
    }
    void add_levels();
    [[nodiscard]] std::uint16_t end_of(std::size_t position) const;
};

/// Where to write up to `more` rows behind the first `count`, which are all that counts: the vector is kept
/// longer while it grows, since filling it costs more than what is found.
[[nodiscard]] inline std::uint32_t* room_for_rows(LargeVector<std::uint32_t>& rows, std::size_t count,
                                                  std::size_t more)
{
    if (rows.size() < count + more)
        rows.resize(std::max<std::size_t>(2 * rows.size(), count + more + 4 * points_a_block));
    return rows.data() + count;
}

[[nodiscard]] inline UnitBox box_of(const NodeGroup& group, std::size_t i)
{
    return {group.west[i], group.south[i], group.east[i], group.north[i]};
}

} // namespace sitmap
