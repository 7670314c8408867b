#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace sitmap {

/// People (or households) counted, as a range with open ends.
///
/// Always 0 <= low <= best <= high among those present. An absent high is open ("at least 40" is low 40, best
/// 40, no high), which is not a high equal to the low; an absent low is open downwards ("up to 150"); an
/// absent best means that none is preferred. A best alone is a plain figure: its source gives one number and
/// says nothing of bounds (ACLED's fatalities are one number of reported deaths), so that it is neither open
/// nor known to be exact. At least one is present.
class Quantity {
public:
    using Count = std::int64_t;
    enum class Unit : std::uint8_t { people, households };

    /// Nothing if the numbers are out of order, negative, over 10^10, or all absent.
    [[nodiscard]] static std::optional<Quantity> of(std::optional<Count> low, std::optional<Count> best,
                                                    std::optional<Count> high, Unit unit = Unit::people);
    [[nodiscard]] static Quantity exactly(Count n);   ///< Requires 0 <= n <= 10^10, as the next three do.
    [[nodiscard]] static Quantity at_least(Count n);  ///< low and best n, high open
    [[nodiscard]] static Quantity up_to(Count n);     ///< high n alone
    [[nodiscard]] static Quantity several(Count low); ///< low alone: "dozens" is several(24)

    [[nodiscard]] std::optional<Count> low() const { return low_; }
    [[nodiscard]] std::optional<Count> best() const { return best_; }
    [[nodiscard]] std::optional<Count> high() const { return high_; }
    [[nodiscard]] Unit unit() const { return unit_; }
    [[nodiscard]] bool is_plain() const { return best_ && !low_ && !high_; }
    [[nodiscard]] bool is_open() const { return !high_ && !is_plain(); }

    /// The highest that was said: the high, or a plain figure; nothing where the top is open.
    [[nodiscard]] std::optional<Count> top() const { return is_plain() ? best_ : high_; }
    /// The number that a symbol is sized by and that sums begin at: low, else best, else 0.
    [[nodiscard]] Count size_by() const { return low_ ? *low_ : best_.value_or(0); }

    /// "40", "40+", "37–80", "up to 150"; thousands parted by commas; " households" after those.
    [[nodiscard]] std::string for_people() const;

    bool operator==(const Quantity&) const = default;

private:
    Quantity(std::optional<Count> low, std::optional<Count> best, std::optional<Count> high, Unit unit)
        : low_{low}, best_{best}, high_{high}, unit_{unit}
    {}
    std::optional<Count> low_, best_, high_;
    Unit unit_ = Unit::people;
};

} // namespace sitmap
