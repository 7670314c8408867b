#pragma once

#include <string>
#include <string_view>

namespace sitmap {

/// Well-formed UTF-8 as Unicode table 3-7 has it: no overlong forms, no surrogates, nothing over U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

/// The text with U+FFFD for each byte that belongs to no well-formed sequence. Unchanged when `is_utf8`.
[[nodiscard]] std::string to_utf8_mended(std::string_view text);

} // namespace sitmap
