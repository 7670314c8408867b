#pragma once

#include "engine/event_type.hpp"
#include "render/style.hpp"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace sitmap {

/// A mark that wants a place on the picture.
struct Spot {
    Px at;
    double reach = 0;    ///< casing included
    double r = 0;        ///< it may be pushed by up to 2 r
    bool pinned = false; ///< the selected one: neither pushed nor gathered
};

struct Cluster {
    Px at;
    double radius_px = 0;             ///< middle of the ring
    std::vector<std::size_t> members; ///< positions in the spots, ascending
};

/// Where marks are drawn so that none covers another.
struct Arrangement {
    std::vector<Px> at;          ///< parallel to the spots
    std::vector<bool> clustered; ///< parallel to the spots; true: part of a cluster and not drawn itself
    std::vector<Cluster> clusters;
};

/// Pushes overlapping marks apart, each by at most 2 r; what still overlaps is gathered within 46 px into
/// clusters, whose rings never overlap. Close to O(n) for spread-out marks.
[[nodiscard]] Arrangement arrange(std::span<const Spot> spots);

/// 9 + 5.6 · log10(n).
[[nodiscard]] double cluster_radius(std::size_t count);
/// "156", "1.2k" from 1,000, "12k" from 10,000, "1.2M" from a million.
[[nodiscard]] std::string cluster_count(std::size_t count);
/// A ring with the shares of the types in legend order from 12 o'clock, and the count in it.
void draw_cluster(DrawList& list, const Palette& palette, Px at,
                  const std::array<std::size_t, event_type_count>& by_type);

} // namespace sitmap
