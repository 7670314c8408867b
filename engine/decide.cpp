#include "engine/decide.hpp"

#include "engine/names.hpp"
#include "geodata/error.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 2> kind_names{"split", "join"};

std::size_t event_named(const Ledger& ledger, const std::string& name)
{
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < ledger.events.size(); ++i) {
        const std::string& id = ledger.events[i].id;
        if (id == name)
            return i;
        if (name.empty() || !id.starts_with(name))
            continue;
        if (found)
            throw Error{"cannot tell which event '" + name + "' is: the ids of several begin so, '" +
                        ledger.events[*found].id + "' and '" + id + "'"};
        found = i;
    }
    if (!found)
        throw Error{"cannot find the event '" + name + "'; 'sitmap show' lists the events of an incident"};
    return *found;
}

std::set<std::size_t> events_named(const Ledger& ledger, std::span<const std::string> names)
{
    std::set<std::size_t> found;
    for (const std::string& name : names)
        found.insert(event_named(ledger, name));
    return found;
}

std::vector<std::size_t> members_of(const Ledger& ledger, IncidentId incident)
{
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < ledger.events.size(); ++i)
        if (ledger.incident_of[i] == incident)
            members.push_back(i);
    return members;
}

const Decision& kept(Ledger& ledger, Decision decision)
{
    for (const Decision::Member& member : decision.members)
        for (std::size_t i = 0; i < ledger.events.size(); ++i)
            if (ledger.events[i].id == member.event)
                ledger.incident_of[i] = member.after;
    ledger.decisions.push_back(std::move(decision));
    return ledger.decisions.back();
}

void undo(Ledger& ledger, std::vector<Decision>::iterator decision)
{
    for (const Decision::Member& member : decision->members)
        for (std::size_t i = 0; i < ledger.events.size(); ++i)
            if (ledger.events[i].id == member.event && ledger.incident_of[i] == member.after)
                ledger.incident_of[i] = member.before;
    ledger.decisions.erase(decision);
}

/// The latest decision of its kind for which `fits` holds; the end if there is none.
template <class Fits>
std::vector<Decision>::iterator latest(Ledger& ledger, Decision::Kind kind, Fits fits)
{
    auto& all = ledger.decisions;
    for (auto at = all.end(); at != all.begin();)
        if ((--at)->kind == kind && fits(*at))
            return at;
    return all.end();
}

} // namespace

std::string_view name_of(Decision::Kind kind)
{
    return name_in(kind_names, kind);
}

std::optional<Decision::Kind> decision_kind_named(std::string_view name)
{
    return named_in<Decision::Kind>(kind_names, name);
}

const Decision* decision_on(std::span<const Decision> decisions, std::string_view event,
                            std::string_view other)
{
    for (std::size_t i = decisions.size(); i-- > 0;) {
        const Decision& decision = decisions[i];
        const Decision::Member *one = nullptr, *two = nullptr;
        for (const Decision::Member& member : decision.members) {
            one = member.event == event ? &member : one;
            two = member.event == other ? &member : two;
        }
        if (one && two && (decision.kind == Decision::Kind::join || one->after != two->after))
            return &decision;
    }
    return nullptr;
}

const Decision& split(Ledger& ledger, std::span<const std::string> events, Day day, std::string note)
{
    const std::set<std::size_t> out = events_named(ledger, events);
    if (out.empty())
        throw Error{"cannot split: name at least one event"};
    const IncidentId incident = ledger.incident_of[*out.begin()];
    for (const std::size_t i : out)
        if (ledger.incident_of[i] != incident)
            throw Error{"cannot split: '" + ledger.events[i].id + "' is of incident " +
                        std::to_string(ledger.incident_of[i]) + " and not of " + std::to_string(incident) +
                        "; split one incident at a time"};
    const std::vector<std::size_t> members = members_of(ledger, incident);
    if (members.size() == out.size())
        throw Error{"cannot split: incident " + std::to_string(incident) + " has no other events"};
    Decision decision{Decision::Kind::split, day, std::move(note), {}};
    const IncidentId own = ++ledger.last_incident;
    for (const std::size_t i : members)
        decision.members.push_back({ledger.events[i].id, incident, out.contains(i) ? own : incident});
    return kept(ledger, std::move(decision));
}

const Decision& join(Ledger& ledger, std::span<const IncidentId> incidents, Day day, std::string note)
{
    const std::set<IncidentId> all{incidents.begin(), incidents.end()};
    if (all.size() < 2)
        throw Error{"cannot join: name at least two incidents"};
    Decision decision{Decision::Kind::join, day, std::move(note), {}};
    for (const IncidentId incident : all) {
        const std::vector<std::size_t> members = members_of(ledger, incident);
        if (members.empty())
            throw Error{"cannot find incident " + std::to_string(incident) + "; 'sitmap list' gives the ids"};
        for (const std::size_t i : members)
            decision.members.push_back({ledger.events[i].id, incident, *all.begin()});
    }
    return kept(ledger, std::move(decision));
}

void undo_split(Ledger& ledger, std::span<const std::string> events)
{
    std::set<std::string_view> ids;
    for (const std::size_t i : events_named(ledger, events))
        ids.insert(ledger.events[i].id);
    const auto found = latest(ledger, Decision::Kind::split, [&](const Decision& decision) {
        return std::any_of(decision.members.begin(), decision.members.end(), [&](const Decision::Member& m) {
            return m.before != m.after && ids.contains(m.event);
        });
    });
    if (found == ledger.decisions.end())
        throw Error{"cannot undo a split: none took these events out of an incident"};
    undo(ledger, found);
}

void undo_join(Ledger& ledger, IncidentId incident)
{
    const auto found = latest(ledger, Decision::Kind::join, [&](const Decision& decision) {
        const bool moved = std::any_of(decision.members.begin(), decision.members.end(),
                                       [](const Decision::Member& m) { return m.before != m.after; });
        return moved && decision.members.front().after == incident;
    });
    if (found == ledger.decisions.end())
        throw Error{"cannot undo a join: none made incident " + std::to_string(incident)};
    undo(ledger, found);
}

} // namespace sitmap
