#pragma once

#include "render/draw_list.hpp"

#include <vector>

namespace sitmap {

/// Three points each; which way they turn does not matter.
using Triangles = std::vector<Px>;

/// Triangles that together cover every point inside the path (even-odd rule) an odd number of times, and
/// every other point an even number of times: drawn with an inverting stencil they give the fill.
/// Neighbouring corners are joined first, so that most triangles are small. Triangles that miss `visible` are
/// left out. O(n).
[[nodiscard]] Triangles stencil_triangles(const Path& path, const PxRect& visible);

/// True for one contour of 3 to 128 corners that turns one way, once around: `convex_triangles` covers it
/// once.
[[nodiscard]] bool is_convex(const Path& path);

/// Triangles that cover it without overlap, most of them small and compact, no slivers of a fan.
/// Requires `is_convex`.
[[nodiscard]] Triangles convex_triangles(const Contour& convex);

/// A stroke as triangles that may overlap at joins: dashes, caps and round joins included. Parts that miss
/// `visible` are left out, and dashes keep their place along the line when parts are. `px_per_unit`: device
/// pixels a list pixel; rounds are within a tenth of a device pixel.
[[nodiscard]] Triangles stroke_triangles(const StrokePath& stroke, const PxRect& visible,
                                         double px_per_unit = 1.0);

} // namespace sitmap
