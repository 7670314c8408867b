#pragma once

#include "render/ui/ui.hpp"

#include <filesystem>

namespace sitmap {

/// Light and print have one look; cartography, section 8.
[[nodiscard]] const PanelColours& panel_colours(StyleName style);

/// Sets ImGui's colours, roundings and paddings.
void apply_theme(const PanelColours& colours);

/// Loads Noto Sans from `folder` into ImGui's atlas: Latin, Greek, Cyrillic and punctuation. Throws Error
/// when a file is missing. `scale`: device pixels a logical pixel.
[[nodiscard]] PanelFonts load_panel_fonts(const std::filesystem::path& folder, double scale);

} // namespace sitmap
