#include "render/sheet/tolls.hpp"

#include "engine/row_filter.hpp"
#include "engine/rule.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace sitmap {

namespace {

constexpr std::size_t most_months = 24, most_years = 30, least_periods = 3;

/// What passes of the ledger, as rows.
IncidentTable passing_incidents(const Map& map, const ViewState& view)
{
    IncidentTable table;
    for (Incident& incident : incidents(map.ledger, view.rule, view.as_of))
        if (passes(incident, view.query)) {
            incident.displaced.reset(); // may be households, which a table does not hold
            table.append(incident);
        }
    return table;
}

std::vector<std::uint32_t> passing_rows(const IncidentTable& table, const ViewState& view)
{
    Query query = view.query;
    query.as_of = view.as_of;
    const RowFilter filter{table, query};
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (filter(row))
            rows.push_back(row);
    return rows;
}

Tolls tolls_by(Dimension by, const IncidentTable& ledger, const IncidentTable* records,
               std::span<const std::uint32_t> rows, Rule rule)
{
    Tolls tolls;
    tolls.by = by;
    std::map<GroupKey, CountSum> sums;
    const auto add = [&](const IncidentTable& table, std::span<const std::uint32_t> which) {
        const ClaimField killed = ClaimField::killed;
        const Summary summary = summarise(table, which, {&by, 1}, {&killed, 1}, rule);
        tolls.total += summary.total.counts[0];
        for (const SummaryGroup& group : summary.groups)
            if (group.key[0] == not_known || group.key[0] == undated) {
                tolls.apart += group.counts[0];
                tolls.incidents_apart += group.counts[0].stated;
            } else {
                sums[group.key[0]] += group.counts[0];
            }
    };
    add(ledger, all_rows(ledger));
    if (records != nullptr)
        add(*records, rows);
    std::erase_if(sums, [](const auto& sum) { return sum.second.high <= 0; });
    if (sums.size() < least_periods)
        return tolls;
    const GroupKey first = sums.begin()->first, last = sums.rbegin()->first;
    if (last - first >= static_cast<GroupKey>(by == Dimension::month ? most_months : most_years))
        return tolls;
    for (GroupKey key = first; key <= last; ++key)
        tolls.periods.push_back({key, sums[key]});
    return tolls;
}

std::optional<EventType> only_type(const IncidentTable& ledger, const IncidentTable* records,
                                   std::span<const std::uint32_t> rows)
{
    std::array<bool, event_type_count> seen{};
    for (const SubEventType sub_type : ledger.sub_type)
        seen[static_cast<std::size_t>(type_of(sub_type))] = true;
    for (const std::uint32_t row : rows)
        seen[static_cast<std::size_t>(type_of(records->sub_type[row]))] = true;
    if (std::count(seen.begin(), seen.end(), true) != 1)
        return std::nullopt;
    return static_cast<EventType>(std::find(seen.begin(), seen.end(), true) - seen.begin());
}

} // namespace

Tolls tolls_of(const Map& map, const ViewState& view)
{
    const IncidentTable ledger = passing_incidents(map, view);
    const IncidentTable* const records = map.records ? &map.records->table() : nullptr;
    const std::vector<std::uint32_t> rows =
        records != nullptr ? passing_rows(*records, view) : std::vector<std::uint32_t>{};
    Tolls tolls;
    for (const Dimension by : {Dimension::month, Dimension::year}) {
        tolls = tolls_by(by, ledger, records, rows, view.rule);
        if (!tolls.periods.empty())
            break;
    }
    tolls.only_type = only_type(ledger, records, rows);
    return tolls;
}

} // namespace sitmap
