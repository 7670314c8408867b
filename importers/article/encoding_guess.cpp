#include "importers/article/encoding_guess.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include <unicode/uchar.h>
#include <unicode/ucnv.h>

namespace sitmap {

namespace {

constexpr std::size_t looked_at = 64 * 1024; ///< bytes that a guess needs at most

bool is_high(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

/// What each byte is in an encoding; 0xFFFD for one that it leaves free.
std::array<char16_t, 256> table_of(const char* encoding)
{
    std::array<char16_t, 256> table{};
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(encoding, &status);
    for (std::size_t byte = 0; byte < table.size(); ++byte) {
        const char c = static_cast<char>(byte);
        std::array<char16_t, 4> out{};
        UErrorCode failed = status;
        const std::int32_t length = ucnv_toUChars(converter, out.data(), out.size(), &c, 1, &failed);
        table[byte] = U_SUCCESS(failed) != 0 && length == 1 ? out[0] : u'\uFFFD';
    }
    ucnv_close(converter);
    return table;
}

/// How well a reading of the bytes looks like a text in its alphabet: per byte beyond ASCII, at most 1.
double likeness(std::string_view bytes, const std::array<char16_t, 256>& table)
{
    constexpr std::u16string_view common = u"оеаинтсрвлкмдпуіяاليمنورتبعدهسف";
    double sum = 0;
    std::size_t count = 0;
    bool in_word = false, small_before = false;
    for (const char byte : bytes) {
        const char16_t c = table[static_cast<unsigned char>(byte)];
        const bool letter = u_isalpha(c) != 0;
        const bool capital = u_isupper(c) != 0;
        if (is_high(byte)) {
            ++count;
            if (c == u'\uFFFD' || u_iscntrl(c) != 0)
                sum -= 3;
            else if (capital)
                sum += small_before ? -1.5 : in_word ? -0.3 : 0.2;
            else if (common.find(c) != common.npos)
                sum += 1;
            else
                sum += letter ? 0.3 : in_word ? -0.3 : 0;
        }
        small_before = letter && !capital;
        in_word = letter;
    }
    return count == 0 ? -std::numeric_limits<double>::infinity() : sum / static_cast<double>(count);
}

/// Two in three of the bytes beyond ASCII stand beside another.
bool is_of_another_alphabet(std::string_view bytes)
{
    std::size_t high = 0, beside = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (!is_high(bytes[i]))
            continue;
        ++high;
        const bool before = i > 0 && is_high(bytes[i - 1]);
        const bool after = i + 1 < bytes.size() && is_high(bytes[i + 1]);
        beside += before || after ? 1U : 0U;
    }
    constexpr std::size_t fewest = 4;
    return high >= fewest && beside * 3 > high * 2;
}

} // namespace

std::string wide_encoding_of(std::string_view bytes)
{
    constexpr std::size_t shortest = 16;
    if (bytes.size() < shortest)
        return {};
    const std::size_t size = std::min(bytes.size(), looked_at) / 2;
    // Upper bytes of Latin, Cyrillic, Hebrew and Arabic, and of the general punctuation.
    const auto is_upper_byte = [](char c) { return c == 0x00 || (c >= 0x04 && c <= 0x06) || c == 0x20; };
    const auto never_in_text = [](char c) { return c == 0x00 || (c >= 0x04 && c <= 0x06); };
    std::array<std::size_t, 2> upper{}, odd{};
    for (std::size_t i = 0; i < 2 * size; ++i) {
        upper[i % 2] += is_upper_byte(bytes[i]) ? 1U : 0U;
        odd[i % 2] += never_in_text(bytes[i]) ? 1U : 0U;
    }
    for (const std::size_t parity : {0U, 1U}) {
        const bool all = upper[parity] * 20 >= size * 19 && odd[parity] * 2 > size;
        if (all && odd[1 - parity] * 4 < size)
            return parity == 0 ? "UTF-16BE" : "UTF-16LE";
    }
    return {};
}

std::string narrow_encoding_of(std::string_view bytes)
{
    bytes = bytes.substr(0, looked_at);
    constexpr const char* western = "windows-1252";
    if (!is_of_another_alphabet(bytes))
        return western;
    // The commoner come first and win a draw.
    constexpr std::array<const char*, 7> encodings = {"windows-1251", "KOI8-R",  "KOI8-U",    "windows-1256",
                                                      "ISO-8859-6",   "ibm-866", "ISO-8859-5"};
    double best = 0.2; // less is no text in any of them
    const char* found = western;
    for (const char* encoding : encodings) {
        constexpr double clearly = 1e-3;
        const double score = likeness(bytes, table_of(encoding));
        if (score > best + clearly) {
            best = score;
            found = encoding;
        }
    }
    return found;
}

} // namespace sitmap
