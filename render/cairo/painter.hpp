#pragma once

#include "render/draw_list.hpp"

#include <filesystem>

namespace sitmap {

/// The list as pixels, straight RGBA. `scale`: device pixels a list pixel. Needs no display.
[[nodiscard]] Pixels paint(const DrawList& list, double scale = 1.0);

/// Writes the picture; the ending says how: .png, .svg or .pdf. To a temporary name first, then renamed; an
/// existing file is replaced only if `overwrite`. The same list gives the same bytes. Throws Error.
void write_picture(const std::filesystem::path& path, const DrawList& list, bool overwrite,
                   double scale = 1.0);

/// Throws Error.
[[nodiscard]] Pixels read_png(const std::filesystem::path& path);
void write_png(const std::filesystem::path& path, const Pixels& pixels);

} // namespace sitmap
