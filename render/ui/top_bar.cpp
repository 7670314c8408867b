#include "render/ui/top_bar.hpp"

#include "render/ui/search_model.hpp"
#include "render/ui/widgets.hpp"

#include <imgui_stdlib.h>

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

void choose(const SearchHit& hit, ViewState& view, Wishes& wishes)
{
    wishes.go_to = hit.at;
    wishes.go_to_metres_per_px = std::min(view.metres_per_px, 60.0);
    if (!std::holds_alternative<std::monostate>(hit.selection))
        view.selection = hit.selection;
    view.search.clear();
}

void show_hits(const Ui& ui, const PanelData& data, ImVec2 below, ViewState& view, Wishes& wishes)
{
    const auto hits = search(*data.map, data.incidents, view.search);
    ImGui::SetNextWindowPos(below);
    ImGui::SetNextWindowSize({static_cast<float>(search_width), 0});
    ImGui::Begin("hits", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_AlwaysAutoResize);
    for (std::size_t i = 0; i < hits.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        Row line;
        line.id = "hit";
        line.label = hits[i].title;
        line.count = hits[i].note;
        if (row(ui, line))
            choose(hits[i], view, wishes);
        ImGui::PopID();
    }
    if (hits.empty())
        ImGui::TextDisabled("Nothing found");
    if (!hits.empty() && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter)))
        choose(hits.front(), view, wishes);
    ImGui::End();
}

/// Where the list of hits drops down, while there is something to look for.
std::optional<ImVec2> show_search(const Ui& ui, const PxRect& rect, ViewState& view, UiState& state)
{
    const ImVec2 at =
        vec(rect.x + rect.width / 2 - search_width / 2, rect.y + (rect.height - search_height) / 2);
    ImGui::SetCursorScreenPos(at);
    ImGui::SetNextItemWidth(static_cast<float>(search_width));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {26, 4});
    if (state.focus_search)
        ImGui::SetKeyboardFocusHere();
    state.focus_search = false;
    ImGui::InputTextWithHint("##search", "Search places and incidents", &view.search);
    const bool active = ImGui::IsItemActive();
    ImGui::PopStyleVar();
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw_glass(ui, draw, {at.x + 13, at.y + 12});
    if (!active && view.search.empty())
        draw_text(ui, draw, TextKind::small,
                  {at.x + static_cast<float>(search_width) - 8 - text_width(ui, TextKind::small, "Ctrl K"),
                   at.y + 5},
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
    const auto below = show_search(ui, rect, view, state);
    show_switches(ui, data, rect, view, state);
    ImGui::GetWindowDrawList()->AddLine(vec(rect.x, rect.y + rect.height - 0.5),
                                        vec(rect.x + rect.width, rect.y + rect.height - 0.5),
                                        u32(ui.colours->border));
    ImGui::End();
    if (below)
        show_hits(ui, data, *below, view, wishes);
}

} // namespace sitmap
