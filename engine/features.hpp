#pragma once

#include "engine/ledger.hpp"
#include "geodata/feature.hpp"

#include <span>
#include <vector>

namespace sitmap {

/// Incidents as a layer of points with stable property names (README, "Properties"); incidents without a place have no geometry.
[[nodiscard]] Layer incident_layer(std::span<const Incident> incidents, const Ledger& ledger);
/// Their uncertainty as areas: the shape, or a disc of the radius; incidents without either are left out.
[[nodiscard]] Layer incident_area_layer(std::span<const Incident> incidents, const Ledger& ledger);
[[nodiscard]] Layer flow_layer(std::span<const Flow> flows);
[[nodiscard]] Layer stock_layer(std::span<const Stock> stocks);
[[nodiscard]] Layer route_layer(std::span<const Route> routes);
[[nodiscard]] Layer control_layer(std::span<const ControlArea> areas);

} // namespace sitmap
