#pragma once

#include "geodata/packed_points.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace sitmap {

/// Points sorted by the begin of their interval, for short windows of time: a plain scan of what begins in
/// the window, and of the few older ones that last into it. Columns that are sorted already are used in
/// place; of others it keeps 12 bytes a point. Points without a place (x the smallest int32) count too.
class PointsByTime {
public:
    /// The columns must outlive it.
    PointsByTime(const PackedPoints::Columns& columns, Simd simd = best_simd());

    /// How many points a search of that window looks at. O(log n + what lasts long)
    [[nodiscard]] std::size_t looked_at(std::int32_t since, std::int32_t until) const;
    /// Adds to `found`, whose ranges are positions of `order`. Of `query` only box and window count. The box
    /// counts if it leaves anything out, and then no point without a place is found.
    void search(const PackedPoints::Query& query, PackedPoints::Found& found) const;

    /// Rows by time; empty if the columns are in that order, so that a position is a row.
    [[nodiscard]] std::span<const std::uint32_t> order() const { return order_; }
    [[nodiscard]] std::size_t bytes() const;

private:
    static constexpr std::size_t block = 64;
    /// Blocks before `end` of which some interval may reach `since`.
    void each_lasting(std::int32_t since, std::size_t end, auto take) const;
    void sort_columns();
    void add_ends();
    [[nodiscard]] std::size_t begins_before(std::int32_t time) const;
    [[nodiscard]] std::uint32_t row(std::size_t position) const
    {
        return order_.empty() ? static_cast<std::uint32_t>(position) : order_[position];
    }
    void search_box(const PackedPoints::Query& query, std::size_t begin, std::size_t end,
                    PackedPoints::Found& found) const;

    PackedPoints::Columns columns_;
    Simd simd_;
    std::vector<std::uint32_t> order_;
    std::vector<std::int32_t> own_x_, own_y_;
    std::span<const std::int32_t> x_, y_; ///< in time order
    std::vector<std::int32_t> block_from_;
    std::vector<std::vector<std::int32_t>> latest_; ///< greatest end of each block, then of 64 of them ...
};

} // namespace sitmap
