#include "engine/group.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace sitmap {

namespace {

constexpr std::size_t most_together = 400;

using Index = std::uint32_t;

/// Two events that are alike.
struct Pair {
    Index one = 0, other = 0;
    double score = 0;
};

/// Events that hang together, ascending, and their pairs.
struct Component {
    std::vector<Index> events;
    std::vector<Pair> pairs;
    bool whole = true; ///< false: there are more than can be looked at
};

/// Finds what hangs together with new events.
class Surroundings {
public:
    Surroundings(const Ledger& ledger, const Matcher& matcher, std::span<const Index> fresh)
        : ledger_{ledger}, matcher_{matcher}
    {
        for (const Index event : fresh)
            for (const Matcher::Alike& alike :
                 likes_.try_emplace(event, matcher.alike(ledger.events[event])).first->second)
                fresh_like_[alike.event].push_back({event, alike.score});
        for (const Decision& decision : ledger.decisions)
            for (const Decision::Member& member : decision.members)
                decided_.insert(member.event);
        if (!decided_.empty())
            for (Index i = 0; i < ledger.events.size(); ++i)
                if (decided_.contains(ledger.events[i].id))
                    decided_at_.push_back(i);
    }

    [[nodiscard]] Component round(Index start)
    {
        Component component;
        std::set<Index> seen{start};
        std::vector<Index> open{start};
        while (!open.empty()) {
            const Index event = open.back();
            open.pop_back();
            const auto step_to = [&](Index other) {
                if (seen.insert(other).second)
                    open.push_back(other);
            };
            for (const Matcher::Alike& alike : likes_of(event)) {
                component.pairs.push_back(
                    {std::min(event, alike.event), std::max(event, alike.event), alike.score});
                step_to(alike.event);
            }
            for (const Index other : joined_by_hand(event))
                step_to(other);
            if (seen.size() > most_together) {
                component.whole = false;
                break;
            }
        }
        component.events.assign(seen.begin(), seen.end());
        return component;
    }

private:
    [[nodiscard]] std::vector<Matcher::Alike> likes_of(Index event)
    {
        auto [known, is_new] = likes_.try_emplace(event);
        if (is_new)
            known->second = matcher_.alike(ledger_.events[event]);
        std::vector<Matcher::Alike> all = known->second;
        if (const auto more = fresh_like_.find(event); more != fresh_like_.end())
            all.insert(all.end(), more->second.begin(), more->second.end());
        return all;
    }

    [[nodiscard]] std::vector<Index> joined_by_hand(Index event) const
    {
        std::vector<Index> found;
        if (!decided_.contains(ledger_.events[event].id))
            return found;
        for (const Index other : decided_at_) {
            const Decision* decision =
                decision_on(ledger_.decisions, ledger_.events[event].id, ledger_.events[other].id);
            if (decision && decision->kind == Decision::Kind::join && other != event)
                found.push_back(other);
        }
        return found;
    }

    const Ledger& ledger_;
    const Matcher& matcher_;
    std::unordered_map<Index, std::vector<Matcher::Alike>> likes_, fresh_like_;
    std::unordered_set<std::string_view> decided_;
    std::vector<Index> decided_at_;
};

/// The groups of a component. Those that are joined are found by their first event.
class Groups {
public:
    Groups(const Ledger& ledger, Component component) : ledger_{ledger}, component_{std::move(component)}
    {
        for (const Index event : component_.events)
            members_[event] = {event};
    }

    [[nodiscard]] const std::map<Index, std::vector<Index>>& made()
    {
        join_by_hand();
        const auto key = [&](const Pair& pair) {
            const std::string_view a = ledger_.events[pair.one].id, b = ledger_.events[pair.other].id;
            return std::tuple{-pair.score, std::min(a, b), std::max(a, b)};
        };
        std::sort(component_.pairs.begin(), component_.pairs.end(),
                  [&](const Pair& a, const Pair& b) { return key(a) < key(b); });
        for (const Pair& pair : component_.pairs) {
            const Index a = group_of(pair.one), b = group_of(pair.other);
            if (a != b && may_join(members_.at(a), members_.at(b)))
                join(a, b);
        }
        return members_;
    }

private:
    [[nodiscard]] Index group_of(Index event) const
    {
        const auto found = moved_.find(event);
        return found == moved_.end() ? event : found->second;
    }

    void join(Index a, Index b)
    {
        auto& into = members_.at(std::min(a, b));
        auto& from = members_.at(std::max(a, b));
        into.insert(into.end(), from.begin(), from.end());
        for (const Index event : from)
            moved_[event] = std::min(a, b);
        members_.erase(std::max(a, b));
    }

    [[nodiscard]] const Decision* decision(Index a, Index b) const
    {
        if (ledger_.decisions.empty())
            return nullptr;
        return decision_on(ledger_.decisions, ledger_.events[a].id, ledger_.events[b].id);
    }

    void join_by_hand()
    {
        if (ledger_.decisions.empty())
            return;
        for (const Index a : component_.events)
            for (const Index b : component_.events) {
                const Decision* decided = a < b ? decision(a, b) : nullptr;
                if (decided && decided->kind == Decision::Kind::join && group_of(a) != group_of(b))
                    join(group_of(a), group_of(b));
            }
    }

    [[nodiscard]] bool may_join(const std::vector<Index>& a, const std::vector<Index>& b) const
    {
        return std::all_of(a.begin(), a.end(), [&](Index one) {
            return std::all_of(b.begin(), b.end(), [&](Index other) {
                const Decision* decided = decision(one, other);
                return decided ? decided->kind == Decision::Kind::join
                               : may_be_one(ledger_.events[one], ledger_.events[other]);
            });
        });
    }

    const Ledger& ledger_;
    Component component_;
    std::map<Index, std::vector<Index>> members_;
    std::unordered_map<Index, Index> moved_;
};

/// The incidents that the events of a group had, the commonest first, of equals the lowest.
std::vector<IncidentId> earlier_incidents(const Ledger& ledger, const std::vector<Index>& group)
{
    std::map<IncidentId, int> votes;
    for (const Index event : group)
        if (ledger.incident_of[event] != 0)
            ++votes[ledger.incident_of[event]];
    std::vector<IncidentId> ids;
    for (const auto& [id, count] : votes)
        ids.push_back(id);
    std::stable_sort(ids.begin(), ids.end(),
                     [&](IncidentId a, IncidentId b) { return votes.at(a) > votes.at(b); });
    return ids;
}

void give_incidents(Ledger& ledger, const std::map<Index, std::vector<Index>>& groups)
{
    // Ids are chosen before any is written, as they are voted for by what is there.
    std::set<IncidentId> taken;
    std::vector<std::pair<const std::vector<Index>*, IncidentId>> chosen;
    for (const auto& [first, group] : groups) {
        IncidentId id = 0;
        for (const IncidentId candidate : earlier_incidents(ledger, group))
            if (id == 0 && taken.insert(candidate).second)
                id = candidate;
        chosen.emplace_back(&group, id);
    }
    for (auto& [group, id] : chosen) {
        if (id == 0)
            id = ++ledger.last_incident;
        for (const Index event : *group)
            ledger.incident_of[event] = id;
    }
}

/// Where too many hang together: the incident of the most alike event that takes it.
IncidentId incident_of_most_alike(const Ledger& ledger, const Component& component, Index event)
{
    IncidentId best = 0;
    double most = 0;
    for (const Pair& pair : component.pairs) {
        if (pair.one != event && pair.other != event)
            continue;
        const Index other = pair.one == event ? pair.other : pair.one;
        const Decision* decided =
            decision_on(ledger.decisions, ledger.events[event].id, ledger.events[other].id);
        const bool apart = decided && decided->kind == Decision::Kind::split;
        if (!apart && ledger.incident_of[other] != 0 && pair.score > most) {
            most = pair.score;
            best = ledger.incident_of[other];
        }
    }
    return best;
}

} // namespace

void group_events(Ledger& ledger, const Matcher& matcher, std::span<const Index> fresh)
{
    Surroundings surroundings{ledger, matcher, fresh};
    for (const Index event : fresh) {
        if (ledger.incident_of[event] != 0)
            continue;
        Component component = surroundings.round(event);
        if (component.whole) {
            give_incidents(ledger, Groups{ledger, std::move(component)}.made());
            continue;
        }
        const IncidentId incident = incident_of_most_alike(ledger, component, event);
        ledger.incident_of[event] = incident != 0 ? incident : ++ledger.last_incident;
    }
}

} // namespace sitmap
