#include "render/ui/map_controls.hpp"

#include "render/ui/widgets.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double button_px = map_button_px;

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

/// A button of the tools with a drawing of what it does.
struct ToolButton {
    const char* id;
    const char* tip;
    void (*draw)(ImDrawList*, ImVec2 centre, ImU32 ink);
};

void draw_box_icon(ImDrawList* draw, ImVec2 c, ImU32 ink)
{
    for (const float t : {-8.0f, -2.0f, 4.0f}) {
        draw->AddLine({c.x + t, c.y - 7}, {c.x + t + 4, c.y - 7}, ink, 1.4f);
        draw->AddLine({c.x + t, c.y + 7}, {c.x + t + 4, c.y + 7}, ink, 1.4f);
    }
    for (const float x : {-8.0f, 8.0f})
        for (const float t : {-7.0f, -2.0f, 3.0f})
            draw->AddLine({c.x + x, c.y + t}, {c.x + x, c.y + t + 4}, ink, 1.4f);
}

void draw_lasso_icon(ImDrawList* draw, ImVec2 c, ImU32 ink)
{
    draw->AddBezierCubic({c.x - 4, c.y + 4}, {c.x - 14, c.y - 4}, {c.x - 3, c.y - 12}, {c.x + 6, c.y - 7},
                         ink, 1.4f);
    draw->AddBezierCubic({c.x + 6, c.y - 7}, {c.x + 15, c.y - 1}, {c.x + 6, c.y + 7}, {c.x - 4, c.y + 4}, ink,
                         1.4f);
    draw->AddBezierCubic({c.x - 4, c.y + 4}, {c.x - 6, c.y + 6}, {c.x - 6, c.y + 8}, {c.x - 2, c.y + 10}, ink,
                         1.4f);
}

void draw_ruler_icon(ImDrawList* draw, ImVec2 c, ImU32 ink)
{
    const ImVec2 corners[] = {{c.x - 9, c.y + 4}, {c.x + 4, c.y - 9}, {c.x + 9, c.y - 4}, {c.x - 4, c.y + 9}};
    draw->AddPolyline(corners, 4, ink, ImDrawFlags_Closed, 1.4f);
    for (const float t : {3.0f, 6.0f, 9.0f})
        draw->AddLine({c.x - 9 + t, c.y + 4 - t}, {c.x - 6.5f + t, c.y + 6.5f - t}, ink, 1.2f);
}

void draw_grid_icon(ImDrawList* draw, ImVec2 c, ImU32 ink)
{
    draw->AddCircle(c, 8.5f, ink, 32, 1.3f);
    draw->AddLine({c.x - 8.5f, c.y}, {c.x + 8.5f, c.y}, ink, 1.2f);
    draw->AddLine({c.x, c.y - 8.5f}, {c.x, c.y + 8.5f}, ink, 1.2f);
    draw->AddBezierCubic({c.x, c.y - 8.5f}, {c.x - 6.5f, c.y - 5}, {c.x - 6.5f, c.y + 5}, {c.x, c.y + 8.5f},
                         ink, 1.2f);
    draw->AddBezierCubic({c.x, c.y - 8.5f}, {c.x + 6.5f, c.y - 5}, {c.x + 6.5f, c.y + 5}, {c.x, c.y + 8.5f},
                         ink, 1.2f);
}

void draw_table_icon(ImDrawList* draw, ImVec2 c, ImU32 ink)
{
    draw->AddRect({c.x - 8, c.y - 7}, {c.x + 8, c.y + 7}, ink, 1, 0, 1.4f);
    draw->AddRectFilled({c.x - 8, c.y - 7}, {c.x + 8, c.y - 3}, ink);
    draw->AddLine({c.x - 8, c.y + 2}, {c.x + 8, c.y + 2}, ink, 1.2f);
    draw->AddLine({c.x - 2, c.y - 3}, {c.x - 2, c.y + 7}, ink, 1.2f);
}

void draw_help_icon(ImDrawList* draw, ImVec2 c, ImU32 ink)
{
    draw->AddBezierCubic({c.x - 4, c.y - 4}, {c.x - 4, c.y - 11}, {c.x + 8, c.y - 9}, {c.x + 3, c.y - 2}, ink,
                         1.7f);
    draw->AddLine({c.x + 3, c.y - 2}, {c.x, c.y + 3}, ink, 1.7f);
    draw->AddCircleFilled({c.x, c.y + 7}, 1.4f, ink);
}

bool tool_button(const Ui& ui, const ToolButton& tool, ImVec2 at, bool active)
{
    ImGui::SetCursorScreenPos(at);
    const bool clicked = ImGui::InvisibleButton(tool.id, vec(button_px, button_px));
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const bool hovered = ImGui::IsItemHovered();
    if (active || hovered)
        draw->AddRectFilled(at, {at.x + 32, at.y + 32},
                            u32(active ? ui.colours->header : ui.colours->frame_hovered));
    if (hovered)
        ImGui::SetTooltip("%s", tool.tip);
    tool.draw(draw, {at.x + 16, at.y + 16}, u32(active ? ui.colours->accent : ui.colours->text));
    return clicked;
}

void show_tools(const Ui& ui, const PxRect& box, ViewState& view, UiState& state)
{
    constexpr std::array tools{
        ToolButton{"box", "Choose incidents in a box (S)", draw_box_icon},
        ToolButton{"lasso", "Choose incidents within a line (Shift+S)", draw_lasso_icon},
        ToolButton{"measure", "Measure distance and area (M)", draw_ruler_icon},
    };
    constexpr ToolButton grid{"graticule", "Graticule (G)", draw_grid_icon};
    constexpr ToolButton table{"table", "Table (T)", draw_table_icon};
    constexpr ToolButton help{"help", "Keys (F1)", draw_help_icon};
    const ImVec2 corner = vec(box.x, box.y);
    begin_panel("tools", box, ui.colours->window, {0, 0});
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    ImVec2 at = corner;
    for (std::size_t i = 0; i < tools.size(); ++i, at.y += 32) {
        const auto tool = static_cast<MapTool>(i + 1);
        if (tool_button(ui, tools[i], at, state.tool == tool))
            state.tool = state.tool == tool ? MapTool::move : tool;
    }
    if (tool_button(ui, grid, at, view.layers.graticule))
        view.layers.graticule = !view.layers.graticule;
    at.y += 32;
    if (tool_button(ui, table, at, state.show_table))
        state.show_table = !state.show_table;
    at.y += 32;
    if (tool_button(ui, help, at, state.show_help))
        state.show_help = !state.show_help;
    for (float y = 32; y < static_cast<float>(box.height); y += 32)
        draw->AddLine({corner.x, corner.y + y}, {corner.x + 32, corner.y + y}, u32(ui.colours->border));
    draw->AddRect(corner, {corner.x + 32, corner.y + static_cast<float>(box.height)},
                  u32(ui.colours->border));
    ImGui::End();
}

struct KeyLine {
    const char* keys;
    const char* does;
};
/// Two columns: moving about; working.
constexpr std::array key_lines{
    KeyLine{"drag, arrows, Space held", "move the map"},
    KeyLine{"wheel, + -, Page Up/Down", "zoom; Ctrl+wheel finer"},
    KeyLine{"double click, right", "zoom in, out"},
    KeyLine{"Shift+drag", "zoom to a box"},
    KeyLine{"Ctrl+drag, Shift+Left/Right", "turn the map; N: north up"},
    KeyLine{"Home, Ctrl+Shift+F", "show everything"},
    KeyLine{"F, Ctrl+J", "go to what is selected"},
    KeyLine{"Alt+Left/Right, mouse back", "the view before, after"},
    KeyLine{"F11, Ctrl+Tab", "full screen, map alone"},
    KeyLine{"Space", "play"},
    KeyLine{", .", "step back, on"},
    KeyLine{"[ ], { }", "widen, narrow the window of time"},
    KeyLine{"Home, End on the timeline", "first, last step"},
    KeyLine{"Ctrl+K, Ctrl+F", "search"},
    KeyLine{"click, Enter", "select"},
    KeyLine{"Tab, Shift+Tab", "next, previous incident in view"},
    KeyLine{"S, Shift+S", "choose by box, by lasso"},
    KeyLine{"Ctrl+click", "choose one more"},
    KeyLine{"M", "measure distance and area"},
    KeyLine{"right click", "copy the coordinates"},
    KeyLine{"X", "coordinates: decimal, DMS, MGRS"},
    KeyLine{"T", "table: arrows, Enter, R reverses"},
    KeyLine{"F6", "map, table, timeline take the keys"},
    KeyLine{"G", "graticule"},
    KeyLine{"C", "compare: pin this view at the left"},
    KeyLine{"E, Ctrl+Z, Ctrl+Y", "edit, take back, do again"},
    KeyLine{"Ctrl+B, Ctrl+Shift+B", "add, list bookmarks"},
    KeyLine{"I", "back to moving and selecting"},
    KeyLine{"Esc", "stop, close, choose nothing"},
    KeyLine{"F1, ?", "this list"},
};

/// The map where the list has room in it, else the window below its top bar.
PxRect place_for_help(const PxRect& map, double width_px, double height_px)
{
    if (map.width >= width_px && map.height >= height_px)
        return map;
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    return {0, map.y, static_cast<double>(window.x), static_cast<double>(window.y) - map.y};
}

void show_help(const Ui& ui, const PxRect& map, UiState& state)
{
    constexpr std::size_t rows = (key_lines.size() + 1) / 2;
    constexpr double buttons_px = 58, least_column = 400; // the buttons at the map's right edge
    const PxRect place =
        place_for_help(map, 2 * least_column + 16 + buttons_px, 60 + 21.0 * static_cast<double>(rows));
    const double column = std::clamp((place.width - buttons_px - 16) / 2, least_column, 410.0);
    const bool wide = place.width >= 2 * least_column + 16 + buttons_px;
    const double width = wide ? 2 * column + 16 : column;
    const auto lines = static_cast<double>(wide ? rows : key_lines.size());
    const double line_px = std::clamp((place.height - 60) / lines, 15.0, 21.0), height = 60 + line_px * lines;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::SetNextWindowFocus();
    const double x = std::max(
        place.x, std::min(place.x + (place.width - width) / 2, place.x + place.width - buttons_px - width));
    begin_panel("keys", {x, place.y + std::min(40.0, std::max(0.0, place.height - height)), width, height},
                ui.colours->window, {16, 12});
    ImGui::PopStyleVar();
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow()); // a panel made later lies below the others
    section_head(ui, "KEYS", "F1 or Esc closes");
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < key_lines.size(); ++i) {
        const bool second = wide && i >= rows;
        const ImVec2 line{at.x + (second ? static_cast<float>(column) : 0.0f),
                          at.y + static_cast<float>(line_px) * static_cast<float>(second ? i - rows : i)};
        draw_text(ui, draw, TextKind::text, line, u32(ui.colours->text), key_lines[i].keys);
        draw_text(ui, draw, TextKind::text, {line.x + 178, line.y}, u32(ui.colours->muted),
                  key_lines[i].does);
    }
    if (ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered())
        state.show_help = false;
    ImGui::End();
}

/// Where north is, while it is not up; a click turns it up.
void show_compass(const Ui& ui, const PxRect& beside, ViewState& view)
{
    constexpr double size = 40, gap = 8;
    const PxRect box{beside.x - gap - size, beside.y, size, size};
    begin_panel("compass", box, ui.colours->window, {0, 0});
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImVec2 corner = vec(box.x, box.y), c = vec(box.x + size / 2, box.y + size / 2);
    ImGui::SetCursorScreenPos(corner);
    if (ImGui::InvisibleButton("north", vec(size, size)))
        view.bearing_deg = 0;
    if (ImGui::IsItemHovered()) {
        draw->AddRectFilled(corner, vec(box.x + size, box.y + size), u32(ui.colours->frame_hovered));
        ImGui::SetTooltip("North up (N)");
    }
    const double b = view.bearing_deg * std::numbers::pi / 180;
    const auto north = static_cast<float>(-std::sin(b)), up = static_cast<float>(-std::cos(b));
    const ImVec2 tip{c.x + 8 * north, c.y + 8 * up}, tail{c.x - 15 * north, c.y - 15 * up};
    const ImVec2 left{c.x + 5.5f * up, c.y - 5.5f * north}, right{c.x - 5.5f * up, c.y + 5.5f * north};
    draw->AddTriangleFilled(left, tip, right, u32(ui.colours->accent));
    draw->AddTriangleFilled(left, right, tail, u32(ui.colours->muted));
    const ImVec2 letter{c.x + 13.5f * north, c.y + 13.5f * up};
    draw_text(ui, draw, TextKind::head, {letter.x - 4, letter.y - 7}, u32(ui.colours->text), "N");
    draw->AddRect(corner, vec(box.x + size, box.y + size), u32(ui.colours->border));
    ImGui::End();
}

} // namespace

void show_map_controls(const Ui& ui, const PxRect& map, ViewState& view, UiState& state, Wishes& wishes)
{
    const std::vector<PxRect> boxes = map_control_boxes(map);
    const PxRect& rect = boxes.front();
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
    if (boxes.size() > 1)
        show_tools(ui, boxes[1], view, state);
    if (view.bearing_deg != 0 && !state.show_help)
        show_compass(ui, rect, view);
    if (state.show_help)
        show_help(ui, map, state);
}

} // namespace sitmap
