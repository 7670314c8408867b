// Which days each picture of a film shows.
#include "render/film/film.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace sitmap {

namespace {

using std::chrono::days;
using std::chrono::months;

/// The last day of the month that lies `count` months after the one of `day`.
Day end_of_month(Day day, int count)
{
    const std::chrono::year_month_day date{day};
    const auto month = date.year() / date.month() + months{count};
    return Day{month / std::chrono::last};
}

/// The last day of the step that begins on `first`.
Day end_of_step(Day first, FilmStep step)
{
    if (step.unit == FilmStep::Unit::days)
        return first + days{step.count - 1};
    return end_of_month(first, step.count - 1);
}

} // namespace

std::optional<FilmStep> film_step_named(std::string_view text)
{
    using Unit = FilmStep::Unit;
    int count = 1;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error == std::errc{})
        text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    constexpr int most = 10'000;
    if (count < 1 || count > most)
        return std::nullopt;
    if (text == "d" || text == "day" || text == "days")
        return FilmStep{Unit::days, count};
    if (text == "w" || text == "week" || text == "weeks")
        return FilmStep{Unit::days, 7 * count};
    if (text == "month" || text == "months")
        return FilmStep{Unit::months, count};
    if (text == "y" || text == "year" || text == "years")
        return FilmStep{Unit::months, 12 * count};
    return std::nullopt;
}

std::vector<FilmWindow> film_windows(const DayRange& range, FilmStep step, int window_days, bool cumulative)
{
    assert(range.first <= range.last);
    std::vector<FilmWindow> windows;
    for (Day first = range.first; first <= range.last;) {
        const Day last = std::min(end_of_step(first, step), range.last);
        Day since = first;
        if (cumulative)
            since = range.first;
        else if (window_days > 0)
            since = std::max(range.first, last - days{window_days - 1});
        windows.push_back({since, last});
        first = last + days{1};
    }
    return windows;
}

} // namespace sitmap
