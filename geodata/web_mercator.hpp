#pragma once

#include "geodata/simd.hpp"

#include <cstdint>
#include <span>

namespace sitmap {

/// Web Mercator (EPSG:3857) of many points at once, by its closed form on the sphere of radius 6378137 m:
/// x = R λ, y = R artanh(sin φ). Within a micrometre of PROJ. Latitudes are cut to ±85.06 as in
/// Projection::web_mercator. Safe from several threads.
///
/// All spans have the same length. `simd`: see best_simd.
void to_web_mercator(std::span<const double> lon_deg, std::span<const double> lat_deg, std::span<double> x_m,
                     std::span<double> y_m, Simd simd = best_simd());

/// The same for positions in units of 10^-7 degrees, as an IncidentTable has them.
void to_web_mercator(std::span<const std::int32_t> lon, std::span<const std::int32_t> lat,
                     std::span<double> x_m, std::span<double> y_m, Simd simd = best_simd());

} // namespace sitmap
