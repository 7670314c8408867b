#pragma once

#include "geodata/lonlat.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace sitmap {

/// Where the map looked: its centre, scale and bearing.
struct LookedAt {
    LonLat centre;
    double metres_per_px = 0;
    double bearing_deg = 0;
    bool operator==(const LookedAt&) const = default;
};

/// The places that the map came to rest at, to go back and on between them as a browser does. What is passed
/// in a drag or a turn of the wheel is not kept.
class ViewHistory {
public:
    /// Called each frame. A place counts once the map has stayed there for `rest_s`.
    void see(const LookedAt& now, double seconds);
    /// The place before the present one; nothing at the first. A place not yet rested at counts as left.
    [[nodiscard]] std::optional<LookedAt> back();
    [[nodiscard]] std::optional<LookedAt> forward();

    static constexpr double rest_s = 0.35;
    static constexpr std::size_t most = 200; ///< the oldest are forgotten

private:
    void keep(const LookedAt& place);

    std::vector<LookedAt> places_;
    std::size_t at_ = 0; ///< in `places_`, of the present one
    std::optional<LookedAt> seen_;
    double rested_s_ = 0;
};

} // namespace sitmap
