#include "app/selection.hpp"

#include <algorithm>

namespace sitmap {

Selected select(const std::filesystem::path& store, const Filters& filters)
{
    const Query query = filters.query();
    Selected selected{Store::open(store).load(), {}};
    Ledger& ledger = selected.ledger;
    selected.incidents = incidents(ledger, filters.chosen_rule(), filters.knowledge_day());
    std::erase_if(selected.incidents, [&](const Incident& incident) { return !passes(incident, query); });

    const auto outside = [&](const auto& thing) {
        return !thing.interval.may_touch(query.since, query.until);
    };
    std::erase_if(ledger.flows, outside);
    std::erase_if(ledger.stocks, outside);
    std::erase_if(ledger.routes, outside);
    std::erase_if(ledger.control_areas, outside);
    return selected;
}

IncidentTable table_of(const std::filesystem::path& store, const Filters& filters)
{
    IncidentTable table;
    for (Incident& incident : select(store, filters).incidents) {
        if (incident.displaced && incident.displaced->unit() == Quantity::Unit::households)
            incident.displaced.reset();
        table.append(incident);
    }
    return table;
}

} // namespace sitmap
