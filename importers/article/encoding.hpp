#pragma once

#include <string>
#include <string_view>

namespace sitmap {

/// The bytes of a text file as valid UTF-8. The encoding is that of the byte order mark, else UTF-16 or UTF-8
/// if the bytes are (nearly) that, else what an HTML page or XML declares in its first 4 KiB, else the
/// likeliest by its content (encoding_guess.hpp), which is Windows-1252 for Latin letters. What cannot be
/// decoded becomes U+FFFD. A sequence cut off at the end is dropped. Throws Error for binary data;
/// `source_name` is for its message.
[[nodiscard]] std::string to_utf8(std::string_view bytes, const std::string& source_name);

} // namespace sitmap
