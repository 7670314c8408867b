#pragma once

#include "engine/space_time_clusters.hpp"

namespace sitmap {

/// A place that was hit again.
struct StrikeChain {
    SpaceTimeCluster strikes;            ///< two at least
    std::int32_t longest_pause_days = 0; ///< between one day on which something began and the next
};

struct RepeatStrikes {
    std::vector<StrikeChain> chains; ///< most strikes first; as many: by their lowest row
    std::uint64_t once = 0;          ///< places hit once
    std::uint64_t not_placed = 0, too_vague = 0, undated = 0; ///< left out; see SpaceTimeClusters
};

/// Chains of incidents each of which is within `metres` and `days` of another: space-time clusters of two at
/// least, of incidents whose place and day are known as well as those ask. A chain may creep along: its
/// `reach_m` says how far. Two incidents on one day are a chain too; `strikes.days` then is 1.
[[nodiscard]] RepeatStrikes repeat_strikes(const IncidentTable& table, std::span<const std::uint32_t> rows,
                                           double metres, std::int32_t days, Rule rule = Rule::range);

} // namespace sitmap
