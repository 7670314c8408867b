#pragma once

#include "engine/count_sum.hpp"
#include "engine/incident_table.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace sitmap {

/// When incidents are neighbours, and how many make a cluster.
struct Nearness {
    double metres = 5'000;   ///< on the ellipsoid, 0 to 1 000 km
    std::int32_t days = 7;   ///< days between, 0 to 36 500; intervals that overlap have none
    std::uint32_t least = 4; ///< at least 1: that many within reach, itself among them, make a core
};

/// Incidents near each other in space and time.
struct SpaceTimeCluster {
    std::vector<std::uint32_t> rows; ///< ascending
    std::int32_t first_day = 0, last_day = 0;
    std::uint32_t places = 0;  ///< different positions
    std::uint32_t days = 0;    ///< different days on which one began
    LonLat middle;             ///< of its members' mean on the sphere
    double reach_m = 0;        ///< from the middle to the furthest member
    double place_radius_m = 0; ///< the widest radius that one of its places is known within
    CountSum killed;
};

struct SpaceTimeClusters {
    std::vector<SpaceTimeCluster> clusters; ///< by their lowest core row
    std::vector<std::uint32_t>
        cluster_of;               ///< parallel to the rows asked for: position in `clusters` or `none`
    std::uint64_t alone = 0;      ///< in no cluster
    std::uint64_t not_placed = 0; ///< left out, as are the next two
    std::uint64_t too_vague = 0;  ///< placed no better than near a place, or with a radius over 25 km
    std::uint64_t undated = 0;    ///< not known to within `days` + 1 days
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
};

/// ST-DBSCAN (Birant and Kut 2007, after Ester et al. 1996) over rows of `table`, ascending. An incident is a
/// core if at least `least` are within `metres` and `days` of it, itself among them; cores within reach of
/// each other are of one cluster; one that is no core joins the cluster of lowest number among its core
/// neighbours, or none. The same for any order and any machine.
///
/// Only incidents with a place take part whose point means a place (exact or locality, radius no more than 10
/// km) and whose day is known to within `days` + 1 days; the others are counted apart, for a centroid of a
/// province would be a cluster of its own.
///
/// Incidents of one place and interval are taken together first, and within a grid cell all are neighbours,
/// so that piles cost nothing: O(n log n) but for cells where many are spread thin just out of reach of each
/// other.
[[nodiscard]] SpaceTimeClusters space_time_clusters(const IncidentTable& table,
                                                    std::span<const std::uint32_t> rows,
                                                    const Nearness& nearness, Rule rule = Rule::range);

} // namespace sitmap
