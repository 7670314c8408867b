#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// Hill-shade from the base map's grey heights, light from 315° and 45° high, where there is land; `land` in
/// pixels.
void draw_relief(Frame& frame, const Path& land);

/// How bright the ground is at a slope, 0 to 1; `flat` is what level ground gives. The slope is in rise over
/// run, east and north.
[[nodiscard]] double shade(double slope_east, double slope_north);

/// Fills an even-odd mask (1 inside) of a raster of `width` × `height` cells whose cell (0, 0) begins at
/// `corner`, each `cell_px` wide.
[[nodiscard]] std::vector<std::uint8_t> land_mask(const Path& rings, Px corner, double cell_px, int width,
                                                  int height);

} // namespace sitmap
