#pragma once

#include <cstdint>
#include <string>

namespace sitmap {

/// Spans of the calendar, numbered so that 0 is the one that 1970-01-01 lies in; days are numbered so
/// already. Proleptic Gregorian, any year.
struct CivilDay {
    std::int64_t year = 1970;
    unsigned month = 1, day = 1;
};
/// Howard Hinnant, "chrono-compatible low-level date algorithms" (civil_from_days); any 32-bit day.
[[nodiscard]] constexpr CivilDay civil_day(std::int64_t days)
{
    const std::int64_t shifted = days + 719468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const auto of_era = static_cast<unsigned>(shifted - era * 146097);
    const unsigned year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const unsigned of_year = of_era - (365 * year + year / 4 - year / 100);
    const unsigned from_march = (5 * of_year + 2) / 153;
    const unsigned month = from_march < 10 ? from_march + 3 : from_march - 9;
    return {static_cast<std::int64_t>(year) + era * 400 + (month <= 2 ? 1 : 0), month,
            of_year - (153 * from_march + 2) / 5 + 1};
}

/// From Monday; 1970-01-01 was a Thursday.
[[nodiscard]] constexpr std::int64_t week_of(std::int64_t day)
{
    return (day + 3 >= 0 ? day + 3 : day + 3 - 6) / 7;
}
[[nodiscard]] constexpr std::int64_t month_of(std::int64_t day)
{
    const CivilDay civil = civil_day(day);
    return (civil.year - 1970) * 12 + civil.month - 1;
}
[[nodiscard]] constexpr std::int64_t year_of(std::int64_t day)
{
    return civil_day(day).year - 1970;
}

// "2019-07-03", "2019-W27" (ISO 8601: the week's year is that of its Thursday), "2019-07", "2019".
[[nodiscard]] std::string day_label(std::int64_t day);
[[nodiscard]] std::string week_label(std::int64_t week);
[[nodiscard]] std::string month_label(std::int64_t month);
[[nodiscard]] std::string year_label(std::int64_t year);

} // namespace sitmap
