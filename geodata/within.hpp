#pragma once

#include "geodata/lonlat.hpp"

namespace sitmap {

/// As `distance_m(a, b) < reach_m` (measure.hpp), at a tenth of its cost for all points but those that lie
/// about so far apart.
[[nodiscard]] bool lie_within(LonLat a, LonLat b, double reach_m);

} // namespace sitmap
