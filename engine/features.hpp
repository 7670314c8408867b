#pragma once

#include "engine/ledger.hpp"
#include "geodata/feature.hpp"

#include <span>
#include <vector>

namespace sitmap {

// The names of the properties are the same in every format and do not change.
//
// | layer            | properties |
// |------------------|---------------------------------------------------------------------------------------------|
// | incidents,       | id, title, event_type, sub_event_type (their names), WHEN, place (name), toponym, | |
// incident_areas   | place_precision, radius_m, country (ISO alpha-3), admin1, COUNT for killed, injured, |
// |                  | missing, abducted, detained, displaced, rescued, intercepted; attribution; accused, |
// |                  | accusers, victims (parted by "; "); documents (number); claims (JSON), sources (JSON)
// | | flows            | id, title, origin, destination (names), route, COUNT for people, unit, WHEN,
// speaker, SAID  | | stocks           | id, kind, place, place_precision, radius_m, country, COUNT for
// people, unit, WHEN,          | |                  | speaker, SAID | | routes           | id, name,
// schematic, WHEN, sentences (JSON: document, begin, end, quotation)                | | control_areas    |
// id, party, kind, WHEN, illustrative, attacker, document                                     | | front_lines
// | day, attacker, rim, interpolated, illustrative                                              |
//
// WHEN:  date_start, date_end (ISO 8601 days, NULL where open), date_edtf, date_precision
// COUNT: NAME_low, NAME_best, NAME_high, each NULL where absent
// SAID:  document (SHA-256), begin, end (code points), quotation
// claims: field, value (for people), low, best, high (counts only), speaker, stance, hedged, said_on,
// document, begin,
//         end, quotation, note; what is empty is left out
// sources: document, title, outlet, location, published, licence; what is empty is left out

/// Incidents as a layer of points; incidents without a place have no geometry.
[[nodiscard]] Layer incident_layer(std::span<const Incident> incidents, const Ledger& ledger);
/// Their uncertainty as areas: the shape, or a disc of the radius; incidents without either are left out.
[[nodiscard]] Layer incident_area_layer(std::span<const Incident> incidents, const Ledger& ledger);
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
