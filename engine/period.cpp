#include "engine/period.hpp"

#include <array>
#include <cinttypes>
#include <cstdio>

namespace sitmap {

namespace {

template <class... Numbers>
std::string printed(const char* format, Numbers... numbers)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), format, numbers...);
    return text.data();
}

/// Days before the year began, from 1970-01-01.
std::int64_t first_day_of(std::int64_t year)
{
    const std::int64_t y = year - 1; // years over since year 1, which began on day -719162
    const auto floored = [](std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((b - 1 - a) / b); };
    return y * 365 + floored(y, 4) - floored(y, 100) + floored(y, 400) - 719162;
}

} // namespace

std::string day_label(std::int64_t day)
{
    const CivilDay civil = civil_day(day);
    return printed("%04" PRId64 "-%02u-%02u", civil.year, civil.month, civil.day);
}

std::string week_label(std::int64_t week)
{
    const std::int64_t thursday = week * 7;
    const std::int64_t year = civil_day(thursday).year;
    return printed("%04" PRId64 "-W%02" PRId64, year, (thursday - first_day_of(year)) / 7 + 1);
}

std::string month_label(std::int64_t month)
{
    const std::int64_t years = month >= 0 ? month / 12 : (month - 11) / 12;
    return printed("%04" PRId64 "-%02" PRId64, 1970 + years, month - years * 12 + 1);
}

std::string year_label(std::int64_t year)
{
    return printed("%04" PRId64, 1970 + year);
}

} // namespace sitmap
