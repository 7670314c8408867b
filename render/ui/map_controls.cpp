#include "render/ui/map_controls.hpp"

#include "render/ui/widgets.hpp"

#include <array>

namespace sitmap {

namespace {

constexpr double button_px = 32, corner_px = 12;

enum class Sign : std::uint8_t { plus, minus, all };

bool sign_button(const Ui& ui, const char* id, ImVec2 at, Sign sign)
{
    ImGui::SetCursorScreenPos(at);
    const bool clicked = ImGui::InvisibleButton(id, vec(button_px, button_px));
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered())
        draw->AddRectFilled(at, {at.x + 32, at.y + 32}, u32(ui.colours->frame_hovered), 4);
    const ImVec2 c{at.x + 16, at.y + 16};
    const ImU32 ink = u32(ui.colours->text);
    if (sign == Sign::all) {
        draw->AddCircle(c, 6, ink, 24, 1.4f);
        for (const auto& [dx, dy] : {std::pair{0.0f, -1.0f}, {0.0f, 1.0f}, {-1.0f, 0.0f}, {1.0f, 0.0f}})
            draw->AddLine({c.x + 4 * dx, c.y + 4 * dy}, {c.x + 9 * dx, c.y + 9 * dy}, ink, 1.4f);
        return clicked;
    }
    draw->AddRectFilled({c.x - 6, c.y - 0.8f}, {c.x + 6, c.y + 0.8f}, ink);
    if (sign == Sign::plus)
        draw->AddRectFilled({c.x - 0.8f, c.y - 6}, {c.x + 0.8f, c.y + 6}, ink);
    return clicked;
}

struct KeyLine {
    const char* keys;
    const char* does;
};
constexpr std::array key_lines{
    KeyLine{"drag, arrows", "move the map"},
    KeyLine{"wheel, + -, Page Up/Down", "zoom"},
    KeyLine{"Home", "show everything"},
    KeyLine{"F", "go to what is selected"},
    KeyLine{"click, Esc", "select, select nothing"},
    KeyLine{"Tab, Shift+Tab", "next, previous incident in view"},
    KeyLine{"Space", "play"},
    KeyLine{", .", "step back, on"},
    KeyLine{"Ctrl+K, Ctrl+F", "search"},
    KeyLine{"F1", "this list"},
};

void show_help(const Ui& ui, const PxRect& map, UiState& state)
{
    const double width = 420, height = 60 + 24.0 * static_cast<double>(key_lines.size());
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    begin_panel("keys", {map.x + (map.width - width) / 2, map.y + 40, width, height}, ui.colours->window,
                {16, 12});
    ImGui::PopStyleVar();
    section_head(ui, "KEYS", "F1 or Esc closes");
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    for (const KeyLine& line : key_lines) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_text(ui, draw, TextKind::text, at, u32(ui.colours->text), line.keys);
        draw_text(ui, draw, TextKind::text, {at.x + 180, at.y}, u32(ui.colours->muted), line.does);
        ImGui::Dummy({1, 20});
    }
    if (ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered())
        state.show_help = false;
    ImGui::End();
}

} // namespace

void show_map_controls(const Ui& ui, const PxRect& map, UiState& state, Wishes& wishes)
{
    const PxRect rect{map.x + map.width - corner_px - button_px, map.y + corner_px, button_px, 3 * button_px};
    begin_panel("zoom", rect, ui.colours->window, {0, 0});
    const ImVec2 at = vec(rect.x, rect.y);
    wishes.zoom_in = sign_button(ui, "in", at, Sign::plus) || wishes.zoom_in;
    wishes.zoom_out = sign_button(ui, "out", {at.x, at.y + 32}, Sign::minus) || wishes.zoom_out;
    wishes.show_all = sign_button(ui, "all", {at.x, at.y + 64}, Sign::all) || wishes.show_all;
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    for (const float y : {32.0f, 64.0f})
        draw->AddLine({at.x, at.y + y}, {at.x + 32, at.y + y}, u32(ui.colours->border));
    draw->AddRect(at, {at.x + 32, at.y + 96}, u32(ui.colours->border));
    ImGui::End();
    if (state.show_help)
        show_help(ui, map, state);
}

} // namespace sitmap
