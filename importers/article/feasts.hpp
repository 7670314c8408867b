#pragma once

#include "engine/time.hpp"

#include <optional>
#include <string_view>

namespace sitmap {

/// Easter Sunday of the Western churches, years 1583 to 4099 (the Gregorian computus in the form of Meeus,
/// Astronomical Algorithms, 1991, chapter 8).
[[nodiscard]] Day easter_sunday(int year);

/// Day of a feast in a year, by a meaning of the table "times": "feast 12 25" is the same day each year,
/// "easter -2" two days before Easter Sunday. Nothing for another meaning.
[[nodiscard]] std::optional<Day> feast_in(int year, std::string_view meaning);

/// Its latest day not after `published`; nothing without `published`.
[[nodiscard]] std::optional<Day> latest_feast(std::string_view meaning, std::optional<Day> published);

} // namespace sitmap
