#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace sitmap {

/// A font file with the glyphs of those letters only, ligatures and joined forms among them, as the bytes of
/// an OpenType font without hints. Empty when the font has none of the letters or cannot be read. The same
/// letters give the same bytes.
[[nodiscard]] std::string font_subset(const std::filesystem::path& font, const std::set<char32_t>& letters);

} // namespace sitmap
