#include "render/sheet/sheet_words.hpp"

#include "engine/background_query.hpp"
#include "engine/rule.hpp"
#include "render/layers/control.hpp"
#include "render/record_filter.hpp"
#include "render/sheet/sheet_parts.hpp"
#include "render/sheet/where_words.hpp"

#include <algorithm>
#include <set>

namespace sitmap {

namespace {

bool is_drawn(const Incident& i)
{
    return i.location && i.location->precision != PlacePrecision::unknown;
}

/// The days of what is shown, put in one by one.
class Days {
public:
    void add(std::optional<Day> first, std::optional<Day> last, bool goes_on)
    {
        goes_on_ = goes_on_ || goes_on;
        if (first && (!first_ || *first < *first_))
            first_ = first;
        if (last && (!last_ || *last > *last_))
            last_ = last;
    }
    void add(const Interval& i) { add(i.first(), i.last(), i.goes_on()); }
    [[nodiscard]] std::string words() const
    {
        if (first_ && last_ && *first_ != *last_)
            return day_for_people(*first_) + " – " + day_for_people(*last_);
        if (first_ && goes_on_)
            return "since " + day_for_people(*first_);
        return last_ ? day_for_people(*last_) : "";
    }

private:
    std::optional<Day> first_, last_;
    bool goes_on_ = false;
};

/// Does the map show it, as far as its days, its place and what was known by the view's day go?
template <class Thing>
bool is_told(const Thing& thing, const Map& map, const ViewState& view)
{
    return passes(thing, view.query) && is_known(thing, map.ledger, view.as_of);
}

/// Of the incidents shown; where there are none, of the people who move and stand.
std::string days_words(const Map& map, const ViewState& view, const Scene& scene)
{
    Days days;
    if (incidents_told(view, scene) > 0) {
        days.add(scene.records.first, scene.records.last, scene.records.goes_on);
        for (const Incident& i : scene.shown)
            days.add(i.interval);
        return days.words();
    }
    if (view.layers.displacement)
        for (const Flow& flow : map.ledger.flows)
            if (is_told(flow, map, view))
                days.add(flow.interval);
    if (view.layers.stocks)
        for (const Stock& stock : map.ledger.stocks)
            if (is_told(stock, map, view))
                days.add(stock.interval);
    return days.words();
}

template <class Thing>
bool any_is_told(const std::vector<Thing>& things, const Map& map, const ViewState& view)
{
    return std::any_of(things.begin(), things.end(),
                       [&](const Thing& thing) { return is_told(thing, map, view); });
}

bool passes_days(const Interval& interval, const Query& query)
{
    const auto first = interval.first(), last = interval.last();
    return !(first && query.until && *first > *query.until) &&
           !(last && query.since && *last < *query.since) &&
           !(first && !last && query.since && *first < *query.since);
}

/// Of the states shown; of all where they are compared, or where what is shown is no one day's map, as in a
/// film.
std::set<DocumentId> control_documents(const Map& map, const ViewState& view, const Scene& scene)
{
    std::set<DocumentId> behind;
    const auto& areas = map.ledger.control_areas;
    const auto day = control_day(map, view);
    if (view.change || !day || scene.list.commands.empty()) {
        // In a window of time what is dated in it, and the state that it begins with.
        for (const ControlArea& area : areas)
            if (view.change || passes_days(area.interval, view.query))
                behind.insert(area.document);
        if (view.query.since && !view.change)
            for (const ControlArea* area : areas_at(areas, *view.query.since).areas)
                behind.insert(area->document);
        return behind;
    }
    const auto add = [&](Day shown) {
        const ControlState state = areas_at(areas, shown);
        for (const ControlArea* area : state.areas)
            behind.insert(area->document);
        return state;
    };
    const ControlState state = add(*day);
    if (state.interpolated && state.next_dated)
        add(*state.next_dated);
    return behind;
}

/// Those of which a row passes. O(rows) at most.
std::set<DocumentId> datasets_behind(const Map& map, const ViewState& view)
{
    std::set<DocumentId> behind;
    if (!map.records)
        return behind;
    const IncidentTable& table = map.records->table();
    const RecordFilter filter{table, view.query, view.as_of};
    for (std::uint32_t row = 0; row < table.size() && behind.size() < map.datasets.size(); ++row) {
        const std::size_t number =
            table.dataset[row]; // 0: from the ledger, whose documents are found by claims
        if (number > 0 && number <= map.datasets.size() && !behind.contains(map.datasets[number - 1]) &&
            filter.passes(row))
            behind.insert(map.datasets[number - 1]);
    }
    return behind;
}

/// A full stop that belongs to no abbreviation ("U.S.") and is no ellipsis.
bool ends_sentence(const std::string& text)
{
    const std::size_t word = text.find_last_of(' ') + 1; // 0 where there is no space
    return text.ends_with('.') && text.find('.', word) + 1 == text.size();
}

} // namespace

std::set<DocumentId> documents_behind(const Map& map, const ViewState& view, const Scene& scene)
{
    const Ledger& ledger = map.ledger;
    std::set<DocumentId> behind;
    if (view.layers.incidents)
        for (const Incident& incident : incidents(ledger, view.rule, view.as_of))
            if (passes(incident, view.query))
                for (const ClaimRef claim : incident.claims)
                    behind.insert(ledger.events[claim.event].document);
    if (view.layers.displacement)
        for (const Flow& flow : ledger.flows)
            if (is_told(flow, map, view))
                behind.insert(flow.document);
    if (view.layers.stocks)
        for (const Stock& stock : ledger.stocks)
            if (is_told(stock, map, view))
                behind.insert(stock.document);
    for (const HitTarget& target : scene.targets)
        if (const auto* route = std::get_if<RouteSelection>(&target.what))
            for (const Evidence& evidence : ledger.routes[route->index].evidence)
                behind.insert(evidence.document);
    if (view.layers.control)
        behind.merge(control_documents(map, view, scene));
    if (view.layers.incidents)
        behind.merge(datasets_behind(map, view));
    return behind;
}

std::size_t incidents_told(const ViewState& view, const Scene& scene)
{
    return view.layers.incidents ? scene.passing() : 0;
}

namespace {

/// Where no incident is shown: what else is.
std::string title_of_the_rest(const Map& map, const ViewState& view, const Scene& scene)
{
    const LayerSwitches& on = view.layers;
    if (on.control && !map.ledger.control_areas.empty())
        return "Areas of control";
    if (on.displacement && any_is_told(map.ledger.flows, map, view))
        return "Displacement";
    if (on.stocks && any_is_told(map.ledger.stocks, map, view))
        return "People held or displaced";
    for (const HitTarget& target : scene.targets)
        if (const auto* route = std::get_if<RouteSelection>(&target.what))
            return map.ledger.routes[route->index].name;
    if (on.overlays)
        for (std::size_t i = 0; i < map.overlays.size(); ++i)
            if (map.overlays[i].visible && !view.hidden_overlays.contains(i))
                return map.overlays[i].title;
    return map.name.empty() ? "Map" : map.name;
}

} // namespace

std::string title_in_words(const Map& map, const ViewState& view, const Scene& scene)
{
    if (incidents_told(view, scene) == 0)
        return title_of_the_rest(map, view, scene);
    const Incident* deadliest = nullptr;
    std::size_t drawn = 0;
    const auto killed = [](const Incident& i) { return i.killed ? i.killed->size_by() : -1; };
    for (const Incident& i : scene.shown)
        if (is_drawn(i)) {
            ++drawn;
            if (deadliest == nullptr || killed(i) > killed(*deadliest))
                deadliest = &i;
        }
    drawn += scene.records.passing - (scene.shown.size() - scene.from_ledger);
    if (deadliest != nullptr && drawn == 1 && !deadliest->title.empty())
        return deadliest->title;
    const std::string where = where_words(map, scene);
    if (drawn > 0 && !where.empty()) // how many they are is told by the line below
        return "Reported incidents in " + where;
    if (drawn > 0)
        return grouped_number(static_cast<std::int64_t>(drawn)) + " reported incidents";
    return title_of_the_rest(map, view, scene);
}

std::string subtitle_in_words(const Map& map, const ViewState& view, const Scene& scene)
{
    const LayerSwitches& on = view.layers;
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    const std::size_t n = incidents_told(view, scene);
    if (n > 0)
        add(grouped_number(static_cast<std::int64_t>(n)) +
            (n == 1 ? " reported incident" : " reported incidents"));
    if (on.control && !map.ledger.control_areas.empty() && n > 0)
        add("areas of control");
    if (n == 0) // the layer's own note says best what is shown: "Control as of 17 Jul 2024"
        for (const std::string& note : scene.notes)
            if (note.starts_with("Control"))
                add(note);
    if (on.displacement && any_is_told(map.ledger.flows, map, view))
        add("displacement");
    if (on.stocks && any_is_told(map.ledger.stocks, map, view))
        add("people held or displaced");
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 32);
    const std::string days = days_words(map, view, scene);
    return days.empty() ? text : text + (text.empty() ? "" : " · ") + days;
}

std::vector<std::string> sources_in_words(const Map& map, const ViewState& view, const Scene& scene,
                                          const SheetOptions& options)
{
    constexpr std::size_t most_named = 5;
    std::vector<std::string> out;
    std::size_t named = 0;
    std::set<std::string> said, licences;
    const std::set<DocumentId> behind = documents_behind(map, view, scene);
    for (const Document& d : map.ledger.documents) {
        if (!behind.contains(d.id))
            continue;
        std::string text = d.outlet.empty()  ? d.title
                           : d.title.empty() ? d.outlet
                                             : d.outlet + ": " + d.title;
        if (text.empty())
            text = d.location;
        if (ends_sentence(text)) // what is told of it goes on
            text.pop_back();
        if (d.published)
            text += ", " + day_for_people(*d.published);
        if (!text.empty() && !d.licence.empty())
            text += ". " + d.licence;
        if (text.empty() || !said.insert(text).second)
            continue;
        if (named++ < most_named)
            out.push_back(text.ends_with('.') ? text : text + ".");
        else if (!d.licence.empty())
            licences.insert(d.licence);
    }
    if (named > most_named) {
        std::string more = "And " + grouped_number(static_cast<std::int64_t>(named - most_named)) +
                           (named == most_named + 1 ? " more document." : " more documents.");
        for (const std::string& licence : licences) // asked for, whether or not the document is named
            more += " " + licence + (licence.ends_with('.') ? "" : ".");
        out.push_back(more);
    }
    std::string rule = "Rule for numbers: " + std::string{name_of(view.rule)} + ".";
    rule += view.as_of ? " Known on " + day_for_people(*view.as_of) + "." : " All that is known is counted.";
    out.push_back(rule);
    if (!options.chosen_by.empty())
        out.push_back("Only incidents chosen by " + options.chosen_by + ".");
    return out;
}

} // namespace sitmap
