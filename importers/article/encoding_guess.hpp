#pragma once

#include <string>
#include <string_view>

namespace sitmap {

/// UTF-16 without a byte order mark: "UTF-16LE" or "UTF-16BE"; empty for anything else. Most of such a text's
/// characters share their upper byte, and no other text has that byte at every second place.
[[nodiscard]] std::string wide_encoding_of(std::string_view bytes);

/// The likeliest of the one-byte encodings of Cyrillic (windows-1251, KOI8-R and -U, IBM 866, ISO 8859-5), of
/// Arabic (windows-1256, ISO 8859-6) and of Western Europe (windows-1252), for bytes that are no UTF-8.
/// Letters of a foreign alphabet stand beside each other, accented ones among plain ones; of the encodings of
/// one alphabet the one whose reading has its commonest letters, and capitals only at the beginnings of
/// words.
[[nodiscard]] std::string narrow_encoding_of(std::string_view bytes);

} // namespace sitmap
