// How an incident's values come from its claims.
#include "engine/rule.hpp"

#include "engine/actor.hpp"
#include "engine/analyst.hpp"
#include "engine/names.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 3> rule_names{"range", "conservative", "ucdp"};

/// A claim that counts, with the event it belongs to.
struct Counted {
    ClaimRef ref;
    const Event* event = nullptr;
    const Claim* claim = nullptr;
};

using Claims = std::vector<Counted>;

std::optional<Day> first_said(const Event& event)
{
    std::optional<Day> first;
    for (const Claim& claim : event.claims)
        if (claim.said_on && (!first || *claim.said_on < *first))
            first = claim.said_on;
    return first;
}

/// Events in an order that does not hang on the order of import: main tellings first, older before newer.
std::vector<std::uint32_t> in_order(std::span<const Event> events, std::span<const std::uint32_t> members)
{
    std::vector<std::uint32_t> order{members.begin(), members.end()};
    const auto key = [&](std::uint32_t index) {
        const Event& event = events[index];
        const auto said = first_said(event);
        return std::tuple{!event.primary, !said.has_value(), said, std::string_view{event.id}};
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    return order;
}

Claims counted_claims(std::span<const Event> events, std::span<const std::uint32_t> members,
                      std::optional<Day> as_of)
{
    Claims counted;
    for (const std::uint32_t index : in_order(events, members)) {
        const Event& event = events[index];
        for (std::uint32_t i = 0; i < event.claims.size(); ++i) {
            const Claim& claim = event.claims[i];
            if (!as_of || !claim.said_on || *claim.said_on <= *as_of)
                counted.push_back({{index, i}, &event, &claim});
        }
    }
    return counted;
}

/// The claims that values are computed from: on a field of which the analyst has said something, the latest
/// of that alone.
Claims decisive(const Claims& all)
{
    std::map<ClaimField, Counted> latest;
    for (const Counted& counted : all) {
        if (!is_by_analyst(*counted.event))
            continue;
        const auto [found, is_new] = latest.try_emplace(counted.claim->field, counted);
        const auto key = [](const Counted& c) { return std::tuple{c.claim->said_on, c.ref.event}; };
        if (!is_new && key(counted) > key(found->second))
            found->second = counted;
    }
    if (latest.empty())
        return all;
    Claims kept;
    for (const Counted& counted : all) {
        const auto by_hand = latest.find(counted.claim->field);
        if (by_hand == latest.end() || by_hand->second.claim == counted.claim)
            kept.push_back(counted);
    }
    return kept;
}

bool is_held(const Claim& claim)
{
    return claim.stance == Stance::asserts || claim.stance == Stance::relays;
}

/// Values of one kind that somebody holds to be so, in the claims' order.
template <class T>
std::vector<const T*> values_of(const Claims& claims, ClaimField field)
{
    std::vector<const T*> values;
    for (const Counted& counted : claims)
        if (counted.claim->field == field && is_held(*counted.claim))
            if (const T* value = std::get_if<T>(&counted.claim->value))
                values.push_back(value);
    return values;
}

/// The sub-type that most events give in their first word on it; main tellings outvote those told along.
SubEventType sub_type_from(const Claims& claims)
{
    std::set<const Event*> heard;
    std::array<std::size_t, sub_event_type_count> votes{};
    SubEventType chosen = SubEventType::other;
    std::size_t most = 0;
    for (const bool primary : {true, false}) {
        for (const Counted& counted : claims) {
            const auto* sub_type = std::get_if<SubEventType>(&counted.claim->value);
            if (!sub_type || *sub_type == SubEventType::other || counted.event->primary != primary ||
                !is_held(*counted.claim) || !heard.insert(counted.event).second)
                continue;
            const std::size_t count = ++votes[static_cast<std::size_t>(*sub_type)];
            if (count > most) {
                most = count;
                chosen = *sub_type;
            }
        }
        if (most > 0)
            break;
    }
    return chosen;
}

std::optional<Location> location_from(const Claims& claims)
{
    const auto locations = values_of<Location>(claims, ClaimField::place);
    const auto better = [](const Location* a, const Location* b) {
        return std::tuple{a->precision, a->radius_m} < std::tuple{b->precision, b->radius_m};
    };
    const auto best = std::min_element(locations.begin(), locations.end(), better);
    return best == locations.end() ? std::nullopt : std::optional{**best};
}

/// Days that an interval spans; open and unknown ones are longer than any other, in that order.
std::int64_t width_days(const Interval& interval)
{
    constexpr std::int64_t longest = std::int64_t{1} << 40;
    if (interval.first() && interval.last())
        return (*interval.last() - *interval.first()).count();
    return longest + static_cast<std::int64_t>(interval.precision());
}

/// An interval of which one day is meant, and not one that lasted.
bool is_vague(const Interval& interval)
{
    switch (interval.precision()) {
    case TimePrecision::week:
    case TimePrecision::month:
    case TimePrecision::year:
    case TimePrecision::longer:
        return true;
    default:
        return false;
    }
}

/// The part of `wide` that `other` leaves, where both can be true.
Interval narrowed(const Interval& wide, const Interval& other)
{
    if (!is_vague(wide) || !other.last() || !other.may_touch(wide.first(), wide.last()))
        return wide;
    const Day first = std::max(*wide.first(), other.first().value_or(*wide.first()));
    const Day last = std::min(*wide.last(), *other.last());
    return first == *wide.first() && last == *wide.last() ? wide : Interval::between(first, last);
}

/// The narrowest of the intervals that most others agree with; what is vague is narrowed by the rest.
Interval interval_from(const Claims& claims)
{
    auto intervals = values_of<Interval>(claims, ClaimField::time);
    std::erase_if(intervals, [](const Interval* interval) { return !interval->is_known(); });
    if (intervals.empty())
        return {};
    const auto disagreements = [&](const Interval* interval) {
        return std::count_if(intervals.begin(), intervals.end(), [&](const Interval* other) {
            return !other->may_touch(interval->first(), interval->last());
        });
    };
    Interval chosen =
        **std::min_element(intervals.begin(), intervals.end(), [&](const Interval* a, const Interval* b) {
            return std::tuple{disagreements(a), width_days(*a)} <
                   std::tuple{disagreements(b), width_days(*b)};
        });
    for (const Interval* interval : intervals)
        chosen = narrowed(chosen, *interval);
    return chosen;
}

std::vector<const Claim*> claims_on(const Claims& claims, ClaimField field)
{
    std::vector<const Claim*> found;
    for (const Counted& counted : claims)
        if (counted.claim->field == field)
            found.push_back(counted.claim);
    return found;
}

void add_party(std::vector<std::string>& parties, const std::string& name)
{
    const auto is_same = [&](const std::string& party) { return same_actor(party, name); };
    if (!name.empty() && std::none_of(parties.begin(), parties.end(), is_same))
        parties.push_back(name);
}

void take_parties(Incident& incident, const Claims& claims)
{
    for (const Counted& counted : claims) {
        const auto* name = std::get_if<ActorName>(&counted.claim->value);
        if (!name || !is_held(*counted.claim))
            continue;
        if (counted.claim->field == ClaimField::victims)
            add_party(incident.victims, *name);
        if (counted.claim->field != ClaimField::perpetrator)
            continue;
        add_party(incident.accused, *name);
        if (counted.claim->note != party_to_it && !same_actor(counted.claim->speaker, *name))
            add_party(incident.accusers, counted.claim->speaker);
    }
    incident.attribution = attribution_of(claims_on(claims, ClaimField::perpetrator));
}

std::string title_from(const Incident& incident, const Claims& claims)
{
    for (const Counted& counted : claims)
        if (!counted.event->title.empty())
            return counted.event->title;
    const std::string kind{name_of(incident.sub_type)};
    return incident.location && !incident.location->name.empty() ? kind + ", " + incident.location->name
                                                                 : kind;
}

void take_counts(Incident& incident, const Claims& claims, Rule rule)
{
    incident.killed = combine(claims_on(claims, ClaimField::killed), rule);
    incident.injured = combine(claims_on(claims, ClaimField::injured), rule);
    incident.missing = combine(claims_on(claims, ClaimField::missing), rule);
    incident.abducted = combine(claims_on(claims, ClaimField::abducted), rule);
    incident.detained = combine(claims_on(claims, ClaimField::detained), rule);
    incident.displaced = combine(claims_on(claims, ClaimField::displaced), rule);
    incident.rescued = combine(claims_on(claims, ClaimField::rescued), rule);
    incident.intercepted = combine(claims_on(claims, ClaimField::intercepted), rule);
}

/// What decides on the kind. A report's reader gives the kind on the day of the report, also where somebody
/// whom it quotes spoke earlier: what is known of an incident by then is known as of that kind.
Claims on_kind(std::span<const Event> events, std::span<const std::uint32_t> members, const Claims& deciding)
{
    const auto is_on_kind = [](const Counted& counted) { return counted.claim->field == ClaimField::kind; };
    if (std::any_of(deciding.begin(), deciding.end(), is_on_kind))
        return deciding;
    Claims later = counted_claims(events, members, std::nullopt);
    std::erase_if(later, [&](const Counted& counted) {
        const bool is_told_of = std::any_of(deciding.begin(), deciding.end(), [&](const Counted& known) {
            return known.event == counted.event;
        });
        return !is_on_kind(counted) || is_by_analyst(*counted.event) || !is_told_of;
    });
    return later;
}

} // namespace

std::string_view name_of(Rule rule)
{
    return name_in(rule_names, rule);
}

std::optional<Rule> rule_named(std::string_view name)
{
    return named_in<Rule>(rule_names, name);
}

std::optional<Incident> compute_incident(std::span<const Event> ledger_events,
                                         std::span<const std::uint32_t> members, Rule rule,
                                         std::optional<Day> as_of)
{
    const Claims claims = counted_claims(ledger_events, members, as_of);
    if (claims.empty())
        return std::nullopt;
    const Claims deciding = decisive(claims);
    Incident incident;
    incident.sub_type = sub_type_from(on_kind(ledger_events, members, deciding));
    incident.location = location_from(deciding);
    incident.interval = interval_from(deciding);
    take_counts(incident, deciding, rule);
    take_parties(incident, deciding);
    incident.title = title_from(incident, claims);
    std::set<std::string_view> documents;
    for (const Counted& counted : claims) {
        if (!is_by_analyst(*counted.event)) // who weighs the reports is no further source
            documents.insert(counted.event->document);
        incident.claims.push_back(counted.ref);
    }
    incident.documents = documents.size();
    return incident;
}

} // namespace sitmap
