#include "engine/control.hpp"

#include "engine/names.hpp"
#include "geodata/extent.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 3> kind_names{"assessed", "claimed", "contested"};

/// The areas that one document dates to one day: a picture of who held what, until a later one replaces it.
struct State {
    std::optional<Day> day; ///< nothing for areas that say themselves from when to when they hold
    std::vector<const ControlArea*> areas;
    std::map<std::string_view, Extent> extent_of_party;
};

/// A single day, or an open end, is the date of a picture; a span is a statement about each of its days.
bool is_dated_picture(const Interval& interval)
{
    return interval.precision() == TimePrecision::day || interval.precision() == TimePrecision::since;
}

Extent around(const Extent& a, const Extent& b)
{
    return {std::min(a.west, b.west), std::min(a.south, b.south), std::max(a.east, b.east),
            std::max(a.north, b.north)};
}

std::vector<State> states_of(const std::vector<ControlArea>& areas)
{
    std::map<std::pair<std::string_view, std::optional<Day>>, State> states;
    for (const ControlArea& area : areas) {
        const auto day = is_dated_picture(area.interval) ? area.interval.first() : std::nullopt;
        const auto extent = extent_of(area.area);
        if (!extent)
            continue;
        State& state = states[{area.document, day}];
        state.day = day;
        state.areas.push_back(&area);
        const auto [place, is_new] = state.extent_of_party.try_emplace(area.party, *extent);
        if (!is_new)
            place->second = around(place->second, *extent);
    }
    std::vector<State> found;
    for (auto& [key, state] : states)
        found.push_back(std::move(state));
    return found;
}

double size_of(const Extent& box)
{
    return std::max(0.0, box.east - box.west) * std::max(0.0, box.north - box.south);
}

/// Two boxes share over half of the smaller.
bool cover_each_other(const Extent& a, const Extent& b)
{
    const Extent common{std::max(a.west, b.west), std::max(a.south, b.south), std::min(a.east, b.east),
                        std::min(a.north, b.north)};
    return size_of(common) > 0.5 * std::min(size_of(a), size_of(b));
}

/// Two dated pictures of one series: they show a party in the same region. Neighbouring holdings of one party
/// that a file dates apart are not.
bool show_the_same(const State& a, const State& b)
{
    return std::any_of(a.extent_of_party.begin(), a.extent_of_party.end(), [&](const auto& entry) {
        const auto other = b.extent_of_party.find(entry.first);
        return other != b.extent_of_party.end() && cover_each_other(entry.second, other->second);
    });
}

/// Another picture of the series that is later than `state` and satisfies `wanted`.
template <class Wanted>
bool has_later(const std::vector<State>& states, const State& state, Wanted wanted)
{
    return std::any_of(states.begin(), states.end(), [&](const State& later) {
        return later.day && *later.day > *state.day && wanted(*later.day) && show_the_same(state, later);
    });
}

/// The day of the series' first picture after `day`.
std::optional<Day> next_after(const std::vector<State>& states, const State& state, Day day)
{
    std::optional<Day> next;
    for (const State& later : states)
        if (later.day && *later.day > day && (!next || *later.day < *next) && show_the_same(state, later))
            next = later.day;
    return next;
}

} // namespace

std::string_view name_of(ControlArea::Kind kind)
{
    return name_in(kind_names, kind);
}

std::optional<ControlArea::Kind> control_kind_named(std::string_view name)
{
    return named_in<ControlArea::Kind>(kind_names, name);
}

ControlState areas_at(const std::vector<ControlArea>& areas, Day day)
{
    ControlState shown;
    const std::vector<State> states = states_of(areas);
    for (const State& state : states) {
        if (!state.day) {
            for (const ControlArea* area : state.areas)
                if (area->interval.may_touch(day, day))
                    shown.areas.push_back(area);
            continue;
        }
        if (*state.day > day || has_later(states, state, [&](Day later) { return later <= day; }))
            continue;
        shown.areas.insert(shown.areas.end(), state.areas.begin(), state.areas.end());
        shown.dated = std::max(shown.dated, state.day);
        const auto next = next_after(states, state, day);
        if (*state.day < day && next) {
            shown.interpolated = true;
            shown.next_dated = shown.next_dated ? std::min(shown.next_dated, next) : next;
        }
    }
    return shown;
}

std::vector<Day> control_days(const std::vector<ControlArea>& areas)
{
    std::set<Day> days;
    for (const ControlArea& area : areas) {
        if (area.interval.first())
            days.insert(*area.interval.first());
        if (!is_dated_picture(area.interval) && area.interval.last())
            days.insert(*area.interval.last() + std::chrono::days{1});
    }
    return {days.begin(), days.end()};
}

ControlState at(const std::vector<ControlArea>& areas, Day day, const std::vector<LineString>& land_edges)
{
    ControlState shown = areas_at(areas, day);
    shown.fronts = fronts_of(shown.areas, land_edges);
    for (FrontLine& front : shown.fronts)
        front.interpolated = shown.interpolated;
    return shown;
}

} // namespace sitmap
