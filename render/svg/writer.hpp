#pragma once

#include "render/draw_list.hpp"

#include <string>

namespace sitmap {

/// The list as an SVG 1.1 document (with `paint-order` of SVG 2 for halos). Text stays text: a run is one
/// <text> with font, size, weight and halo, letters along a curve are one <text> with a place for each
/// letter, so that a sheet can be searched, edited and translated. It is as wide as here with any font, by
/// `textLength`, and the letters that it uses are embedded as fonts (see `embedded_fonts`). Hatches are
/// clipped lines, as in the painters. The same list gives the same text.
///
/// `mm_per_px` gives the size on paper; 0: in pixels.
[[nodiscard]] std::string svg_of(const DrawList& list, double mm_per_px = 0);

} // namespace sitmap
