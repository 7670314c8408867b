#pragma once

#include "geodata/lonlat.hpp"

#include <string>

namespace sitmap {

/// A position in a zone of Universal Transverse Mercator, or near the poles of Universal Polar Stereographic.
struct GridPosition {
    int zone = 0;         ///< 1 to 60; 0: polar
    bool is_north = true; ///< of the equator
    double easting_m = 0, northing_m = 0;
};
/// WGS 84, with the exceptions of the zones around Norway and Svalbard; polar from 84° N and 80° S on. Within
/// a millimetre of PROJ (Krüger's series to the sixth order, Karney 2011; polar by the closed form, Snyder
/// 1987). Requires a valid position.
[[nodiscard]] GridPosition utm_ups(LonLat p);

/// In the Military Grid Reference System (NGA.STND.0037, the lettering of WGS 84): "38S MB 44140 84706".
/// `digits` of each axis, 0 to 5: squares of 100 km to 1 m. Cut off and not rounded, as the standard asks: it
/// names the square that the position is in.
[[nodiscard]] std::string mgrs(LonLat p, int digits = 5);

} // namespace sitmap
