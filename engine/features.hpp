#pragma once

#include "engine/ledger.hpp"
#include "geodata/feature.hpp"

#include <span>
#include <vector>

namespace sitmap {

// clang-format off
// The names of the properties are the same in every format and do not change.
//
// | layer          | properties                                                                                |
// |----------------|-------------------------------------------------------------------------------------------|
// | incident_areas | id, title, event_type, sub_event_type (their names), WHEN, place (name), toponym,         |
// |                | place_precision, radius_m, country (ISO alpha-3), admin1, COUNT for killed, injured,      |
// |                | missing, abducted, detained, displaced, rescued, intercepted; attribution; accused,       |
// |                | accusers, victims (parted by "; "), documents (how many)                                  |
// | incidents      | the same, then claims and sources (JSON, see below)                                       |
// | flows          | id, title, origin and destination (names), each with _precision and _country, route,      |
// |                | COUNT for people, unit, WHEN, SAID                                                        |
// | stocks         | id, kind, place, toponym, place_precision, radius_m, country, admin1, COUNT for people,   |
// |                | unit, WHEN, SAID                                                                          |
// | routes         | id, name, schematic, WHEN, sentences (JSON: document, begin, end, quotation)              |
// | control_areas  | id, party, kind, WHEN, illustrative, attacker, document                                   |
// | front_lines    | day, attacker, rim, interpolated, illustrative                                            |
//
// WHEN    date_start, date_end (ISO 8601 days, NULL where open), date_edtf, date_precision
// COUNT   NAME_low, NAME_best, NAME_high, each NULL where absent
// SAID    speaker, document (SHA-256), begin, end (code points), quotation
// claims  field, value (for people), low, best, high (counts only), speaker, stance, hedged, said_on, document, begin,
//         end, quotation, note; what is empty is left out
// sources document, title, outlet, location, published, licence; what is empty is left out
// clang-format on

/// Incidents as a layer of points; incidents without a place have no geometry.
[[nodiscard]] Layer incident_layer(std::span<const Incident> incidents, const Ledger& ledger);
/// Their uncertainty as areas: the shape, or a disc of the radius; incidents without either are left out.
[[nodiscard]] Layer incident_area_layer(std::span<const Incident> incidents);
/// A line from origin to destination; a point where only one end is known; no geometry without either.
[[nodiscard]] Layer flow_layer(std::span<const Flow> flows);
[[nodiscard]] Layer stock_layer(std::span<const Stock> stocks);
[[nodiscard]] Layer route_layer(std::span<const Route> routes);
[[nodiscard]] Layer control_layer(std::span<const ControlArea> areas);

/// The front lines of one day.
struct DatedFronts {
    Day day;
    std::vector<FrontLine> lines;
};
[[nodiscard]] Layer front_layer(std::span<const DatedFronts> fronts);

} // namespace sitmap
