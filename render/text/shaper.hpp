#pragma once

#include "render/draw_list.hpp"

#include <filesystem>
#include <memory>
#include <string_view>

typedef struct _cairo cairo_t; // NOLINT(bugprone-reserved-identifier): Cairo's own name

namespace sitmap {

/// Size of a line of text in pixels.
struct TextSize {
    double advance = 0;             ///< width along the base line
    double ascent = 0, descent = 0; ///< of the font, both positive
};

/// Registers the fonts of `folder` (assets/fonts) with this process, so that every machine shapes text alike.
/// Call once, before anything is measured and while no other thread sets text. Throws Error when the folder
/// holds no fonts.
void use_fonts(const std::filesystem::path& folder);

/// The folder given to `use_fonts`; empty before.
[[nodiscard]] const std::filesystem::path& fonts_folder();

/// Shapes and measures one line. Cached for each thread; safe to call from several.
[[nodiscard]] TextSize measure(std::string_view text, const Font& font);

/// Draws the run, halo first, into a Cairo context whose unit is the pixel. In a PDF it stays text.
void draw_run(cairo_t* cairo, const GlyphRun& run);

} // namespace sitmap
