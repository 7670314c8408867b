#pragma once

#include "engine/query.hpp"
#include "engine/rule.hpp"

#include <optional>
#include <set>
#include <string>
#include <variant>

namespace sitmap {

enum class StyleName : std::uint8_t { light, dark, print };

struct LayerSwitches {
    bool incidents = true, control = true, front = true, displacement = true, stocks = true, routes = true,
         overlays = true, relief = true, labels = true, graticule = false;
    bool operator==(const LayerSwitches&) const = default;
};

/// No claim is chosen yet: the inspector takes the first that it shows.
inline constexpr std::size_t foremost_claim = static_cast<std::size_t>(-1);

struct IncidentSelection {
    IncidentId id = 0;
    std::size_t claim = foremost_claim; ///< position in the incident's claims
    bool operator==(const IncidentSelection&) const = default;
};
struct FlowSelection {
    std::size_t index = 0;
    bool operator==(const FlowSelection&) const = default;
};
struct StockSelection {
    std::size_t index = 0;
    bool operator==(const StockSelection&) const = default;
};
struct RouteSelection {
    std::size_t index = 0;
    bool operator==(const RouteSelection&) const = default;
};
using Selection =
    std::variant<std::monostate, IncidentSelection, FlowSelection, StockSelection, RouteSelection>;

/// Two days of control laid over each other: what a party gained and lost from one to the other.
struct ControlComparison {
    Day from, to;
    std::string party; ///< empty: the one for which most changed
    bool operator==(const ControlComparison&) const = default;
};

/// All that decides what is seen of a map: the one joint of the window's loop.
struct ViewState {
    LonLat centre;
    double metres_per_px = 1000; ///< on the plane
    double bearing_deg = 0;      ///< the direction that is up, clockwise from north; above -180, to 180
    StyleName style = StyleName::light;
    Query query;              ///< its since/until are the timeline's brush
    std::optional<Day> as_of; ///< knowledge time
    Rule rule = Rule::range;
    LayerSwitches layers;
    std::set<std::size_t> hidden_overlays; ///< positions in the map's own layers
    Selection selection, hovered;
    std::string search;
    std::optional<ControlComparison> change; ///< control as of its `to`, whatever the window of time

    bool operator==(const ViewState&) const = default;
};

} // namespace sitmap
