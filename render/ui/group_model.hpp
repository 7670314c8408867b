#pragma once

#include "render/scene.hpp"
#include "render/ui/panel_model.hpp"
#include "render/ui/timeline_model.hpp"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace sitmap {

/// Incidents chosen together, by a box, a lasso or one by one.
struct Group {
    std::vector<IncidentId> ids; ///< ascending
    Ring area;                   ///< within which they were chosen; empty: one by one

    [[nodiscard]] bool has(IncidentId id) const;
    void toggle(IncidentId id);
    bool operator==(const Group&) const = default;
};
/// The ids of both, ascending, each once. Without an area, as no ring holds both; the first's where the
/// second is empty.
[[nodiscard]] Group joined(Group group, const Group& more);

/// True if a place is within a closed ring whose edges are straight on the Mercator plane, as they are drawn.
/// A ring may cross the antimeridian; it must be less than half the globe wide.
class MercatorRing {
public:
    explicit MercatorRing(const Ring& ring);
    [[nodiscard]] bool covers(LonLat p) const { return covers(square_position(p)); }
    [[nodiscard]] bool covers(SquarePosition p) const;
    /// False where no place of the box (on the square; it may wrap) can be covered.
    [[nodiscard]] bool may_touch(const RecordPlaces::Block& block) const;

private:
    struct Corner {
        double x = 0, y = 0; ///< from `origin_`
    };
    SquarePosition origin_;
    std::vector<Corner> corners_;
    double west_ = 0, north_ = 0, east_ = 0, south_ = 0;
};

/// The records within the ring, of those in `places`, as incidents' ids, ascending. O(blocks + those near)
[[nodiscard]] std::vector<IncidentId> records_within(const IncidentTable& table, const RecordPlaces& places,
                                                     const MercatorRing& ring);

/// The ledger's incidents within the ring, as ids in no order: each by its mark where it has one, which may
/// stand for an area, else by its point. `camera`: that of the scene.
[[nodiscard]] std::vector<IncidentId> ids_within(const Scene& scene, const Camera& camera,
                                                 const MercatorRing& ring);

/// A count over several incidents, as a range; how many of them state one.
struct GroupCount {
    ClaimField field = ClaimField::killed;
    Totals totals;
    std::size_t stated = 0;
};
/// What is said of a group.
struct GroupSummary {
    std::size_t size = 0;
    std::array<std::size_t, event_type_count> types{};
    std::vector<GroupCount> counts; ///< killed always, others where any states them
    std::size_t rough = 0;          ///< known to a district or worse: their points only stand for an area
    std::optional<Day> first, last;
};
/// `incidents`: of the ledger, by the rule in force; ids neither there nor in the records are left out.
[[nodiscard]] GroupSummary summary_of(const Map& map, std::span<const Incident> incidents,
                                      const Group& group);

} // namespace sitmap
