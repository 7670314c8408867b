#include "geodata/json_text.hpp"

#include "geodata/feature.hpp"
#include "geodata/utf8.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace sitmap {

namespace {

constexpr std::uint64_t each_byte = 0x0101010101010101, top_bits = 0x8080808080808080;

std::uint64_t eight_bytes(const char* at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

bool is_ascii(std::string_view text)
{
    std::uint64_t all = 0;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8)
        all |= eight_bytes(text.data() + at);
    for (; at < text.size(); ++at)
        all |= static_cast<unsigned char>(text[at]);
    return (all & top_bits) == 0;
}

/// True if one of eight bytes may have to be escaped; wrongly so at times, as borrows spread (Hacker's
/// Delight, 6-1).
bool may_need_escape(std::uint64_t word)
{
    const auto has_zero = [](std::uint64_t w) { return (w - each_byte) & ~w & top_bits; };
    const std::uint64_t control = (word - each_byte * 0x20) & ~word & top_bits;
    return (control | has_zero(word ^ each_byte * '"') | has_zero(word ^ each_byte * '\\') |
            has_zero(word ^ each_byte * 0x7F)) != 0;
}

/// ASCII that stands in JSON as it is, as most texts are.
bool is_plain(std::string_view text)
{
    const auto is_bad = [](std::uint64_t word) { return (word & top_bits) != 0 || may_need_escape(word); };
    if (text.size() < 8) {
        char bytes[8] = {'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a'};
        text.copy(bytes, text.size());
        return !is_bad(eight_bytes(bytes));
    }
    for (std::size_t at = 0; at + 8 < text.size(); at += 8)
        if (is_bad(eight_bytes(text.data() + at)))
            return false;
    return !is_bad(eight_bytes(text.data() + text.size() - 8));
}

void append_escaped(std::string& to, unsigned char c)
{
    switch (c) {
    case '"':
        to += "\\\"";
        break;
    case '\\':
        to += "\\\\";
        break;
    case '\n':
        to += "\\n";
        break;
    case '\r':
        to += "\\r";
        break;
    case '\t':
        to += "\\t";
        break;
    default:
        char escape[8];
        std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
        to += escape;
    }
}

} // namespace

void append_json_string(std::string& to, std::string_view text)
{
    if (is_plain(text)) {
        to += '"';
        to += text;
        to += '"';
        return;
    }
    if (!is_ascii(text) && !is_utf8(text)) {
        append_json_string(to, to_utf8_mended(text));
        return;
    }
    to += '"';
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        while (at + 8 <= text.size() && !may_need_escape(eight_bytes(text.data() + at)))
            at += 8;
        if (at >= text.size())
            break;
        const auto c = static_cast<unsigned char>(text[at]);
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        to.append(text, done, at - done);
        done = at + 1;
        append_escaped(to, c);
    }
    to.append(text, done, text.size() - done);
    to += '"';
}

void append_json(std::string& to, const FlatValue& value)
{
    char digits[32];
    switch (value.kind) {
    case FlatValue::Kind::text:
        append_json_string(to, value.text);
        return;
    case FlatValue::Kind::json:
        to += value.text;
        return;
    case FlatValue::Kind::integer:
        to.append(digits, std::to_chars(digits, digits + sizeof digits, value.integer).ptr);
        return;
    case FlatValue::Kind::boolean:
        to += value.integer != 0 ? "true" : "false";
        return;
    case FlatValue::Kind::real:
        to += std::isfinite(value.real) ? text_of(value.real) : "null";
        return;
    case FlatValue::Kind::absent:
    case FlatValue::Kind::null:
        to += "null";
    }
}

std::string json_string(std::string_view text)
{
    std::string literal;
    append_json_string(literal, text);
    return literal;
}

} // namespace sitmap
