#include "importers/delimited_source.hpp"

#include "importers/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace sitmap {

namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 16;
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// Windows-1252, 0x80 to 0x9F, as the WHATWG's encoding standard has it; 0 where nothing is assigned.
constexpr std::array<char32_t, 32> upper_controls{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
constexpr char32_t replacement = 0xFFFD;

char32_t windows_1252(unsigned char byte)
{
    if (byte < 0x80 || byte >= 0xA0)
        return byte;
    const char32_t c = upper_controls[byte - 0x80U];
    return c == 0 ? replacement : c;
}

} // namespace

DelimitedSource::DelimitedSource(UnpackedFile file) : file_{std::move(file)}
{}

DelimitedSource::DelimitedSource(std::string text) : text_{std::move(text)}
{}

std::string_view DelimitedSource::peek()
{
    return file_ ? file_->peek(block_bytes) : std::string_view{text_}.substr(0, block_bytes);
}

std::size_t DelimitedSource::read_bytes(char* into, std::size_t most)
{
    const std::size_t count = read_bytes_unsummed(into, most);
    sum_.add({into, count});
    return count;
}

std::size_t DelimitedSource::read_bytes_unsummed(char* into, std::size_t most)
{
    std::size_t count = 0;
    if (file_) {
        count = file_->read(into, most);
    } else {
        count = std::string_view{text_}.substr(text_at_).copy(into, most);
        text_at_ += count;
    }
    position_.store(file_ ? file_->position() : text_at_, std::memory_order_relaxed);
    return count;
}

std::size_t DelimitedSource::begin(char* into, std::size_t most)
{
    std::size_t count = 0;
    while (count < 4 && count < most) {
        const std::size_t more = read_bytes(into + count, most - count);
        if (more == 0)
            break;
        count += more;
    }
    std::string_view head{into, count};
    const auto zero = [&](std::size_t at) { return at < head.size() && head[at] == '\0'; };
    if (head.starts_with("\xFF\xFE") || (count >= 4 && zero(1) && zero(3) && !zero(0) && !zero(2)))
        encoding_ = Encoding::utf16_little;
    else if (head.starts_with("\xFE\xFF") || (count >= 4 && zero(0) && zero(2) && !zero(1) && !zero(3)))
        encoding_ = Encoding::utf16_big;
    else
        encoding_ = Encoding::bytes;
    if (encoding_ == Encoding::bytes) {
        if (head.starts_with(utf8_mark)) {
            count -= utf8_mark.size();
            std::memmove(into, into + utf8_mark.size(), count);
        }
        return count > 0 ? count : read_bytes(into, most);
    }
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
        head.remove_prefix(2);
    decode_utf16(head);
    return read_utf16(into, most);
}

void DelimitedSource::decode_utf16(std::string_view bytes)
{
    wide_.append(bytes);
    std::size_t at = 0;
    const auto unit = [&](std::size_t i) -> char32_t {
        const char32_t a = static_cast<unsigned char>(wide_[i]), b = static_cast<unsigned char>(wide_[i + 1]);
        return encoding_ == Encoding::utf16_little ? b << 8 | a : a << 8 | b;
    };
    for (; at + 2 <= wide_.size(); at += 2) {
        char32_t c = unit(at);
        const bool first_of_pair = c >= 0xD800 && c < 0xDC00;
        if (first_of_pair && at + 4 > wide_.size())
            break;
        if (const char32_t next = first_of_pair ? unit(at + 2) : 0; next >= 0xDC00 && next < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (next - 0xDC00);
            at += 2;
        } else if (c >= 0xD800 && c < 0xE000) {
            c = replacement;
        }
        append_utf8(ready_, c);
    }
    wide_.erase(0, at);
}

std::size_t DelimitedSource::read_utf16(char* into, std::size_t most)
{
    while (ready_at_ == ready_.size()) {
        ready_.clear();
        ready_at_ = 0;
        std::array<char, block_bytes> block;
        const std::size_t count = read_bytes(block.data(), block.size());
        if (count == 0)
            return 0;
        decode_utf16({block.data(), count});
    }
    const std::size_t count = std::string_view{ready_}.substr(ready_at_).copy(into, most);
    ready_at_ += count;
    return count;
}

std::size_t DelimitedSource::read(char* into, std::size_t most)
{
    switch (encoding_) {
    case Encoding::not_known_yet:
        return begin(into, most);
    case Encoding::bytes:
        return read_bytes(into, most);
    default:
        return read_utf16(into, most);
    }
}

DelimitedSource::Unsummed DelimitedSource::read_unsummed(char* into, std::size_t most)
{
    if (encoding_ == Encoding::bytes)
        return {read_bytes_unsummed(into, most), false};
    return {read(into, most), true};
}

bool is_utf8_quickly(std::string_view text)
{
    constexpr std::size_t word = sizeof(std::uint64_t);
    constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
    std::size_t at = 0;
    while (at < text.size()) {
        std::array<std::uint64_t, 4> words;
        while (at + sizeof words <= text.size()) {
            std::memcpy(words.data(), text.data() + at, sizeof words);
            if (((words[0] | words[1] | words[2] | words[3]) & high_bits) != 0)
                break;
            at += sizeof words;
        }
        // One stretch of other letters; most have more of them right after it.
        const std::size_t until = std::min(text.size(), at + 4 * word);
        while (at < until) {
            const DecodedCodePoint c = decode_utf8(text, at);
            if (!c.valid)
                return false;
            at = c.next;
        }
    }
    return true;
}

std::string mended_row(std::string_view row)
{
    const bool utf8 = is_utf8_quickly(row);
    std::string text;
    text.reserve(row.size() + row.size() / 8);
    for (const char c : row) {
        if (c == '\0')
            append_utf8(text, replacement);
        else if (utf8)
            text += c;
        else
            append_utf8(text, windows_1252(static_cast<unsigned char>(c)));
    }
    return text;
}

} // namespace sitmap
