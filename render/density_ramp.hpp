#pragma once

#include "render/density_field.hpp"
#include "render/style.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace sitmap {

/// Colours of densities on a logarithmic scale (cartography, section 5), ready for millions of cells.
class DensityRamp {
public:
    DensityRamp(const Palette& palette, const DensityScale& scale);
    /// Transparent below the scale, the last colour above it.
    [[nodiscard]] Rgba at(float per_100_km2) const;
    /// `at` for as many densities.
    void colour(std::span<const float> per_100_km2, Rgba* out) const;

private:
    std::vector<std::uint32_t> colours_; ///< bits of an Rgba, by the leading bits of the number
};

/// The ramp's colour at `t` of its length, 0 to 1.
[[nodiscard]] Rgba density_colour(const Palette& palette, double t);

} // namespace sitmap
