#include "importers/article/phrases.hpp"
#include "importers/article/quantities.hpp"

#include <charconv>
#include <cmath>

namespace sitmap {

namespace {

using Count = Quantity::Count;
constexpr Count largest = 10'000'000'000; // as Quantity's own bound

struct Plain {
    Count value = 0;
    std::uint32_t length = 0;
    bool vague = false, none = false;
};

/// "105,000", "3.6", "18" as digits; commas group, a dot is decimal.
std::optional<double> digits_value(std::string_view digits)
{
    std::string plain;
    for (const char c : digits) {
        if (c >= '0' && c <= '9')
            plain += c;
        else if (c == '.')
            plain += c;
        else if (c != ',')
            return std::nullopt;
    }
    if (plain.empty() || plain.size() > 14 || plain.back() == '.')
        return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (error != std::errc{} || end != plain.data() + plain.size())
        return std::nullopt;
    return value;
}

Count to_count(std::string_view digits)
{
    Count value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// "thirty-three" to 33; 0 if it is none.
Count hyphenated_value(const Lexicon& lexicon, const Token& token)
{
    if (token.plain)
        return 0;
    const std::string_view word = token.lower;
    const auto hyphen = word.find('-');
    if (hyphen == std::string_view::npos)
        return 0;
    const Count tens = to_count(lexicon.meaning("numbers", word.substr(0, hyphen)));
    const Count units = to_count(lexicon.meaning("numbers", word.substr(hyphen + 1)));
    return tens >= 20 && tens <= 90 && units >= 1 && units <= 9 ? tens + units : 0;
}

/// Multiplies by "million", "thousand" ... that follow.
void scale(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t end, std::uint32_t at,
           double value, Plain& plain)
{
    while (at + plain.length < end) {
        const PhraseMatch word = match_phrase(lexicon, "numbers", text, at + plain.length, end);
        if (!word || word.column(0) != "scale")
            break;
        value *= static_cast<double>(to_count(word.meaning()));
        plain.length += word.length;
        if (value > static_cast<double>(largest))
            break;
    }
    plain.value = value > static_cast<double>(largest) ? largest : static_cast<Count>(std::llround(value));
}

/// "40 000": three digits a single space behind others.
bool is_group_of_thousand(const TokenisedText& text, std::uint32_t at)
{
    constexpr std::uint32_t widest_space = 3; // bytes of a narrow no-break space
    const Token &group = text.tokens[at], &before = text.tokens[at - 1];
    return group.kind == Token::Kind::number && group.text.size() == 3 && !group.after_line_break &&
           group.text.find_first_not_of("0123456789") == std::string_view::npos && group.begin > before.end &&
           group.begin - before.end <= widest_space && before.text.size() <= 3;
}

std::optional<Plain> read_digits(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t at,
                                 std::uint32_t end)
{
    auto value = digits_value(text.tokens[at].text);
    if (!value)
        return std::nullopt;
    Plain plain{.length = 1};
    if (text.tokens[at].text.size() <= 3)
        for (; at + plain.length < end && is_group_of_thousand(text, at + plain.length); ++plain.length)
            value = *value * 1000 + *digits_value(text.tokens[at + plain.length].text);
    scale(text, lexicon, end, at, *value, plain);
    if (*value != std::floor(*value) && plain.length == 1)
        return std::nullopt;
    return plain;
}

/// "two hundred and six", "twenty five thousand", "a hundred".
std::optional<Plain> read_words(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t at,
                                std::uint32_t end)
{
    Count total = 0, group = 0;
    std::uint32_t i = at;
    bool any = false;
    if (is_one_of(text.tokens[i], {"a", "an"}) && i + 1 < end) {
        const PhraseMatch word = match_phrase(lexicon, "numbers", text, i + 1, end);
        if (word && word.column(0) == "scale") {
            group = 1;
            ++i;
        }
    }
    while (i < end) {
        if (any && text.tokens[i].is("and") && i + 1 < end && group >= 100 && group % 100 == 0) {
            const PhraseMatch next = match_phrase(lexicon, "numbers", text, i + 1, end);
            if ((!next || (next.column(0) != "unit" && next.column(0) != "ten")) &&
                hyphenated_value(lexicon, text.tokens[i + 1]) == 0)
                break;
            ++i;
        }
        const Count joined = hyphenated_value(lexicon, text.tokens[i]);
        const PhraseMatch word = joined ? PhraseMatch{} : match_phrase(lexicon, "numbers", text, i, end);
        if (joined) {
            group += joined;
            ++i;
        } else if (word && (word.column(0) == "unit" || word.column(0) == "ten")) {
            if (any && group % 10 != 0 && word.column(0) == "unit")
                break;
            group += to_count(word.meaning());
            i += word.length;
        } else if (word && word.column(0) == "scale" && (any || group == 1)) {
            const Count factor = to_count(word.meaning());
            if (factor <= 100)
                group *= factor;
            else {
                total += group * factor;
                group = 0;
            }
            i += word.length;
        } else
            break;
        any = true;
        if (total > largest || group > largest)
            break;
    }
    if (!any)
        return std::nullopt;
    const Count value = total + group;
    return Plain{.value = value > largest ? largest : value, .length = i - at};
}

std::optional<Plain> read_plain(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t at,
                                std::uint32_t end)
{
    if (at >= end)
        return std::nullopt;
    const PhraseMatch word = match_phrase(lexicon, "numbers", text, at, end);
    if (word && (word.column(0) == "vague" || word.column(0) == "none")) {
        Plain plain{.value = to_count(word.meaning()),
                    .length = word.length,
                    .vague = word.column(0) == "vague",
                    .none = word.column(0) == "none"};
        if (plain.length + at < end && text.tokens[at + plain.length].is("of") && plain.vague)
            ++plain.length;
        return plain;
    }
    if (text.tokens[at].kind == Token::Kind::number)
        return read_digits(text, lexicon, at, end);
    return read_words(text, lexicon, at, end);
}

/// "April 22", "May 2017"; but not "in March 145 people died", "on 2 December 36 workers".
bool is_day_of_month(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first,
                     std::uint32_t last)
{
    const auto& tokens = text.tokens;
    if (first == 0 || !lexicon.has("months", tokens[first - 1]))
        return false;
    if (last != first + 1 || tokens[first].kind != Token::Kind::number)
        return false; // "in November twelve Syrians drowned"
    const Count value = to_count(tokens[first].text);
    if (value > 1000)
        return true;
    const bool day_stands_before = first > 1 && tokens[first - 2].kind == Token::Kind::number;
    const bool month_alone = first > 1 && is_one_of(tokens[first - 2], {"in", "last", "since", "during"});
    return value <= 31 && !day_stands_before && !month_alone;
}

/// True where the digits are a date's, a clock's, a measure's, a percentage's, an age's or an ordinal's.
bool is_no_count(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first, std::uint32_t last,
                 std::uint32_t end)
{
    const auto& tokens = text.tokens;
    if (last < end && (lexicon.has("measures", tokens[last]) || lexicon.has("months", tokens[last])))
        return true;
    // "a bus of line 15A": a letter without a space
    if (last < end && tokens[last].begin == tokens[last - 1].end && tokens[last].text.size() == 1 &&
        tokens[last].kind == Token::Kind::word && tokens[last].capitalised)
        return true;
    if (first > 0 && (is_day_of_month(text, lexicon, first, last) || tokens[first - 1].is("$") ||
                      tokens[first - 1].is("€") || tokens[first - 1].is("£")))
        return true;
    const bool four_digits = last == first + 1 && tokens[first].text.size() == 4 &&
                             tokens[first].kind == Token::Kind::number &&
                             (tokens[first].text.starts_with("19") || tokens[first].text.starts_with("20"));
    if (four_digits && first > 0 &&
        (is_one_of(tokens[first - 1], {"in", "since", "of", "until", "from", "by", "before", "after", ","}) ||
         is_one_of(tokens[first - 1], {"day", "eve"}) || lexicon.has("weekdays", tokens[first - 1]) ||
         lexicon.has("months", tokens[first - 1])))
        return true;
    return false;
}

/// "aged 12 and 15", "the oldest of them nine", "the youngest was 4".
bool is_listed_age(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first)
{
    constexpr std::uint32_t farthest = 8;
    for (std::uint32_t back = 1; back <= farthest && first >= back; ++back) {
        const Token& word = text.tokens[first - back];
        if (is_one_of(word, {"aged", "ages"}))
            return true;
        if (lexicon.is_in("eldest", word))
            return back <= 5;
        if (word.kind != Token::Kind::number &&
            !is_one_of(word, {"and", "or", "to", ",", "between", "of", "them", "whom", "was", "is", "being",
                              "only", "just", "about", "some"}))
            return false;
    }
    return false;
}

/// "Adrian Nel, 40, died", "a boy of ten": the age of who is named before.
bool is_age(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first, std::uint32_t last,
            std::uint32_t end)
{
    constexpr std::size_t most_digits = 2;
    const auto& tokens = text.tokens;
    if (is_listed_age(text, lexicon, first))
        return true;
    std::uint32_t of = first; // "a child of about six", "a boy of 12 to 15"
    if (of >= 4 && is_one_of(tokens[of - 1], {"to", "or"}) && tokens[of - 2].kind == Token::Kind::number)
        of -= 2;
    if (of >= 3 && is_one_of(tokens[of - 1], {"about", "around", "some", "nearly", "almost", "perhaps"}))
        --of;
    // "an Israeli-American of 27, Elan Ganeles,"
    if (of >= 3 && tokens[of - 1].is("of") && last < end && tokens[last].is(",") &&
        tokens[of - 2].capitalised && is_one_of(tokens[of - 3], {"a", "an"}))
        return true;
    if (of >= 2 && tokens[of - 1].is("of") && last == first + 1) {
        const std::string& noun = tokens[of - 2].lower;
        const std::string_view kind = lexicon.meaning("people", noun);
        if (!kind.empty() && kind != "households" && noun != "crew" && noun != "staff" &&
            !noun.ends_with("s"))
            return true;
    }
    if (first < 2 || last != first + 1 || tokens[first].kind != Token::Kind::number ||
        tokens[first].text.size() > most_digits || !tokens[first - 1].is(","))
        return false;
    const bool closed = last >= end || is_one_of(tokens[last], {",", ".", ";", ")", "?", "—", "–"});
    return closed && tokens[first - 2].capitalised && tokens[first - 2].kind == Token::Kind::word;
}

/// "20 to 30", "20-30", "between 25 and 30": the second number, if the first one opens a range.
std::optional<Plain> range_end(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t at,
                               std::uint32_t end, bool between)
{
    if (at >= end)
        return std::nullopt;
    const Token& link = text.tokens[at];
    // "more than 60, perhaps 80"
    const bool perhaps = !between && is_one_of(link, {",", "or"}) && at + 2 < end &&
                         is_one_of(text.tokens[at + 1], {"perhaps", "maybe", "possibly", "even"});
    if (between ? link.lower != "and" : !perhaps && !is_one_of(link, {"to", "-", "–", "or"}))
        return std::nullopt;
    std::uint32_t hedge = perhaps ? 1 : 0; // "between 70 and above 200"
    while (between && at + hedge + 2 < end &&
           is_one_of(text.tokens[at + 1 + hedge], {"above", "over", "about", "some", "around"}))
        ++hedge;
    auto upper = read_plain(text, lexicon, at + 1 + hedge, end);
    if (upper)
        upper->length += hedge;
    return upper;
}

std::optional<Quantity> hedged(const Plain& plain, std::string_view hedge)
{
    if (plain.vague)
        return hedge == "up_to" ? Quantity::of(std::nullopt, std::nullopt, plain.value)
                                : Quantity::several(plain.value);
    if (hedge == "at_least")
        return Quantity::at_least(plain.value);
    if (hedge == "up_to")
        return Quantity::up_to(plain.value);
    return Quantity::exactly(plain.value);
}

/// "27-strong" and "40-year-old" stay words, "20-30" is one token in some texts: a range inside a token.
std::optional<std::pair<Count, Count>> range_in_token(const Token& word)
{
    if (word.plain)
        return std::nullopt;
    const std::string_view token = word.text;
    auto dash = token.find('-');
    std::size_t width = 1;
    if (dash == std::string_view::npos) {
        dash = token.find("–");
        width = 3;
    }
    if (dash == std::string_view::npos || dash == 0)
        return std::nullopt;
    const auto low = digits_value(token.substr(0, dash)), high = digits_value(token.substr(dash + width));
    if (!low || !high || *low >= *high)
        return std::nullopt;
    return std::pair{static_cast<Count>(*low), static_cast<Count>(*high)};
}

/// "revised the toll from nine to 21", "rose from 3 to 9": no range. "from 20 to 30 people" is one.
bool is_moved_from(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first)
{
    constexpr std::uint32_t reach = 12; // tokens
    if (first == 0 || !text.tokens[first - 1].is("from"))
        return false;
    for (std::uint32_t back = 2; back <= reach && first >= back; ++back) {
        const Token& word = text.tokens[first - back];
        if (is_one_of(word, {".", ";", ":"}))
            return false;
        if (lexicon.is_in("moved_from", word))
            return true;
    }
    return false;
}

/// "The toll has gone up to 168": no bound.
bool is_risen_before(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t at)
{
    return at > 0 && lexicon.is_in("gone_up", text.tokens[at - 1]);
}

} // namespace

std::optional<NumberMention> read_number(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t at,
                                         std::uint32_t end)
{
    if (at >= end)
        return std::nullopt;
    NumberMention number{.first = at};
    std::uint32_t i = at;
    std::string_view hedge;
    bool between = false;
    if (text.tokens[i].is("between")) {
        between = true;
        ++i;
    } else
        while (i < end) {
            const PhraseMatch match = match_phrase(lexicon, "hedges", text, i, end);
            if (!match || match.column(0) == "after")
                break;
            if (match.meaning() == "up_to" && is_risen_before(text, lexicon, i)) {
                i += match.length;
                number.first = i;
                continue;
            }
            if (hedge.empty() || hedge == "about" || hedge == "add")
                hedge = match.meaning();
            i += match.length;
        }
    if (i >= end)
        return std::nullopt;
    number.core_first = i;
    if (const auto range = range_in_token(text.tokens[i])) {
        number.core_last = number.last = i + 1;
        number.quantity = *Quantity::of(range->first, std::nullopt, range->second);
        return number;
    }
    const auto plain = read_plain(text, lexicon, i, end);
    if (!plain || is_no_count(text, lexicon, i, i + plain->length, end) ||
        is_age(text, lexicon, i, i + plain->length, end))
        return std::nullopt;
    i += plain->length;
    number.nobody = plain->none;
    number.core_last = number.last = i;
    const bool moves = is_moved_from(text, lexicon, number.first);
    if (const auto upper = moves ? std::nullopt : range_end(text, lexicon, i, end, between);
        upper && upper->value > plain->value) {
        number.core_last = number.last = i + 1 + upper->length;
        number.quantity = *Quantity::of(plain->value, std::nullopt, upper->value);
        return is_no_count(text, lexicon, number.core_first, number.last, end) ? std::nullopt
                                                                               : std::optional{number};
    }
    if (between)
        return std::nullopt;
    const PhraseMatch after = match_phrase(lexicon, "hedges", text, i, end);
    if (after && after.column(0) == "after") {
        if (after.meaning() == "at_least")
            hedge = "at_least";
        number.last = i + after.length;
    }
    const auto quantity = hedged(*plain, hedge);
    if (!quantity)
        return std::nullopt;
    number.quantity = *quantity;
    return number;
}

} // namespace sitmap
