#include "geodata/name_fold.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <array>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <utility>
#include <vector>

namespace sitmap {
namespace {

// The same tables as in assets/gazetteer/fold.py, which made the keys of names.tsv.gz.
constexpr std::u32string_view dropped =
    U"'’‘‛`´ʹʺʻʼʽʾʿˈˊˋ′″.\u0640\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    U"\u2060\u2066\u2067\u2068\u2069\ufeff\ua78c";
constexpr std::u32string_view spaces = U"-‐‑‒–—―−_\t\n\r\u0085\u2028\u2029";

struct Spelling {
    char32_t letter;
    std::string_view as;
};
constexpr std::array letters{
    Spelling{U'ß', "ss"},          Spelling{U'æ', "ae"},
    Spelling{U'œ', "oe"},          Spelling{U'ø', "o"},
    Spelling{U'ł', "l"},           Spelling{U'đ', "d"},
    Spelling{U'ð', "d"},           Spelling{U'þ', "th"},
    Spelling{U'ħ', "h"},           Spelling{U'ı', "i"},
    Spelling{U'ŋ', "n"},           Spelling{U'ə', "e"},
    Spelling{U'ς', "σ"},           Spelling{U'\u0671', "\u0627"},
    Spelling{U'\u0629', "\u0647"}, // teh marbuta: heh
    Spelling{U'\u0649', "\u064a"}, // alef maksura: yeh
    Spelling{U'\u06cc', "\u064a"}, // Farsi yeh
    Spelling{U'\u06a9', "\u0643"}, // keheh: kaf
};
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> words{
    {{"st", "saint"}, {"mt", "mount"}, {"ft", "fort"}}};

int8_t category_of(char32_t c)
{
    return u_charType(static_cast<UChar32>(c));
}

bool is_mark(char32_t c)
{
    const int8_t category = category_of(c);
    return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
           category == U_COMBINING_SPACING_MARK;
}

bool is_space(char32_t c)
{
    return c == U' ' || spaces.find(c) != spaces.npos || category_of(c) == U_SPACE_SEPARATOR;
}

void append_utf8(std::string& out, char32_t c)
{
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((c >> shift) & 0x3fU)); };
    if (c < 0x80U) {
        out += static_cast<char>(c);
    } else if (c < 0x800U) {
        out += static_cast<char>(0xc0U | (c >> 6U));
        tail(0);
    } else if (c < 0x10000U) {
        out += static_cast<char>(0xe0U | (c >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xf0U | (c >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// The code point at `at`, which moves on; ICU has seen to it that surrogates come in pairs.
char32_t next_of(const std::u16string& text, std::size_t& at)
{
    const char16_t lead = text[at++];
    if (lead < 0xd800 || lead > 0xdbff || at == text.size())
        return lead;
    return 0x10000U + ((static_cast<char32_t>(lead) - 0xd800U) << 10U) +
           (static_cast<char32_t>(text[at++]) - 0xdc00U);
}

/// Appends words parted by one space, with the abbreviations written out.
class WordJoiner {
public:
    explicit WordJoiner(std::size_t expected) { out_.reserve(expected + 8); }

    std::string& word() { return word_; }

    void end_word()
    {
        if (word_.empty())
            return;
        if (!out_.empty())
            out_ += ' ';
        const auto* full =
            std::ranges::find(words, std::string_view{word_}, &decltype(words)::value_type::first);
        out_ += full == words.end() ? std::string_view{word_} : full->second;
        word_.clear();
    }

    std::string take()
    {
        end_word();
        return std::move(out_);
    }

private:
    std::string out_, word_;
};

/// Most names are one word of plain small letters, which folds to itself.
bool is_plain(std::string_view name)
{
    return std::ranges::all_of(name,
                               [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }) &&
           std::ranges::find(words, name, &decltype(words)::value_type::first) == words.end();
}

std::string fold_ascii(std::string_view name)
{
    WordJoiner joiner{name.size()};
    for (const char c : name) {
        if (c == '\'' || c == '`' || c == '.')
            continue;
        if (c == ' ' || c == '-' || c == '_' || (c >= '\t' && c <= '\r'))
            joiner.end_word();
        else
            joiner.word() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return joiner.take();
}

std::u16string utf16_of(std::string_view text)
{
    // A UTF-8 byte makes at most one UTF-16 unit.
    std::u16string out(text.size() + 1, u'\0');
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(),
                         static_cast<std::int32_t>(text.size()), 0xfffd, nullptr, &status);
    if (U_FAILURE(status) != 0)
        throw Error{std::string{"cannot fold a name: "} + u_errorName(status)};
    out.resize(static_cast<std::size_t>(length));
    return out;
}

std::u16string decomposed(const std::u16string& text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
    // U+FDFA, the longest, decomposes into 18 units.
    std::u16string out(text.size() * 18 + 1, u'\0');
    const std::int32_t length = unorm2_normalize(nfkd, text.data(), static_cast<std::int32_t>(text.size()),
                                                 out.data(), static_cast<std::int32_t>(out.size()), &status);
    if (U_FAILURE(status) != 0)
        throw Error{std::string{"cannot fold a name: "} + u_errorName(status)};
    out.resize(static_cast<std::size_t>(length));
    return out;
}

std::u16string without_dropped(const std::u16string& text)
{
    std::u16string out;
    std::ranges::copy_if(text, std::back_inserter(out),
                         [](char16_t c) { return dropped.find(static_cast<char32_t>(c)) == dropped.npos; });
    return out;
}

void fold_letter(char32_t c, WordJoiner& joiner)
{
    if (is_space(c)) {
        joiner.end_word();
        return;
    }
    const auto low = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    const auto* spelling = std::ranges::find(letters, low, &Spelling::letter);
    if (spelling != letters.end())
        joiner.word() += spelling->as;
    else
        append_utf8(joiner.word(), low);
}

/// Names are short; what is longer is no name, and its fold is that of its beginning.
constexpr std::size_t longest_name = 4096;

bool is_vowel_i(char c)
{
    return c == 'e' || c == 'i' || c == 'y';
}

constexpr std::array<std::string_view, 28> articles{
    "al", "el", "ul",  "an",  "en", "ash", "esh", "ech", "ar", "er", "as",  "es", "at", "et",
    "ad", "ed", "adh", "edh", "az", "ez",  "ath", "eth", "il", "l",  "ach", "us", "ur", "ud"};

/// The class of sounds at `at`, and how many letters it takes.
std::pair<char, std::size_t> sound(std::string_view word, std::size_t at)
{
    const char c = word[at];
    const char next = at + 1 < word.size() ? word[at + 1] : '\0';
    if (c == 'o')
        return {'u', next == 'u' || next == 'o' ? 2U : 1U};
    if (c == 'a' && (next == 'i' || next == 'y'))
        return {'i', 2};
    if (is_vowel_i(c))
        return {'i', is_vowel_i(next) ? 2U : 1U};
    if (c == 'q' || (c == 'g' && next == 'h'))
        return {'k', c == 'q' ? 1U : 2U};
    if (c == 'd' && next == 'j')
        return {'j', 2};
    return {c, 1};
}

/// Writes at `out`, which has room for the word, and returns where it ends.
char* write_loose_word(std::string_view word, char* out)
{
    if (word.size() > 3 && word.ends_with('h') && word[word.size() - 2] != 's' &&
        word[word.size() - 2] != 'c')
        word.remove_suffix(1);
    char before = ' ';
    for (std::size_t at = 0; at < word.size();) {
        const auto [letter, length] = sound(word, at);
        if (letter != before)
            *out++ = before = letter;
        at += length;
    }
    return out;
}

bool is_article(std::string_view word)
{
    constexpr std::size_t longest = 3;
    return word.size() <= longest && std::ranges::find(articles, word) != articles.end();
}

} // namespace

std::string fold_name(std::string_view name)
{
    name = name.substr(0, longest_name);
    if (is_plain(name))
        return std::string{name};
    if (std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return fold_ascii(name);
    // Spacing accents, such as U+00B4, would decompose to a space and a mark: drop them before.
    const std::u16string text = without_dropped(decomposed(without_dropped(utf16_of(name))));
    WordJoiner joiner{name.size()};
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_of(text, at);
        if (!is_mark(c))
            fold_letter(c, joiner);
    }
    return joiner.take();
}

std::string fold_transliteration(std::string_view name)
{
    std::string out;
    loose_key(fold_name(name), out);
    return out;
}

void loose_key(std::string_view folded, std::string& out)
{
    out.resize(folded.size()); // no word grows
    char* at = out.data();
    for (std::size_t begin = 0; begin < folded.size();) {
        const std::size_t end = std::min(folded.find(' ', begin), folded.size());
        const std::string_view word = folded.substr(begin, end - begin);
        const bool is_last = end == folded.size();
        if (is_last || !is_article(word)) {
            if (at != out.data())
                *at++ = ' ';
            at = write_loose_word(word, at);
        }
        begin = end + 1;
    }
    out.resize(static_cast<std::size_t>(at - out.data()));
}

} // namespace sitmap
