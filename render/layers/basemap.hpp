#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// Sea, shore, land, relief, water, borders and coast: all that lies under the contents.
void draw_basemap(Frame& frame);
/// What the base map drew, for the legend.
void add_basemap_legend(Frame& frame);

/// The land as rings in pixels, at the detail that is drawn.
[[nodiscard]] Path land_rings(Frame& frame);

/// Names of lakes that are no more.
void draw_drained_names(Frame& frame);

} // namespace sitmap
