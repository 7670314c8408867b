#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sitmap {

/// A code point and where the next one begins.
struct DecodedCodePoint {
    char32_t value = 0;
    std::size_t next = 0;
    bool valid = true; ///< false: `value` is U+FFFD, and at least one byte is stepped over
};

/// Decodes the code point at `at` (RFC 3629: no overlong forms, no surrogates). Requires `at < text.size()`.
[[nodiscard]] inline DecodedCodePoint decode_utf8(std::string_view text, std::size_t at)
{
    constexpr DecodedCodePoint damaged{0xFFFD, 0, false};
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(at);
    if (lead < 0x80)
        return {lead, at + 1, true};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size())
        return {damaged.value, at + 1, false};
    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U)
            return {damaged.value, at + i, false};
        value = (value << 6U) | (byte(at + i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return {damaged.value, at + length, false};
    return {value, at + length, true};
}

/// Appends a code point. Requires a Unicode scalar value.
inline void append_utf8(std::string& text, char32_t c)
{
    const auto put = [&](char32_t byte) {
        text.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
    };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

} // namespace sitmap
