#include "importers/article/day_arithmetic.hpp"

#include <charconv>

namespace sitmap {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

std::optional<int> number_in(std::string_view digits, int low, int high)
{
    if (digits.empty() || digits.front() < '0' || digits.front() > '9') // as nearly all words
        return std::nullopt;
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const std::string_view rest{end, static_cast<std::size_t>(digits.data() + digits.size() - end)};
    const bool ordinal = rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
    if (error != std::errc{} || (!rest.empty() && !ordinal) || value < low || value > high)
        return std::nullopt;
    return value;
}

std::optional<Day> day_of(int y, unsigned m, unsigned d)
{
    const year_month_day date{year{y}, month{m}, day{d}};
    return date.ok() ? std::optional<Day>{Day{date}} : std::nullopt;
}

/// The latest day of this month and day not after `published`.
std::optional<Day> latest(unsigned m, unsigned d, std::optional<Day> published)
{
    if (!published)
        return std::nullopt;
    const int y = static_cast<int>(year_month_day{*published}.year());
    for (int back = 0; back <= 8; ++back) // eight years hold a 29 February
        if (const auto found = day_of(y - back, m, d); found && *found <= *published)
            return found;
    return std::nullopt;
}

Interval month_before(unsigned m, std::optional<Day> published)
{
    if (!published)
        return {};
    const year_month_day now{*published};
    const int y = static_cast<int>(now.year()) - (month{m} > now.month() ? 1 : 0);
    return Interval::month(year_month{year{y}, month{m}});
}

Interval told_from(Day published, std::string_view meaning)
{
    const auto space = meaning.find(' ');
    const int back =
        space == std::string_view::npos ? 0 : number_in(meaning.substr(space + 1), 0, 99).value_or(0);
    const std::string_view unit = meaning.substr(0, space);
    if (unit == "day")
        return Interval::on(published - days{back});
    if (unit == "night")
        return Interval::between(published - days{back}, published);
    if (unit == "weekend") {
        // Saturday and Sunday last passed; on a Sunday those that end today.
        const auto today = std::chrono::weekday{published}.iso_encoding();
        const Day sunday = published - days{static_cast<int>(today % 7) + 7 * back};
        return Interval::between(sunday - days{1}, sunday);
    }
    if (unit == "week")
        return Interval::within(published - days{7 * back + 6 * (back == 0)},
                                published - days{back == 0 ? 0 : 1}, TimePrecision::week);
    const year_month_day now{published};
    if (unit == "month")
        return Interval::month(year_month{now.year(), now.month()} - months{back});
    if (unit == "year")
        return Interval::year(now.year() - std::chrono::years{back});
    return Interval::before(published - days{366}); // "decades ago"
}

Interval ago_from(Day published, int count, std::string_view unit)
{
    const year_month_day now{published};
    if (unit == "day" || unit == "days")
        return Interval::on(published - days{count});
    if (unit == "week" || unit == "weeks")
        return Interval::within(published - days{7 * count + 3}, published - days{7 * count - 3},
                                TimePrecision::week);
    if (unit == "month" || unit == "months")
        return Interval::month(year_month{now.year(), now.month()} - months{count});
    if (unit == "year" || unit == "years")
        return Interval::year(now.year() - std::chrono::years{count});
    return {};
}

} // namespace sitmap
