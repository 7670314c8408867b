#include "importers/article/feasts.hpp"

#include "importers/article/day_arithmetic.hpp"

#include <charconv>
#include <string>

namespace sitmap {

namespace {

using std::chrono::days;

/// Reads a whole number from the front of `rest` and takes it away; nothing if there is none.
std::optional<int> take_number(std::string_view& rest)
{
    while (!rest.empty() && rest.front() == ' ')
        rest.remove_prefix(1);
    int number = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error != std::errc{})
        return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    return number;
}

} // namespace

Day easter_sunday(int year)
{
    const int golden = year % 19, century = year / 100, of_century = year % 100;
    const int correction = (century - (century + 8) / 25 + 1) / 3;
    const int moon = (19 * golden + century - century / 4 - correction + 15) % 30;
    const int weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    const int late = (golden + 11 * moon + 22 * weekday) / 451;
    const int sum = moon + weekday - 7 * late + 114;
    return *day_of(year, static_cast<unsigned>(sum / 31), static_cast<unsigned>(sum % 31 + 1));
}

std::optional<Day> feast_in(int year, std::string_view meaning)
{
    const auto space = meaning.find(' ');
    if (space == std::string_view::npos)
        return std::nullopt;
    std::string_view rest = meaning.substr(space);
    const std::string_view kind = meaning.substr(0, space);
    const auto first = take_number(rest);
    if (!first)
        return std::nullopt;
    if (kind == "easter")
        return easter_sunday(year) + days{*first};
    const auto second = take_number(rest);
    if (kind != "feast" || !second || *first < 1 || *second < 1)
        return std::nullopt;
    return day_of(year, static_cast<unsigned>(*first), static_cast<unsigned>(*second));
}

std::optional<Day> latest_feast(std::string_view meaning, std::optional<Day> published)
{
    if (!published)
        return std::nullopt;
    const int year = static_cast<int>(std::chrono::year_month_day{*published}.year());
    const auto now = feast_in(year, meaning);
    return now && *now > *published ? feast_in(year - 1, meaning) : now;
}

} // namespace sitmap
