#include "render/ui/timeline.hpp"

#include "render/ui/widgets.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitmap {

namespace {

constexpr float left_px = 212, right_px = 180, top_px = 12, bottom_px = 92, track_px = 122;

Brush brush_of(const ViewState& view)
{
    return {view.query.since, view.query.until};
}

void set_brush(ViewState& view, const Brush& brush)
{
    view.query.since = brush.since;
    view.query.until = brush.until;
}

/// Where things stand on the screen.
struct Frame {
    TimeAxis axis;
    float top = 0, bottom = 0, track = 0;
};

Frame frame_of(const PanelData& data, const PxRect& rect)
{
    Frame frame;
    const double right = std::max(rect.x + left_px + 100, rect.x + rect.width - right_px);
    frame.axis = {data.days, rect.x + left_px, right - rect.x - left_px};
    frame.top = static_cast<float>(rect.y) + top_px;
    frame.bottom = static_cast<float>(rect.y) + bottom_px;
    frame.track = static_cast<float>(rect.y) + track_px;
    return frame;
}

float px(double value)
{
    return static_cast<float>(value);
}

void draw_dashed(ImDrawList* draw, ImVec2 from, ImVec2 to, ImU32 colour)
{
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    if (length <= 0)
        return;
    const ImVec2 unit{(to.x - from.x) / length, (to.y - from.y) / length};
    for (float at = 0; at < length; at += 3) {
        const float end = std::min(length, at + 1.6f);
        draw->AddLine({from.x + unit.x * at, from.y + unit.y * at},
                      {from.x + unit.x * end, from.y + unit.y * end}, colour, 0.9f);
    }
}

void draw_uncertain(ImDrawList* draw, float x1, float x2, float y1, float y2, ImU32 colour)
{
    draw_dashed(draw, {x1, y2}, {x1, y1}, colour);
    draw_dashed(draw, {x1, y1}, {x2, y1}, colour);
    draw_dashed(draw, {x2, y1}, {x2, y2}, colour);
}

void draw_bars(const Ui& ui, ImDrawList* draw, const PanelData& data, const Frame& frame, const Brush& brush)
{
    const Histogram& h = data.histogram;
    const double px_per_one = (frame.bottom - frame.top - 14) / h.highest();
    for (std::size_t i = 0; i < h.bars.size(); ++i) {
        const Day first = h.range.first + std::chrono::days{static_cast<int>(i) * h.step_days};
        const Day last = first + std::chrono::days{h.step_days - 1};
        const bool lit = (!brush.since || last >= *brush.since) && (!brush.until || first <= *brush.until);
        const float x1 = px(frame.axis.x_of(first));
        const float x2 = std::max(x1 + 1, std::min(px(frame.axis.x_of(last + std::chrono::days{1})) - 1,
                                                   px(frame.axis.x + frame.axis.width)));
        double y = frame.bottom;
        for (std::size_t type = 0; type < event_type_count; ++type) {
            const double height = h.bars[i].certain[type] * px_per_one;
            if (height <= 0)
                continue;
            draw->AddRectFilled({x1, px(y - height)}, {x2, px(y)},
                                u32(ui.palette->types[type].fill, lit ? 1.0 : 0.34));
            y -= height;
        }
        if (const double height = h.bars[i].uncertain * px_per_one; height > 0.5)
            draw_uncertain(draw, x1 + 0.5f, x2 - 0.5f, px(y - height), px(y),
                           u32(ui.colours->muted, lit ? 1.0 : 0.5));
    }
}

void draw_axis(const Ui& ui, ImDrawList* draw, const Frame& frame, double highest)
{
    const ImU32 muted = u32(ui.colours->muted);
    const float left = px(frame.axis.x), right = px(frame.axis.x + frame.axis.width);
    draw->AddRect({left - 0.5f, frame.top - 0.5f}, {right + 0.5f, frame.bottom + 0.5f},
                  u32(ui.colours->border));
    draw->AddLine({left, frame.bottom + 0.5f}, {right, frame.bottom + 0.5f}, muted);
    for (const AxisTick& tick : axis_ticks(frame.axis)) {
        const float x = px(frame.axis.x_of(tick.day));
        draw->AddLine({x + 0.5f, frame.bottom}, {x + 0.5f, frame.bottom + 5}, muted);
        if (x + text_width(ui, TextKind::small, tick.label) < right + 10)
            draw_text(ui, draw, TextKind::small, {x + 2, frame.bottom + 4}, muted, tick.label);
    }
    const auto beside = [&](std::string_view label, float y) {
        draw_text(ui, draw, TextKind::small, {left - 10 - text_width(ui, TextKind::small, label), y}, muted,
                  label);
    };
    beside(grouped(std::llround(highest)), frame.top + 2);
    beside("happened", frame.bottom - 15);
    beside("reported", frame.track - 8);
    draw->AddLine({left, frame.track + 0.5f}, {right, frame.track + 0.5f}, u32(ui.colours->border));
}

struct BrushEdges {
    float since = 0, until = 0;
};
BrushEdges edges_of(const Frame& frame, const Brush& brush)
{
    const float left = px(frame.axis.x), right = px(frame.axis.x + frame.axis.width);
    const auto inside = [&](double x) { return std::clamp(px(x), left, right); };
    return {brush.since ? inside(frame.axis.x_of(*brush.since)) : left,
            brush.until ? inside(frame.axis.x_of(*brush.until + std::chrono::days{1})) : right};
}

void draw_brush_ground(const Ui& ui, ImDrawList* draw, const Frame& frame, const Brush& brush)
{
    if (!brush.since && !brush.until)
        return;
    const auto [since, until] = edges_of(frame, brush);
    draw->AddRectFilled({since, frame.top}, {until, frame.bottom}, u32(ui.colours->accent, 0.12));
}

void draw_brush(const Ui& ui, ImDrawList* draw, const Frame& frame, const Brush& brush)
{
    const auto [since, until] = edges_of(frame, brush);
    const ImU32 accent = u32(ui.colours->accent);
    for (const float x : {since, until}) {
        draw->AddRectFilled({x - 1, frame.top - 4}, {x + 1, frame.bottom}, accent);
        const float middle = (frame.top + frame.bottom) / 2 + 2;
        const ImVec2 from{x - 5, middle - 12}, to{x + 5, middle + 12};
        draw->AddRectFilled(from, to, u32(ui.colours->frame), 3);
        draw->AddRect(from, to, accent, 3, 0, 1.4f);
        for (const float grip : {-1.5f, 1.5f})
            draw->AddLine({x + grip, middle - 5}, {x + grip, middle + 5}, accent, 1);
    }
    const std::string span = span_for_people(brush);
    const float half = text_width(ui, TextKind::head, span) / 2;
    const float left = px(frame.axis.x), right = px(frame.axis.x + frame.axis.width);
    const float x =
        std::clamp((since + until) / 2 - half, left + 4, std::max(left + 4, right - 2 * half - 4));
    draw->AddRectFilled({x - 4, frame.top + 1}, {x + 2 * half + 4, frame.top + 15},
                        u32(ui.colours->window, 0.8), 2);
    draw_text(ui, draw, TextKind::head, {x, frame.top}, accent, span);
}

void draw_documents(const Ui& ui, ImDrawList* draw, const PanelData& data, const Frame& frame)
{
    for (const Document& document : data.map->ledger.documents) {
        if (!document.published || *document.published < data.days.first ||
            *document.published > data.days.last)
            continue;
        const float x = px(frame.axis.x_of(*document.published) + frame.axis.day_px() / 2);
        draw->AddLine({x, frame.track - 4}, {x, frame.track + 4}, u32(ui.colours->muted), 1);
    }
}

float as_of_px(const PanelData& data, const Frame& frame, const ViewState& view)
{
    if (!view.as_of)
        return px(frame.axis.x + frame.axis.width);
    const Day day = std::clamp(*view.as_of, data.days.first, data.days.last);
    return px(frame.axis.x_of(day) + frame.axis.day_px() / 2);
}

void draw_as_of(const Ui& ui, ImDrawList* draw, float x, const Frame& frame, const ViewState& view)
{
    draw->AddQuadFilled({x, frame.track - 7}, {x + 5, frame.track}, {x, frame.track + 7},
                        {x - 5, frame.track}, u32(ui.colours->as_of));
    draw->AddQuad({x, frame.track - 7}, {x + 5, frame.track}, {x, frame.track + 7}, {x - 5, frame.track},
                  u32(ui.colours->window));
    const std::string label = view.as_of ? "as known on " + day_for_people(*view.as_of) : "as known now";
    const float width = text_width(ui, TextKind::small, label), right = px(frame.axis.x + frame.axis.width);
    const float left = x + 9 + width > right ? x - 9 - width : x + 9;
    draw->AddRectFilled({left - 3, frame.track - 7}, {left + width + 3, frame.track + 8},
                        u32(ui.colours->window, 0.85));
    draw_text(ui, draw, TextKind::small, {left, frame.track - 8}, u32(ui.colours->text), label);
}

void drag_brush(const Frame& frame, ViewState& view, UiState& state)
{
    const float mouse = ImGui::GetIO().MousePos.x;
    ImGui::SetCursorScreenPos({px(frame.axis.x) - 8, frame.top - 4});
    ImGui::InvisibleButton("brush", {px(frame.axis.width) + 16, frame.bottom - frame.top + 8});
    if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
        const BrushPart part = state.drag.value_or(brush_part_at(frame.axis, brush_of(view), mouse));
        ImGui::SetMouseCursor(part == BrushPart::body      ? ImGuiMouseCursor_Hand
                              : part == BrushPart::outside ? ImGuiMouseCursor_Arrow
                                                           : ImGuiMouseCursor_ResizeEW);
    }
    if (ImGui::IsItemActivated()) {
        state.drag = brush_part_at(frame.axis, brush_of(view), mouse);
        state.drag_start = brush_of(view);
        state.drag_from_px = mouse;
    }
    if (ImGui::IsItemActive() && state.drag) {
        const bool moved = std::abs(mouse - state.drag_from_px) >= 3;
        if (moved)
            set_brush(view, dragged(frame.axis, state.drag_start, *state.drag, state.drag_from_px, mouse));
    } else {
        state.drag.reset();
    }
    if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0))
        set_brush(view, {});
}

/// Dragged to the right end, knowledge is that of now.
void drag_as_of(const PanelData& data, const Frame& frame, ViewState& view)
{
    ImGui::SetCursorScreenPos({px(frame.axis.x) - 8, frame.track - 9});
    ImGui::InvisibleButton("as of", {px(frame.axis.width) + 16, 18});
    if (!ImGui::IsItemActive())
        return;
    const float mouse = ImGui::GetIO().MousePos.x;
    const Day day = frame.axis.day_at(mouse);
    const bool at_end = mouse >= px(frame.axis.x + frame.axis.width) - 1 || day >= data.days.last;
    view.as_of = at_end ? std::nullopt : std::optional{day};
}

bool step_button(const Ui& ui, ImDrawList* draw, const char* id, ImVec2 at, float direction)
{
    ImGui::SetCursorScreenPos({at.x - 9, at.y - 10});
    const bool clicked = ImGui::InvisibleButton(id, {18, 20});
    const ImU32 colour = u32(ImGui::IsItemHovered() ? ui.colours->accent : ui.colours->text);
    draw->AddTriangleFilled({at.x - 4 * direction, at.y - 6}, {at.x - 4 * direction, at.y + 6},
                            {at.x + 4 * direction, at.y}, colour);
    draw->AddRectFilled({at.x + 5 * direction - 1, at.y - 6}, {at.x + 5 * direction + 1, at.y + 6}, colour);
    return clicked;
}

void show_player(const Ui& ui, const PanelData& data, const PxRect& rect, ViewState& view, UiState& state)
{
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImVec2 centre = vec(rect.x + 38, rect.y + 45);
    ImGui::SetCursorScreenPos({centre.x - 19, centre.y - 19});
    if (ImGui::InvisibleButton("play", {38, 38}))
        state.playing = !state.playing;
    draw->AddCircleFilled(centre, 19, u32(ui.colours->accent), 48);
    const ImU32 paper = u32(ui.colours->window);
    if (state.playing) {
        draw->AddRectFilled({centre.x - 6, centre.y - 7}, {centre.x - 2, centre.y + 7}, paper);
        draw->AddRectFilled({centre.x + 2, centre.y - 7}, {centre.x + 6, centre.y + 7}, paper);
    } else {
        draw->AddTriangleFilled({centre.x - 5, centre.y - 8}, {centre.x - 5, centre.y + 8},
                                {centre.x + 9, centre.y}, paper);
    }
    if (step_button(ui, draw, "back", {centre.x + 42, centre.y}, -1))
        step(data, view, state, -1);
    if (step_button(ui, draw, "on", {centre.x + 66, centre.y}, 1))
        step(data, view, state, 1);
    const ImVec2 words = vec(rect.x + 12, rect.y + 76);
    draw_text(ui, draw, TextKind::small, words, u32(ui.colours->text),
              std::to_string(state.step_days) + (state.step_days == 1 ? " day" : " days") + " a step");
    draw_text(ui, draw, TextKind::small, {words.x, words.y + 16}, u32(ui.colours->text),
              std::to_string(state.steps_a_second) + " steps a second");
    draw_text(ui, draw, TextKind::small, {words.x, words.y + 32}, u32(ui.colours->muted),
              "dashed: day uncertain");
}

void show_right(const Ui& ui, const PanelData& data, const PxRect& rect, UiState& state)
{
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImVec2 at = vec(rect.x + rect.width - right_px + 24, rect.y + 12);
    draw_text(ui, draw, TextKind::small, {at.x, at.y}, u32(ui.colours->muted), "Playing moves");
    ImGui::SetCursorScreenPos({at.x, at.y + 20});
    constexpr std::array<std::string_view, 2> modes{"window", "last day"};
    if (const auto chosen = segmented(ui, "mode", modes, state.cumulative ? 1 : 0))
        state.cumulative = *chosen == 1;
    ImGui::SetCursorScreenPos({at.x, at.y + 52});
    constexpr std::array<int, 4> steps{1, 3, 7, 30};
    constexpr std::array<std::string_view, 4> labels{"1", "3", "7", "30"};
    const auto active =
        static_cast<std::size_t>(std::find(steps.begin(), steps.end(), state.step_days) - steps.begin());
    if (const auto chosen = segmented(ui, "step", labels, active))
        state.step_days = steps[*chosen];
    const float room = px(rect.x + rect.width) - at.x - 12;
    const std::string count = count_for_people(data.counts.passing, room, [&](std::string_view text) {
        return static_cast<double>(text_width(ui, TextKind::text, text));
    });
    draw_text(ui, draw, TextKind::text, {at.x, at.y + 82}, u32(ui.colours->text), count);
    if (data.histogram.undated > 0)
        draw_text(ui, draw, TextKind::small, {at.x, at.y + 100}, u32(ui.colours->muted),
                  clipped(ui, TextKind::small,
                          grouped(static_cast<std::int64_t>(data.histogram.undated)) + " without a first day",
                          room));
}

} // namespace

void step(const PanelData& data, ViewState& view, const UiState& state, int direction)
{
    Brush brush = brush_of(view);
    const int days = state.step_days * direction;
    if (!brush.since && !brush.until) // nothing to move yet: begin with a month at the start
        brush = {data.days.first, data.days.first + std::chrono::days{29}};
    else if (state.cumulative)
        brush.until = brush.until.value_or(data.days.last) + std::chrono::days{days};
    else
        brush = shifted(brush, days);
    if (brush.since && brush.until && *brush.until < *brush.since)
        brush.until = brush.since;
    if (brush.since.value_or(data.days.first) > data.days.last ||
        brush.until.value_or(data.days.last) < data.days.first)
        return;
    set_brush(view, brush);
}

void move_window(const PanelData& data, ViewState& view, const UiState& state, const Wishes& wishes)
{
    for (int i = 0; i < std::abs(wishes.steps); ++i)
        step(data, view, state, wishes.steps > 0 ? 1 : -1);
    if (wishes.first_day != 0 || wishes.last_day != 0)
        set_brush(view, edges_moved(data.days, brush_of(view), wishes.first_day * state.step_days,
                                    wishes.last_day * state.step_days));
    if (wishes.first_step || wishes.last_step)
        set_brush(view, at_end(data.days, brush_of(view), wishes.last_step));
}

void play(const PanelData& data, ViewState& view, UiState& state, double seconds)
{
    if (!state.playing)
        return;
    state.next_step_s -= seconds;
    if (state.next_step_s > 0)
        return;
    state.next_step_s = 1.0 / std::max(1, state.steps_a_second);
    step(data, view, state, 1);
    if (view.query.until && *view.query.until >= data.days.last)
        state.playing = false;
}

void show_timeline(const Ui& ui, const PanelData& data, const PxRect& rect, ViewState& view, UiState& state)
{
    begin_panel("timeline", rect, ui.colours->window, {0, 0});
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddLine(vec(rect.x, rect.y + 0.5), vec(rect.x + rect.width, rect.y + 0.5), u32(ui.colours->border));
    const Frame frame = frame_of(data, rect);
    drag_brush(frame, view, state);
    drag_as_of(data, frame, view);
    const Brush brush = brush_of(view);
    draw->AddRectFilled({px(frame.axis.x), frame.top}, {px(frame.axis.x + frame.axis.width), frame.bottom},
                        u32(ui.colours->frame));
    draw_brush_ground(ui, draw, frame, brush);
    draw_bars(ui, draw, data, frame, brush);
    draw_axis(ui, draw, frame, data.histogram.highest());
    draw_documents(ui, draw, data, frame);
    draw_brush(ui, draw, frame, brush);
    draw_as_of(ui, draw, as_of_px(data, frame, view), frame, view);
    show_player(ui, data, rect, view, state);
    show_right(ui, data, rect, state);
    if (state.focus == Focus::timeline)
        draw->AddRect({px(frame.axis.x) - 3, frame.top - 6},
                      {px(frame.axis.x + frame.axis.width) + 3, frame.bottom + 3}, u32(ui.colours->accent), 3,
                      0, 2);
    ImGui::End();
}

} // namespace sitmap
