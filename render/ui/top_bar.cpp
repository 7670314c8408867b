#include "render/ui/top_bar.hpp"

#include "render/ui/search_model.hpp"
#include "render/ui/widgets.hpp"

#include <imgui_stdlib.h>

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

constexpr double search_width = 330, search_height = 26;

void show_names(const Ui& ui, const PanelData& data, const PxRect& rect)
{
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float end =
        draw_text(ui, draw, TextKind::bold, vec(rect.x + 12, rect.y + 10), u32(ui.colours->text), "sitmap");
    draw_text(ui, draw, TextKind::text, vec(rect.x + 30 + end, rect.y + 11), u32(ui.colours->muted),
              clipped(ui, TextKind::text, data.map->name, 240));
}

void draw_glass(const Ui& ui, ImDrawList* draw, ImVec2 at)
{
    draw->AddCircle(at, 4.2f, u32(ui.colours->muted), 24, 1.6f);
    draw->AddLine({at.x + 3, at.y + 3}, {at.x + 7, at.y + 7}, u32(ui.colours->muted), 1.8f);
}

void choose(const SearchHit& hit, ViewState& view, UiState& state, Wishes& wishes)
{
    if (!hit.actor.empty()) {
        view.query.actors = {hit.actor};
        wishes.show_all = true;
    } else {
        wishes.go_to = hit.at;
        wishes.go_to_metres_per_px = std::min(view.metres_per_px, 60.0);
    }
    if (!std::holds_alternative<std::monostate>(hit.selection))
        view.selection = hit.selection;
    view.search.clear();
    state.search = {};
}

/// Found anew when the words change, not in each frame; among many records when nobody has typed for a while,
/// or presses Enter.
void renew_hits(const PanelData& data, const ViewState& view, UiState& state, bool at_once)
{
    constexpr std::size_t many = 50'000;
    constexpr double rest_s = 0.25;
    if (state.search.words == view.search)
        return;
    const bool same = state.search.typed == view.search;
    state.search.rested_s = same ? state.search.rested_s + static_cast<double>(ImGui::GetIO().DeltaTime) : 0;
    state.search.typed = view.search;
    const bool has_many = data.map->records && data.map->records->size() > many;
    if (has_many && !at_once && state.search.rested_s < rest_s)
        return;
    state.search.words = view.search;
    state.search.groups = search_all(*data.map, data.incidents, view.search, view.as_of);
    state.search.at = 0;
}

/// Up and Down walk over all groups.
void walk_hits(UiState& state)
{
    std::size_t hits = 0;
    for (const SearchGroup& group : state.search.groups)
        hits += group.hits.size();
    if (hits == 0)
        return;
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_DownArrow)))
        state.search.at = (state.search.at + 1) % hits;
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_UpArrow)))
        state.search.at = (state.search.at + hits - 1) % hits;
}

void show_hits(const Ui& ui, const PanelData& data, ImVec2 below, float width, ViewState& view,
               UiState& state, Wishes& wishes)
{
    const bool enter = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter));
    renew_hits(data, view, state, enter);
    walk_hits(state);
    ImGui::SetNextWindowPos(below);
    ImGui::SetNextWindowSize({width, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::Begin("hits", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PopStyleVar();
    std::size_t number = 0;
    const SearchHit* taken = nullptr;
    for (const SearchGroup& group : state.search.groups) {
        section_head(ui, group.heading.c_str(), "");
        for (const SearchHit& hit : group.hits) {
            ImGui::PushID(static_cast<int>(number));
            const ImVec2 at = ImGui::GetCursorScreenPos();
            if (number == state.search.at)
                ImGui::GetWindowDrawList()->AddRectFilled(
                    {at.x - 6, at.y}, {at.x + ImGui::GetContentRegionAvail().x + 6, at.y + 21},
                    u32(ui.colours->header), 3);
            Row line;
            line.id = "hit";
            line.label = hit.title;
            line.count = hit.note;
            if (row(ui, line) || (enter && number == state.search.at))
                taken = &hit;
            ImGui::PopID();
            ++number;
        }
    }
    if (number == 0)
        ImGui::TextDisabled(state.search.words == view.search ? "Nothing found" : "Searching …");
    ImGui::End();
    if (taken != nullptr) {
        const SearchHit hit = *taken;
        choose(hit, view, state, wishes);
    }
}

/// Where the search box stands: in the middle, or as far as the switches at the right leave room.
struct SearchBox {
    float x = 0, width = 0;
};
SearchBox search_box(const PxRect& rect, float switches_x)
{
    constexpr double names_px = 180, least_px = 120, apart_px = 12;
    const double middle = rect.x + rect.width / 2 - search_width / 2;
    const double right = static_cast<double>(switches_x) - apart_px;
    if (middle + search_width <= right)
        return {static_cast<float>(middle), static_cast<float>(search_width)};
    const double x = std::max(rect.x + names_px, right - search_width);
    return {static_cast<float>(x), static_cast<float>(std::max(least_px, right - x))};
}

/// Where the list of hits drops down, while there is something to look for.
std::optional<ImVec2> show_search(const Ui& ui, const PxRect& rect, const SearchBox& box, ViewState& view,
                                  UiState& state)
{
    const ImVec2 at{box.x, static_cast<float>(rect.y + (rect.height - search_height) / 2)};
    ImGui::SetCursorScreenPos(at);
    ImGui::SetNextItemWidth(box.width);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {26, 4});
    if (state.focus_search)
        ImGui::SetKeyboardFocusHere();
    state.focus_search = false;
    text_input(ui, "##search", "Search places, incidents, parties, texts", view.search);
    const bool active = ImGui::IsItemActive();
    ImGui::PopStyleVar();
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw_glass(ui, draw, {at.x + 13, at.y + 12});
    if (!active && view.search.empty() && box.width > 310)
        draw_text(ui, draw, TextKind::small,
                  {at.x + box.width - 8 - text_width(ui, TextKind::small, "Ctrl K"), at.y + 5},
                  u32(ui.colours->muted), "Ctrl K");
    if (view.search.size() < 2)
        return std::nullopt;
    return ImVec2{at.x, at.y + static_cast<float>(search_height) + 4};
}

void show_as_of_entry(ViewState& view, UiState& state)
{
    if (!ImGui::BeginPopup("as-of"))
        return;
    ImGui::TextUnformatted("As known on (YYYY-MM-DD)");
    ImGui::SetNextItemWidth(140);
    const bool entered = ImGui::InputText("##day", &state.as_of_text, ImGuiInputTextFlags_EnterReturnsTrue);
    if (const auto day = parse_day(state.as_of_text); day && entered) {
        view.as_of = day;
        ImGui::CloseCurrentPopup();
    }
    ImGui::EndPopup();
}

/// Where the switches at the right begin.
float switches_x(const Ui& ui, const PanelData& data, const PxRect& rect, const ViewState& view)
{
    const std::array<std::string_view, 3> styles{"Light", "Dark", "Print"};
    const std::string day = view.as_of            ? day_for_people(*view.as_of)
                            : data.last_published ? day_for_people(*data.last_published)
                                                  : std::string{"day"};
    const std::array<std::string_view, 2> knowledge{day, "now"};
    return static_cast<float>(rect.x + rect.width) - 30 - segmented_width(ui, styles) -
           segmented_width(ui, knowledge);
}

void show_switches(const Ui& ui, const PanelData& data, const PxRect& rect, ViewState& view, UiState& state)
{
    const std::array<std::string_view, 3> styles{"Light", "Dark", "Print"};
    const std::string day = view.as_of            ? day_for_people(*view.as_of)
                            : data.last_published ? day_for_people(*data.last_published)
                                                  : std::string{"day"};
    const std::array<std::string_view, 2> knowledge{day, "now"};
    const float styles_x = static_cast<float>(rect.x + rect.width) - 12 - segmented_width(ui, styles);
    const float knowledge_x = styles_x - 18 - segmented_width(ui, knowledge);
    const float y = static_cast<float>(rect.y) + 8;

    ImGui::SetCursorScreenPos({styles_x, y});
    if (const auto chosen = segmented(ui, "style", styles, static_cast<std::size_t>(view.style)))
        view.style = static_cast<StyleName>(*chosen);
    ImGui::SetCursorScreenPos({knowledge_x, y});
    if (const auto chosen = segmented(ui, "known", knowledge, view.as_of ? 0u : 1u)) {
        if (*chosen == 1) {
            view.as_of.reset();
        } else if (view.as_of) {
            state.as_of_text = format_day(*view.as_of);
            ImGui::OpenPopup("as-of");
        } else {
            view.as_of = data.last_published;
        }
    }
    show_as_of_entry(view, state);
    constexpr std::string_view label = "As known on";
    const float label_x = knowledge_x - 10 - text_width(ui, TextKind::text, label);
    if (label_x > rect.x + rect.width / 2 + search_width / 2) // else the search box is in the way
        draw_text(ui, ImGui::GetWindowDrawList(), TextKind::text, {label_x, y + 3}, u32(ui.colours->muted),
                  label);
}

} // namespace

void show_top_bar(const Ui& ui, const PanelData& data, const PxRect& rect, ViewState& view, UiState& state,
                  Wishes& wishes)
{
    begin_panel("top bar", rect, ui.colours->window, {0, 0});
    show_names(ui, data, rect);
    const SearchBox box = search_box(rect, switches_x(ui, data, rect, view));
    const auto below = show_search(ui, rect, box, view, state);
    show_switches(ui, data, rect, view, state);
    ImGui::GetWindowDrawList()->AddLine(vec(rect.x, rect.y + rect.height - 0.5),
                                        vec(rect.x + rect.width, rect.y + rect.height - 0.5),
                                        u32(ui.colours->border));
    ImGui::End();
    if (below)
        show_hits(ui, data, *below, std::max(box.width, 420.0f), view, state, wishes);
}

} // namespace sitmap
