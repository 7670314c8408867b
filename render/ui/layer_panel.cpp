#include "render/ui/layer_panel.hpp"

#include "render/ui/layer_marks.hpp"
#include "render/ui/own_layer_rows.hpp"
#include "render/ui/widgets.hpp"

#include "engine/background_query.hpp"
#include "engine/control.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace sitmap {

namespace {

std::string counted(std::size_t n, const char* one, const char* many)
{
    return grouped(static_cast<std::int64_t>(n)) + " " + (n == 1 ? one : many);
}

std::size_t parties(const Ledger& ledger)
{
    std::set<std::string> names;
    for (const ControlArea& area : ledger.control_areas)
        if (!area.party.empty())
            names.insert(area.party);
    return names.size();
}

template <class Thing>
std::size_t passing(const std::vector<Thing>& things, const Query& query)
{
    return static_cast<std::size_t>(std::count_if(things.begin(), things.end(),
                                                  [&](const Thing& thing) { return passes(thing, query); }));
}

/// What a layer holds, in a few words; empty when it holds nothing.
std::string contents_of(const PanelData& data, const Query& query, bool LayerSwitches::*layer)
{
    const Ledger& ledger = data.map->ledger;
    if (layer == &LayerSwitches::incidents)
        return data.counts.all == 0 ? "" : grouped(static_cast<std::int64_t>(data.counts.passing));
    if (layer == &LayerSwitches::control)
        return ledger.control_areas.empty() ? "" : counted(parties(ledger), "party", "parties");
    if (layer == &LayerSwitches::front)
        return ledger.control_areas.empty() ? "" : "by day";
    if (layer == &LayerSwitches::displacement)
        return ledger.flows.empty() ? "" : counted(passing(ledger.flows, query), "flow", "flows");
    if (layer == &LayerSwitches::stocks)
        return ledger.stocks.empty() ? "" : counted(passing(ledger.stocks, query), "stock", "stocks");
    if (layer == &LayerSwitches::routes)
        return ledger.routes.empty() ? "" : std::to_string(ledger.routes.size());
    if (layer == &LayerSwitches::overlays)
        return data.map->overlays.empty() ? "" : std::to_string(data.map->overlays.size());
    return data.map->basemap ? "base map" : "";
}

void separate(const Ui& ui)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::GetWindowDrawList()->AddLine({at.x - 12, at.y + 2.5f}, {at.x + width + 12, at.y + 2.5f},
                                        u32(ui.colours->border));
    ImGui::Dummy({width, 4});
}

/// Ground gained and lost in the year before the last state, or since the first.
void show_change(const Ui& ui, const PanelData& data, ViewState& view)
{
    const auto days = control_days(data.map->ledger.control_areas);
    if (days.size() < 2)
        return;
    const Day last = days.back();
    const auto year_ago = std::lower_bound(days.begin(), days.end(), last - std::chrono::days{366});
    const Day from = view.change ? view.change->from : *year_ago;
    const std::string label = "Change since " + day_for_people(from);
    const DrawList mark = change_mark(*ui.palette);
    Row line;
    line.id = "change of control";
    line.label = label;
    line.mark = &mark;
    line.count = "control";
    line.box = view.change ? Box::on : Box::off;
    if (row(ui, line))
        view.change = view.change ? std::nullopt : std::optional{ControlComparison{from, last, {}}};
}

void show_layers(const Ui& ui, const PanelData& data, ViewState& view, const UiState& state, Wishes& wishes)
{
    const auto layers = layer_marks(*ui.palette);
    const auto on = std::count_if(layers.begin(), layers.end(), [&](const LayerMark& layer) {
        return view.layers.*layer.shown && !contents_of(data, view.query, layer.shown).empty();
    });
    section_head(ui, "LAYERS", std::to_string(on) + " on");
    for (const LayerMark& layer : layers) {
        const std::string contents = contents_of(data, view.query, layer.shown);
        Row line;
        line.id = layer.name.data();
        line.label = layer.name;
        line.mark = &layer.mark;
        line.available = !contents.empty();
        line.count = line.available ? std::string_view{contents} : "none";
        line.box = view.layers.*layer.shown && line.available ? Box::on : Box::off;
        if (row(ui, line))
            view.layers.*layer.shown = !(view.layers.*layer.shown);
    }
    show_own_layers(ui, data, view, state, wishes);
    show_change(ui, data, view);
}

void show_types(const Ui& ui, const PanelData& data, ViewState& view)
{
    const std::size_t chosen = view.query.types.empty() ? event_type_count : view.query.types.size();
    section_head(ui, "EVENT TYPE", chosen == event_type_count ? "all 8" : std::to_string(chosen) + " of 8");
    const std::size_t most =
        std::max<std::size_t>(1, *std::max_element(data.counts.types.begin(), data.counts.types.end()));
    for (std::size_t i = 0; i < event_type_count; ++i) {
        const auto type = static_cast<EventType>(i);
        const DrawList mark = mark_picture(*ui.palette, typical(type), MarkFill::filled, 5.2, 18);
        const std::string count = grouped(static_cast<std::int64_t>(data.counts.types[i]));
        Row line;
        line.id = name_of(type).data();
        line.label = short_name_of(type);
        line.count = count;
        line.mark = &mark;
        line.box = is_chosen(view.query.types, type) ? Box::on : Box::off;
        line.bar = static_cast<double>(data.counts.types[i]) / static_cast<double>(most);
        if (row(ui, line))
            toggle(view.query.types, type, event_type_count);
    }
}

DrawList with_disc(const Palette& palette)
{
    DrawList list = mark_picture(palette, SubEventType::air_drone_strike, MarkFill::filled, 3.6, 18);
    Contour ring;
    for (int i = 0; i < 40; ++i)
        ring.push_back({9 + 8 * std::cos(i * 0.15708), 9 + 8 * std::sin(i * 0.15708)});
    draw_uncertainty(list, palette.types[static_cast<std::size_t>(EventType::explosions)], ring,
                     Emphasis::none);
    return list;
}

DrawList with_area(const Palette& palette)
{
    DrawList list;
    list.width_px = list.height_px = 18;
    list.background.a = 0;
    const Rgba edge = palette.types[static_cast<std::size_t>(EventType::explosions)].hollow_edge;
    StrokePath outline;
    outline.path = {{{3, 5}, {9, 2}, {15, 5}, {16, 12}, {9, 16}, {2, 12}}};
    outline.closed = true;
    outline.colour = edge;
    outline.width_px = 1.6;
    outline.dash_px = {4, 2};
    list.commands.push_back(outline);
    return list;
}

/// The query knows "this or better": a click sets how vague a place may be.
void show_precisions(const Ui& ui, const PanelData& data, ViewState& view)
{
    constexpr std::array<std::string_view, precision_step_count> names{
        "Exact, 100 m or better", "Locality or near", "District", "Province, line or wider"};
    const PrecisionStep worst =
        view.query.place_precision ? step_of(*view.query.place_precision) : PrecisionStep::wider;
    section_head(ui, "PLACE PRECISION", "this or better");
    const std::array marks{
        mark_picture(*ui.palette, SubEventType::air_drone_strike, MarkFill::filled, 5.2, 18, true),
        with_disc(*ui.palette), with_area(*ui.palette),
        mark_picture(*ui.palette, SubEventType::air_drone_strike, MarkFill::hollow, 5.2, 18)};
    for (std::size_t i = 0; i < precision_step_count; ++i) {
        const auto step = static_cast<PrecisionStep>(i);
        const std::string count = grouped(static_cast<std::int64_t>(data.counts.precisions[i]));
        Row line;
        line.id = names[i].data();
        line.label = names[i];
        line.count = count;
        line.mark = &marks[i];
        line.box = step <= worst ? Box::on : Box::off;
        if (row(ui, line))
            view.query.place_precision = worst_of(step);
    }
}

std::string sentence_case(std::string_view name)
{
    std::string text{name};
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

void show_attributions(const Ui& ui, const PanelData& data, ViewState& view)
{
    section_head(ui, "WHO DID IT", "as claimed");
    for (const Attribution attribution :
         {Attribution::attributed, Attribution::claimed, Attribution::suspected, Attribution::disputed,
          Attribution::unattributed}) {
        const MarkFill fill = attribution == Attribution::disputed ? MarkFill::split : MarkFill::filled;
        const DrawList mark = mark_picture(*ui.palette, SubEventType::air_drone_strike, fill,
                                           fill == MarkFill::split ? 7.1 : 5.2, 18);
        const std::string count = grouped(
            static_cast<std::int64_t>(data.counts.attributions[static_cast<std::size_t>(attribution)]));
        const std::string label = sentence_case(name_of(attribution));
        Row line;
        line.id = name_of(attribution).data();
        line.label = label;
        line.count = count;
        line.mark = &mark;
        line.box = is_chosen(view.query.attributions, attribution) ? Box::on : Box::off;
        if (row(ui, line))
            toggle(view.query.attributions, attribution, attribution_count);
    }
    const DrawList mark =
        mark_picture(*ui.palette, SubEventType::air_drone_strike, MarkFill::unverified, 5.2, 18);
    const std::string count = grouped(static_cast<std::int64_t>(data.counts.unverified));
    Row line;
    line.id = "unverified";
    line.label = "Not verified: one source";
    line.count = count;
    line.mark = &mark;
    ImGui::Indent(22);
    static_cast<void>(row(ui, line)); // a key only: the query cannot leave these out
    ImGui::Unindent(22);
}

void show_killed(const Ui& ui, const PanelData& data, ViewState& view)
{
    const std::int64_t least = view.query.min_killed.value_or(0);
    section_head(ui, "REPORTED KILLED, AT LEAST", grouped(least));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = 20;
    ImGui::InvisibleButton("killed", {width, height + 20});
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const auto& bins = data.counts.killed;
    // Most incidents kill nobody: the square root keeps the others in sight.
    const double most =
        std::sqrt(std::max(1.0, static_cast<double>(*std::max_element(bins.begin(), bins.end()))));
    const float step = width / static_cast<float>(killed_bin_count);
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < killed_bin_count; ++i) {
        const float x = at.x + step * static_cast<float>(i);
        const auto bar = static_cast<float>(std::sqrt(static_cast<double>(bins[i])) / most) * (height - 4);
        const bool passes_slider = killed_bin_start(i) >= least;
        draw->AddRectFilled({x, at.y + height - bar}, {x + step - 1, at.y + height},
                            u32(passes_slider ? ui.colours->muted : ui.colours->border, 0.7));
        if (killed_bin_start(i) <= least)
            chosen = i;
    }
    draw->AddRectFilled({at.x, at.y + height + 2}, {at.x + width, at.y + height + 3.5f},
                        u32(ui.colours->muted, 0.5));
    if (ImGui::IsItemActive()) {
        const float share = std::clamp((ImGui::GetIO().MousePos.x - at.x) / width, 0.0f, 0.999f);
        const std::int64_t value =
            killed_bin_start(static_cast<std::size_t>(share * static_cast<float>(killed_bin_count)));
        view.query.min_killed = value == 0 ? std::nullopt : std::optional{value};
    }
    const ImVec2 knob{std::max(at.x + 6, at.x + step * static_cast<float>(chosen)), at.y + height + 3};
    draw->AddCircleFilled(knob, 6.5f, u32(ui.colours->frame));
    draw->AddCircle(knob, 6.5f, u32(ui.colours->accent), 24, 2);
    for (const std::size_t i : {std::size_t{6}, std::size_t{10}, std::size_t{16}}) {
        const std::string label = grouped(killed_bin_start(i));
        draw_text(ui, draw, TextKind::small, {at.x + step * static_cast<float>(i), at.y + height + 8},
                  u32(ui.colours->muted), label);
    }
}

void show_rule(const Ui& ui, ViewState& view)
{
    section_head(ui, "NUMBERS BY RULE", "");
    constexpr std::array<std::string_view, 3> rules{"Range", "Conservative", "UCDP"};
    if (const auto chosen = segmented(ui, "rule", rules, static_cast<std::size_t>(view.rule)))
        view.rule = static_cast<Rule>(*chosen);
    ImGui::Dummy({1, 4});
}

/// The names of most incidents; those chosen stand first. A click shows the name alone, further clicks add
/// others.
void show_names(const Ui& ui, const char* head, const std::vector<NameCount>& names,
                std::vector<std::string>& chosen, bool& all)
{
    constexpr std::size_t few = 5, many = 60;
    section_head(ui, head, chosen.empty() ? "all" : std::to_string(chosen.size()) + " chosen");
    ImGui::PushID(head);
    std::optional<std::string> toggled;
    std::size_t shown = 0;
    const std::size_t most = names.empty() ? 1 : std::max<std::size_t>(1, names.front().count);
    const auto show = [&](const NameCount& name) {
        const std::string count = grouped(static_cast<std::int64_t>(name.count));
        Row line;
        line.id = name.name.c_str();
        line.label = name.name;
        line.count = count;
        line.box = std::find(chosen.begin(), chosen.end(), name.name) != chosen.end() ? Box::on : Box::off;
        line.bar = static_cast<double>(name.count) / static_cast<double>(most);
        if (row(ui, line))
            toggled = name.name;
        ++shown;
    };
    for (const std::string& name : chosen) {
        const auto found =
            std::find_if(names.begin(), names.end(), [&](const NameCount& n) { return n.name == name; });
        show(found != names.end() ? *found : NameCount{name, 0});
    }
    for (const NameCount& name : names)
        if (shown < (all ? many : few) && std::find(chosen.begin(), chosen.end(), name.name) == chosen.end())
            show(name);
    if (names.size() > few) {
        Row more;
        more.id = "more";
        more.label = all ? "fewer" : "more";
        const std::string count = grouped(static_cast<std::int64_t>(names.size()));
        more.count = count;
        if (row(ui, more))
            all = !all;
    }
    ImGui::PopID();
    if (!toggled)
        return;
    if (std::erase(chosen, *toggled) == 0)
        chosen.push_back(*toggled);
}

/// All filters off but the window of time, which the timeline shows, and what the command line asked for
/// beyond the panels, which has a row of its own.
void show_clear(const Ui& ui, ViewState& view, UiState& state)
{
    const bool asked = has_beyond_panels(state.asked);
    const bool any = !(view.query == cleared(view.query, state.asked)) || !state.words.empty();
    if (asked) {
        const bool on = has_beyond_panels(view.query);
        Row line;
        line.id = "asked";
        line.label = "Only those of the command line";
        line.box = on ? Box::on : Box::off;
        if (row(ui, line))
            view.query = with_beyond_panels(view.query, on ? Query{} : state.asked);
    }
    if (any) {
        Row line;
        line.id = "clear";
        line.label = "Clear all filters";
        line.count = "×";
        if (row(ui, line)) {
            view.query = cleared(view.query, state.asked);
            state.words.clear();
        }
    }
    if (asked || any)
        separate(ui);
}

/// None but incidents that mention these words.
void show_words(const Ui& ui, const PanelData& data, UiState& state)
{
    section_head(ui, "WORDS",
                 state.words.empty() ? "any"
                                     : grouped(static_cast<std::int64_t>(data.counts.passing)) + " shown");
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {8, 4});
    text_input(ui, "##words", "In title, place, party or report", state.words);
    ImGui::PopStyleVar();
    ImGui::Dummy({1, 6});
}

} // namespace

void show_layer_panel(const Ui& ui, const PanelData& data, const PxRect& rect, ViewState& view,
                      UiState& state, Wishes& wishes)
{
    begin_panel("layers", rect, ui.colours->window, {12, 4});
    ImGui::BeginChild("scrolled", {0, 0}, false, ImGuiWindowFlags_NoBackground);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8, 0});
    show_words(ui, data, state); // first: it must not move while somebody types into it
    separate(ui);
    show_clear(ui, view, state);
    show_layers(ui, data, view, state, wishes);
    separate(ui);
    show_types(ui, data, view);
    separate(ui);
    show_precisions(ui, data, view);
    separate(ui);
    show_attributions(ui, data, view);
    separate(ui);
    show_killed(ui, data, view);
    separate(ui);
    show_rule(ui, view);
    if (!data.names.countries.empty() || !view.query.countries.empty()) {
        separate(ui);
        show_names(ui, "COUNTRY", data.names.countries, view.query.countries, state.all_countries);
    }
    if (!data.names.parties.empty() || !view.query.actors.empty()) {
        separate(ui);
        show_names(ui, "PARTY", data.names.parties, view.query.actors, state.all_parties);
    }
    ImGui::PopStyleVar();
    ImGui::EndChild();
    ImGui::GetWindowDrawList()->AddLine(vec(rect.x + rect.width - 0.5, rect.y),
                                        vec(rect.x + rect.width - 0.5, rect.y + rect.height),
                                        u32(ui.colours->border));
    ImGui::End();
}

void show_layer_rail(const Ui& ui, const PxRect& rect, ViewState& view, UiState& state)
{
    begin_panel("rail", rect, ui.colours->window, {10, 8});
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImVec2 top = ImGui::GetCursorScreenPos();
    if (ImGui::InvisibleButton("open", {24, 24}))
        state.show_rail_panel = !state.show_rail_panel;
    for (int i = 0; i < 3; ++i)
        draw->AddLine({top.x + 4, top.y + 6 + 6.0f * static_cast<float>(i)},
                      {top.x + 20, top.y + 6 + 6.0f * static_cast<float>(i)}, u32(ui.colours->text), 1.6f);
    for (const LayerMark& layer : layer_marks(*ui.palette)) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        if (ImGui::InvisibleButton(layer.name.data(), {24, 26}))
            view.layers.*layer.shown = !(view.layers.*layer.shown);
        if (ImGui::IsItemHovered())
            ImGui::SetTooltip("%s", layer.name.data());
        if (view.layers.*layer.shown)
            draw->AddRectFilled({at.x - 2, at.y}, {at.x + 26, at.y + 26}, u32(ui.colours->header), 4);
        draw_picture(ui, draw, layer.mark, {at.x + 3, at.y + 4});
    }
    draw->AddLine(vec(rect.x + rect.width - 0.5, rect.y),
                  vec(rect.x + rect.width - 0.5, rect.y + rect.height), u32(ui.colours->border));
    ImGui::End();
}

} // namespace sitmap
