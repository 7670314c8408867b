// Days that are told by the calendar.
#include "importers/article/calendar_dates.hpp"

#include "importers/article/day_arithmetic.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>
#include <string_view>

namespace sitmap {

using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

std::optional<int> CalendarDates::month_at(std::uint32_t i) const
{
    if (i >= last_)
        return std::nullopt;
    std::string_view name = token(i).lower;
    for (const std::string_view part : {"mid-", "early-", "late-"}) // "since mid-September"
        if (name.starts_with(part))
            name.remove_prefix(part.size());
    if (!token(i).capitalised && name.size() == token(i).lower.size())
        return std::nullopt;
    const std::string_view meaning = lexicon_.meaning("months", name);
    return meaning.empty() ? std::nullopt : number_in(meaning, 1, 12);
}

std::optional<int> CalendarDates::day_number_at(std::uint32_t i) const
{
    return i < last_ ? number_in(token(i).text, 1, 31) : std::nullopt;
}

std::optional<int> CalendarDates::year_at(std::uint32_t i, std::uint32_t& length) const
{
    if (const auto told = year_told_at(i, length))
        return told;
    const std::uint32_t skip = i < last_ && token(i).is(",") ? 1 : 0;
    if (i + skip >= last_ || token(i + skip).text.size() != 4)
        return std::nullopt;
    const auto found = number_in(token(i + skip).text, 1900, 2100);
    length = found ? skip + 1 : 0;
    return found;
}

std::optional<int> CalendarDates::year_told_at(std::uint32_t i, std::uint32_t& length) const
{
    const std::uint32_t skip = i < last_ && token(i).is("of") ? 1 : 0;
    const std::uint32_t at = i + skip;
    if (at + 1 < last_ && token(at).is("that") && token(at + 1).is("year")) {
        if (const auto bare = bare_year_before(i)) {
            length = skip + 2;
            return bare;
        }
        for (auto time = out_.rbegin(); time != out_.rend() && time->sentence + 2 >= sentence_; ++time)
            if (time->anchor == TimeMention::Anchor::calendar && !time->future && time->interval.first()) {
                length = skip + 2;
                return static_cast<int>(year_month_day{*time->interval.first()}.year());
            }
        return std::nullopt;
    }
    if (!published_ || at + 1 >= last_ || !token(at + 1).is("year") ||
        !is_one_of(token(at), {"last", "this"}))
        return std::nullopt;
    length = skip + 2;
    const int now = static_cast<int>(year_month_day{*published_}.year());
    return token(at).is("last") ? now - 1 : now;
}

std::optional<int> CalendarDates::bare_year_before(std::uint32_t i) const
{
    const std::uint32_t from = text_.sentences[sentence_ > 0 ? sentence_ - 1 : 0].first;
    for (std::uint32_t k = i; k > from; --k) {
        if (!out_.empty() && k - 1 < out_.back().last)
            return std::nullopt; // a day told since is nearer
        const Token& word = token(k - 1);
        const bool ends = token(k).kind == Token::Kind::punctuation;
        if (const auto found =
                word.text.size() == 4 && ends ? number_in(word.text, 1900, 2100) : std::nullopt)
            return found;
    }
    return std::nullopt;
}

TimeMention CalendarDates::calendar(std::uint32_t first, std::uint32_t last, std::optional<Day> found) const
{
    TimeMention mention{.first = first, .last = last};
    if (found)
        mention.interval = Interval::on(*found);
    return mention;
}

std::optional<TimeMention> CalendarDates::head_in_numbers(std::uint32_t i) const
{
    const bool opens = i == first_ || (i == first_ + 1 && token(first_).kind == Token::Kind::punctuation);
    if (!opens || !published_ || i + 3 >= last_)
        return std::nullopt;
    const bool apart = is_one_of(token(i + 1), {"/"});
    const std::size_t slash = token(i).text.find('/');
    std::optional<int> d, m;
    std::uint32_t behind = i;
    if (apart) {
        d = number_in(token(i).text, 1, 31);
        m = number_in(token(i + 2).text, 1, 12);
        behind = i + 3;
    } else if (slash != std::string_view::npos) {
        d = number_in(token(i).text.substr(0, slash), 1, 31);
        m = number_in(token(i).text.substr(slash + 1), 1, 12);
        behind = i + 1;
    }
    if (!d || !m || !(token(behind).capitalised || is_one_of(token(behind), {":", "-", "–", "—", "."})))
        return std::nullopt;
    return calendar(i, behind, latest(static_cast<unsigned>(*m), static_cast<unsigned>(*d), published_));
}

std::optional<TimeMention> CalendarDates::month_first(std::uint32_t i) const
{
    const auto m = month_at(i);
    if (!m)
        return std::nullopt;
    const auto um = static_cast<unsigned>(*m);
    std::uint32_t length = 0;
    if (const auto y = year_at(i + 1, length))
        return TimeMention{
            .first = i, .last = i + 1 + length, .interval = Interval::month(year_month{year{*y}, month{um}})};
    if (const auto d = day_number_at(i + 1)) {
        const auto ud = static_cast<unsigned>(*d);
        if (const auto y = year_at(i + 2, length))
            return calendar(i, i + 2 + length, day_of(*y, um, ud));
        return dated(i, i + 2, um, ud);
    }
    if (const auto mention = month_of_year_told(i))
        return mention;
    // "May" and "March" alone are words more often than months.
    const bool after_preposition =
        i > first_ && is_one_of(token(i - 1), {"in", "since", "last", "of", "until", "early", "late", "mid",
                                               "from", "before"});
    if (!after_preposition)
        return std::nullopt;
    if (const auto y = year_named_before(i))
        return TimeMention{
            .first = i, .last = i + 1, .interval = Interval::month(year_month{year{*y}, month{um}})};
    return TimeMention{.first = i, .last = i + 1, .interval = month_before(um, published_)};
}

bool CalendarDates::is_told_of_year(const TimeMention& of_year, std::uint32_t i) const
{
    constexpr std::uint32_t longest = 10; // tokens
    std::uint32_t from = of_year.last;
    if (from + 1 < i && token(from).is(",") && token(from + 1).is("when"))
        from += 2;
    if (of_year.interval.precision() != TimePrecision::year || of_year.interval.goes_on() || i <= from ||
        i - from > longest)
        return false;
    for (std::uint32_t k = from; k < i; ++k)
        if (token(k).kind == Token::Kind::punctuation ||
            is_one_of(token(k), {"and", "but", "after", "since", "until", "before", "when", "while", "that"}))
            return false;
    return true;
}

std::optional<int> CalendarDates::year_named_before(std::uint32_t i) const
{
    if (out_.empty() || out_.back().sentence != sentence_ ||
        out_.back().interval.precision() != TimePrecision::year || !out_.back().interval.first())
        return std::nullopt;
    std::uint32_t at = i;
    while (at > out_.back().last && is_one_of(token(at - 1), {",", "in", "early", "late"}))
        --at;
    return (at == out_.back().last && token(at).is(",")) || is_told_of_year(out_.back(), i)
               ? std::optional{static_cast<int>(year_month_day{*out_.back().interval.first()}.year())}
               : std::nullopt;
}

std::optional<TimeMention> CalendarDates::month_of_year_told(std::uint32_t i) const
{
    const std::uint32_t at = i + 1 < last_ && token(i + 1).is("of") ? i + 2 : i + 1;
    if (at + 1 >= last_ || !token(at + 1).is("year") || !is_one_of(token(at), {"last", "this"}))
        return std::nullopt;
    return TimeMention{.first = i, .last = at + 2};
}

std::optional<TimeMention> CalendarDates::days_of_month(std::uint32_t i) const
{
    const auto first = day_number_at(i);
    const bool joined = first && i > first_ && i + 2 < last_ &&
                        ((token(i - 1).is("between") && token(i + 1).is("and")) ||
                         (is_one_of(token(i - 1), {"from", "of"}) && token(i + 1).is("to")));
    if (!joined)
        return std::nullopt;
    return from_day_to(i, *first);
}

std::optional<TimeMention> CalendarDates::two_days_of_month(std::uint32_t i) const
{
    const auto first = day_number_at(i);
    // "in the night of Monday to Tuesday (10 to 11 June)": in brackets they are no part of "from 10 to 11"
    const bool bracketed =
        i > first_ && token(i - 1).is("(") && i + 1 < last_ && is_one_of(token(i + 1), {"to", "-", "–", "/"});
    if (!first || i + 2 >= last_ || !(bracketed || is_one_of(token(i + 1), {"and", "or"})))
        return std::nullopt;
    const auto mention = from_day_to(i, *first);
    const bool near = mention && *mention->interval.last() - *mention->interval.first() <= days{7};
    return near ? mention : std::nullopt;
}

std::optional<TimeMention> CalendarDates::from_day_to(std::uint32_t i, int first) const
{
    auto mention = day_first(i + 2);
    const auto last = mention ? mention->interval.last() : std::nullopt;
    if (!last)
        return std::nullopt;
    const year_month_day end{*last};
    const auto begin = day_of(static_cast<int>(end.year()), static_cast<unsigned>(end.month()),
                              static_cast<unsigned>(first));
    if (!begin || *begin >= *last)
        return std::nullopt;
    mention->first = i;
    mention->interval = Interval::between(*begin, *last);
    return mention;
}

std::optional<TimeMention> CalendarDates::day_first(std::uint32_t i) const
{
    const auto d = day_number_at(i);
    if (!d)
        return std::nullopt;
    const std::uint32_t at = i + 1 < last_ && token(i + 1).is("of") ? i + 2 : i + 1;
    const auto m = month_at(at);
    if (!m)
        return std::nullopt;
    std::uint32_t length = 0;
    if (const auto y = year_at(at + 1, length))
        return calendar(i, at + 1 + length, day_of(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d)));
    return dated(i, at + 1, static_cast<unsigned>(*m), static_cast<unsigned>(*d));
}

std::optional<TimeMention> CalendarDates::day_of_month(std::uint32_t i) const
{
    if (i < first_ + 2 || !token(i - 1).is("the") ||
        !(is_one_of(token(i - 2),
                    {"on", "of", "until", "since", "by", "between", "and", "from", "to", ","}) ||
          lexicon_.has("weekdays", token(i - 2))) ||
        token(i).lower.find_first_not_of("0123456789") == std::string::npos)
        return std::nullopt;
    const auto d = day_number_at(i);
    // "on the 9th floor"
    const bool ends = i + 1 >= last_ || token(i + 1).kind == Token::Kind::punctuation ||
                      token(i + 1).kind == Token::Kind::number ||
                      is_one_of(token(i + 1), {"a", "an", "the", "he", "she", "they", "it"}) ||
                      ends_noun_phrase(token(i + 1)) || is_auxiliary(token(i + 1)) ||
                      lexicon_.has("verbs", token(i + 1)) || lexicon_.has("harm", token(i + 1));
    if (!d || !ends)
        return std::nullopt;
    TimeMention mention{.first = i, .last = i + 1};
    // "on the 3rd of this month"
    if (i + 3 < last_ && token(i + 1).is("of") && is_one_of(token(i + 2), {"this", "the", "last"}) &&
        token(i + 3).is("month"))
        mention.last = i + 4;
    if (const auto of = month_spoken_of())
        if (const auto found = day_of(static_cast<int>(of->year()), static_cast<unsigned>(of->month()),
                                      static_cast<unsigned>(*d));
            found && (!published_ || *found <= *published_) && mention.last == i + 1) {
            mention.interval = Interval::on(*found);
            return mention;
        }
    if (!published_)
        return mention;
    const year_month_day now{*published_};
    const year_month this_month{now.year(), now.month()};
    if (mention.last == i + 4 && token(i + 2).is("last")) {
        const year_month before = this_month - months{1};
        if (const auto found = day_of(static_cast<int>(before.year()), static_cast<unsigned>(before.month()),
                                      static_cast<unsigned>(*d)))
            mention.interval = Interval::on(*found);
        return mention;
    }
    for (const year_month of : {this_month, this_month - months{1}}) {
        const auto found =
            day_of(static_cast<int>(of.year()), static_cast<unsigned>(of.month()), static_cast<unsigned>(*d));
        if (found && *found <= *published_) {
            mention.interval = Interval::on(*found);
            break;
        }
    }
    return mention;
}

std::optional<year_month> CalendarDates::month_spoken_of() const
{
    constexpr std::uint32_t sentences = 2;
    for (auto time = out_.rbegin(); time != out_.rend() && time->sentence + sentences >= sentence_; ++time) {
        const bool month = time->interval.precision() == TimePrecision::month;
        if (time->sentence != sentence_ &&
            (month || text_.sentences[time->sentence].paragraph != text_.sentences[sentence_].paragraph))
            return std::nullopt;
        if (time->anchor != TimeMention::Anchor::calendar || time->future || !time->interval.first() ||
            time->interval.goes_on() ||
            (!month && (time->interval.precision() != TimePrecision::day || !names_month(*time))))
            continue;
        const year_month_day day{*time->interval.first()};
        return year_month{day.year(), day.month()};
    }
    return std::nullopt;
}

bool CalendarDates::names_month(const TimeMention& time) const
{
    for (std::uint32_t i = time.first; i < time.last; ++i)
        if (!lexicon_.meaning("months", token(i).lower).empty())
            return true;
    return false;
}

std::optional<int> CalendarDates::year_spoken_of(std::uint32_t i, unsigned m) const
{
    if (out_.empty() || out_.back().sentence != sentence_)
        return std::nullopt;
    const TimeMention& before = out_.back();
    const auto day = before.interval.first();
    if (!day || before.interval.goes_on() || before.future || before.last >= last_)
        return std::nullopt;
    const year_month_day told{*day};
    if (before.interval.precision() == TimePrecision::month && static_cast<unsigned>(told.month()) == m)
        return static_cast<int>(told.year());
    std::uint32_t at = i;
    while (at > before.last && is_one_of(token(at - 1), {",", "on", "too", "also"}))
        --at;
    const std::uint32_t skip = token(before.last).is(",") ? 1 : 0;
    const bool goes_into = at == before.last || is_told_of_year(before, i) ||
                           is_one_of(token(before.last), {";", ":"}) ||
                           (before.last + skip < last_ && token(before.last + skip).is("when"));
    return before.interval.precision() == TimePrecision::year && goes_into
               ? std::optional{static_cast<int>(told.year())}
               : std::nullopt;
}

TimeMention CalendarDates::dated(std::uint32_t first, std::uint32_t last, unsigned m, unsigned d) const
{
    if (const auto year = year_spoken_of(first, m))
        if (const auto found = day_of(*year, m, d); found && (!published_ || *found <= *published_))
            return calendar(first, last, found);
    TimeMention mention = calendar(first, last, latest(m, d, published_));
    // "are due here on March 2", "in Madrid on June 1": the latest such day would lie most of a year
    // back.
    if (const auto found = mention.interval.first(); found && published_) {
        const auto ahead = day_of(static_cast<int>(year_month_day{*published_}.year()), m, d);
        const bool soon = ahead && *ahead > *published_ && *ahead - *published_ <= days{60};
        if (soon && *published_ - *found > days{300} && !says_past(first)) {
            mention.interval = Interval::on(*ahead);
            mention.future = true;
        }
    }
    return mention;
}

bool CalendarDates::says_past(std::uint32_t first) const
{
    for (std::uint32_t i = first_; i < first; ++i)
        if (is_one_of(token(i), {"since", "was", "were", "had", "began"}))
            return true;
    return false;
}

} // namespace sitmap
