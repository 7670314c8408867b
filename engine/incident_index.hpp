#pragma once

#include "engine/incident_table.hpp"
#include "engine/query.hpp"
#include "geodata/packed_points.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace sitmap {

/// Rows that pass a query, as they are found: whole stretches of an order, and rows one by one. No row stands
/// here twice.
struct IncidentHits : PackedPoints::Found {
    std::span<const std::uint32_t> order; ///< rows, owned by the index; empty: a position is a row

    [[nodiscard]] std::size_t size() const
    {
        std::size_t count = rows.size();
        for (const PackedPoints::Range& range : ranges)
            count += range.end - range.begin;
        return count;
    }
    /// Calls `take(row)` for each, in no set order.
    template <class Take>
    void each_row(Take take) const
    {
        for (const PackedPoints::Range& range : ranges)
            for (std::uint32_t i = range.begin; i < range.end; ++i)
                take(order.empty() ? i : order[i]);
        for (const std::uint32_t row : rows)
            take(row);
    }
};

/// How many incidents, and how many were killed in them. An absent low counts as 0, an absent best as the
/// low, an absent high as the best.
struct IncidentCount {
    std::uint64_t incidents = 0;
    std::int64_t killed_low = 0, killed_best = 0, killed_high = 0;
    bool operator==(const IncidentCount&) const = default;
};

/// Finds the rows of a table by place and time, with every other filter of a query.
///
/// No single order wins, so it keeps three and takes for each query the one that has least to look at: rows
/// along a Hilbert curve, the same within segments of 65,536 rows by their first day, and rows by first day
/// alone. About 32 bytes a row, 12 more if the table is not in the order of its days. Built once over a table
/// that must outlive it and stay as it is; safe to read from several threads. Rows without a place are found
/// by queries without a spatial restriction only.
class IncidentIndex {
public:
    /// O(n). `simd`: see best_simd.
    explicit IncidentIndex(const IncidentTable& table, Simd simd = best_simd());
    ~IncidentIndex();
    IncidentIndex(IncidentIndex&&) noexcept;
    IncidentIndex& operator=(IncidentIndex&&) noexcept;

    /// Rows that pass, ascending.
    [[nodiscard]] std::vector<std::uint32_t> find(const Query& query) const;
    /// The same in no set order and without listing more than it must; `hits` is emptied first and its memory
    /// used again.
    void find(const Query& query, IncidentHits& hits) const;
    [[nodiscard]] IncidentCount count(const Query& query) const;
    /// Rows of the `count` incidents nearest to `point` on the ellipsoid that pass `query`, nearest first;
    /// equal distances in ascending order of rows.
    [[nodiscard]] std::vector<std::uint32_t> nearest(LonLat point, std::size_t count,
                                                     const Query& query = {}) const;

    /// Memory that the index takes beside the table.
    [[nodiscard]] std::size_t bytes() const;

    struct Orders; ///< known to engine's own files

private:
    std::unique_ptr<Orders> orders_;
};

} // namespace sitmap
