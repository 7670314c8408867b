#include "render/ui/swipe_bar.hpp"

#include "render/ui/widgets.hpp"

#include <algorithm>

namespace sitmap {

namespace {

void draw_label(const Ui& ui, const std::string& words, ImVec2 at, bool leftwards)
{
    ImDrawList* const draw = ImGui::GetForegroundDrawList();
    const float width = text_width(ui, TextKind::text, words);
    const ImVec2 from{leftwards ? at.x - width - 16 : at.x, at.y}, to{from.x + width + 16, at.y + 24};
    draw->AddRectFilled(from, to, u32(ui.colours->window, 0.95), 4);
    draw->AddRect(from, to, u32(ui.colours->border), 4);
    draw_text(ui, draw, TextKind::text, {from.x + 8, from.y + 3}, u32(ui.colours->text), words);
}

} // namespace

std::string what_differs(const ViewState& view, const ViewState& other)
{
    std::string words = span_for_people({view.query.since, view.query.until});
    if (view.rule != other.rule)
        words += " · rule " + std::string{name_of(view.rule)};
    if (view.as_of != other.as_of)
        words += view.as_of ? " · known on " + day_for_people(*view.as_of) : " · known now";
    return words;
}

void show_swipe_bar(const Ui& ui, const PxRect& map, const ViewState& view, UiState& state)
{
    if (!state.swipe)
        return;
    constexpr double grip_px = 14;
    const double x = map.x + map.width * state.swipe->share;
    begin_panel("swipe", {x - grip_px / 2, map.y, grip_px, map.height}, {0, 0, 0, 0}, {0, 0},
                ImGuiWindowFlags_NoBackground);
    ImGui::InvisibleButton("divider", vec(grip_px, map.height));
    const bool held = ImGui::IsItemActive();
    if (held || ImGui::IsItemHovered())
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (held)
        state.swipe->share =
            std::clamp((static_cast<double>(ImGui::GetIO().MousePos.x) - map.x) / map.width, 0.02, 0.98);
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const auto middle = static_cast<float>(x), y = static_cast<float>(map.y + map.height / 2);
    draw->AddLine(vec(x, map.y), vec(x, map.y + map.height), u32(ui.colours->window), 5);
    draw->AddLine(vec(x, map.y), vec(x, map.y + map.height), u32(ui.colours->accent), 2);
    draw->AddRectFilled({middle - 6, y - 18}, {middle + 6, y + 18}, u32(ui.colours->frame), 4);
    draw->AddRect({middle - 6, y - 18}, {middle + 6, y + 18}, u32(ui.colours->accent), 4, 0, 1.6f);
    for (const float dx : {-2.0f, 2.0f})
        draw->AddLine({middle + dx, y - 7}, {middle + dx, y + 7}, u32(ui.colours->accent), 1.2f);
    ImGui::End();
    const auto top = static_cast<float>(map.y) + 44;
    draw_label(ui, what_differs(state.swipe->left, view), {middle - 10, top}, true);
    draw_label(ui, what_differs(view, state.swipe->left), {middle + 10, top}, false);
}

} // namespace sitmap
