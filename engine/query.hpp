#pragma once

#include "engine/condition.hpp"
#include "engine/incident.hpp"
#include "geodata/extent.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sitmap {

struct IncidentTable;

/// Which incidents; an absent or empty member does not restrict. The same filters everywhere: list, draw,
/// export, view.
struct Query {
    std::optional<Extent> bbox;
    Geometry within; ///< polygon or multi-polygon, else monostate
    struct Radius {
        LonLat centre;
        double metres = 0;
        bool operator==(const Radius&) const = default;
    };
    std::optional<Radius> radius;
    std::optional<Day> since, until;
    std::vector<EventType> types;        ///< any of
    std::vector<SubEventType> sub_types; ///< any of
    std::vector<std::string> actors;     ///< any of, as accused, accuser or victim; folded, part of the name
    std::vector<std::string> countries;  ///< ISO alpha-3, any of
    std::optional<PlacePrecision> place_precision; ///< this or better
    std::vector<Attribution> attributions;         ///< any of
    std::optional<std::int64_t> min_killed;        ///< low bound at least
    std::optional<Condition> condition;            ///< this is true
    std::optional<Day> as_of; ///< of rows of a table: not those said later; a ledger's incidents are computed
                              ///< as of a day, so it does not restrict them

    /// None but these, ascending; null: any. Shared, as they may be millions and a query is copied and
    /// compared with each frame: two lists are equal only if they are one.
    std::shared_ptr<const std::vector<IncidentId>> ids;

    bool operator==(const Query&) const = default;
};

/// True if the incident passes every restriction. Spatial ones look at the point, and fail without one.
[[nodiscard]] bool passes(const Incident& incident, const Query& query);

/// The same for a row of a table, looked at by itself: what every index has to answer. For many rows see
/// IncidentIndex and RowFilter.
[[nodiscard]] bool passes(const IncidentTable& table, std::uint32_t row, const Query& query);

} // namespace sitmap
