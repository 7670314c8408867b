#include "importers/cells.hpp"

#include "importers/attributes.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace sitmap {

namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// `count` digits at `at`; -1 where there are none.
int digits_at(std::string_view text, std::size_t at, std::size_t count)
{
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (!is_digit(text[i]))
            return -1;
        value = 10 * value + (text[i] - '0');
    }
    return value;
}

std::optional<Day> day_of(int year, int month, int day)
{
    if (year < 0 || month < 1 || day < 1)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() ? std::optional{Day{date}} : std::nullopt;
}

} // namespace

std::optional<std::int64_t> integer_in(std::string_view cell)
{
    cell = trimmed_cell(cell);
    if (cell.starts_with('+'))
        cell.remove_prefix(1);
    std::int64_t value = 0;
    const char* const end = cell.data() + cell.size();
    auto [stop, error] = std::from_chars(cell.data(), end, value);
    if (error != std::errc{})
        return std::nullopt;
    if (stop != end && *stop == '.') // as tables that once were spreadsheets have whole numbers
        for (++stop; stop != end && *stop == '0'; ++stop) {
        }
    return stop == end ? std::optional{value} : std::nullopt;
}

std::optional<double> decimal_in(std::string_view cell)
{
    // Powers of ten that doubles hold exactly: one division of exact numbers rounds once (Clinger 1990).
    constexpr std::array<double, 16> powers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                            1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    cell = trimmed_cell(cell);
    const bool negative = cell.starts_with('-');
    if (negative || cell.starts_with('+'))
        cell.remove_prefix(1);
    if (cell.empty() || cell.front() == '-' || cell.front() == '+')
        return std::nullopt;
    std::uint64_t digits = 0;
    const char *at = cell.data(), *const end = at + cell.size();
    const auto take_digits = [&] {
        const char* const begin = at;
        for (; at != end && is_digit(*at); ++at)
            digits = 10 * digits + static_cast<std::uint64_t>(*at - '0'); // may wrap: then it is not used
        return static_cast<std::size_t>(at - begin);
    };
    std::size_t count = take_digits(), decimals = 0;
    if (at != end && *at == '.') {
        ++at;
        decimals = take_digits();
        count += decimals;
    }
    double value = 0;
    if (at == end && count > 0 && count < powers.size()) {
        value = static_cast<double>(digits) / powers[decimals];
    } else {
        const auto [stop, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error != std::errc{} || stop != cell.data() + cell.size() || !std::isfinite(value))
            return std::nullopt;
    }
    return negative ? -value : value;
}

std::optional<Day> day_in_digits(std::string_view cell)
{
    if (cell.size() != 8)
        return std::nullopt;
    return day_of(digits_at(cell, 0, 4), digits_at(cell, 4, 2), digits_at(cell, 6, 2));
}

std::optional<Day> day_in(std::string_view cell)
{
    cell = trimmed_cell(cell);
    const bool iso = cell.size() >= 10 && cell[4] == '-' && cell[7] == '-' &&
                     (cell.size() == 10 || cell[10] == ' ' || cell[10] == 'T');
    if (iso)
        return day_of(digits_at(cell, 0, 4), digits_at(cell, 5, 2), digits_at(cell, 8, 2));
    return loose_day(cell);
}

} // namespace sitmap
