#pragma once

#include "engine/time.hpp"

#include <optional>
#include <string_view>

namespace sitmap {

/// A number within [low, high], with an English ordinal's ending or without: "3", "21st". Nothing for other
/// text.
[[nodiscard]] std::optional<int> number_in(std::string_view digits, int low, int high);

/// Nothing for a day that the calendar lacks (30 February).
[[nodiscard]] std::optional<Day> day_of(int year, unsigned month, unsigned day);

/// The latest day of this month and day not after `published`; nothing without `published`.
[[nodiscard]] std::optional<Day> latest(unsigned month, unsigned day, std::optional<Day> published);

/// The latest month of this number that had begun by `published`; unknown without it.
[[nodiscard]] Interval month_before(unsigned month, std::optional<Day> published);

/// The days of a meaning of the table "times", such as "day 1" (yesterday), "week 0", "weekend 1", counted
/// back from `published`; long ago for a unit that is none of day, night, weekend, week, month and year.
[[nodiscard]] Interval told_from(Day published, std::string_view meaning);

/// "four days ago", "two weeks ago", counted back from `published`: a week is known to three days. Unknown
/// for another unit than days, weeks, months and years.
[[nodiscard]] Interval ago_from(Day published, int count, std::string_view unit);

} // namespace sitmap
