#pragma once

#include "render/draw_list.hpp"

#include <string>
#include <string_view>

namespace sitmap {

/// Families by which text is set in SVG: those embedded, then what other machines are likely to have, none of
/// them wider, for programs that heed neither embedded fonts nor lengths.
inline constexpr std::string_view svg_font_families =
    "'Noto Sans','Noto Sans Arabic','Noto Sans Hebrew','Noto Naskh Arabic','Open Sans','Segoe "
    "UI',Roboto,'Helvetica Neue',Arial,'Liberation Sans',sans-serif";

/// Style rules that carry the letters of the list's texts as fonts, so that they look the same elsewhere; a
/// dozen kilobytes a face. Empty where there is no text.
[[nodiscard]] std::string embedded_fonts(const DrawList& list);

[[nodiscard]] std::string base64(std::string_view bytes);

} // namespace sitmap
