#include "importers/article/encoding.hpp"

#include "geodata/error.hpp"
#include "importers/article/encoding_guess.hpp"
#include "importers/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <unicode/ucnv.h>

namespace sitmap {

namespace {

char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Converts with ICU; empty if it does not know the encoding.
std::string converted(std::string_view bytes, const std::string& encoding)
{
    UErrorCode status = U_ZERO_ERROR;
    const auto length = static_cast<std::int32_t>(bytes.size());
    const std::int32_t needed =
        ucnv_convert("UTF-8", encoding.c_str(), nullptr, 0, bytes.data(), length, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR)
        return {};
    std::string text(static_cast<std::size_t>(needed), '\0');
    status = U_ZERO_ERROR;
    ucnv_convert("UTF-8", encoding.c_str(), text.data(), needed, bytes.data(), length, &status);
    return U_FAILURE(status) ? std::string{} : text;
}

/// The name after "charset=" or "encoding=" in the head of the file; browsers' reading of "iso-8859-1"
/// included.
std::string declared_encoding(std::string_view bytes)
{
    constexpr std::size_t head_size = 4096;
    std::string head{bytes.substr(0, head_size)};
    std::transform(head.begin(), head.end(), head.begin(), ascii_lower);
    if (head.find('<') == std::string::npos)
        return {};
    for (const std::string_view key : {"charset=", "encoding="}) {
        std::size_t at = head.find(key);
        if (at == std::string::npos)
            continue;
        at = head.find_first_not_of("\"' ", at + key.size());
        if (at == std::string::npos)
            continue;
        const std::string name = head.substr(at, head.find_first_of("\"' ;>?/", at) - at);
        const bool latin = name == "iso-8859-1" || name == "latin1" || name == "us-ascii";
        return latin ? "windows-1252" : name;
    }
    return {};
}

struct Utf8Count {
    std::size_t sequences = 0; ///< of two bytes or more
    std::size_t damaged = 0;
};

Utf8Count count_utf8(std::string_view bytes)
{
    Utf8Count count;
    for (std::size_t i = 0; i < bytes.size();) {
        const DecodedCodePoint c = decode_utf8(bytes, i);
        count.sequences += c.valid && c.next - i > 1 ? 1U : 0U;
        count.damaged += c.valid ? 0U : 1U;
        i = c.next;
    }
    return count;
}

std::string mended(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size();) {
        const DecodedCodePoint c = decode_utf8(bytes, i);
        append_utf8(text, c.value);
        i = c.next;
    }
    return text;
}

/// A download that stopped may end inside a sequence.
std::string_view without_cut_sequence(std::string_view bytes)
{
    constexpr std::size_t longest = 4;
    for (std::size_t back = 1; back < longest && back <= bytes.size(); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if ((byte & 0xC0U) == 0x80U)
            continue;
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
        return length > back ? bytes.substr(0, bytes.size() - back) : bytes;
    }
    return bytes;
}

void refuse_binary(std::string_view text, const std::string& source_name)
{
    const auto is_control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1b';
    };
    const auto controls = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_control));
    const bool has_null = text.find('\0') != std::string_view::npos;
    constexpr std::size_t tolerated_in = 500; // one stray control character in so many bytes
    constexpr std::size_t always_tolerated = 2;
    if (!has_null && controls <= always_tolerated + text.size() / tolerated_in)
        return;
    std::string what = "it holds binary data";
    if (text.starts_with("%PDF"))
        what = "it is a PDF";
    else if (text.starts_with("PK\x03\x04"))
        what = "it is a ZIP archive or an office document";
    throw Error{"cannot read '" + source_name + "' as an article: " + what +
                "; save it as plain text or HTML"};
}

} // namespace

std::string to_utf8(std::string_view bytes, const std::string& source_name)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> wide_marks = {
        {{"\xFF\xFE", "UTF-16LE"}, {"\xFE\xFF", "UTF-16BE"}}};
    for (const auto& [mark, encoding] : wide_marks) {
        if (!bytes.starts_with(mark))
            continue;
        std::string text = converted(bytes.substr(mark.size()), std::string{encoding});
        refuse_binary(text, source_name);
        return text;
    }
    if (bytes.starts_with("\xEF\xBB\xBF"))
        bytes.remove_prefix(3);
    if (const std::string wide = wide_encoding_of(bytes); !wide.empty()) {
        std::string text = converted(bytes.substr(0, bytes.size() / 2 * 2), wide);
        refuse_binary(text, source_name);
        return mended(text);
    }
    refuse_binary(bytes, source_name);

    const std::string_view whole = without_cut_sequence(bytes);
    const Utf8Count count = count_utf8(whole);
    if (count.damaged == 0)
        return std::string{whole};
    if (count.sequences > 4 * count.damaged)
        return mended(whole);
    const std::string declared = declared_encoding(bytes);
    if (!declared.empty() && declared != "utf-8" && declared != "utf8")
        if (std::string text = converted(bytes, declared); !text.empty())
            return mended(text);
    return mended(converted(bytes, narrow_encoding_of(bytes)));
}

} // namespace sitmap
