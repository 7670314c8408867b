#include "engine/quantity.hpp"

#include <array>
#include <cassert>

namespace sitmap {

namespace {

constexpr Quantity::Count most = 10'000'000'000;

std::string with_commas(Quantity::Count number)
{
    std::string text = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string range_for_people(const Quantity& quantity)
{
    const auto low = quantity.low(), high = quantity.high();
    if (low && high)
        return *low == *high ? with_commas(*low) : with_commas(*low) + "–" + with_commas(*high);
    if (low)
        return with_commas(*low) + "+";
    if (high)
        return "up to " + with_commas(*high);
    return with_commas(*quantity.best());
}

} // namespace

std::optional<Quantity> Quantity::of(std::optional<Count> low, std::optional<Count> best,
                                     std::optional<Count> high, Unit unit)
{
    Count reached = 0;
    bool present = false;
    for (const auto& number : std::array{low, best, high}) {
        if (!number)
            continue;
        if (*number < reached || *number > most)
            return std::nullopt;
        reached = *number;
        present = true;
    }
    if (!present)
        return std::nullopt;
    return Quantity{low, best, high, unit};
}

Quantity Quantity::exactly(Count n)
{
    assert(n >= 0 && n <= most);
    return {n, n, n, Unit::people};
}

Quantity Quantity::at_least(Count n)
{
    assert(n >= 0 && n <= most);
    return {n, n, std::nullopt, Unit::people};
}

Quantity Quantity::up_to(Count n)
{
    assert(n >= 0 && n <= most);
    return {std::nullopt, std::nullopt, n, Unit::people};
}

Quantity Quantity::several(Count low)
{
    assert(low >= 0 && low <= most);
    return {low, std::nullopt, std::nullopt, Unit::people};
}

std::string Quantity::for_people() const
{
    return range_for_people(*this) + (unit_ == Unit::households ? " households" : "");
}

} // namespace sitmap
