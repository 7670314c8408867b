#include "render/name_counts.hpp"

#include "render/record_filter.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace sitmap {

namespace {

using Counts = std::map<std::string, std::size_t>;

std::set<std::string> parties_of(const Incident& incident)
{
    std::set<std::string> names;
    for (const auto* part : {&incident.accused, &incident.accusers, &incident.victims})
        names.insert(part->begin(), part->end());
    return names;
}

/// Adds the rows that pass to the numbers of the names that stand in these columns.
void add_rows(Counts& counts, const IncidentTable& table, const Query& query, std::optional<Day> as_of,
              const std::vector<const std::vector<std::uint32_t>*>& columns)
{
    std::vector<std::size_t> by_number(table.names.all().size());
    const RecordFilter filter{table, query, as_of};
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (filter.passes(row))
            for (const auto* column : columns)
                ++by_number[(*column)[row]];
    for (std::uint32_t number = 1; number < by_number.size(); ++number)
        if (by_number[number] > 0)
            counts[table.names.name(number)] += by_number[number];
}

std::vector<NameCount> in_order(Counts& counts)
{
    counts.erase("");
    std::vector<NameCount> list;
    for (const auto& [name, count] : counts)
        list.push_back({name, count});
    std::stable_sort(list.begin(), list.end(),
                     [](const NameCount& a, const NameCount& b) { return a.count > b.count; });
    return list;
}

} // namespace

NameCounts name_counts(std::span<const Incident> incidents, const Records* records, const Query& query,
                       std::optional<Day> as_of)
{
    Query any_country = query, any_party = query;
    any_country.countries.clear();
    any_party.actors.clear();
    Counts countries, parties;
    for (const Incident& incident : incidents) {
        if (incident.location && passes(incident, any_country))
            ++countries[incident.location->country];
        if (passes(incident, any_party))
            for (const std::string& name : parties_of(incident))
                ++parties[name];
    }
    if (records != nullptr) {
        const IncidentTable& table = records->table();
        add_rows(countries, table, any_country, as_of, {&table.country});
        add_rows(parties, table, any_party, as_of, {&table.side_a, &table.side_b});
    }
    return {in_order(countries), in_order(parties)};
}

} // namespace sitmap
