#include "render/ui/map_overlay.hpp"

#include "render/ui/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <span>
#include <vector>

namespace sitmap {

namespace {

constexpr float ring_px = 4, step_px = 24;

/// What is needed to draw over the map.
struct Overlay {
    const Ui& ui;
    ImDrawList* draw;
    const Camera& camera;

    [[nodiscard]] ImU32 accent(double opacity = 1) const { return u32(ui.colours->accent, opacity); }
    [[nodiscard]] std::optional<ImVec2> px(LonLat p) const
    {
        const auto at = camera.to_px(p);
        return at ? std::optional{vec(at->x, at->y)} : std::nullopt;
    }
};

/// A label on paper, kept within the map.
void draw_words(const Overlay& over, ImVec2 at, const std::vector<std::string>& lines)
{
    float width = 0;
    for (const std::string& line : lines)
        width = std::max(width, text_width(over.ui, TextKind::text, line));
    const float height = 18 * static_cast<float>(lines.size()) + 8;
    const PxRect& map = over.camera.frame();
    at.x = std::clamp(
        at.x, static_cast<float>(map.x) + 4,
        std::max(static_cast<float>(map.x) + 4, static_cast<float>(map.x + map.width) - width - 24));
    at.y = std::clamp(
        at.y, static_cast<float>(map.y) + 4,
        std::max(static_cast<float>(map.y) + 4, static_cast<float>(map.y + map.height) - height - 4));
    const ImVec2 end{at.x + width + 16, at.y + height};
    over.draw->AddRectFilled(at, end, u32(over.ui.colours->window, 0.95), 4);
    over.draw->AddRect(at, end, u32(over.ui.colours->border), 4);
    for (std::size_t i = 0; i < lines.size(); ++i)
        draw_text(over.ui, over.draw, TextKind::text, {at.x + 8, at.y + 4 + 18 * static_cast<float>(i)},
                  u32(i == 0 ? over.ui.colours->text : over.ui.colours->muted), lines[i]);
}

void draw_gesture(const Overlay& over, const Gesture& gesture)
{
    if (gesture.path.size() < 2)
        return;
    const ImU32 ink = over.accent();
    if (gesture.kind == Gesture::Kind::lasso) {
        std::vector<ImVec2> line;
        for (const Px p : gesture.path)
            line.push_back(vec(p.x, p.y));
        over.draw->AddPolyline(line.data(), static_cast<int>(line.size()), ink, 0, 1.6f);
        over.draw->AddLine(line.back(), line.front(), over.accent(0.4), 1.2f);
        return;
    }
    const Px a = gesture.path.front(), b = gesture.path.back();
    const ImVec2 from = vec(std::min(a.x, b.x), std::min(a.y, b.y)),
                 to = vec(std::max(a.x, b.x), std::max(a.y, b.y));
    over.draw->AddRectFilled(from, to, over.accent(0.12));
    over.draw->AddRect(from, to, ink, 0, 0, 1.6f);
}

void draw_dashes(const Overlay& over, ImVec2 from, ImVec2 to, ImU32 colour)
{
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    if (length <= 0 || length > 20'000)
        return;
    for (float at = 0; at < length; at += 8) {
        const float a = at / length, b = std::min(1.0f, (at + 5) / length);
        over.draw->AddLine({from.x + (to.x - from.x) * a, from.y + (to.y - from.y) * a},
                           {from.x + (to.x - from.x) * b, from.y + (to.y - from.y) * b}, colour, 1.4f);
    }
}

void draw_ring(const Overlay& over, const Camera& drawn, const HitTarget& target)
{
    const auto ground = drawn.to_lonlat(target.at);
    if (const auto at = ground ? over.px(*ground) : std::nullopt) {
        const auto radius = static_cast<float>(target.radius_px) + ring_px;
        over.draw->AddCircle(*at, radius, u32(over.ui.colours->window), 40, 4);
        over.draw->AddCircle(*at, radius, over.accent(), 40, 2);
    }
}

/// One line through the targets along an outline, open where they part.
void draw_along(const Overlay& over, const Camera& drawn, std::span<const HitTarget> targets)
{
    constexpr double most_apart_px = 40;
    std::vector<ImVec2> line;
    const auto finish = [&] {
        const auto count = static_cast<int>(line.size());
        over.draw->AddPolyline(line.data(), count, u32(over.ui.colours->window), 0, 5);
        over.draw->AddPolyline(line.data(), count, over.accent(), 0, 2.5f);
        line.clear();
    };
    const auto apart = [](Px a, Px b) { return std::hypot(a.x - b.x, a.y - b.y); };
    const auto add = [&](const HitTarget& target) {
        const auto ground = drawn.to_lonlat(target.at);
        if (const auto at = ground ? over.px(*ground) : std::nullopt)
            line.push_back(*at);
    };
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (i > 0 && apart(targets[i].at, targets[i - 1].at) > most_apart_px)
            finish();
        add(targets[i]);
    }
    if (apart(targets.front().at, targets.back().at) <= most_apart_px)
        add(targets.front());
    finish();
}

/// The line around what was chosen, and rings around the marks in it.
void draw_group(const Overlay& over, const Scene& scene, const Camera& drawn, const Group& group)
{
    std::optional<ImVec2> before;
    for (const LonLat p : group.area) {
        const auto at = over.px(p);
        if (before && at)
            draw_dashes(over, *before, *at, over.accent(0.8));
        before = at;
    }
    constexpr std::ptrdiff_t least_of_outline = 3; // an area or a line can be hit all along
    for (auto from = scene.targets.begin(); from != scene.targets.end();) {
        const auto to = std::find_if(from, scene.targets.end(),
                                     [&](const HitTarget& target) { return !(target.what == from->what); });
        const auto* incident = std::get_if<IncidentSelection>(&from->what);
        if (incident && group.has(incident->id)) {
            if (to - from >= least_of_outline)
                draw_along(over, drawn, {from, to});
            else
                std::for_each(from, to, [&](const HitTarget& target) { draw_ring(over, drawn, target); });
        }
        from = to;
    }
}

void draw_focus(const Overlay& over, const Scene& scene, const Camera& drawn, const Selection& focused)
{
    for (const HitTarget& target : scene.targets) {
        if (std::holds_alternative<std::monostate>(focused) || !(target.what == focused))
            continue;
        const auto ground = drawn.to_lonlat(target.at);
        const auto at = ground ? over.px(*ground) : std::nullopt;
        if (!at)
            continue;
        const float half = static_cast<float>(target.radius_px) + 7;
        const ImVec2 from{at->x - half, at->y - half}, to{at->x + half, at->y + half};
        over.draw->AddRect(from, to, u32(over.ui.colours->window), 5, 0, 5);
        over.draw->AddRect(from, to, over.accent(), 5, 0, 2);
        return;
    }
}

std::vector<std::string> words_on(const MeasureLine& line, const Measured& figures)
{
    if (figures.area_m2)
        return {area_for_people(*figures.area_m2), "around it " + length_for_people(figures.length_m)};
    std::vector<std::string> words{length_for_people(figures.length_m)};
    char bearing[32] = "";
    if (figures.bearing_deg)
        std::snprintf(bearing, sizeof bearing, ", towards %.0f°", *figures.bearing_deg);
    if (line.points.size() > 1 && !line.finished)
        words.push_back("this leg " + length_for_people(figures.last_m) + bearing);
    else if (figures.bearing_deg)
        words.push_back(std::string{bearing}.substr(2));
    return words;
}

void draw_measure(const Overlay& over, const UiState& state)
{
    const MeasureLine& line = state.measure;
    if (line.points.empty())
        return;
    const auto pointer = state.tool == MapTool::measure && state.pointer && !line.finished
                             ? over.camera.to_lonlat(*state.pointer)
                             : std::nullopt;
    std::vector<ImVec2> curve;
    for (const LonLat p : along(line, pointer, step_px * over.camera.ground_m_per_px(over.camera.centre())))
        if (const auto at = over.px(p))
            curve.push_back(*at);
    const auto count = static_cast<int>(curve.size());
    over.draw->AddPolyline(curve.data(), count, u32(over.ui.colours->window), 0, 5);
    over.draw->AddPolyline(curve.data(), count, over.accent(), 0, 2);
    for (const LonLat p : line.points)
        if (const auto at = over.px(p)) {
            over.draw->AddCircleFilled(*at, 4.5f, u32(over.ui.colours->window), 20);
            over.draw->AddCircle(*at, 4, over.accent(), 20, 2);
        }
    if (curve.empty() || (line.points.size() < 2 && !pointer))
        return;
    const ImVec2 end = line.closed ? curve.front() : curve.back();
    draw_words(over, {end.x + 14, end.y + 10}, words_on(line, measured(line, pointer)));
}

void draw_notice(const Overlay& over, const UiState& state)
{
    if (state.notice_s <= 0 || state.notice.empty())
        return;
    const PxRect& map = over.camera.frame();
    const float width = text_width(over.ui, TextKind::text, state.notice) + 16;
    Overlay top = over;
    if (state.swipe) // whose line would go through the words
        top.draw = ImGui::GetForegroundDrawList();
    draw_words(top, {static_cast<float>(map.x + map.width / 2) - width / 2, static_cast<float>(map.y) + 12},
               {state.notice});
}

std::string hint(const UiState& state)
{
    if (state.draft.picking)
        return "Click where it was · Esc leaves it";
    switch (state.tool) {
    case MapTool::move:
        return {};
    case MapTool::box:
        return "Drag a box to choose incidents · Shift adds · Esc ends";
    case MapTool::lasso:
        return "Draw around incidents to choose them · Shift adds · Esc ends";
    case MapTool::measure:
        return state.measure.points.empty() || state.measure.finished
                   ? "Click the corners of a line to measure · Esc ends"
                   : "Enter or double click ends · the first corner closes an area · Backspace takes a "
                     "corner "
                     "back";
    }
    return {};
}

} // namespace

void show_map_overlay(const Ui& ui, const Scene& scene, const Camera& drawn, const Camera& now,
                      const UiState& state)
{
    const PxRect& map = now.frame();
    const Overlay over{ui, ImGui::GetBackgroundDrawList(), now};
    over.draw->PushClipRect(vec(map.x, map.y), vec(map.x + map.width, map.y + map.height));
    draw_group(over, scene, drawn, state.group);
    draw_focus(over, scene, drawn, state.focused);
    draw_measure(over, state);
    draw_gesture(over, state.gesture);
    if (const std::string words = hint(state); !words.empty() && state.notice_s <= 0) {
        const float width = text_width(ui, TextKind::text, words) + 16;
        draw_words(over, vec(map.x + map.width / 2 - width / 2, map.y + 12), {words});
    }
    draw_notice(over, state);
    over.draw->PopClipRect();
}

} // namespace sitmap
