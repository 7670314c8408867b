#pragma once

#include "geodata/extent.hpp"
#include "geodata/lonlat.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace sitmap {

/// A static spatial index over boxes: built once, then only read.
///
/// It holds no payload. Queries answer with positions in the span it was built from, so the
/// caller keeps its data as it likes. Safe to read from several threads.
class SpatialIndex {
public:
    /// O(n log n). An empty span gives an index that finds nothing.
    explicit SpatialIndex(std::span<const Extent> boxes);
    ~SpatialIndex();
    SpatialIndex(SpatialIndex&&) noexcept;
    SpatialIndex& operator=(SpatialIndex&&) noexcept;

    /// Positions of all boxes that touch or overlap `query`, ascending. A query across the antimeridian is
    /// answered as its two halves. O(log n + hits).
    [[nodiscard]] std::vector<std::uint32_t> touching(const Extent& query) const;

    /// Positions of the `count` boxes nearest to `point` on the ellipsoid, nearest first; equal distances in
    /// ascending order of position. The distance to a box is that to its point nearest on the sphere.
    [[nodiscard]] std::vector<std::uint32_t> nearest(LonLat point, std::size_t count) const;

    [[nodiscard]] std::size_t size() const;

private:
    struct Tree; // a packed R-tree in Hilbert order
    std::unique_ptr<Tree> tree_;
};

} // namespace sitmap
