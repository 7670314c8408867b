#include "engine/time.hpp"

#include "engine/names.hpp"

#include <cassert>

namespace sitmap {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 10> precision_names{"day",    "range",  "week",  "month",   "year",
                                                           "longer", "before", "since", "ongoing", "unknown"};
constexpr int year_limit = 32767; // what std::chrono::year can hold

/// Takes exactly `count` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t count)
{
    if (text.size() < count)
        return std::nullopt;
    int number = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        number = number * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return number;
}

bool take(std::string_view& text, char c)
{
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

/// "2019", or "Y" with a sign and up to five digits.
std::optional<int> take_year(std::string_view& text)
{
    if (!take(text, 'Y'))
        return take_digits(text, 4);
    const bool negative = take(text, '-');
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
        ++digits;
    if (digits == 0 || digits > 5)
        return std::nullopt;
    const auto number = take_digits(text, digits);
    if (!number || *number > year_limit)
        return std::nullopt;
    return negative ? -*number : *number;
}

std::string two_digits(unsigned number)
{
    return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

std::string year_text(std::chrono::year year)
{
    const int number = static_cast<int>(year);
    if (number < 0 || number > 9999)
        return "Y" + std::to_string(number);
    const auto digits = static_cast<unsigned>(number);
    return two_digits(digits / 100) + two_digits(digits % 100);
}

std::string_view name_of_month(std::chrono::month month)
{
    return month_names[static_cast<unsigned>(month) - 1];
}

Day last_day_of(std::chrono::year_month month)
{
    return Day{month / std::chrono::last};
}

bool is_whole_month(Day first, Day last)
{
    const year_month_day date{first};
    return date.day() == std::chrono::day{1} && last == last_day_of(date.year() / date.month());
}

bool is_whole_year(Day first, Day last)
{
    const year_month_day date{first};
    return date.month() == std::chrono::January && date.day() == std::chrono::day{1} &&
           last == Day{date.year() / std::chrono::December / 31};
}

std::string month_text(Day day)
{
    const year_month_day date{day};
    return year_text(date.year()) + "-" + two_digits(static_cast<unsigned>(date.month()));
}

/// "2–3 Jul 2019", "28 Jun – 3 Jul 2019", "30 Dec 2018 – 2 Jan 2019".
std::string span_for_people(Day first, Day last)
{
    const year_month_day a{first}, b{last};
    const std::string end = day_for_people(last);
    const std::string day = std::to_string(static_cast<unsigned>(a.day()));
    if (a.year() != b.year())
        return day_for_people(first) + " – " + end;
    if (a.month() != b.month())
        return day + " " + std::string{name_of_month(a.month())} + " – " + end;
    return day + "–" + end;
}

/// A year, a month of a year, or nothing: the shorter EDTF forms.
std::optional<Interval> from_short_edtf(std::string_view text)
{
    const auto year = take_year(text);
    if (!year)
        return std::nullopt;
    if (text.empty())
        return Interval::year(std::chrono::year{*year});
    if (!take(text, '-'))
        return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month || *month < 1 || *month > 12 || !text.empty())
        return std::nullopt;
    return Interval::month(std::chrono::year{*year} / *month);
}

std::optional<Interval> from_edtf_span(std::string_view from, std::string_view to)
{
    if (from.empty() && to == "..")
        return Interval::ongoing();
    const auto first = parse_day(from);
    if (!first)
        return std::nullopt;
    if (to == "..")
        return Interval::since(*first);
    const auto last = parse_day(to);
    if (!last || *last < *first)
        return std::nullopt;
    return Interval::between(*first, *last);
}

} // namespace

std::optional<Day> parse_day(std::string_view text)
{
    const auto year = take_year(text);
    if (!year || !take(text, '-'))
        return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month || !take(text, '-'))
        return std::nullopt;
    const auto day = take_digits(text, 2);
    if (!day || !text.empty())
        return std::nullopt;
    const year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                              std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok())
        return std::nullopt;
    return Day{date};
}

std::string format_day(Day day)
{
    return month_text(day) + "-" + two_digits(static_cast<unsigned>(year_month_day{day}.day()));
}

std::string day_for_people(Day day)
{
    const year_month_day date{day};
    return std::to_string(static_cast<unsigned>(date.day())) + " " +
           std::string{name_of_month(date.month())} + " " + std::to_string(static_cast<int>(date.year()));
}

std::string_view name_of(TimePrecision precision)
{
    return name_in(precision_names, precision);
}

std::optional<TimePrecision> time_precision_named(std::string_view name)
{
    return named_in<TimePrecision>(precision_names, name);
}

Interval Interval::on(Day day)
{
    return {day, day, TimePrecision::day};
}

Interval Interval::between(Day first, Day last)
{
    return within(first, last, TimePrecision::range);
}

Interval Interval::within(Day first, Day last, TimePrecision precision)
{
    assert(first <= last);
    return first == last ? on(first) : Interval{first, last, precision};
}

Interval Interval::month(std::chrono::year_month month)
{
    return {Day{month / 1}, last_day_of(month), TimePrecision::month};
}

Interval Interval::year(std::chrono::year year)
{
    return {Day{year / 1 / 1}, Day{year / 12 / 31}, TimePrecision::year};
}

Interval Interval::before(Day last)
{
    return {std::nullopt, last, TimePrecision::before};
}

Interval Interval::since(Day first)
{
    return {first, std::nullopt, TimePrecision::since};
}

Interval Interval::ongoing()
{
    return {std::nullopt, std::nullopt, TimePrecision::ongoing};
}

std::string Interval::edtf() const
{
    switch (precision_) {
    case TimePrecision::unknown:
        return "";
    case TimePrecision::ongoing:
        return "/..";
    case TimePrecision::since:
        return format_day(*first_) + "/..";
    case TimePrecision::before:
        return "[.." + format_day(*last_) + "]";
    case TimePrecision::day:
        return format_day(*first_);
    case TimePrecision::month:
        if (is_whole_month(*first_, *last_))
            return month_text(*first_);
        break;
    case TimePrecision::year:
        if (is_whole_year(*first_, *last_))
            return year_text(year_month_day{*first_}.year());
        break;
    case TimePrecision::range:
    case TimePrecision::week:
    case TimePrecision::longer:
        break;
    }
    return format_day(*first_) + "/" + format_day(*last_);
}

std::optional<Interval> Interval::from_edtf(std::string_view text)
{
    if (text.empty())
        return Interval{};
    if (text.starts_with("[..") && text.ends_with("]")) {
        const auto last = parse_day(text.substr(3, text.size() - 4));
        return last ? std::optional{before(*last)} : std::nullopt;
    }
    if (const auto slash = text.find('/'); slash != std::string_view::npos)
        return from_edtf_span(text.substr(0, slash), text.substr(slash + 1));
    if (const auto day = parse_day(text))
        return on(*day);
    return from_short_edtf(text);
}

std::string Interval::for_people() const
{
    switch (precision_) {
    case TimePrecision::unknown:
        return "day not known";
    case TimePrecision::ongoing:
        return "ongoing";
    case TimePrecision::since:
        return "since " + day_for_people(*first_);
    case TimePrecision::before:
        return "before " + day_for_people(*last_ + days{1});
    case TimePrecision::day:
        return day_for_people(*first_);
    case TimePrecision::month:
        if (const year_month_day date{*first_}; is_whole_month(*first_, *last_))
            return std::string{name_of_month(date.month())} + " " +
                   std::to_string(static_cast<int>(date.year()));
        break;
    case TimePrecision::year:
        if (is_whole_year(*first_, *last_))
            return std::to_string(static_cast<int>(year_month_day{*first_}.year()));
        break;
    case TimePrecision::range:
    case TimePrecision::week:
    case TimePrecision::longer:
        break;
    }
    return span_for_people(*first_, *last_);
}

bool Interval::may_touch(std::optional<Day> first, std::optional<Day> last) const
{
    const bool ends_before = first && last_ && *last_ < *first;
    const bool starts_after = last && first_ && *first_ > *last;
    return !ends_before && !starts_after;
}

} // namespace sitmap
