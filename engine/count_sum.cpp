#include "engine/count_sum.hpp"

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

constexpr std::int32_t absent = GivenCount::absent;

/// As `quantity_of` mends: the lowest and the highest become the bounds, and best stays.
GivenCount in_order(const GivenCount& count)
{
    const auto above = [](std::int32_t a, std::int32_t b) { return a != absent && b != absent && a > b; };
    if (!above(count.low, count.best) && !above(count.best, count.high) && !above(count.low, count.high))
        return count;
    GivenCount mended = count;
    for (const std::int32_t number : std::array{count.low, count.best, count.high}) {
        if (number == absent)
            continue;
        mended.low = mended.low == absent ? number : std::min(mended.low, number);
        mended.high = mended.high == absent ? number : std::max(mended.high, number);
    }
    return mended;
}

std::int32_t first_given(std::int32_t a, std::int32_t b)
{
    return a != absent ? a : b;
}

} // namespace

GivenCount by_rule(GivenCount count, Rule rule)
{
    if (!count.is_given())
        return count;
    count = in_order(count);
    const std::int32_t floor = first_given(count.low, count.best);
    switch (rule) {
    case Rule::range:
        return count.is_plain() ? count : GivenCount{floor, count.best, count.high};
    case Rule::conservative:
        if (floor == absent || count.is_plain())
            return count;
        return {floor, floor, count.high == absent ? absent : floor};
    case Rule::ucdp: {
        if (floor == absent)
            return {0, 0, count.high};
        const std::int32_t best = first_given(count.best, floor);
        return {floor, best, first_given(count.high, best)};
    }
    }
    return count;
}

std::int32_t weight_of(const GivenCount& count, Rule rule)
{
    const GivenCount ruled = by_rule(count, rule);
    const std::int32_t weight =
        rule == Rule::ucdp ? first_given(ruled.best, ruled.low) : first_given(ruled.low, ruled.best);
    return std::max(weight, 0);
}

std::string CountSum::for_people() const
{
    if (stated == 0)
        return "";
    // Quantity's own words, piece by piece: its numbers end at 10^10, a sum need not.
    const auto commas = [](std::int64_t number) {
        std::string text = std::to_string(number);
        for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
            text.insert(static_cast<std::size_t>(at), ",");
        return text;
    };
    if (open > 0)
        return commas(low) + "+";
    if (low == high)
        return commas(low);
    return low == 0 ? "up to " + commas(high) : commas(low) + "–" + commas(high);
}

} // namespace sitmap
