#pragma once

#include "render/draw_list.hpp"

#include <memory>
#include <span>

// Cairo's own names, so that its header stays inside.
typedef struct _cairo cairo_t;                 // NOLINT(bugprone-reserved-identifier)
typedef struct _cairo_surface cairo_surface_t; // NOLINT(bugprone-reserved-identifier)

namespace sitmap {

struct CairoRelease {
    void operator()(cairo_t* cairo) const;
    void operator()(cairo_surface_t* surface) const;
};
using CairoContext = std::unique_ptr<cairo_t, CairoRelease>;
using CairoSurface = std::unique_ptr<cairo_surface_t, CairoRelease>;

/// Paints the list's commands, background first, into a context whose unit is the list's pixel. Commands with
/// nothing to show (empty paths, rasters without pixels) are passed over.
void paint_commands(cairo_t* cairo, const DrawList& list);
/// The commands alone; clipped at the end as it was at the beginning, if none of them clips.
void paint_commands(cairo_t* cairo, std::span<const DrawCommand> commands);

/// Straight RGBA as a surface of premultiplied ARGB, and back. Throws Error when memory is short.
[[nodiscard]] CairoSurface surface_of(const Pixels& pixels);
[[nodiscard]] Pixels pixels_of(cairo_surface_t* image);

/// Throws Error "cannot WHAT: REASON" when Cairo has met one.
void check(cairo_surface_t* surface, const char* what);

} // namespace sitmap
