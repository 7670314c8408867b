#pragma once

// Inside importers: values of cells, read by hand as each is read a million times.

#include "engine/time.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace sitmap {

/// Without spaces, tabs and line ends around it.
[[nodiscard]] inline std::string_view trimmed_cell(std::string_view cell)
{
    // Most cells have nothing around them, and most begin and end with what is above the space.
    const auto is_space = [](char c) {
        return static_cast<unsigned char>(c) <= ' ' && (c == ' ' || c == '\t' || c == '\n' || c == '\r');
    };
    while (!cell.empty() && is_space(cell.front()))
        cell.remove_prefix(1);
    while (!cell.empty() && is_space(cell.back()))
        cell.remove_suffix(1);
    return cell;
}

/// A whole number, with a sign or without, also as "12.0"; nothing for anything else, and beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> integer_in(std::string_view cell);

/// A decimal number with a point, rounded to the nearest double; no exponents over those of `from_chars`.
/// Never infinite or NaN.
[[nodiscard]] std::optional<double> decimal_in(std::string_view cell);

/// "2019-07-03", with or without a time after it, or "03 July 2019"; other forms as `loose_day` has them.
[[nodiscard]] std::optional<Day> day_in(std::string_view cell);
/// "20190703".
[[nodiscard]] std::optional<Day> day_in_digits(std::string_view cell);

} // namespace sitmap
