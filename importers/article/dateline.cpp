#include "importers/article/dateline.hpp"

#include "importers/article/tokens.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> weekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                      "friday", "saturday", "sunday"};

/// 1 to 12; 0 for no month. "jul", "jul." and "sept" too.
unsigned month_named(std::string_view lower)
{
    if (lower.ends_with('.'))
        lower.remove_suffix(1);
    constexpr std::size_t shortest = 3;
    for (std::size_t i = 0; i < months.size(); ++i)
        if (lower.size() >= shortest &&
            (months[i] == lower || (lower.size() <= 4 && months[i].starts_with(lower))))
            return static_cast<unsigned>(i + 1);
    return 0;
}

bool is_weekday(std::string_view lower)
{
    constexpr std::size_t shortest = 3;
    return lower.size() >= shortest &&
           std::any_of(weekdays.begin(), weekdays.end(), [&](std::string_view day) {
               return day == lower || (lower.size() <= 4 && day.starts_with(lower));
           });
}

std::optional<int> number(std::string_view text)
{
    for (const std::string_view suffix : {"st", "nd", "rd", "th"})
        if (text.ends_with(suffix))
            text.remove_suffix(suffix.size());
    int value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<Day> day_of(std::optional<int> year, unsigned month, std::optional<int> day)
{
    constexpr int first_year = 1800, last_year = 2200;
    if (!year || !day || *year < first_year || *year > last_year || *day < 1 || month == 0)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{month},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional<Day>{Day{date}} : std::nullopt;
}

/// A full date that begins at this token, and the token after it.
struct FoundDate {
    Day day;
    std::size_t next = 0;
};

std::optional<FoundDate> date_at(const Tokens& tokens, std::size_t i)
{
    const auto lower = [&](std::size_t k) {
        return k < tokens.size() ? std::string_view{tokens[k].lower} : "";
    };
    const auto year_after = [&](std::size_t k) { return lower(k) == "," ? k + 1 : k; };
    const std::optional<int> first = number(lower(i));
    if (first && lower(i + 1) == "-" && lower(i + 3) == "-") { // 2019-07-03, whatever follows the day
        const auto month = number(lower(i + 2));
        const auto day = number(lower(i + 4).substr(0, 2));
        if (month && *month >= 1 && *month <= 12)
            if (const auto date = day_of(first, static_cast<unsigned>(*month), day))
                return FoundDate{*date, i + 5};
    }
    if (const unsigned month = month_named(lower(i + 1)); first && month != 0) { // 26 July 2019
        const std::size_t year = year_after(i + 2);
        if (const auto date = day_of(number(lower(year)), month, first))
            return FoundDate{*date, year + 1};
    }
    if (const unsigned month = month_named(lower(i)); month != 0) { // July 26, 2019
        const std::size_t year = year_after(i + 2);
        if (const auto date = day_of(number(lower(year)), month, number(lower(i + 1))))
            return FoundDate{*date, year + 1};
    }
    return std::nullopt;
}

bool is_dash(std::string_view text)
{
    return text == "-" || text == "--" || text == "–" || text == "—" || text == "\xEF\xBF\xBD";
}

bool is_capitals(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_stamp(std::string_view lower)
{
    constexpr std::array<std::string_view, 8> stamps = {
        "published", "updated", "posted", "date", "issued", "filed", "last-updated", "publication"};
    return std::find(stamps.begin(), stamps.end(), lower) != stamps.end();
}

/// Reads one line that may open with place and date.
class LineReader {
public:
    explicit LineReader(std::string_view line) : line_{line.substr(0, longest)}, text_{tokenise(line_)} {}

    void read_into(Dateline& dateline)
    {
        if (tokens().empty())
            return;
        const bool as_of = tokens().size() > 1 && tokens()[0].is("as") && tokens()[1].is("of");
        if ((is_stamp(tokens().front().lower) || as_of) && line_.size() < longest_stamp) {
            if (!dateline.published)
                dateline.published = full_date_in(line_);
            return;
        }
        if (const auto day = day_at_end(); day && !dateline.published) {
            dateline.published = day;
            return;
        }
        const std::size_t place_end = end_of_place();
        std::size_t at = place_end;
        std::optional<Day> day;
        at = skip_date_and_agency(at, day);
        const bool closed = at >= tokens().size() || is_dash(tokens()[at].lower) || tokens()[at].is(":");
        const bool stop = at < tokens().size() && tokens()[at].text == ".";
        const bool says_when_or_who = at > place_end;
        const bool placed = place_end > 0 && closed &&
                            (says_when_or_who || (at < tokens().size() && at_dash_after_capitals(place_end)));
        if (placed || (place_end > 0 && stop && day)) {
            if (dateline.place.empty())
                dateline.place =
                    line_.substr(tokens()[0].begin, tokens()[place_end - 1].end - tokens()[0].begin);
        } else if (place_end > 0) {
            return;
        }
        if (day && (closed || stop) && !dateline.published)
            dateline.published = day;
    }

private:
    static constexpr std::size_t longest = 200;
    static constexpr std::size_t longest_stamp = 120;

    const Tokens& tokens() const { return text_.tokens; }

    /// "Flash Update 3 (as of 18 May 2017)", "By our Africa desk, 4 October 2016", "No. 2, 16 December 2021":
    /// a line that is no sentence and closes with the day. Not "What happened on 23 May 2014".
    std::optional<Day> day_at_end() const
    {
        if (line_.size() >= longest_stamp)
            return std::nullopt;
        for (std::size_t i = 0; i < tokens().size(); ++i)
            if (const auto date = date_at(tokens(), i)) {
                std::size_t behind = date->next;
                while (behind < tokens().size() && tokens()[behind].is(")"))
                    ++behind;
                const bool as_of = i > 1 && tokens()[i - 1].is("of") && tokens()[i - 2].is("as");
                const bool marked = i > 0 && (as_of || tokens()[i - 1].kind == Token::Kind::punctuation ||
                                              is_weekday(tokens()[i - 1].lower));
                return behind == tokens().size() && marked ? std::optional{date->day} : std::nullopt;
            }
        return std::nullopt;
    }

    bool at_dash_after_capitals(std::size_t place_end) const
    {
        return is_capitals(tokens()[place_end - 1].text) || is_capitals(tokens()[0].text);
    }

    /// Capitalised words, with commas between them, up to a date, a bracket or a dash.
    std::size_t end_of_place() const
    {
        constexpr std::size_t most = 8;
        std::size_t end = 0;
        for (std::size_t i = 0; i < tokens().size() && i < most; ++i) {
            const Token& t = tokens()[i];
            if (month_named(t.lower) != 0 || is_weekday(t.lower))
                break;
            if (t.kind == Token::Kind::word && t.capitalised)
                end = i + 1;
            else if (t.text != "," && t.text != "/" && t.lower != "of" && t.lower != "al")
                break;
        }
        return end;
    }

    std::size_t skip_date_and_agency(std::size_t at, std::optional<Day>& day) const
    {
        while (at < tokens().size()) {
            const std::string_view lower = tokens()[at].lower;
            if (const auto date = date_at(tokens(), at)) {
                day = date->day;
                at = date->next;
            } else if (lower == "," || is_weekday(lower) || month_named(lower) != 0 || starts_clock(at)) {
                ++at;
            } else if (lower == "(") {
                std::size_t close = at;
                constexpr std::size_t longest_agency = 6;
                while (close < tokens().size() && close < at + longest_agency && tokens()[close].text != ")")
                    ++close;
                if (close >= tokens().size() || tokens()[close].text != ")")
                    return at;
                at = close + 1;
            } else {
                return at;
            }
        }
        return at;
    }

    /// A day's number after a month, as in "July 3".
    bool starts_clock(std::size_t at) const
    {
        return tokens()[at].kind == Token::Kind::number && at > 0 && month_named(tokens()[at - 1].lower) != 0;
    }

    std::string_view line_;
    TokenisedText text_;
};

} // namespace

std::optional<Day> full_date_in(std::string_view text)
{
    constexpr std::size_t longest = 200;
    const TokenisedText cut = tokenise(text.substr(0, longest));
    for (std::size_t i = 0; i < cut.tokens.size(); ++i)
        if (const auto date = date_at(cut.tokens, i))
            return date->day;
    return std::nullopt;
}

Dateline read_dateline(std::string_view text)
{
    constexpr int most_lines = 8;
    constexpr std::size_t longest_headline = 200;
    Dateline dateline;
    const std::size_t first_end = std::min(text.find('\n'), text.size());
    const bool has_headline = first_end <= longest_headline && !text.substr(0, first_end).ends_with('.');
    std::size_t at = has_headline ? first_end : 0;
    for (int line = 0; line < most_lines && at < text.size(); ++line) {
        at = text.find_first_not_of('\n', at);
        if (at == std::string_view::npos)
            break;
        const std::size_t end = std::min(text.find('\n', at), text.size());
        LineReader{text.substr(at, end - at)}.read_into(dateline);
        at = end;
    }
    return dateline;
}

} // namespace sitmap
