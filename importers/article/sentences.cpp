#include "importers/article/sentences.hpp"

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 11> terminal_marks = {".",  "!",  "?", "…", "...", "。",
                                                             "！", "？", "؟", "۔", "।"};
constexpr std::array<std::string_view, 9> closing_marks = {"\"", "”", "’", "'", ")", "]", "»", "」", "*"};
constexpr std::array<std::string_view, 10> opening_marks = {"\"", "“", "‘", "'",  "(",
                                                            "[",  "«", "„", "「", "¿"};
constexpr std::array<std::string_view, 8> bullets = {"•", "*", "-", "–", "—", "·", "▪", "‣"};

// Words that open a sentence far more often than they go on after an abbreviation. Ascending.
constexpr std::array<std::string_view, 57> openers = {
    "a",      "about", "after", "all",  "also",  "although", "an",     "and",  "another", "any",
    "as",     "at",    "both",  "but",  "by",    "despite",  "during", "each", "earlier", "even",
    "five",   "for",   "four",  "from", "he",    "her",      "his",    "how",  "however", "i",
    "if",     "in",    "it",    "its",  "last",  "later",    "many",   "more", "most",    "no",
    "nobody", "on",    "one",   "she",  "since", "some",     "that",   "the",  "their",   "then",
    "there",  "these", "they",  "this", "two",   "we",       "when",
};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& marks, std::string_view text)
{
    return std::find(marks.begin(), marks.end(), text) != marks.end();
}

bool is_opener(std::string_view lower)
{
    return std::binary_search(openers.begin(), openers.end(), lower);
}

/// Line breaks in the gap before a token: 0, 1, or 2 for a blank line.
int line_breaks(std::string_view text, std::uint32_t from, std::uint32_t to)
{
    int count = 0;
    for (std::uint32_t i = from; i < to && count < 2; ++i) {
        const bool lone_return = text[i] == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n');
        const bool separator = text[i] == '\xA8' && i >= 2 && text.substr(i - 2, 2) == "\xE2\x80"; // U+2028
        if (text[i] == '\n' || lone_return || separator)
            ++count;
    }
    return count;
}

/// True if most lines end in mid-sentence at a typewriter's width: their breaks mean nothing.
bool is_hard_wrapped(std::string_view text)
{
    constexpr std::size_t narrowest = 45, widest = 110, fewest = 4;
    std::size_t lines = 0, wrapped = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::size_t length = end - begin;
        const bool goes_on = end + 1 < text.size() && text[end + 1] != '\n' && text[end + 1] != '\r';
        if (length > 0 && goes_on) {
            ++lines;
            const bool mid_sentence =
                std::string_view{".!?\"):"}.find(text[end - 1]) == std::string_view::npos;
            if (length >= narrowest && length <= widest && mid_sentence)
                ++wrapped;
        }
        begin = end + 1;
    }
    return lines >= fewest && wrapped * 2 > lines;
}

class Splitter {
public:
    explicit Splitter(TokenisedText& text) : text_{text}, wrapped_{is_hard_wrapped(text.text)} {}

    void split()
    {
        const auto count = static_cast<std::uint32_t>(text_.tokens.size());
        for (std::uint32_t i = 0; i < count; ++i) {
            if (i > 0 && breaks_before(i))
                close(i);
            follow_quotes(i);
            follow_end(i);
        }
        if (count > 0)
            close(count);
    }

private:
    enum class End : std::uint8_t { no, abbreviation, mark };

    const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    bool breaks_before(std::uint32_t i)
    {
        const int breaks = line_breaks(text_.text, token(i - 1).end, token(i).begin);
        const bool bullet = breaks > 0 && is_one_of(bullets, token(i).text);
        if (breaks > 1 || (breaks == 1 && !wrapped_)) {
            ++next_paragraph_;
            quote_.clear();
            return true;
        }
        return bullet || (end_ != End::no && !closes(i) && starts_sentence(i));
    }

    /// A quotation mark or bracket that belongs to the sentence before it.
    bool closes(std::uint32_t i) const
    {
        if (token(i).kind != Token::Kind::punctuation || !is_one_of(closing_marks, token(i).text))
            return false;
        return token(i).begin == token(i - 1).end || token(i).text == "”" || token(i).text == "»";
    }

    bool starts_sentence(std::uint32_t i) const
    {
        const Token& t = token(i);
        if (t.kind == Token::Kind::punctuation) {
            const bool opens = is_one_of(opening_marks, t.text) || is_one_of(bullets, t.text);
            const bool has_next = i + 1 < text_.tokens.size();
            return opens && has_next && token(i + 1).kind != Token::Kind::punctuation &&
                   starts_sentence(i + 1);
        }
        if (end_ == End::abbreviation)
            return t.capitalised && is_opener(t.lower);
        return t.capitalised || t.kind == Token::Kind::number || std::string_view{t.text}.starts_with("al-");
    }

    /// The point of "1. Monday 14 March": a number or letter at the head of a line.
    bool numbers_item(std::uint32_t point) const
    {
        constexpr std::size_t longest_number = 2;
        if (point != first_ + 1 || !(first_ == 0 || token(first_).after_line_break) ||
            token(point).text != ".")
            return false;
        const std::string_view number = token(first_).text;
        return number.size() == 1 ||
               (number.size() <= longest_number && token(first_).kind == Token::Kind::number);
    }

    void follow_end(std::uint32_t i)
    {
        const Token& t = token(i);
        if (t.kind == Token::Kind::punctuation && is_one_of(terminal_marks, t.text) && !numbers_item(i))
            end_ = End::mark;
        else if (t.kind == Token::Kind::word && t.text.back() == '.')
            end_ = End::abbreviation;
        else if (end_ != End::no && !(i > 0 && closes(i)))
            end_ = End::no;
    }

    void follow_quotes(std::uint32_t i)
    {
        const std::string_view mark = token(i).text;
        if (token(i).kind != Token::Kind::punctuation) {
            (quote_.empty() ? spoken_outside_ : spoken_inside_) = true;
            return;
        }
        if (quote_.empty()) {
            const bool sticks_to_next = i + 1 < text_.tokens.size() && token(i + 1).begin == token(i).end;
            if (mark == "\"" || mark == "“" || mark == "«" || mark == "„" || mark == "「")
                quote_ = mark;
            else if (mark == "‘" && sticks_to_next)
                quote_ = mark;
        } else if (closing_of(quote_) == mark || (quote_ == "„" && mark == "”")) {
            quote_.clear();
        }
    }

    static std::string_view closing_of(std::string_view opening)
    {
        if (opening == "“")
            return "”";
        if (opening == "«")
            return "»";
        if (opening == "„")
            return "“";
        if (opening == "「")
            return "」";
        return opening == "‘" ? "’" : opening;
    }

    void close(std::uint32_t end)
    {
        Sentence sentence;
        sentence.first = first_;
        sentence.last = end;
        sentence.begin = token(first_).begin;
        sentence.end = token(end - 1).end;
        sentence.paragraph = paragraph_;
        sentence.quoted = spoken_inside_ && !spoken_outside_;
        for (std::uint32_t i = first_; i < end; ++i) {
            if (token(i).kind == Token::Kind::punctuation)
                continue;
            text_.tokens.all()[i].sentence_start = true;
            break;
        }
        text_.sentences.push_back(sentence);
        first_ = end;
        paragraph_ = next_paragraph_;
        spoken_inside_ = spoken_outside_ = false;
        end_ = End::no;
    }

    TokenisedText& text_;
    bool wrapped_;
    std::uint32_t first_ = 0;
    std::uint32_t paragraph_ = 0, next_paragraph_ = 0;
    End end_ = End::no;
    std::string quote_; ///< the mark that opened the quotation we are in; empty outside
    bool spoken_inside_ = false, spoken_outside_ = false;
};

} // namespace

void split_sentences(TokenisedText& text)
{
    Splitter{text}.split();
}

} // namespace sitmap
