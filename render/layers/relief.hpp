#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// Hill-shade from the base map's grey heights, light from 315° and 45° high, where there is land; `land` in
/// pixels.
void draw_relief(Frame& frame, const Path& land);

/// Fills an even-odd mask (1 inside) of a raster of `width` × `height` cells whose cell (0, 0) begins at
/// `corner`, each `cell_px` wide.
[[nodiscard]] std::vector<std::uint8_t> land_mask(const Path& rings, Px corner, double cell_px, int width,
                                                  int height);

} // namespace sitmap
