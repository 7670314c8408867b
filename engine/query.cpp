#include "engine/query.hpp"

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

bool actors_pass(const Incident& incident, const Query& query)
{
    return query.actors.empty() || names_any_of(incident.accused, query.actors) ||
           names_any_of(incident.accusers, query.actors) || names_any_of(incident.victims, query.actors);
}

bool place_passes(const std::optional<Location>& location, const Query& query)
{
    const bool is_area = !std::holds_alternative<std::monostate>(query.within);
    if (!location)
        return !query.bbox && !is_area && !query.radius && query.countries.empty() && !query.place_precision;
    return (!query.bbox || query.bbox->contains(location->point)) &&
           (!query.place_precision || location->precision <= *query.place_precision) &&
           is_any_of(location->country, query.countries) &&
           (!query.radius || distance_m(query.radius->centre, location->point) <= query.radius->metres) &&
           (!is_area || covers(query.within, location->point));
}

bool killed_pass(const std::optional<Quantity>& killed, std::optional<std::int64_t> least)
{
    return !least || (killed && killed->size_by() >= *least);
}

} // namespace

bool passes(const Incident& incident, const Query& query)
{
    return incident.interval.may_touch(query.since, query.until) && is_any_of(incident.type(), query.types) &&
           is_any_of(incident.sub_type, query.sub_types) &&
           is_any_of(incident.attribution, query.attributions) &&
           killed_pass(incident.killed, query.min_killed) && place_passes(incident.location, query) &&
           actors_pass(incident, query);
}

} // namespace sitmap
