#pragma once

#include "render/draw_list.hpp"

#include <filesystem>
#include <string>

namespace sitmap {

/// The list as pixels, straight RGBA. `scale`: device pixels a list pixel. Needs no display.
[[nodiscard]] Pixels paint(const DrawList& list, double scale = 1.0);

/// How large a picture is.
struct PictureSize {
    double scale = 1;     ///< device pixels a list pixel, of PNG
    double mm_per_px = 0; ///< of a list pixel on paper: the page of PDF and SVG, and the resolution that PNG
                          ///< states; 0: 96 pixels an inch, SVG in pixels, PNG states none
};

/// Writes the picture; the ending says how: .png, .svg or .pdf. Text stays text in SVG and PDF. To a
/// temporary name first, then renamed; an existing file is replaced only if `overwrite`. The same list gives
/// the same bytes. Throws Error.
void write_picture(const std::filesystem::path& path, const DrawList& list, bool overwrite,
                   PictureSize size = {});

/// The bytes of a PNG file. Throws Error.
[[nodiscard]] std::string png_of(const Pixels& pixels);

/// Throws Error.
[[nodiscard]] Pixels read_png(const std::filesystem::path& path);
void write_png(const std::filesystem::path& path, const Pixels& pixels);

} // namespace sitmap
