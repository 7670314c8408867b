#include "render/ui/panels.hpp"

#include "render/navigation.hpp"
#include "render/ui/bookmarks.hpp"
#include "render/ui/editor.hpp"
#include "render/ui/inspector.hpp"
#include "render/ui/kept_view.hpp"
#include "render/ui/layer_panel.hpp"
#include "render/ui/map_controls.hpp"
#include "render/ui/status_bar.hpp"
#include "render/ui/swipe_bar.hpp"
#include "render/ui/table.hpp"
#include "render/ui/timeline.hpp"
#include "render/ui/top_bar.hpp"
#include "render/ui/way_rows.hpp"

#include <algorithm>
#include <chrono>
#include <sstream>

namespace sitmap {

void show_panels(const Ui& ui, const PanelData& data, const Scene& scene, const WindowLayout& layout,
                 ViewState& view, UiState& state, Wishes& wishes)
{
    const bool is_selected = !std::holds_alternative<std::monostate>(view.selection);
    const PxRect open = open_map(layout, is_selected);
    if (state.draft.kind == EditDraft::Kind::none || state.draft.picking) // else the editor lies there
        show_map_controls(ui, open, view, state, wishes);
    if (layout.top_bar.height > 0)
        show_top_bar(ui, data, layout.top_bar, view, state, wishes);
    if (layout.left == WindowLayout::LeftPanel::full) {
        show_layer_panel(ui, data, layout.left_panel, view, state, wishes);
    } else if (layout.left == WindowLayout::LeftPanel::rail) {
        show_layer_rail(ui, layout.left_panel, view, state);
        if (state.show_rail_panel)
            show_layer_panel(ui, data,
                             {layout.left_panel.x + layout.left_panel.width, layout.left_panel.y, 276,
                              layout.left_panel.height},
                             view, state, wishes);
    }
    if (!layout.inspector_covers_map || is_selected)
        show_inspector(ui, data, scene, layout.inspector, view, state, wishes);
    if (layout.table.height > 0 && data.table)
        show_table(ui, data, layout.table, view, state, wishes);
    if (layout.timeline.height > 0)
        show_timeline(ui, data, layout.timeline, view, state);
    show_swipe_bar(ui, data, layout.map, view, state);
    if (state.show_bookmarks)
        show_bookmarks(ui, open, view, state);
    show_editor(ui, data, open, state, wishes);
    show_status_bar(ui, data, scene, camera_for(view, layout.map), layout.status, state);
}

bool needs_data(const ViewState& before, const ViewState& now)
{
    return !(before.query == now.query) || before.rule != now.rule || before.as_of != now.as_of;
}

namespace {

/// The analyst's own are made long after what they are on, and must not stretch the axis of time.
bool is_note(const Document& document)
{
    return document.kind == "note";
}

std::vector<Document> without_notes(const std::vector<Document>& documents)
{
    std::vector<Document> kept;
    std::copy_if(documents.begin(), documents.end(), std::back_inserter(kept),
                 [](const Document& document) { return !is_note(document); });
    return kept;
}

} // namespace

PanelData panel_data(const Map& map, const ViewState& view, const PanelData& before)
{
    PanelData data;
    data.map = &map;
    data.incidents = incidents(map.ledger, view.rule, view.as_of);
    data.counts = count(data.incidents, view.query);
    if (map.records)
        add(data.counts, count(map.records->table(), view.query, view.as_of));
    data.names = name_counts(data.incidents, map.records.get(), view.query, view.as_of);
    for (const Document& document : map.ledger.documents)
        if (document.published && !is_note(document))
            data.last_published =
                std::max(data.last_published.value_or(*document.published), *document.published);
    const Day today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    // The axis is laid over everything that is known, not over what is known by a day.
    data.table = before.table;
    data.days = before.map == &map
                    ? before.days
                    : timeline_range(incidents(map.ledger, view.rule), without_notes(map.ledger.documents),
                                     data.last_published.value_or(today),
                                     joined(background_days(map.ledger),
                                            map.records ? days_of(map.records->table()) : std::nullopt));
    Query any_day = view.query;
    any_day.since.reset();
    any_day.until.reset();
    std::vector<Incident> counted;
    std::copy_if(data.incidents.begin(), data.incidents.end(), std::back_inserter(counted),
                 [&any_day](const Incident& incident) { return passes(incident, any_day); });
    data.histogram = histogram(counted, data.days);
    if (map.records)
        add(data.histogram, map.records->table(), any_day, view.as_of);
    return data;
}

namespace {

std::optional<LonLat> place_of(const Map& map, const PanelData& data, const Selection& selection)
{
    if (const auto* chosen = std::get_if<IncidentSelection>(&selection)) {
        for (const Incident& incident : data.incidents)
            if (incident.id == chosen->id && incident.location)
                return incident.location->point;
        const auto row = map.records ? map.records->table().row_of(chosen->id) : std::nullopt;
        if (row && map.records->table().is_placed(*row))
            return map.records->table().point(*row);
    } else if (const auto* flow = std::get_if<FlowSelection>(&selection)) {
        if (flow->index < map.ledger.flows.size()) {
            const Flow& f = map.ledger.flows[flow->index];
            if (f.origin || f.destination)
                return f.origin ? f.origin->point : f.destination->point;
        }
    } else if (const auto* stock = std::get_if<StockSelection>(&selection)) {
        if (stock->index < map.ledger.stocks.size())
            return map.ledger.stocks[stock->index].location.point;
    } else if (const auto* route = std::get_if<RouteSelection>(&selection)) {
        if (route->index < map.ledger.routes.size())
            if (const auto extent = extent_of(map.ledger.routes[route->index].line))
                return LonLat{(extent->west + extent->east) / 2, (extent->south + extent->north) / 2};
    }
    return std::nullopt;
}

/// Brings a place to the middle of the map's open part.
void centre_on(LonLat place, const PxRect& frame, const PxRect& open, ViewState& view)
{
    const Px middle{frame.x + frame.width / 2, frame.y + frame.height / 2};
    view.centre = place;
    const Px shifted{middle.x + (frame.x + frame.width - open.x - open.width) / 2, middle.y};
    if (const auto centre = camera_for(view, frame).to_lonlat(shifted))
        view.centre = *centre;
}

/// What was chosen must not lie under the inspector that this opens.
void keep_selection_open(const Map& map, const PanelData& data, const WindowLayout& layout, ViewState& view,
                         UiState& state)
{
    constexpr double margin_px = 100; // of buttons, and of the ring round what is chosen
    if (state.selection_seen == view.selection)
        return;
    state.selection_seen = view.selection;
    const bool is_selected = !std::holds_alternative<std::monostate>(view.selection);
    const PxRect open = open_map(layout, is_selected);
    const auto place = place_of(map, data, view.selection);
    const auto at = place ? camera_for(view, layout.map).to_px(*place) : std::nullopt;
    if (at && layout.map.contains(*at) && at->x > open.x + open.width - margin_px &&
        open.width < layout.map.width)
        centre_on(*place, layout.map, open, view);
}

} // namespace

std::optional<ChosenRecord> chosen_record(const Map& map, const Selection& selection)
{
    const auto* chosen = std::get_if<IncidentSelection>(&selection);
    const auto row =
        chosen != nullptr && map.records ? map.records->table().row_of(chosen->id) : std::nullopt;
    if (!row)
        return std::nullopt;
    ChosenRecord record;
    record.incident = map.records->table().incident(*row);
    if (map.events_of_record)
        record.ledger.events = map.events_of_record(chosen->id);
    for (std::uint32_t e = 0; e < record.ledger.events.size(); ++e) {
        const Event& event = record.ledger.events[e];
        record.ledger.incident_of.push_back(chosen->id);
        if (const Document* document = map.ledger.document(event.document);
            document != nullptr && record.ledger.document(event.document) == nullptr)
            record.ledger.documents.push_back(*document);
        for (std::uint32_t c = 0; c < event.claims.size(); ++c)
            record.incident.claims.push_back({e, c});
        if (e == 0 && !event.title.empty())
            record.incident.title = event.title;
    }
    return record;
}

void carry_out(const Map& map, const PanelData& data, const WindowLayout& layout, ViewState& view,
               UiState& state, Wishes& wishes)
{
    constexpr double button_factor = 1.5;
    const PxRect& frame = layout.map;
    if (state.show_table)
        move_in_table(data, layout.table, view, state, wishes);
    const Px middle{frame.x + frame.width / 2, frame.y + frame.height / 2};
    if (wishes.zoom_in)
        zoom(view, frame, middle, button_factor);
    if (wishes.zoom_out)
        zoom(view, frame, middle, 1 / button_factor);
    if (wishes.show_all)
        show(view, frame, contents_extent(map, view));
    if (wishes.show_selection)
        if (const auto place = place_of(map, data, view.selection))
            centre_on(*place, frame,
                      open_map(layout, !std::holds_alternative<std::monostate>(view.selection)), view);
    if (wishes.go_to) {
        view.centre = *wishes.go_to;
        if (wishes.go_to_metres_per_px > 0)
            view.metres_per_px = wishes.go_to_metres_per_px;
    }
    if (wishes.zoom_box)
        show_box(view, frame, *wishes.zoom_box);
    if (!wishes.copy.empty())
        ImGui::SetClipboardText(wishes.copy.c_str());
    if (wishes.bookmark) {
        state.bookmarks.push_back(bookmark_of(view, map.basemap));
        say(state, "Bookmarked: " + state.bookmarks.back().name);
    }
    if (wishes.edit_selection)
        if (const auto* chosen = std::get_if<IncidentSelection>(&view.selection)) {
            for (const Incident& incident : data.incidents)
                if (incident.id == chosen->id)
                    state.draft = draft_of(incident, ClaimField::killed);
            if (data.record && data.record->incident.id == chosen->id)
                state.draft = draft_of(data.record->incident, ClaimField::killed);
        }
    if (wishes.map_alone)
        state.map_alone = !state.map_alone;
    keep_selection_open(map, data, layout, view, state);
    move_window(data, view, state, wishes);
    wishes = {};
}

namespace {

/// What is held beside the view.
void write_state(std::ostream& out, const ViewState& view, const PanelData& data, const UiState& state)
{
    const char* const tools[] = {"move", "box", "lasso", "measure"};
    const char* const parts[] = {"map", "table", "timeline"};
    out << "tool " << tools[static_cast<std::size_t>(state.tool)] << '\n';
    out << "focus " << parts[static_cast<std::size_t>(state.focus)] << '\n';
    out << "focused ";
    if (const auto* incident = std::get_if<IncidentSelection>(&state.focused))
        out << incident->id;
    out << "\ngroup " << state.group.ids.size() << '\n';
    if (data.group)
        out << "group_killed " << for_people(data.group->counts.front().totals) << '\n';
    const Measured figures = measured(state.measure);
    out << "measured " << length_for_people(figures.length_m);
    if (figures.area_m2)
        out << " around " << area_for_people(*figures.area_m2);
    if (data.table) {
        out << "\ntable " << data.table->size() << '\n';
        out << "table_row " << state.table.row << '\n';
        out << "table_by " << heading_of(state.table.column) << (state.table.descending ? " down" : " up")
            << '\n';
        if (state.table.top < data.table->size())
            out << "table_first " << data.table->id(state.table.top);
    }
    out << "\nhelp " << (state.show_help ? "yes" : "no") << '\n';
    out << "full_screen " << (state.full_screen ? "yes" : "no") << '\n';
    out << "countries " << data.names.countries.size() << "\nparties " << data.names.parties.size() << '\n';
    out << "actors";
    for (const std::string& actor : view.query.actors)
        out << ' ' << actor;
    out << "\nfilter_countries";
    for (const std::string& country : view.query.countries)
        out << ' ' << country;
    out << "\nwords " << state.words << "\nown_layers";
    for (const OverlayLayer& layer : data.map->overlays)
        out << ' ' << layer.title << ' ' << layer.opacity;
    out << "\nhits " << state.search.groups.size() << '\n';
    out << "bookmarks " << state.bookmarks.size() << '\n';
    out << "swipe " << (state.swipe ? std::to_string(state.swipe->share) : "none") << '\n';
    out << "draft " << (state.draft.kind == EditDraft::Kind::none ? "none" : state.draft.value) << '\n';
    out << "trouble " << state.draft.trouble << '\n';
    out << "playing " << (state.playing ? "yes" : "no") << '\n';
    out << "notice " << state.notice << '\n';
}

} // namespace

std::string state_text(const ViewState& view, const Scene& scene, const PanelData& data, const UiState& state)
{
    std::ostringstream out;
    out.precision(10);
    const auto day = [](const std::optional<Day>& d) { return d ? format_day(*d) : std::string{"none"}; };
    const char* const kinds[] = {"none", "incident", "flow", "stock", "route"};
    out << "centre " << view.centre.lon << ' ' << view.centre.lat << '\n';
    out << "metres_per_px " << view.metres_per_px << '\n';
    out << "bearing " << view.bearing_deg << '\n';
    out << "since " << day(view.query.since) << '\n';
    out << "until " << day(view.query.until) << '\n';
    out << "as_of " << day(view.as_of) << '\n';
    out << "style " << static_cast<int>(view.style) << '\n';
    out << "selection " << kinds[view.selection.index()];
    if (const auto* incident = std::get_if<IncidentSelection>(&view.selection))
        out << ' ' << incident->id << " claim " << incident->claim;
    if (const auto* flow = std::get_if<FlowSelection>(&view.selection))
        out << ' ' << flow->index << " beside "
            << ways_beside(data.map->ledger, scene.arrows, flow->index).rows.size();
    out << "\nsearch " << view.search << '\n';
    out << "incidents " << data.counts.all << '\n';
    out << "shown " << scene.passing() << '\n';
    out << "density " << (scene.density ? "yes" : "no") << '\n';
    out << "in_view " << scene.in_view << '\n';
    write_state(out, view, data, state);
    return out.str();
}

} // namespace sitmap
