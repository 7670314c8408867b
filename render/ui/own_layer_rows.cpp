#include "render/ui/own_layer_rows.hpp"

#include "render/ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

constexpr float line_px = 22, button_px = 20, percent_px = 38, indent_px = 46, knob_px = 5;

/// The row that shows and hides one layer.
void show_switch(const Ui& ui, const OverlayLayer& overlay, std::size_t position, ViewState& view)
{
    const std::string id = "own layer " + std::to_string(position);
    DrawList mark;
    mark.width_px = mark.height_px = 18;
    mark.commands.push_back(FillPath{{{{2, 4}, {16, 4}, {16, 14}, {2, 14}}},
                                     overlay.classes.empty() ? overlay.colour : overlay.classes[0].colour,
                                     {},
                                     {}});
    const std::string count =
        overlay.image ? "picture" : grouped(static_cast<std::int64_t>(overlay.layer.features.size()));
    Row line;
    line.id = id.c_str();
    line.label = overlay.title;
    line.mark = &mark;
    line.count = count;
    line.available = overlay.visible;
    line.box = overlay.visible && !view.hidden_overlays.contains(position) ? Box::on : Box::off;
    if (row(ui, line) && view.hidden_overlays.erase(position) == 0)
        view.hidden_overlays.insert(position);
}

/// A triangle that points up or down; true when it was clicked. Greyed where there is nothing to pass.
bool show_arrow(const Ui& ui, const char* id, ImVec2 at, bool up, bool can)
{
    ImGui::SetCursorScreenPos(at);
    const bool clicked = ImGui::InvisibleButton(id, {button_px, line_px}) && can;
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered() && can) {
        draw->AddRectFilled(at, {at.x + button_px, at.y + line_px}, u32(ui.colours->header_hovered), 4);
        ImGui::SetTooltip("%s", up ? "Over the next layer" : "Under the next layer");
    }
    const ImVec2 middle{at.x + button_px / 2, at.y + line_px / 2};
    const float tip = up ? -4.0f : 4.0f;
    draw->AddTriangleFilled({middle.x, middle.y + tip}, {middle.x - 5, middle.y - tip / 1.5f},
                            {middle.x + 5, middle.y - tip / 1.5f},
                            u32(can ? ui.colours->text : ui.colours->muted, can ? 0.9 : 0.35));
    return clicked;
}

/// The opacity that the slider is dragged to.
std::optional<double> show_slider(const Ui& ui, ImVec2 at, float width, double opacity)
{
    ImGui::SetCursorScreenPos(at);
    ImGui::InvisibleButton("opacity", {width, line_px});
    const float from = at.x + knob_px, length = std::max(1.0f, width - 2 * knob_px);
    std::optional<double> dragged;
    if (ImGui::IsItemActive()) {
        const double share =
            std::clamp(static_cast<double>((ImGui::GetIO().MousePos.x - from) / length), 0.0, 1.0);
        dragged = std::round(share * 100) / 100;
        opacity = *dragged;
    } else if (ImGui::IsItemHovered()) {
        ImGui::SetTooltip("Opacity");
    }
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float y = at.y + line_px / 2, x = from + length * static_cast<float>(opacity);
    draw->AddRectFilled({from, y - 1}, {from + length, y + 1}, u32(ui.colours->muted, 0.5));
    draw->AddRectFilled({from, y - 1}, {x, y + 1}, u32(ui.colours->accent));
    draw->AddCircleFilled({x, y}, knob_px, u32(ui.colours->frame));
    draw->AddCircle({x, y}, knob_px, u32(ui.colours->accent), 20, 1.8f);
    return dragged;
}

void show_look(const Ui& ui, const PanelData& data, double opacity, std::size_t layer, Wishes& wishes)
{
    using Kind = OwnLayerChange::Kind;
    ImGui::PushID(static_cast<int>(layer));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float buttons = at.x + width - 2 * button_px;
    const float slider = width - indent_px - percent_px - 2 * button_px;
    if (const auto dragged = show_slider(ui, {at.x + indent_px, at.y}, slider, opacity);
        dragged && *dragged != opacity)
        wishes.own_layer = OwnLayerChange{Kind::fade, layer, *dragged};
    const std::string percent = std::to_string(std::lround(opacity * 100)) + " %";
    draw_text(ui, ImGui::GetWindowDrawList(), TextKind::small,
              {buttons - 4 - text_width(ui, TextKind::small, percent), at.y + 4}, u32(ui.colours->muted),
              percent);
    const auto& overlays = data.map->overlays;
    if (show_arrow(ui, "raise", {buttons, at.y}, true, neighbour(overlays, layer, true).has_value()))
        wishes.own_layer = OwnLayerChange{Kind::raise, layer, opacity};
    if (show_arrow(ui, "lower", {buttons + button_px, at.y}, false,
                   neighbour(overlays, layer, false).has_value()))
        wishes.own_layer = OwnLayerChange{Kind::lower, layer, opacity};
    ImGui::SetCursorScreenPos({at.x, at.y + line_px});
    ImGui::PopID();
}

} // namespace

void show_own_layers(const Ui& ui, const PanelData& data, ViewState& view, const UiState& state,
                     Wishes& wishes)
{
    const auto& overlays = data.map->overlays;
    if (!view.layers.overlays)
        return;
    for (const std::size_t layer : topmost_first(overlays)) {
        show_switch(ui, overlays[layer], layer, view);
        show_look(ui, data, state.own_layers[layer].opacity, layer, wishes);
    }
}

void change_own_layers(const OwnLayerChange& change, Map& map, ViewState& view, UiState& state)
{
    const auto before = apply(change, state.own_layers, map.overlays);
    view.hidden_overlays = moved(view.hidden_overlays, before);
    if (state.swipe)
        state.swipe->left.hidden_overlays = moved(state.swipe->left.hidden_overlays, before);
}

} // namespace sitmap
