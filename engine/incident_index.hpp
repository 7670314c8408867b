#pragma once

#include "engine/query.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace sitmap {

/// Finds incidents by place, with every other filter of a query. Built once over incidents that must outlive
/// it; safe to read from several threads. Incidents without a place are found by queries without a spatial
/// restriction only.
class IncidentIndex {
public:
    explicit IncidentIndex(std::span<const Incident> incidents);
    ~IncidentIndex();
    IncidentIndex(IncidentIndex&&) noexcept;
    IncidentIndex& operator=(IncidentIndex&&) noexcept;

    /// Positions of the incidents that pass, ascending.
    [[nodiscard]] std::vector<std::uint32_t> find(const Query& query) const;
    /// Positions of the `count` incidents nearest to `point` on the ellipsoid that pass `query`, nearest
    /// first.
    [[nodiscard]] std::vector<std::uint32_t> nearest(LonLat point, std::size_t count,
                                                     const Query& query = {}) const;

private:
    struct Index;
    std::unique_ptr<Index> index_;
};

} // namespace sitmap
