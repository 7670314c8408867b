#pragma once

#include "engine/control.hpp"

#include <vector>

namespace sitmap {

/// A front that moved from one dated state to the next: where each of its points went.
///
/// Made by pairing both lines point by point such that the sum of distances is least and neither goes back
/// (dynamic time warping: Sakoe and Chiba 1978), on points a kilometre apart, or two hundred in all where the
/// line is longer.
struct FrontMotion {
    std::vector<LonLat> from; ///< along the earlier line
    std::vector<LonLat> to;   ///< parallel: where each came to lie; the middle of what it was paired with
    double furthest_m = 0;    ///< that any point moved

    /// The line at a share of the way, 0 to 1.
    [[nodiscard]] LineString at(double share) const;
};

/// The motion of a line that changed in a simple way: both ends moved by no more than 40 km or a quarter of
/// the length, no point by more than 60 km or a third of it. Nothing otherwise. O(n²) of those points.
[[nodiscard]] std::optional<FrontMotion> motion_between(const LineString& from, const LineString& to);

/// What is shown between two dated states: fronts and edges of areas part of the way where their change was
/// simple, one line to one line; the rest as it was in the earlier state.
struct StateBetween {
    std::vector<ControlArea> areas;  ///< parallel to the earlier state's
    std::vector<FrontLine> fronts;   ///< `moved` where they are part of the way
    double furthest_m = 0;           ///< that any point moved from one state to the other
    std::size_t moved = 0, kept = 0; ///< how many lines; short ones (under 5 km) are not counted
};
/// `share`: of the days between the two, 0 to 1.
[[nodiscard]] StateBetween state_between(const ControlState& earlier, const ControlState& later,
                                         double share);

} // namespace sitmap
