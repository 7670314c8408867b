#pragma once

// Inside engine only: the orders behind IncidentIndex.

#include "engine/incident_index.hpp"
#include "engine/row_filter.hpp"
#include "geodata/points_by_time.hpp"

#include <mutex>
#include <optional>

namespace sitmap {

struct IncidentIndex::Orders {
    Orders(const IncidentTable& of, Simd simd);

    /// Adds the rows that pass to `hits`, which takes the order it needs.
    void find(const RowFilter& filter, IncidentHits& hits) const;
    [[nodiscard]] IncidentCount count(const RowFilter& filter) const;
    [[nodiscard]] RowFilter filter(const Query& query) const;
    [[nodiscard]] std::size_t bytes_of_sums() const { return (table.size() / 64 + 2) * sizeof(KilledSum); }

    const IncidentTable& table;
    PointsByTime by_time;
    std::optional<PackedPoints> by_place;
    std::optional<PackedPoints> by_time_and_place; ///< nothing where one segment would hold all

private:
    void find_anywhere(const RowFilter& filter, IncidentHits& hits) const;
    void find_in(const PackedPoints& points, const RowFilter& filter, IncidentHits& hits) const;
    void keep_what_passes(const RowFilter& filter, bool kinds_too, IncidentHits& hits) const;
    [[nodiscard]] const std::vector<KilledSum>& killed_before_blocks() const;
    [[nodiscard]] KilledSum killed_in(const IncidentHits& hits) const;

    // Made when first asked for: many an index never is.
    mutable std::once_flag parties_made_, sums_made_;
    mutable std::optional<FoldedParties> parties_;
    mutable std::vector<KilledSum> killed_before_blocks_; ///< of `by_place`, at each block of 64
};

} // namespace sitmap
