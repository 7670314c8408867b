#include "app/selection.hpp"

#include "engine/background_query.hpp"
#include "engine/merged_table.hpp"
#include "engine/row_filter.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// Takes those out that fail, and gives the positions that the others had, from 1: `show` knows them by
/// these.
template <class Thing, class Fails>
std::vector<std::size_t> keep(std::vector<Thing>& things, const Fails& fails)
{
    std::vector<std::size_t> numbers;
    std::vector<Thing> kept;
    for (std::size_t i = 0; i < things.size(); ++i)
        if (!fails(things[i])) {
            numbers.push_back(i + 1);
            kept.push_back(std::move(things[i]));
        }
    things = std::move(kept);
    return numbers;
}

} // namespace

Selected select(const std::filesystem::path& path, const Filters& filters, const std::function<bool()>& stop)
{
    const Query query = filters.query();
    Store store = Store::open(path);
    store.stop_when(stop);
    Selected selected;
    selected.ledger = store.load();
    Ledger& ledger = selected.ledger;
    selected.incidents = incidents(ledger, filters.chosen_rule(), filters.knowledge_day());
    std::erase_if(selected.incidents, [&](const Incident& incident) { return !passes(incident, query); });

    const auto outside = [&](const auto& thing) {
        return !thing.interval.may_touch(query.since, query.until);
    };
    const auto as_of = filters.knowledge_day();
    const auto fails = [&](const auto& thing) {
        return !passes(thing, query) || !is_known(thing, ledger, as_of);
    };
    selected.flow_numbers = keep(ledger.flows, fails);
    selected.stock_numbers = keep(ledger.stocks, fails);
    selected.route_numbers = keep(ledger.routes, outside);
    std::erase_if(ledger.control_areas, [&](const ControlArea& area) {
        const auto begun = area.interval.first();
        return outside(area) || (as_of && begun && *begun > *as_of);
    });
    return selected;
}

SelectedRows select_records(const std::filesystem::path& path, const Filters& filters)
{
    const Store store = Store::open(path);
    SelectedRows records{store.records(), {}, {"articles"}};
    for (const Dataset& dataset : store.datasets())
        records.datasets.push_back(dataset.document.title.empty() ? dataset.scheme : dataset.document.title);
    Query query = filters.query();
    query.as_of = filters.knowledge_day();
    // A scan, and no index: it takes 10 ns a row, making an index 75, and a command asks once.
    const RowFilter passes_filter{records.table, query};
    for (std::uint32_t row = 0; row < records.table.size(); ++row)
        if (passes_filter(row))
            records.rows.push_back(row);
    return records;
}

SelectedRows table_of(const std::filesystem::path& store, const Filters& filters)
{
    SelectedRows records = select_records(store, filters);
    IncidentTable ledger;
    for (Incident& incident : select(store, filters).incidents) {
        if (incident.displaced && incident.displaced->unit() == Quantity::Unit::households)
            incident.displaced.reset();
        ledger.append(incident);
    }
    if (ledger.size() == 0)
        return records;
    std::vector<std::uint32_t> passing = ledger.id;
    for (const std::uint32_t row : records.rows)
        passing.push_back(records.table.id[row]);
    std::sort(passing.begin(), passing.end());
    records.table = merged(std::move(records.table), std::move(ledger));
    records.rows.clear();
    auto next = passing.begin();
    for (std::uint32_t row = 0; row < records.table.size() && next != passing.end(); ++row)
        if (records.table.id[row] == *next) {
            records.rows.push_back(row);
            ++next;
        }
    return records;
}

SelectedRecords records_of(const Store& store, const Filters& filters)
{
    Query query = filters.query();
    query.as_of = filters.knowledge_day();
    SelectedRecords selected;
    selected.datasets = store.datasets();
    if (selected.datasets.empty())
        return selected;
    if (query == Query{}) {
        selected.all = true;
        return selected;
    }
    const IncidentTable table = store.records();
    const RowFilter passes_filter{table, query};
    std::vector<bool> used(selected.datasets.size() + 1);
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        if (!passes_filter(row))
            continue;
        selected.ids.push_back(table.id[row]);
        used[table.dataset[row]] = true;
    }
    std::size_t number = 0;
    std::erase_if(selected.datasets, [&](const Dataset&) { return !used[++number]; });
    return selected;
}

} // namespace sitmap
