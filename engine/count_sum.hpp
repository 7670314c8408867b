#pragma once

#include "engine/record.hpp"
#include "engine/rule.hpp"

#include <cstdint>
#include <string>

namespace sitmap {

/// What a rule makes of one count as given, put in order first as `quantity_of` does: `combine` of it as the
/// only claim, without its costs. What `combine` gave already comes back as it is.
[[nodiscard]] GivenCount by_rule(GivenCount count, Rule rule);

/// The one number to weigh an incident by: the best under `ucdp`, the floor (low, else best) under the
/// others; 0 where there is none.
[[nodiscard]] std::int32_t weight_of(const GivenCount& count, Rule rule);

/// Counts of many incidents added up, with what is not known kept apart: an incident without a number is not
/// an incident with none, and an open high is not a high.
struct CountSum {
    std::int64_t low = 0;           ///< of the floors; an "up to 150" adds 0
    std::int64_t best = 0;          ///< of those that state one
    std::int64_t high = 0;          ///< of the highs; an open one adds its best, else its low
    std::uint64_t stated = 0;       ///< incidents that state a number
    std::uint64_t open = 0;         ///< of them, those whose high is open: the sum has no high then
    std::uint64_t without_best = 0; ///< of them, those that prefer none: the sum has no best then

    /// Requires a count that a rule gave.
    void add(const GivenCount& count)
    {
        if (!count.is_given())
            return;
        const std::int32_t floor = count.low != GivenCount::absent    ? count.low
                                   : count.best != GivenCount::absent ? count.best
                                                                      : 0;
        const bool is_open = count.high == GivenCount::absent && !count.is_plain(),
                   no_best = count.best == GivenCount::absent;
        low += floor;
        best += no_best ? 0 : count.best;
        high += count.high == GivenCount::absent ? (no_best ? floor : count.best) : count.high;
        ++stated;
        open += is_open ? 1U : 0U;
        without_best += no_best ? 1U : 0U;
    }
    CountSum& operator+=(const CountSum& other)
    {
        low += other.low;
        best += other.best;
        high += other.high;
        stated += other.stated;
        open += other.open;
        without_best += other.without_best;
        return *this;
    }
    /// "37", "37–80", "40+" where a high is open, "up to 150"; "" where no incident states a number.
    /// Thousands parted by commas.
    [[nodiscard]] std::string for_people() const;

    bool operator==(const CountSum&) const = default;
};

} // namespace sitmap
