#include "engine/query.hpp"

#include "engine/incident_table.hpp"
#include "geodata/measure.hpp"
#include "geodata/name_fold.hpp"

#include <algorithm>

namespace sitmap {

namespace {

template <class T>
bool is_any_of(const T& value, const std::vector<T>& wanted)
{
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

bool names_any_of(const std::vector<std::string>& parties, const std::vector<std::string>& wanted)
{
    return std::any_of(parties.begin(), parties.end(), [&](const std::string& party) {
        const std::string folded = fold_name(party);
        return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
            return folded.find(fold_name(name)) != std::string::npos;
        });
    });
}

bool point_passes(LonLat point, const Query& query)
{
    return (!query.bbox || query.bbox->contains(point)) &&
           (!query.radius || distance_m(query.radius->centre, point) <= query.radius->metres) &&
           (std::holds_alternative<std::monostate>(query.within) || covers(query.within, point));
}

bool needs_place(const Query& query)
{
    return query.bbox || query.radius || !std::holds_alternative<std::monostate>(query.within) ||
           !query.countries.empty() || query.place_precision;
}

bool actors_pass(const Incident& incident, const Query& query)
{
    return query.actors.empty() || names_any_of(incident.accused, query.actors) ||
           names_any_of(incident.accusers, query.actors) || names_any_of(incident.victims, query.actors);
}

bool place_passes(const std::optional<Location>& location, const Query& query)
{
    if (!location)
        return !needs_place(query);
    return (!query.place_precision || location->precision <= *query.place_precision) &&
           is_any_of(location->country, query.countries) && point_passes(location->point, query);
}

bool place_passes(const IncidentTable& table, std::uint32_t row, const Query& query)
{
    if (!table.is_placed(row))
        return !needs_place(query);
    return (!query.place_precision || table.precision[row] <= *query.place_precision) &&
           is_any_of(table.names.name(table.country[row]), query.countries) &&
           point_passes(table.point(row), query);
}

bool actors_pass(const IncidentTable& table, std::uint32_t row, const Query& query)
{
    std::vector<std::string> parties;
    for (const std::uint32_t side : {table.side_a[row], table.side_b[row]})
        if (side != 0)
            parties.push_back(table.names.name(side));
    return query.actors.empty() || names_any_of(parties, query.actors);
}

bool said_by(std::int32_t said_on, std::optional<Day> as_of)
{
    return !as_of || said_on == IncidentTable::open_begin || said_on <= as_of->time_since_epoch().count();
}

bool killed_pass(const std::optional<Quantity>& killed, std::optional<std::int64_t> least)
{
    return !least || (killed && killed->size_by() >= *least);
}

bool id_passes(IncidentId id, const Query& query)
{
    return !query.ids || std::binary_search(query.ids->begin(), query.ids->end(), id);
}

} // namespace

bool passes(const Incident& incident, const Query& query)
{
    return incident.interval.may_touch(query.since, query.until) && is_any_of(incident.type(), query.types) &&
           is_any_of(incident.sub_type, query.sub_types) &&
           is_any_of(incident.attribution, query.attributions) &&
           killed_pass(incident.killed, query.min_killed) && place_passes(incident.location, query) &&
           actors_pass(incident, query) && id_passes(incident.id, query) &&
           (!query.condition || (*query.condition)(incident));
}

bool passes(const IncidentTable& table, std::uint32_t row, const Query& query)
{
    return table.interval(row).may_touch(query.since, query.until) &&
           is_any_of(type_of(table.sub_type[row]), query.types) &&
           is_any_of(table.sub_type[row], query.sub_types) &&
           is_any_of(table.attribution[row], query.attributions) &&
           killed_pass(quantity_of(table.killed(row)), query.min_killed) &&
           said_by(table.said_on[row], query.as_of) && place_passes(table, row, query) &&
           actors_pass(table, row, query) && id_passes(table.id[row], query) &&
           (!query.condition || (*query.condition)(table, row));
}

} // namespace sitmap
