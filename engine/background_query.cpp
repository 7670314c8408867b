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

bool is_known_by(Day as_of, const Interval& interval, const Document* document)
{
    const auto begun = interval.first();
    return !(begun && *begun > as_of) &&
           !(document != nullptr && document->published && *document->published > as_of);
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

bool is_known(const Flow& flow, const Ledger& ledger, std::optional<Day> as_of)
{
    return !as_of || is_known_by(*as_of, flow.interval, ledger.document(flow.document));
}

bool is_known(const Stock& stock, const Ledger& ledger, std::optional<Day> as_of)
{
    return !as_of || is_known_by(*as_of, stock.interval, ledger.document(stock.document));
}

} // namespace sitmap
