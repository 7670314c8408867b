#include "engine/control_change.hpp"

#include "geodata/measure.hpp"

#include <algorithm>
#include <map>

namespace sitmap {

namespace {

constexpr double m2_a_km2 = 1e6;

double km2_of(const MultiPolygon& area)
{
    return area_m2(area) / m2_a_km2;
}

ChangedGround ground_of(const MultiPolygon& area)
{
    std::vector<std::pair<double, const Polygon*>> by_size;
    for (const Polygon& polygon : area.polygons)
        by_size.emplace_back(area_m2(polygon) / m2_a_km2, &polygon);
    std::stable_sort(by_size.begin(), by_size.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    ChangedGround ground;
    for (const auto& [km2, polygon] : by_size) {
        ground.km2 += km2;
        if (km2 >= sliver_km2 && has_width_of(*polygon, sliver_width_m)) {
            ground.pieces.polygons.push_back(*polygon);
        } else {
            ground.slivers.polygons.push_back(*polygon);
            ground.sliver_km2 += km2;
        }
    }
    return ground;
}

/// What the parties held in the states that a series passes, each merged once.
class Holdings {
public:
    Holdings(const std::vector<ControlArea>& areas, std::string_view party)
        : areas_{areas}, parties_{party.empty() ? holding_parties(areas) : std::vector{std::string{party}}}
    {}

    [[nodiscard]] const ControlState& state(Day day)
    {
        const auto found = states_.find(day);
        return found != states_.end() ? found->second
                                      : states_.emplace(day, areas_at(areas_, day)).first->second;
    }

    [[nodiscard]] ControlChange change(Day from, Day to)
    {
        ControlChange change{from, to, state(from).dated, state(to).dated, {}};
        for (const std::string& party : parties_) {
            const MultiPolygon& before = held(from, party);
            const MultiPolygon& after = held(to, party);
            change.parties.push_back({party, km2_of(before), km2_of(after),
                                      ground_of(difference(after, before)),
                                      ground_of(difference(before, after))});
        }
        return change;
    }

private:
    const MultiPolygon& held(Day day, const std::string& party)
    {
        const auto key = std::pair{day, party};
        const auto found = held_.find(key);
        return found != held_.end() ? found->second
                                    : held_.emplace(key, held_by(state(day), party)).first->second;
    }

    const std::vector<ControlArea>& areas_;
    std::vector<std::string> parties_;
    std::map<Day, ControlState> states_;
    std::map<std::pair<Day, std::string>, MultiPolygon> held_;
};

Day end_of_month(Day day)
{
    const std::chrono::year_month_day date{day};
    return Day{date.year() / date.month() / std::chrono::last};
}

} // namespace

const PartyChange* ControlChange::of(std::string_view party) const
{
    const auto found = std::find_if(parties.begin(), parties.end(),
                                    [&](const PartyChange& change) { return change.party == party; });
    return found == parties.end() ? nullptr : &*found;
}

const PartyChange* most_changed(const ControlChange& change)
{
    const auto turnover = [](const PartyChange& p) { return p.gained.km2 + p.lost.km2; };
    const auto most = std::max_element(
        change.parties.begin(), change.parties.end(),
        [&](const PartyChange& a, const PartyChange& b) { return turnover(a) < turnover(b); });
    return most == change.parties.end() ? nullptr : &*most;
}

MultiPolygon held_by(const ControlState& state, std::string_view party)
{
    MultiPolygon all;
    for (const ControlArea* area : state.areas)
        if (area->kind == ControlArea::Kind::assessed && area->party == party)
            all.polygons.insert(all.polygons.end(), area->area.polygons.begin(), area->area.polygons.end());
    return all.polygons.empty() ? all : merged(all);
}

std::vector<std::string> holding_parties(const std::vector<ControlArea>& areas)
{
    std::vector<std::string> parties;
    for (const ControlArea& area : areas)
        if (area.kind == ControlArea::Kind::assessed && !area.party.empty() &&
            std::find(parties.begin(), parties.end(), area.party) == parties.end())
            parties.push_back(area.party);
    return parties;
}

ControlChange control_change(const std::vector<ControlArea>& areas, Day from, Day to, std::string_view party)
{
    return Holdings{areas, party}.change(from, to);
}

std::vector<ControlChange> control_changes_by_month(const std::vector<ControlArea>& areas, Day from, Day to,
                                                    std::string_view party)
{
    std::vector<ControlChange> changes;
    Holdings holdings{areas, party};
    for (Day start = from; start < to;) {
        const Day month_end = end_of_month(start + std::chrono::days{1});
        const Day end = std::min(month_end, to);
        if (holdings.state(start).areas != holdings.state(end).areas)
            changes.push_back(holdings.change(start, end));
        start = end;
    }
    return changes;
}

Layer change_layer(std::span<const ControlChange> changes)
{
    Layer layer{"control_change",
                {{"party", FieldType::text},
                 {"change", FieldType::text},
                 {"km2", FieldType::real},
                 {"date_from", FieldType::text},
                 {"date_to", FieldType::text},
                 {"sliver", FieldType::boolean}},
                {}};
    for (const ControlChange& change : changes) {
        const std::string from = format_day(change.dated_from.value_or(change.from));
        const std::string to = format_day(change.dated_to.value_or(change.to));
        const auto add = [&](const PartyChange& party, const char* what, const MultiPolygon& area,
                             bool sliver) {
            for (const Polygon& polygon : area.polygons)
                layer.features.push_back(
                    {polygon, {party.party, what, km2_of(MultiPolygon{{polygon}}), from, to, sliver}});
        };
        for (const PartyChange& party : change.parties) {
            add(party, "gained", party.gained.pieces, false);
            add(party, "gained", party.gained.slivers, true);
            add(party, "lost", party.lost.pieces, false);
            add(party, "lost", party.lost.slivers, true);
        }
    }
    return layer;
}

} // namespace sitmap
