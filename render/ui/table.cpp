#include "render/ui/table.hpp"

#include "render/ui/widgets.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitmap {

namespace {

constexpr float row_px = 21, head_px = 26, title_px = 28, bar_px = 10, mark_px = 26;

/// Widths at 976 px; the incident's title takes what is left.
constexpr std::array<float, table_column_count> widths{134, 150, 0, 110, 50, 62, 58, 74, 110, 56};
constexpr float least_title_px = 120;

bool is_number(TableColumn column)
{
    return column == TableColumn::killed || column == TableColumn::injured || column == TableColumn::sources;
}

struct Columns {
    std::array<float, table_column_count> x{}, width{};
};

/// Columns from the right are left out where there is no room for them.
Columns columns_in(float left, float width)
{
    Columns columns;
    float used = mark_px;
    std::size_t shown = table_column_count;
    for (const float w : widths)
        used += w;
    while (shown > 3 && used + least_title_px > width)
        used -= widths[--shown];
    float x = left + mark_px;
    for (std::size_t i = 0; i < shown; ++i) {
        columns.x[i] = x;
        columns.width[i] = i == static_cast<std::size_t>(TableColumn::title) ? width - used : widths[i];
        x += columns.width[i];
    }
    return columns;
}

std::size_t rows_in(const PxRect& rect)
{
    return static_cast<std::size_t>(std::max(1.0, std::floor((rect.height - title_px - head_px) / row_px)));
}

void keep_row_in_sight(UiState& state, std::size_t visible)
{
    TableState& table = state.table;
    if (table.row < table.top)
        table.top = table.row;
    if (table.row >= table.top + visible)
        table.top = table.row - visible + 1;
}

void open_row(const PanelData& data, std::size_t row, ViewState& view, UiState& state, Wishes& wishes)
{
    state.table.row = row;
    state.focused = {};
    view.selection = IncidentSelection{data.table->id(row)};
    wishes.show_selection = true;
}

void show_title(const Ui& ui, const PanelData& data, const PxRect& rect, UiState& state)
{
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const auto x = static_cast<float>(rect.x) + 12, y = static_cast<float>(rect.y);
    const std::string count = grouped(static_cast<std::int64_t>(data.table->size()));
    const float end = draw_text(ui, draw, TextKind::head, {x, y + 8}, u32(ui.colours->muted), "TABLE");
    draw_text(ui, draw, TextKind::small, {x + end + 10, y + 7}, u32(ui.colours->muted),
              count + (data.table->size() == 1 ? " incident" : " incidents"));
    constexpr std::array<std::string_view, 2> which{"All that pass", "Chosen"};
    const auto right = static_cast<float>(rect.x + rect.width) - 14;
    ImGui::SetCursorScreenPos({right - segmented_width(ui, which) - 28, y + 2});
    if (const auto clicked = segmented(ui, "which", which, state.table.chosen_only ? 1 : 0))
        state.table.chosen_only = *clicked == 1;
    ImGui::SetCursorScreenPos({right - 20, y + 4});
    if (ImGui::InvisibleButton("close", {20, 20}))
        state.show_table = false;
    const ImVec2 c{right - 10, y + 14};
    const ImU32 ink = u32(ImGui::IsItemHovered() ? ui.colours->accent : ui.colours->muted);
    draw->AddLine({c.x - 4, c.y - 4}, {c.x + 4, c.y + 4}, ink, 1.5f);
    draw->AddLine({c.x - 4, c.y + 4}, {c.x + 4, c.y - 4}, ink, 1.5f);
}

void show_headings(const Ui& ui, const Columns& columns, float y, UiState& state)
{
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < table_column_count; ++i) {
        if (columns.width[i] <= 0)
            continue;
        const auto column = static_cast<TableColumn>(i);
        const bool sorted = state.table.column == column;
        ImGui::SetCursorScreenPos({columns.x[i], y});
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::InvisibleButton("heading", {columns.width[i], head_px})) {
            state.table.descending = sorted ? !state.table.descending : is_number(column);
            state.table.column = column;
        }
        const bool hovered = ImGui::IsItemHovered();
        ImGui::PopID();
        const std::string_view words = heading_of(column);
        const float width = text_width(ui, TextKind::head, words);
        const float x = is_number(column) ? columns.x[i] + columns.width[i] - 20 - width : columns.x[i];
        draw_text(ui, draw, TextKind::head, {x, y + 6},
                  u32(sorted || hovered ? ui.colours->text : ui.colours->muted), words);
        if (!sorted)
            continue;
        const ImVec2 c{x + width + 8, y + 13};
        const float up = state.table.descending ? -1.0f : 1.0f;
        draw->AddTriangleFilled({c.x - 3.5f, c.y + 2.5f * up}, {c.x + 3.5f, c.y + 2.5f * up},
                                {c.x, c.y - 3 * up}, u32(ui.colours->accent));
    }
}

MarkFill fill_of(const Incident& incident)
{
    if (incident.attribution == Attribution::disputed)
        return MarkFill::split;
    const PlacePrecision precision =
        incident.location ? incident.location->precision : PlacePrecision::unknown;
    return step_of(precision) == PrecisionStep::wider && precision != PlacePrecision::line ? MarkFill::hollow
                                                                                           : MarkFill::filled;
}

void draw_row(const Ui& ui, const Columns& columns, const Incident& incident, float y, float left,
              bool in_group)
{
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw_picture(ui, draw, mark_picture(*ui.palette, incident.sub_type, fill_of(incident), 5.2, 18),
                 {left + 2, y + 1});
    if (in_group)
        draw->AddCircle({left + 11, y + 10}, 9, u32(ui.colours->accent), 24, 1.6f);
    for (std::size_t i = 0; i < table_column_count; ++i) {
        if (columns.width[i] <= 0)
            continue;
        const auto column = static_cast<TableColumn>(i);
        const std::string text = clipped(ui, TextKind::small, cell(incident, column), columns.width[i] - 10);
        const float x = is_number(column)
                            ? columns.x[i] + columns.width[i] - 20 - text_width(ui, TextKind::small, text)
                            : columns.x[i];
        draw_text(ui, draw, TextKind::small, {x, y + 3},
                  u32(column == TableColumn::title ? ui.colours->text : ui.colours->muted), text);
    }
}

/// A bar of its own: a million rows are more pixels than a float counts.
void show_bar(const Ui& ui, const PxRect& rect, std::size_t rows, std::size_t visible, UiState& state)
{
    if (rows <= visible)
        return;
    const auto top = static_cast<float>(rect.y) + title_px + head_px;
    const float height = static_cast<float>(rect.height) - title_px - head_px;
    const float x = static_cast<float>(rect.x + rect.width) - bar_px;
    const float thumb = std::max(24.0f, height * static_cast<float>(visible) / static_cast<float>(rows));
    const auto last = static_cast<double>(rows - visible);
    ImGui::SetCursorScreenPos({x, top});
    ImGui::InvisibleButton("bar", {bar_px, height});
    if (ImGui::IsItemActive()) {
        const double share = (ImGui::GetIO().MousePos.y - top - thumb / 2) / std::max(1.0f, height - thumb);
        state.table.top = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * last + 0.5);
    }
    const float at = top + (height - thumb) * static_cast<float>(static_cast<double>(state.table.top) / last);
    ImGui::GetWindowDrawList()->AddRectFilled(
        {x + 2, at}, {x + bar_px - 2, at + thumb},
        u32(ImGui::IsItemHovered() || ImGui::IsItemActive() ? ui.colours->muted : ui.colours->border), 3);
}

void turn_wheel(std::size_t rows, std::size_t visible, UiState& state)
{
    const float wheel = ImGui::GetIO().MouseWheel;
    if (!ImGui::IsWindowHovered() || wheel == 0)
        return;
    const auto last = static_cast<std::int64_t>(rows > visible ? rows - visible : 0);
    const auto top = static_cast<std::int64_t>(state.table.top) - std::llround(wheel * 3);
    state.table.top = static_cast<std::size_t>(std::clamp<std::int64_t>(top, 0, last));
}

} // namespace

void show_table(const Ui& ui, const PanelData& data, const PxRect& rect, ViewState& view, UiState& state,
                Wishes& wishes)
{
    begin_panel("table", rect, ui.colours->window, {0, 0}, ImGuiWindowFlags_NoScrollWithMouse);
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const auto left = static_cast<float>(rect.x) + 10, right = static_cast<float>(rect.x + rect.width);
    const auto top = static_cast<float>(rect.y);
    show_title(ui, data, rect, state);
    const Columns columns = columns_in(left, right - left - bar_px - 4);
    show_headings(ui, columns, top + title_px, state);
    const std::size_t rows = data.table->size(), visible = rows_in(rect);
    state.table.top = std::min(state.table.top, rows > visible ? rows - visible : 0);
    turn_wheel(rows, visible, state);
    const auto* chosen = std::get_if<IncidentSelection>(&view.selection);
    for (std::size_t i = 0; i < visible && state.table.top + i < rows; ++i) {
        const std::size_t row = state.table.top + i;
        const float y = top + title_px + head_px + row_px * static_cast<float>(i);
        const Incident incident = data.table->incident(row);
        ImGui::SetCursorScreenPos({left - 10, y});
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::InvisibleButton("row", {right - left - bar_px + 8, row_px}))
            open_row(data, row, view, state, wishes);
        const bool hovered = ImGui::IsItemHovered();
        ImGui::PopID();
        const bool selected = chosen && chosen->id == incident.id;
        if (selected || hovered)
            draw->AddRectFilled({left - 10, y}, {right - bar_px, y + row_px},
                                u32(selected ? ui.colours->header : ui.colours->header_hovered));
        draw_row(ui, columns, incident, y, left, state.group.has(incident.id));
        if (state.focus == Focus::table && row == state.table.row)
            draw->AddRect({left - 8, y + 1}, {right - bar_px - 2, y + row_px - 1}, u32(ui.colours->accent), 3,
                          0, 2);
    }
    show_bar(ui, rect, rows, visible, state);
    draw->AddLine({left - 10, top + 0.5f}, {right, top + 0.5f}, u32(ui.colours->border));
    draw->AddLine({left - 10, top + title_px + head_px - 0.5f}, {right, top + title_px + head_px - 0.5f},
                  u32(ui.colours->border));
    ImGui::End();
}

void move_in_table(const PanelData& data, const PxRect& rect, ViewState& view, UiState& state, Wishes& wishes)
{
    if (!data.table || data.table->size() == 0)
        return;
    const std::size_t visible = rows_in(rect);
    const auto last = static_cast<std::int64_t>(data.table->size() - 1);
    std::int64_t row = static_cast<std::int64_t>(state.table.row) + wishes.table_rows +
                       wishes.table_pages * static_cast<std::int64_t>(visible);
    if (wishes.table_end != 0)
        row = wishes.table_end < 0 ? 0 : last;
    const auto wanted = static_cast<std::size_t>(std::clamp<std::int64_t>(row, 0, last));
    const bool moved = wishes.table_rows != 0 || wishes.table_pages != 0 || wishes.table_end != 0;
    state.table.row = wanted;
    if (moved) {
        keep_row_in_sight(state, visible);
        state.focused = IncidentSelection{data.table->id(wanted)}; // its ring on the map goes along
    }
    if (wishes.table_column != 0) {
        const int columns = static_cast<int>(table_column_count);
        const int column = (static_cast<int>(state.table.column) + wishes.table_column + columns) % columns;
        state.table.column = static_cast<TableColumn>(column);
        state.table.descending = is_number(state.table.column);
    }
    if (wishes.table_reverse)
        state.table.descending = !state.table.descending;
    if (wishes.table_open)
        open_row(data, wanted, view, state, wishes);
}

} // namespace sitmap
