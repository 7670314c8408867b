#include "render/ui/inspector.hpp"

#include "engine/analyst.hpp"
#include "render/ui/inspector_model.hpp"
#include "render/ui/inspector_parts.hpp"
#include "render/ui/way_rows.hpp"
#include "render/ui/widgets.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace sitmap {

namespace {

MarkFill fill_of(const Incident& incident)
{
    if (incident.attribution == Attribution::disputed)
        return MarkFill::split;
    const PlacePrecision precision =
        incident.location ? incident.location->precision : PlacePrecision::unknown;
    if (step_of(precision) == PrecisionStep::wider && precision != PlacePrecision::line)
        return MarkFill::hollow;
    return MarkFill::filled;
}

/// A field's head as a button that opens the editor with its value; a pencil shows while the pointer is over
/// it.
void show_edited_field(const Ui& ui, const FieldBlock& block, const Incident& incident, UiState& state)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    show_field(ui, block.key, block.value, block.note);
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(at);
    ImGui::PushID(block.key.c_str());
    if (ImGui::InvisibleButton("edit", {ImGui::GetContentRegionAvail().x, 22}))
        state.draft = draft_of(incident, block.field);
    const bool hovered = ImGui::IsItemHovered();
    ImGui::PopID();
    ImGui::SetCursorScreenPos(after);
    if (!hovered)
        return;
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImVec2 c{at.x + 68, at.y + 11};
    draw->AddLine({c.x - 4, c.y + 4}, {c.x + 4, c.y - 4}, u32(ui.colours->accent), 2.5f);
    draw->AddTriangleFilled({c.x - 7, c.y + 7}, {c.x - 5.5f, c.y + 2.5f}, {c.x - 2.5f, c.y + 5.5f},
                            u32(ui.colours->accent));
}

std::size_t reports_of(const Ledger& ledger, IncidentId incident)
{
    return static_cast<std::size_t>(
        std::count(ledger.incident_of.begin(), ledger.incident_of.end(), incident));
}

void show_edit_buttons(const Ledger& ledger, const Incident& incident, UiState& state)
{
    ImGui::Dummy({1, 6});
    if (ImGui::Button("Edit…"))
        state.draft = draft_of(incident, ClaimField::killed);
    if (reports_of(ledger, incident.id) < 2)
        return;
    ImGui::SameLine();
    if (ImGui::Button("Split…")) {
        state.draft = {};
        state.draft.kind = EditDraft::Kind::split;
        state.draft.incident = incident.id;
        state.draft.fresh = true;
    }
}

void show_incident(const Ui& ui, const Ledger& ledger, const Incident& incident, ViewState& view,
                   UiState& state, Wishes& wishes)
{
    auto& selection = std::get<IncidentSelection>(view.selection);
    const InspectorModel model = inspect(ledger, incident, view.rule, selection.claim);
    selection.claim = model.claim;
    show_heading(ui, mark_picture(*ui.palette, incident.sub_type, fill_of(incident), 13, 38), model.title,
                 model.title_local);
    show_chips(ui, model.chips);
    const ImU32 colour = u32(ui.palette->types[static_cast<std::size_t>(incident.type())].fill);
    for (const FieldBlock& block : model.blocks) {
        separate(ui);
        if (analyst_may_say(block.field))
            show_edited_field(ui, block, incident, state);
        else
            show_field(ui, block.key, block.value, block.note);
        if (block.quantity)
            show_range(ui, *block.quantity, colour);
        for (const ClaimRow& claim : block.rows)
            show_claim(ui, claim, claim.position == model.claim, selection.claim);
    }
    separate(ui);
    if (model.claims > 0)
        show_evidence(ui, model.evidence,
                      "claim " + std::to_string(model.claim + 1) + " of " + std::to_string(model.claims));
    if (model.claims > 0) {
        show_claim_buttons(selection.claim, model.claims);
        ImGui::SameLine();
    }
    if (ImGui::Button("Show on map") && incident.location)
        wishes.show_selection = true;
    show_edit_buttons(ledger, incident, state);
}

void show_counted(const Ui& ui, const Ledger& ledger, const char* key, const std::optional<Quantity>& people,
                  const std::string& speaker, const Interval& interval, const Evidence& evidence)
{
    separate(ui);
    show_field(ui, key, people ? range_in_words(*people) : "not stated", "never summed with casualties");
    if (people)
        show_range(ui, *people, u32(ui.palette->stock));
    separate(ui);
    show_field(ui, "WHO SAYS SO", speaker.empty() ? "in the text itself" : speaker, "");
    show_field(ui, "WHEN", interval.for_people(), "");
    separate(ui);
    show_evidence(ui, evidence_view(ledger, evidence), "");
}

DrawList ring_picture(const Palette& palette)
{
    DrawList list;
    list.width_px = list.height_px = 38;
    list.background.a = 0;
    for (const auto& [radius, width] : {std::pair{15.0, 1.6}, std::pair{11.0, 0.8}}) {
        StrokePath ring;
        ring.path = {{}};
        for (int i = 0; i < 48; ++i)
            ring.path[0].push_back({19 + radius * std::cos(i * 0.1309), 19 + radius * std::sin(i * 0.1309)});
        ring.closed = true;
        ring.colour = palette.stock;
        ring.width_px = width;
        list.commands.push_back(ring);
    }
    return list;
}

DrawList line_picture(Rgba colour)
{
    DrawList list;
    list.width_px = list.height_px = 38;
    list.background.a = 0;
    StrokePath line;
    line.path = {{{4, 32}, {12, 20}, {24, 16}, {34, 6}}};
    line.colour = colour;
    line.width_px = 3;
    line.dash_px = {7, 4};
    list.commands.push_back(line);
    return list;
}

std::string end_of(const std::optional<Location>& location)
{
    if (!location)
        return "not stated";
    return location->name.empty() ? location->toponym : location->name;
}

/// Of an arrow for several figures each in a row: a click opens it below.
void show_ways(const Ui& ui, const WayList& ways, ViewState& view)
{
    if (ways.rows.empty())
        return;
    section_head(ui, "ONE ARROW FOR", std::to_string(ways.rows.size()) + " figures");
    const std::size_t chosen = std::get<FlowSelection>(view.selection).index;
    const DrawList mark =
        mark_picture(*ui.palette, SubEventType::forced_displacement, MarkFill::filled, 5.2, 18);
    for (const WayRow& way : ways.rows) {
        Row line;
        line.id = "way";
        line.label = way.ends;
        line.count = way.people;
        line.mark = &mark;
        line.chosen = way.flow == chosen;
        ImGui::PushID(static_cast<int>(way.flow));
        if (row(ui, line))
            view.selection = FlowSelection{way.flow};
        ImGui::PopID();
    }
    show_field(ui, "TOGETHER", ways.people, "");
    separate(ui);
}

void show_flow(const Ui& ui, const Ledger& ledger, const Flow& flow)
{
    show_heading(ui, mark_picture(*ui.palette, SubEventType::forced_displacement, MarkFill::filled, 13, 38),
                 flow.title.empty() ? "Displacement" : flow.title, "");
    show_chips(ui, {"from " + end_of(flow.origin), "to " + end_of(flow.destination)});
    show_counted(ui, ledger, "DISPLACED", flow.people, flow.speaker, flow.interval, flow.evidence);
}

void show_stock(const Ui& ui, const Ledger& ledger, const Stock& stock)
{
    show_heading(ui, ring_picture(*ui.palette), end_of(stock.location), "");
    show_chips(ui,
               {std::string{name_of(stock.kind)}, "stock", std::string{name_of(stock.location.precision)}});
    show_counted(ui, ledger, "PEOPLE", stock.people, stock.speaker, stock.interval, stock.evidence);
}

void show_route(const Ui& ui, const Ledger& ledger, const Route& route)
{
    show_heading(ui, line_picture(ui.palette->route), route.name, "");
    show_chips(ui, {"route", route.schematic ? "schematic: the course is not known" : "surveyed"});
    separate(ui);
    show_field(ui, "WHEN", route.interval.for_people(), "");
    for (std::size_t i = 0; i < route.evidence.size() && i < 20; ++i) {
        separate(ui);
        show_evidence(ui, evidence_view(ledger, route.evidence[i]),
                      std::to_string(i + 1) + " of " + std::to_string(route.evidence.size()));
    }
}

std::string days_of(const GroupSummary& group)
{
    return span_for_people({group.first, group.last});
}

/// What was chosen together: how many, and sums as ranges.
void show_group(const Ui& ui, const GroupSummary& group, UiState& state)
{
    section_head(ui, "CHOSEN TOGETHER", "Esc chooses none");
    const auto incidents = static_cast<std::int64_t>(group.size);
    show_field(ui, "INCIDENTS", grouped(incidents), group.size > 0 ? days_of(group) : "");
    for (const GroupCount& count : group.counts) {
        std::string key{name_of(count.field)};
        std::transform(key.begin(), key.end(), key.begin(), [](unsigned char c) { return std::toupper(c); });
        show_field(ui, key, count.stated == 0 ? "not stated" : for_people(count.totals),
                   "stated of " + grouped(static_cast<std::int64_t>(count.stated)));
    }
    for (std::size_t i = 0; i < event_type_count; ++i) {
        if (group.types[i] == 0)
            continue;
        const auto type = static_cast<EventType>(i);
        const DrawList mark = mark_picture(*ui.palette, typical(type), MarkFill::filled, 5.2, 18);
        const std::string count = grouped(static_cast<std::int64_t>(group.types[i]));
        Row line;
        line.id = name_of(type).data();
        line.label = name_of(type);
        line.count = count;
        line.mark = &mark;
        line.bar = static_cast<double>(group.types[i]) / static_cast<double>(group.size);
        static_cast<void>(row(ui, line));
    }
    if (group.rough > 0) {
        const std::string words = grouped(static_cast<std::int64_t>(group.rough)) +
                                  " of them are known to a district or worse: their marks stand for an area.";
        const float height =
            draw_paragraph(ui, ImGui::GetWindowDrawList(), TextKind::small, ImGui::GetCursorScreenPos(),
                           ImGui::GetContentRegionAvail().x, {{words, u32(ui.colours->muted), false}});
        ImGui::Dummy({1, height + 4});
    }
    if (group.size > 1 && group.size <= 50 && ImGui::Button("Merge…")) { // more are not one happening
        state.draft = {};
        state.draft.kind = EditDraft::Kind::merge;
        state.draft.fresh = true;
    }
    separate(ui);
}

void show_list(const Ui& ui, const Scene& scene, ViewState& view, Wishes& wishes)
{
    section_head(ui, "INCIDENTS IN THE WINDOW", grouped(static_cast<std::int64_t>(scene.passing())));
    constexpr std::size_t most = 400; // more cannot be read as a list; the search finds them
    for (std::size_t i = 0; i < scene.shown.size() && i < most; ++i) {
        const Incident& incident = scene.shown[i];
        const DrawList mark = mark_picture(*ui.palette, incident.sub_type, fill_of(incident), 5.2, 18);
        const std::string when = incident.interval.for_people();
        const std::string title =
            incident.title.empty() ? std::string{name_of(incident.sub_type)} : incident.title;
        Row line;
        line.id = "incident";
        line.label = title;
        line.count = when;
        line.mark = &mark;
        ImGui::PushID(static_cast<int>(i));
        if (row(ui, line)) {
            view.selection = IncidentSelection{incident.id};
            wishes.show_selection = incident.location.has_value();
        }
        ImGui::PopID();
    }
    ImGui::Dummy({1, 6});
    draw_paragraph(
        ui, ImGui::GetWindowDrawList(), TextKind::small, ImGui::GetCursorScreenPos(),
        ImGui::GetContentRegionAvail().x,
        {{scene.density
              ? "Too many are in view to be listed: these stand alone on the map. Zoom in, or narrow "
                "the filters, to see each."
              : "Choose an incident here or on the map to read who says what, and in which "
                "sentence.",
          u32(ui.colours->muted), false}});
}

template <class Selected, class T>
const T* selected_of(const Selection& selection, const std::vector<T>& all)
{
    const auto* chosen = std::get_if<Selected>(&selection);
    return chosen && chosen->index < all.size() ? &all[chosen->index] : nullptr;
}

void show_contents(const Ui& ui, const PanelData& data, const Scene& scene, ViewState& view, UiState& state,
                   Wishes& wishes)
{
    const Ledger& ledger = data.map->ledger;
    if (const auto* chosen = std::get_if<IncidentSelection>(&view.selection)) {
        const auto found =
            std::find_if(data.incidents.begin(), data.incidents.end(),
                         [chosen](const Incident& incident) { return incident.id == chosen->id; });
        if (found != data.incidents.end())
            return show_incident(ui, ledger, *found, view, state, wishes);
        if (data.record && data.record->incident.id == chosen->id)
            return show_incident(ui, data.record->ledger, data.record->incident, view, state, wishes);
    }
    if (const Flow* flow = selected_of<FlowSelection>(view.selection, ledger.flows)) {
        const std::size_t index = std::get<FlowSelection>(view.selection).index;
        show_ways(ui, ways_beside(ledger, scene.arrows, index), view);
        return show_flow(ui, ledger, *flow);
    }
    if (const Stock* stock = selected_of<StockSelection>(view.selection, ledger.stocks))
        return show_stock(ui, ledger, *stock);
    if (const Route* route = selected_of<RouteSelection>(view.selection, ledger.routes))
        return show_route(ui, ledger, *route);
    if (data.group)
        show_group(ui, *data.group, state);
    show_list(ui, scene, view, wishes);
}

} // namespace

void show_inspector(const Ui& ui, const PanelData& data, const Scene& scene, const PxRect& rect,
                    ViewState& view, UiState& state, Wishes& wishes)
{
    begin_panel("inspector", rect, ui.colours->window, {14, 12});
    ImGui::BeginChild("scrolled", {0, 0}, false, ImGuiWindowFlags_NoBackground);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8, 0});
    show_contents(ui, data, scene, view, state, wishes);
    ImGui::PopStyleVar();
    ImGui::EndChild();
    ImGui::GetWindowDrawList()->AddLine(vec(rect.x + 0.5, rect.y), vec(rect.x + 0.5, rect.y + rect.height),
                                        u32(ui.colours->border));
    ImGui::End();
}

} // namespace sitmap
