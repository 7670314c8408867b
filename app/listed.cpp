#include "app/listed.hpp"

#include "engine/features.hpp"
#include "geodata/error.hpp"
#include "geodata/measure.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 6> orders{"id", "day", "killed", "type", "country", "distance"};
constexpr std::string_view last = "\xff";

double day_number(std::optional<Day> day)
{
    return day ? static_cast<double>(day->time_since_epoch().count()) : std::numeric_limits<double>::max();
}

/// Most first.
double killed_number(const std::optional<Quantity>& killed)
{
    return killed ? -static_cast<double>(killed->size_by()) : 1;
}

std::string_view country_text(const std::string& country)
{
    return country.empty() ? last : std::string_view{country};
}

} // namespace

Listed::Listed(const std::filesystem::path& store, const Filters& filters)
    : store_{store}, selected_{select(store, filters)}, records_{select_records(store, filters)}
{
    if (!filters.near.empty())
        near_ = parse_near(filters.near).centre;
    order_.reserve(selected_.incidents.size() + records_.rows.size());
    for (std::uint32_t i = 0; i < selected_.incidents.size(); ++i)
        order_.push_back({selected_.incidents[i].id, false, i});
    for (const std::uint32_t row : records_.rows)
        order_.push_back({records_.table.id[row], true, row});
    std::sort(order_.begin(), order_.end(), [](const Entry& a, const Entry& b) { return a.id < b.id; });
}

Listed::Key Listed::key_of(const Entry& entry, const std::string& name) const
{
    if (name == "id")
        return {static_cast<double>(entry.id), {}};
    const IncidentTable& table = records_.table;
    const std::uint32_t row = entry.position;
    const Incident* const incident = entry.is_record ? nullptr : &selected_.incidents[row];
    if (name == "day")
        return {day_number(incident != nullptr ? incident->interval.first() : table.interval(row).first()),
                {}};
    if (name == "killed")
        return {killed_number(incident != nullptr ? incident->killed : quantity_of(table.killed(row))), {}};
    if (name == "type")
        return {static_cast<double>(incident != nullptr ? incident->sub_type : table.sub_type[row]), {}};
    if (name == "distance") // nothing passes a radius without a place
        return {distance_m(*near_, incident != nullptr ? incident->location->point : table.point(row)), {}};
    if (incident == nullptr)
        return {0, country_text(table.names.name(table.country[row]))};
    return {0, incident->location ? country_text(incident->location->country) : last};
}

void Listed::sort_by(const std::string& name)
{
    if (std::find(orders.begin(), orders.end(), name) == orders.end())
        throw Error{"cannot use --sort '" + name + "': it takes id, day, killed, type, country or distance"};
    if (name == "distance" && !near_)
        throw Error{"cannot use --sort distance: from where? give a point with --near LON,LAT,KM"};
    std::vector<std::pair<Key, Entry>> keyed;
    keyed.reserve(order_.size());
    for (const Entry& entry : order_)
        keyed.emplace_back(key_of(entry, name), entry);
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < keyed.size(); ++i)
        order_[i] = keyed[i].second;
}

void Listed::reverse()
{
    std::reverse(order_.begin(), order_.end());
}

std::size_t Listed::cut_to(std::size_t count)
{
    const std::size_t cut = order_.size() - std::min(order_.size(), count);
    order_.resize(order_.size() - cut);
    return cut;
}

Incident Listed::incident(std::size_t position) const
{
    const Entry& entry = order_[position];
    return entry.is_record ? records_.table.incident(entry.position) : selected_.incidents[entry.position];
}

/// Those of the entries that are records, or those that are not, in their order.
Layer Listed::layer_of(std::span<const Entry> entries, bool records, const Store& store) const
{
    std::vector<Incident> incidents;
    std::vector<IncidentId> ids;
    for (const Entry& entry : entries) {
        if (entry.is_record != records)
            continue;
        ids.push_back(entry.id);
        incidents.push_back(records ? records_.table.incident(entry.position)
                                    : selected_.incidents[entry.position]);
    }
    if (!records)
        return incident_layer(incidents, selected_.ledger);
    if (ids.empty())
        return {};
    // Their claims are made from their rows now, in a ledger of their own.
    std::vector<IncidentId> ascending = ids;
    std::sort(ascending.begin(), ascending.end());
    Ledger ledger;
    ledger.documents = store.record_documents();
    ledger.events = store.record_events(ascending);
    for (Incident& incident : incidents) {
        const auto event = static_cast<std::uint32_t>(
            std::lower_bound(ascending.begin(), ascending.end(), incident.id) - ascending.begin());
        for (std::uint32_t claim = 0; claim < ledger.events[event].claims.size(); ++claim)
            incident.claims.push_back({event, claim});
    }
    return incident_layer(incidents, ledger);
}

void Listed::each_feature(const std::function<void(const Layer&, const Feature&)>& take) const
{
    constexpr std::size_t at_once = 1'000;
    const Store store = Store::open(store_);
    for (std::size_t start = 0; start < order_.size(); start += at_once) {
        const auto some =
            std::span<const Entry>{order_}.subspan(start, std::min(at_once, order_.size() - start));
        const Layer ledger = layer_of(some, false, store), records = layer_of(some, true, store);
        std::size_t next_ledger = 0, next_record = 0;
        for (const Entry& entry : some)
            entry.is_record ? take(records, records.features[next_record++])
                            : take(ledger, ledger.features[next_ledger++]);
    }
}

} // namespace sitmap
