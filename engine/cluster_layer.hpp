#pragma once

#include "engine/space_time_clusters.hpp"
#include "geodata/feature.hpp"
#include "geodata/geometry.hpp"

namespace sitmap {

/// The hull of the cluster's places, widened by the radius that they are known within: a polygon.
[[nodiscard]] Geometry hull_of(const IncidentTable& table, const SpaceTimeCluster& cluster);

/// The name (number in the table's names) that most of the rows have in a column, the empty one only if no
/// other is there; of equals the lowest number.
[[nodiscard]] std::uint32_t most_frequent(const std::vector<std::uint32_t>& column,
                                          std::span<const std::uint32_t> rows);

/// The clusters as a layer of such polygons. Properties: cluster (from 1), incidents, places, date_start,
/// date_end, days (on which one began), killed_low, killed_best, killed_high (NULL where the sum has none),
/// killed_stated (how many incidents state a number), place and
/// country (of most), lon, lat (of the middle), reach_m, ids (of the first
/// hundred, parted by "; ").
[[nodiscard]] Layer cluster_layer(const IncidentTable& table, std::span<const SpaceTimeCluster> clusters);

} // namespace sitmap
