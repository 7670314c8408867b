#include "render/ui/swipe_bar.hpp"

#include "render/layers/control.hpp"
#include "render/navigation.hpp"
#include "render/ui/layout.hpp"
#include "render/ui/panel_model.hpp"
#include "render/ui/widgets.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace sitmap {

namespace {

/// The words' parts in as many lines as the side of the map that they stand in asks for.
std::vector<std::string> in_lines(const Ui& ui, const std::string& words, double width)
{
    static constexpr std::string_view dot = " · ";
    std::vector<std::string> lines;
    for (std::size_t from = 0; from <= words.size();) {
        const std::size_t to = std::min(words.find(dot, from), words.size());
        const std::string part = words.substr(from, to - from);
        std::string longer = lines.empty() ? part : lines.back() + std::string{dot} + part;
        if (!lines.empty() && static_cast<double>(text_width(ui, TextKind::text, longer)) <= width)
            lines.back() = std::move(longer);
        else
            lines.push_back(part);
        from = to == words.size() ? to + 1 : to + dot.size();
    }
    return lines;
}

void draw_label(const Ui& ui, const std::string& words, ImVec2 at, double side_px, bool leftwards)
{
    constexpr float line_px = 18;
    const std::vector<std::string> lines = in_lines(ui, words, side_px - 40);
    ImDrawList* const draw = ImGui::GetForegroundDrawList();
    float width = 0;
    for (const std::string& line : lines)
        width = std::max(width, text_width(ui, TextKind::text, line));
    const ImVec2 from{leftwards ? at.x - width - 16 : at.x, at.y},
        to{from.x + width + 16, at.y + 6 + line_px * static_cast<float>(lines.size())};
    draw->AddRectFilled(from, to, u32(ui.colours->window, 0.95), 4);
    draw->AddRect(from, to, u32(ui.colours->border), 4);
    float y = from.y + 3;
    for (const std::string& line : lines) {
        draw_text(ui, draw, TextKind::text, {from.x + 8, y}, u32(ui.colours->text), line);
        y += line_px;
    }
}

/// "Battles, Protests and 2 more"; `all` where none is chosen.
template <class T, class Name>
std::string names_of(const std::vector<T>& chosen, const char* all, Name name)
{
    constexpr std::size_t most = 3;
    std::string words = chosen.empty() ? all : "";
    for (std::size_t i = 0; i < std::min(most, chosen.size()); ++i)
        words += (i == 0 ? "" : ", ") + std::string{name(chosen[i])};
    if (chosen.size() > most)
        words += " and " + std::to_string(chosen.size() - most) + " more";
    return words;
}

std::string types_in_words(const std::vector<EventType>& chosen)
{
    if (chosen.size() * 2 <= event_type_count)
        return names_of(chosen, "all types", [](EventType type) { return short_name_of(type); });
    std::vector<EventType> left_out;
    for (std::size_t i = 0; i < event_type_count; ++i)
        if (!is_chosen(chosen, static_cast<EventType>(i)))
            left_out.push_back(static_cast<EventType>(i));
    return "without " + names_of(left_out, "any", [](EventType type) { return short_name_of(type); });
}

/// The filters of `query` that `other` has otherwise, each after a dot.
std::string filters_that_differ(const Query& query, const Query& other)
{
    std::string words;
    const auto say_if = [&](bool differs, const std::string& text) { words += differs ? " · " + text : ""; };
    const auto itself = [](const std::string& name) { return name; };
    say_if(query.types != other.types, types_in_words(query.types));
    say_if(query.actors != other.actors, names_of(query.actors, "all parties", itself));
    say_if(query.countries != other.countries, names_of(query.countries, "all countries", itself));
    say_if(query.place_precision != other.place_precision,
           query.place_precision ? std::string{name_of(*query.place_precision)} + " or better"
                                 : "any precision of place");
    say_if(query.attributions != other.attributions,
           names_of(query.attributions, "whoever did it", [](Attribution a) { return name_of(a); }));
    say_if(query.min_killed != other.min_killed,
           query.min_killed ? std::to_string(*query.min_killed) + " killed or more" : "any number killed");
    say_if(query.ids != other.ids, query.ids ? "with the words" : "any words");
    say_if(query.bbox != other.bbox || query.within != other.within || query.radius != other.radius ||
               query.condition != other.condition || query.sub_types != other.sub_types,
           has_beyond_panels(query) ? "those of the command line" : "not only those of the command line");
    return words;
}

} // namespace

ViewState left_of(const Swipe& swipe, const ViewState& right)
{
    ViewState left = placed_as(swipe.left, right);
    left.bearing_deg = right.bearing_deg;
    left.style = right.style;
    left.layers = right.layers;
    left.selection = right.selection;
    return left;
}

std::string what_differs(const ViewState& view, const ViewState& other)
{
    std::string words = span_for_people({view.query.since, view.query.until});
    if (view.rule != other.rule)
        words += " · rule " + std::string{name_of(view.rule)};
    if (view.as_of != other.as_of)
        words += view.as_of ? " · known on " + day_for_people(*view.as_of) : " · known now";
    return words + filters_that_differ(view.query, other.query);
}

std::string control_day_words(const Map& map, const ViewState& view)
{
    const auto day = view.layers.control ? control_day(map, view) : std::nullopt;
    return day ? "control on " + day_for_people(*day) : "";
}

void show_swipe_bar(const Ui& ui, const PanelData& data, const PxRect& map, const ViewState& view,
                    UiState& state)
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
    const double left_px = map.width * state.swipe->share;
    const auto words = [&](const ViewState& shown, const ViewState& other) {
        const std::string control = control_day_words(*data.map, shown);
        return what_differs(shown, other) + (control.empty() ? "" : " · " + control);
    };
    const ViewState left = left_of(*state.swipe, view);
    draw_label(ui, words(left, view), {middle - 10, top}, left_px, true);
    // The buttons of the map stand at the right.
    draw_label(ui, words(view, left), {middle + 10, top}, map.width - left_px - map_button_px - 24, false);
}

} // namespace sitmap
