#include "importers/article/tokens.hpp"

#include "geodata/error.hpp"
#include "importers/article/abbreviations.hpp"
#include "importers/article/sentences.hpp"
#include "importers/utf8.hpp"

#include <algorithm>
#include <limits>

#include <unicode/uchar.h>

namespace sitmap {

namespace {

constexpr UChar32 end_of_text = -2;
constexpr UChar32 damaged = -1;

bool is_apostrophe(UChar32 c)
{
    return c == U'\'' || c == U'\u2019';
}

bool is_hyphen(UChar32 c)
{
    return c == U'-' || c == U'\u2010' || c == U'\u2011';
}

bool is_word_part(UChar32 c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    constexpr UChar32 joiner = 0x200D, non_joiner = 0x200C; // inside Persian and Indic words
    return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 || c == joiner || c == non_joiner;
}

/// Upper case or a letter of a script without case.
bool opens_a_name(UChar32 c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    return u_isupper(c) || u_istitle(c) || u_charType(c) == U_OTHER_LETTER;
}

bool is_digit(UChar32 c)
{
    return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(c) != 0;
}

/// A letter or digit of ASCII: nearly all that a text is made of, and known without a table.
bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_plain(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return is_plain(c); });
}

std::string lower_case(std::string_view text)
{
    std::string lower;
    if (is_plain(text)) {
        lower = text;
        for (char& c : lower)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return lower;
    }
    lower.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const DecodedCodePoint decoded = decode_utf8(text, i);
        const auto c = static_cast<UChar32>(decoded.value);
        append_utf8(lower, is_apostrophe(c) ? U'\'' : static_cast<char32_t>(u_tolower(c)));
        i = decoded.next;
    }
    return lower;
}

/// Cuts a text into tokens, left to right; each byte is looked at a bounded number of times.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_{text}, length_{static_cast<std::int32_t>(text.size())} {}

    std::vector<Token> scan()
    {
        constexpr std::size_t bytes_a_token = 5; // of English
        constexpr std::size_t most_at_once = 4096;
        tokens_.reserve(std::min(text_.size() / bytes_a_token, most_at_once));
        bool line_break = false;
        for (std::int32_t at = 0; at < length_;) {
            const UChar32 c = peek(at);
            if (c == U' ') {
                ++at;
                continue;
            }
            const bool visible = c > ' ' && c < 0x7F;
            if (!visible &&
                (c == damaged || u_isUWhiteSpace(c) || u_iscntrl(c) || c == 0xFEFF || c == 0x200B)) {
                line_break = line_break || c == U'\n' || c == U'\r' || c == 0x2028 || c == 0x2029;
                at = after(at);
                continue;
            }
            const std::int32_t stop = end_of_token(at, c);
            add(at, stop, c, line_break);
            line_break = false;
            at = stop;
        }
        return std::move(tokens_);
    }

private:
    UChar32 peek(std::int32_t at) const
    {
        if (at >= length_)
            return end_of_text;
        const DecodedCodePoint decoded = decode_utf8(text_, static_cast<std::size_t>(at));
        return decoded.valid ? static_cast<UChar32>(decoded.value) : damaged;
    }

    std::int32_t after(std::int32_t at) const
    {
        return at >= length_
                   ? length_
                   : static_cast<std::int32_t>(decode_utf8(text_, static_cast<std::size_t>(at)).next);
    }

    std::string_view between(std::int32_t begin, std::int32_t end) const
    {
        return text_.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    }

    std::int32_t end_of_token(std::int32_t begin, UChar32 c)
    {
        if (is_digit(c))
            return end_of_number(begin);
        if (is_word_part(c))
            return end_of_word(begin, begin);
        if (const auto possessive = end_of_possessive(begin); possessive > begin)
            return possessive;
        std::int32_t end = after(begin);
        if (c == U'.' || c == U'-') // an ellipsis or a dash of several signs is one mark
            while (peek(end) == c)
                end = after(end);
        return end;
    }

    /// End of "'s" when it starts here at the end of a word, else `begin`.
    std::int32_t end_of_possessive(std::int32_t begin) const
    {
        const bool follows_a_word = !tokens_.empty() &&
                                    tokens_.back().end == static_cast<std::uint32_t>(begin) &&
                                    tokens_.back().kind != Token::Kind::punctuation;
        if (!is_apostrophe(peek(begin)) || !follows_a_word)
            return begin;
        const std::int32_t s = after(begin);
        const UChar32 letter = peek(s);
        if ((letter != U's' && letter != U'S') || is_word_part(peek(after(s))))
            return begin;
        return after(s);
    }

    bool is_possessive(std::int32_t apostrophe) const
    {
        const std::int32_t s = after(apostrophe);
        const UChar32 letter = peek(s);
        return (letter == U's' || letter == U'S') && !is_word_part(peek(after(s)));
    }

    /// `at` is where to go on from; `begin` the start of the word, for its abbreviation.
    std::int32_t end_of_word(std::int32_t begin, std::int32_t at)
    {
        int part_length = 0; // letters since the last full stop or hyphen
        bool dotted = false;
        UChar32 last = 0;
        for (;;) {
            for (; at < length_ && is_plain(text_[static_cast<std::size_t>(at)]); ++at, ++part_length)
                last = static_cast<unsigned char>(text_[static_cast<std::size_t>(at)]);
            const UChar32 c = peek(at);
            const UChar32 next = c == end_of_text ? c : peek(after(at));
            if (is_word_part(c)) {
                ++part_length;
            } else if (is_apostrophe(c) && is_word_part(next) && !is_possessive(at)) {
                ++part_length;
            } else if (is_hyphen(c) && is_word_part(next)) {
                part_length = 0;
                dotted = false;
            } else if (c == U'.' && joins_dotted(at, part_length, last)) {
                part_length = 0;
                dotted = dotted || !u_islower(next);
            } else if (c == U'&' && u_isupper(last) && u_isupper(next)) {
                part_length = 0;
            } else {
                break;
            }
            last = c;
            at = after(at);
        }
        return with_final_stop(begin, at, dotted && part_length <= 2);
    }

    /// Is this full stop inside a word: "U.S", "W.Va", "Ph.D", "example.org"?
    bool joins_dotted(std::int32_t stop, int part_length, UChar32 last) const
    {
        const std::int32_t next_at = after(stop);
        const UChar32 next = peek(next_at);
        if (next < 0 || !u_isalpha(next))
            return false;
        if (part_length == 1 && u_isalpha(last))
            return true;
        if (part_length == 2 && u_isupper(next) && peek(after(next_at)) == U'.')
            return true;
        return u_islower(next) && (u_islower(last) || u_isdigit(last));
    }

    /// Takes the full stop after an abbreviation into the word, and what hangs on by a hyphen: "U.S.-led".
    std::int32_t with_final_stop(std::int32_t begin, std::int32_t end, bool dotted)
    {
        if (peek(end) != U'.' || peek(after(end)) == U'.' || !(dotted || is_abbreviation(begin, end)))
            return end;
        end = after(end);
        if (is_hyphen(peek(end)) && is_word_part(peek(after(end))))
            return end_of_word(begin, after(end));
        return end;
    }

    bool is_abbreviation(std::int32_t begin, std::int32_t end) const
    {
        std::string_view word = between(begin, end);
        const auto hyphen = word.rfind('-');
        if (hyphen != std::string_view::npos)
            word.remove_prefix(hyphen + 1);
        constexpr std::size_t longest = 8;
        if (word.empty() || word.size() > longest)
            return false;
        const UChar32 first = peek(end - static_cast<std::int32_t>(word.size()));
        if (word.size() == 1)
            return u_isupper(first) && first != U'I';
        switch (abbreviation(lower_case(word))) {
        case Abbreviation::none:
            return false;
        case Abbreviation::before_number: {
            std::int32_t at = after(end);
            while (peek(at) == U' ' || peek(at) == 0xA0)
                at = after(at);
            return u_isdigit(peek(at));
        }
        case Abbreviation::after_comma: {
            const bool marked =
                hyphen != std::string_view::npos ||
                (!tokens_.empty() && (tokens_.back().text == "," || tokens_.back().text == "("));
            return marked && u_isupper(first);
        }
        default:
            return true;
        }
    }

    std::int32_t end_of_digits(std::int32_t at) const
    {
        for (;;) {
            while (u_isdigit(peek(at)))
                at = after(at);
            const UChar32 mark = peek(at);
            const bool is_point = mark == U'.' || mark == 0x066B;
            const bool is_group = (mark == U',' || mark == 0x066C) && is_group_of_three(after(at));
            if (!is_group && !(is_point && u_isdigit(peek(after(at)))))
                return at;
            at = after(at);
        }
    }

    bool is_group_of_three(std::int32_t at) const
    {
        for (int i = 0; i < 3; ++i, at = after(at))
            if (!u_isdigit(peek(at)))
                return false;
        return !u_isdigit(peek(at));
    }

    /// A number alone, an ordinal ("21st"), or a word that begins with a number ("12-year-old").
    std::int32_t end_of_number(std::int32_t begin)
    {
        const std::int32_t end = end_of_digits(begin);
        std::int32_t letters = end;
        constexpr std::int32_t longest_suffix = 3;
        while (u_isalpha(peek(letters)) && letters - end < longest_suffix)
            letters = after(letters);
        const std::string_view suffix = between(end, letters);
        if ((suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th" || suffix == "s") &&
            !is_word_part(peek(letters)))
            return end_of_word(begin, letters);
        if (is_hyphen(peek(end)) && u_isalpha(peek(after(end))))
            return end_of_word(begin, after(end));
        return end;
    }

    void add(std::int32_t begin, std::int32_t end, UChar32 first, bool line_break)
    {
        Token token;
        token.text = between(begin, end);
        token.lower = lower_case(token.text);
        token.hash = hash_text(token.lower);
        token.plain = is_plain(token.text);
        token.begin = static_cast<std::uint32_t>(begin);
        token.end = static_cast<std::uint32_t>(end);
        if (is_digit(first)) {
            const bool only_digits = end == end_of_digits(begin);
            token.kind = only_digits ? Token::Kind::number : Token::Kind::word;
        } else if (!is_word_part(first) && !is_apostrophe_s(token.lower)) {
            token.kind = Token::Kind::punctuation;
        }
        token.capitalised = token.kind == Token::Kind::word && opens_a_name(first);
        token.after_line_break = line_break;
        tokens_.push_back(std::move(token));
    }

    static bool is_apostrophe_s(std::string_view lower) { return lower == "'s"; }

    std::string_view text_;
    std::int32_t length_;
    std::vector<Token> tokens_;
};

constexpr std::uint32_t mark_spacing = 256;

bool begins_code_point(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

std::vector<std::uint32_t> mark_code_points(std::string_view text)
{
    std::vector<std::uint32_t> marks;
    marks.reserve(text.size() / mark_spacing + 1);
    std::uint32_t count = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i % mark_spacing == 0)
            marks.push_back(count);
        if (i < text.size() && begins_code_point(text[i]))
            ++count;
    }
    return marks;
}

} // namespace

std::size_t TokenisedText::sentence_of(std::uint32_t byte) const
{
    const auto next = std::upper_bound(sentences.begin(), sentences.end(), byte,
                                       [](std::uint32_t b, const Sentence& s) { return b < s.begin; });
    return next == sentences.begin() ? 0 : static_cast<std::size_t>(next - sentences.begin()) - 1;
}

std::uint64_t TokenisedText::code_point(std::uint32_t byte) const
{
    const std::size_t end = std::min<std::size_t>(byte, text.size());
    const std::size_t mark = end / mark_spacing;
    const auto from = text.begin() + static_cast<std::ptrdiff_t>(mark * mark_spacing);
    const auto counted =
        std::count_if(from, text.begin() + static_cast<std::ptrdiff_t>(end), begins_code_point);
    return code_point_marks[mark] + static_cast<std::uint64_t>(counted);
}

const Token& Tokens::nothing()
{
    static const Token none = [] {
        Token token{.hash = hash_text(""), .tables = 0, .groups = 0, .kind = Token::Kind::punctuation};
        token.in_lexicon.marked = true; // no table has it
        return token;
    }();
    return none;
}

TokenisedText tokenise(std::string_view text)
{
    if (text.size() >= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        throw Error{"cannot cut up a text of " + std::to_string(text.size()) +
                    " bytes: 2 GiB is the most; split it into articles"};
    TokenisedText result;
    result.text = text;
    result.tokens = Tokens{Scanner{text}.scan()};
    result.code_point_marks = mark_code_points(text);
    split_sentences(result);
    return result;
}

} // namespace sitmap
