#pragma once

#include "engine/query.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace sitmap {

inline constexpr std::size_t attribution_count = 5;
inline constexpr std::size_t killed_bin_count = 20;

/// The four steps in which the panel shows place precision.
enum class PrecisionStep : std::uint8_t { exact, locality_or_near, district, wider };
inline constexpr std::size_t precision_step_count = 4;
[[nodiscard]] PrecisionStep step_of(PlacePrecision precision);
/// The query's "this or better" for a step; nothing for the widest, which restricts nothing.
[[nodiscard]] std::optional<PlacePrecision> worst_of(PrecisionStep step);

/// How many incidents each row of the panel would show. A row's own filter does not count against it:
/// switching a type off does not make its number zero.
struct PanelCounts {
    std::array<std::size_t, event_type_count> types{};
    std::array<std::size_t, precision_step_count> precisions{};
    std::array<std::size_t, attribution_count> attributions{};
    std::size_t unverified = 0; ///< one document only
    std::array<std::size_t, killed_bin_count>
        killed{}; ///< by low bound: bin i counts those of `killed_bin_start(i)` and more, the last is open
    std::size_t passing = 0; ///< all filters on
    std::size_t all = 0;
};
[[nodiscard]] PanelCounts count(std::span<const Incident> incidents, const Query& query);

/// Low bounds at which the histogram's bins begin: 0, 1, 2, 3, 5, 7, 10, … about evenly apart on a
/// logarithmic scale.
[[nodiscard]] std::int64_t killed_bin_start(std::size_t bin);

/// Reported killed over incidents: sums of the low and of the high bounds.
struct Totals {
    std::int64_t low = 0, high = 0;
    bool open = false; ///< some high is open: `high` is then a low bound itself
    bool operator==(const Totals&) const = default;
};
[[nodiscard]] Totals operator+(const Totals& a, const Totals& b);
[[nodiscard]] Totals killed_totals(std::span<const Incident> incidents);
/// "318–402", "318 or more", "318–402 or more", "0".
[[nodiscard]] std::string for_people(const Totals& totals);
/// 1862 as "1,862".
[[nodiscard]] std::string grouped(std::int64_t number);

/// Switches one of `count` values in an any-of filter, in which empty means all. Switching the last one off
/// brings all back.
template <class T>
void toggle(std::vector<T>& chosen, T value, std::size_t count)
{
    if (chosen.empty())
        for (std::size_t i = 0; i < count; ++i)
            chosen.push_back(static_cast<T>(i));
    if (std::erase(chosen, value) == 0)
        chosen.push_back(value);
    if (chosen.size() == count)
        chosen.clear();
}
template <class T>
[[nodiscard]] bool is_chosen(const std::vector<T>& chosen, T value)
{
    if (chosen.empty())
        return true;
    for (const T each : chosen)
        if (each == value)
            return true;
    return false;
}

/// Does it hold a condition, place or sub-type, for which there is no panel?
[[nodiscard]] bool has_beyond_panels(const Query& query);
/// `query` with those of `other`.
[[nodiscard]] Query with_beyond_panels(Query query, const Query& other);
/// All filters off but the window of time, and those without a panel that the command line `asked` for: once
/// off, nothing would bring them back.
[[nodiscard]] Query cleared(const Query& query, const Query& asked);

} // namespace sitmap
