#pragma once

// Inside geodata only: what is put right in a shape from a file.

#include "geodata/geometry.hpp"

#include <optional>

namespace sitmap {

/// The first position that is not on the earth: not finite, a latitude over 90, or a longitude over one and a
/// half turns (files with 0 to 360 are common).
[[nodiscard]] std::optional<LonLat> misplaced(const Geometry& geometry);

/// A shape and what was done to it.
struct CleanShape {
    Geometry shape;      ///< monostate when nothing usable is left
    bool turned = false; ///< longitudes over 180 were brought into -180 to 180
    bool mended = false; ///< rings were closed, or left out where they have fewer than four positions
};

/// Brings longitudes into range, closes rings, and drops rings, lines and parts with too few positions. What
/// goes over the antimeridian is cut there if its longitudes go beyond 180, or if `cut` asks for it. Requires
/// that nothing is `misplaced`.
[[nodiscard]] CleanShape clean(Geometry geometry, bool cut);

} // namespace sitmap
