#include "engine/ledger.hpp"

#include "engine/group.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace sitmap {

namespace {

/// Records that name their document, in the order they have.
template <class Record>
std::vector<Record> of_document(const std::vector<Record>& records, const DocumentId& document)
{
    std::vector<Record> found;
    for (const Record& record : records)
        if (record.document == document)
            found.push_back(record);
    return found;
}

template <class Record>
void take_out(std::vector<Record>& records, const DocumentId& document)
{
    std::erase_if(records, [&](const Record& record) { return record.document == document; });
}

/// A route is told of by many documents; each adds its sentences, none moves the line of another.
Route joined(Route route, const Route& with)
{
    if (std::holds_alternative<std::monostate>(route.line))
        route.line = with.line;
    if (route.name.empty())
        route.name = with.name;
    if (!route.interval.is_known())
        route.interval = with.interval;
    for (const Evidence& evidence : with.evidence)
        if (std::find(route.evidence.begin(), route.evidence.end(), evidence) == route.evidence.end())
            route.evidence.push_back(evidence);
    return route;
}

bool is_told_by(const Route& route, const DocumentId& document)
{
    return std::any_of(route.evidence.begin(), route.evidence.end(),
                       [&](const Evidence& evidence) { return evidence.document == document; });
}

/// The routes as they are once the document says what it says in `told`.
std::vector<Route> routes_with(std::vector<Route> routes, const DocumentId& document,
                               const std::vector<Route>& told)
{
    const auto still_says = [&](const Route& route, const Evidence& evidence) {
        return std::any_of(told.begin(), told.end(), [&](const Route& now) {
            return now.id == route.id &&
                   std::find(now.evidence.begin(), now.evidence.end(), evidence) != now.evidence.end();
        });
    };
    std::erase_if(routes, [&](Route& route) {
        if (!is_told_by(route, document))
            return false;
        std::erase_if(route.evidence, [&](const Evidence& evidence) {
            return evidence.document == document && !still_says(route, evidence);
        });
        return route.evidence.empty();
    });
    for (const Route& route : told) {
        const auto same =
            std::find_if(routes.begin(), routes.end(), [&](const Route& r) { return r.id == route.id; });
        if (same == routes.end())
            routes.push_back(route);
        else
            *same = joined(*same, route);
    }
    return routes;
}

bool is_unchanged(const Ledger& ledger, const Intake& intake, const std::vector<Route>& routes)
{
    const DocumentId& id = intake.document.id;
    const Document* known = ledger.document(id);
    return known && *known == intake.document && of_document(ledger.events, id) == intake.events &&
           of_document(ledger.flows, id) == intake.flows && of_document(ledger.stocks, id) == intake.stocks &&
           of_document(ledger.control_areas, id) == intake.control_areas && routes == ledger.routes;
}

/// Takes the document's events out; tells which incident each belonged to.
std::unordered_map<std::string, IncidentId> take_events_out(Ledger& ledger, const DocumentId& document)
{
    std::unordered_map<std::string, IncidentId> incident_of_event;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < ledger.events.size(); ++i) {
        if (ledger.events[i].document == document) {
            incident_of_event.emplace(ledger.events[i].id, ledger.incident_of[i]);
            continue;
        }
        if (kept != i) {
            ledger.events[kept] = std::move(ledger.events[i]);
            ledger.incident_of[kept] = ledger.incident_of[i];
        }
        ++kept;
    }
    ledger.events.resize(kept);
    ledger.incident_of.resize(kept);
    return incident_of_event;
}

void put_events(Ledger& ledger, const std::vector<Event>& events,
                const std::unordered_map<std::string, IncidentId>& earlier, Matcher& matcher)
{
    std::vector<std::uint32_t> fresh;
    for (const Event& event : events) {
        const auto index = static_cast<std::uint32_t>(ledger.events.size());
        const auto known = earlier.find(event.id);
        ledger.incident_of.push_back(known == earlier.end() ? 0 : known->second);
        ledger.events.push_back(event);
        if (known == earlier.end())
            fresh.push_back(index);
        else
            matcher.put(index);
    }
    group_events(ledger, matcher, fresh);
    for (const std::uint32_t index : fresh)
        matcher.put(index);
}

Addition add_one(Ledger& ledger, const Intake& intake, std::optional<Matcher>& matcher)
{
    const DocumentId& id = intake.document.id;
    std::vector<Route> routes = routes_with(ledger.routes, id, intake.routes);
    if (is_unchanged(ledger, intake, routes))
        return Addition::unchanged;
    const auto same = std::find_if(ledger.documents.begin(), ledger.documents.end(),
                                   [&](const Document& document) { return document.id == id; });
    const bool is_known = same != ledger.documents.end();
    std::unordered_map<std::string, IncidentId> earlier;
    if (is_known) {
        *same = intake.document;
        earlier = take_events_out(ledger, id);
        take_out(ledger.flows, id);
        take_out(ledger.stocks, id);
        take_out(ledger.control_areas, id);
    } else {
        ledger.documents.push_back(intake.document);
    }
    if (!matcher || !earlier.empty())
        matcher.emplace(ledger);
    put_events(ledger, intake.events, earlier, *matcher);
    ledger.flows.insert(ledger.flows.end(), intake.flows.begin(), intake.flows.end());
    ledger.stocks.insert(ledger.stocks.end(), intake.stocks.begin(), intake.stocks.end());
    ledger.control_areas.insert(ledger.control_areas.end(), intake.control_areas.begin(),
                                intake.control_areas.end());
    ledger.routes = std::move(routes);
    return is_known ? Addition::replaced : Addition::added;
}

std::vector<Incident> computed(const Ledger& ledger,
                               const std::map<IncidentId, std::vector<std::uint32_t>>& members, Rule rule,
                               std::optional<Day> as_of)
{
    std::vector<Incident> found;
    for (const auto& [id, events] : members) {
        if (auto incident = compute_incident(ledger.events, events, rule, as_of)) {
            incident->id = id;
            found.push_back(std::move(*incident));
        }
    }
    return found;
}

} // namespace

const Document* Ledger::document(const DocumentId& id) const
{
    const auto found = std::find_if(documents.begin(), documents.end(),
                                    [&](const Document& document) { return document.id == id; });
    return found == documents.end() ? nullptr : &*found;
}

bool add(Ledger& ledger, const Intake& intake)
{
    std::optional<Matcher> matcher;
    return add_one(ledger, intake, matcher) != Addition::unchanged;
}

std::vector<Addition> add(Ledger& ledger, std::span<const Intake> intakes)
{
    std::optional<Matcher> matcher;
    std::vector<Addition> additions;
    for (const Intake& intake : intakes)
        additions.push_back(add_one(ledger, intake, matcher));
    return additions;
}

std::vector<Incident> incidents(const Ledger& ledger, Rule rule, std::optional<Day> as_of)
{
    std::map<IncidentId, std::vector<std::uint32_t>> members;
    for (std::uint32_t i = 0; i < ledger.events.size(); ++i)
        members[ledger.incident_of[i]].push_back(i);
    return computed(ledger, members, rule, as_of);
}

std::vector<Incident> incidents(const Ledger& ledger, const std::set<IncidentId>& ids, Rule rule,
                                std::optional<Day> as_of)
{
    std::map<IncidentId, std::vector<std::uint32_t>> members;
    for (std::uint32_t i = 0; i < ledger.events.size(); ++i)
        if (ids.contains(ledger.incident_of[i]))
            members[ledger.incident_of[i]].push_back(i);
    return computed(ledger, members, rule, as_of);
}

} // namespace sitmap
