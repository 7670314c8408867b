#pragma once

#include "engine/summary.hpp"
#include "render/map.hpp"
#include "render/view_state.hpp"

#include <optional>
#include <vector>

namespace sitmap {

/// The people reported killed in one month or year.
struct TollPeriod {
    GroupKey key = 0; ///< as `summarise` has it
    CountSum killed;
};
/// Those of all incidents that pass, period by period without a gap.
struct Tolls {
    Dimension by = Dimension::month; ///< or year, where there are more than 24 months
    std::vector<TollPeriod> periods; ///< none: fewer than three have killed, or more than 30 years
    CountSum apart;                  ///< of incidents that are not known to one period
    std::uint64_t incidents_apart = 0;
    CountSum total;
    std::optional<EventType> only_type; ///< where all incidents are of one
};
/// O(incidents + rows of datasets)
[[nodiscard]] Tolls tolls_of(const Map& map, const ViewState& view);

} // namespace sitmap
