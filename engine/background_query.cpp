#include "engine/background_query.hpp"

#include "geodata/measure.hpp"

#include <algorithm>

namespace sitmap {

namespace {

bool asks_for_place(const Query& query)
{
    return query.bbox || query.radius || !std::holds_alternative<std::monostate>(query.within) ||
           !query.countries.empty();
}

} // namespace

bool stands_in(const std::optional<Location>& location, const Query& query)
{
    if (!location)
        return !asks_for_place(query);
    const auto& wanted = query.countries;
    const bool in_country =
        wanted.empty() || std::find(wanted.begin(), wanted.end(), location->country) != wanted.end();
    return in_country && (!query.bbox || query.bbox->contains(location->point)) &&
           (!query.radius || distance_m(query.radius->centre, location->point) <= query.radius->metres) &&
           (std::holds_alternative<std::monostate>(query.within) || covers(query.within, location->point));
}

bool passes(const Flow& flow, const Query& query)
{
    return flow.interval.may_touch(query.since, query.until) &&
           (stands_in(flow.origin, query) || stands_in(flow.destination, query));
}

bool passes(const Stock& stock, const Query& query)
{
    return stock.interval.may_touch(query.since, query.until) && stands_in(stock.location, query);
}

} // namespace sitmap
