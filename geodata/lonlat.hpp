#pragma once

#include <cmath>

namespace sitmap {

/// A position on WGS 84 in decimal degrees; longitude first, always.
struct LonLat {
    double lon = 0; ///< -180 to 180, east positive
    double lat = 0; ///< -90 to 90, north positive

    bool operator==(const LonLat&) const = default;
};

/// Finite and within the ranges of the members.
[[nodiscard]] inline bool is_valid(LonLat p)
{
    return std::isfinite(p.lon) && std::isfinite(p.lat) && std::abs(p.lon) <= 180.0 &&
           std::abs(p.lat) <= 90.0;
}

} // namespace sitmap
