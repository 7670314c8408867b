#include "render/ui/bookmarks.hpp"

#include "render/ui/widgets.hpp"

namespace sitmap {

namespace {

void go_to(const Bookmark& bookmark, ViewState& view)
{
    view.centre = bookmark.place.centre;
    view.metres_per_px = bookmark.place.metres_per_px;
    view.bearing_deg = bookmark.place.bearing_deg;
    view.query.since = bookmark.window.since;
    view.query.until = bookmark.window.until;
}

} // namespace

void show_bookmarks(const Ui& ui, const PxRect& map, ViewState& view, UiState& state)
{
    constexpr double width = 330, row_px = 21;
    const std::size_t rows = std::max<std::size_t>(1, state.bookmarks.size());
    const double height = std::min(map.height - 24, 50 + row_px * static_cast<double>(rows));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    begin_panel("bookmarks", {map.x + 12, map.y + 12, width, height}, ui.colours->window, {12, 8});
    ImGui::PopStyleVar();
    section_head(ui, "BOOKMARKS", "Ctrl+B adds the view");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8, 0});
    std::optional<std::size_t> forgotten;
    for (std::size_t i = 0; i < state.bookmarks.size(); ++i) {
        const Bookmark& bookmark = state.bookmarks[i];
        ImGui::PushID(static_cast<int>(i));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::SetCursorScreenPos({at.x + static_cast<float>(width) - 44, at.y});
        if (ImGui::InvisibleButton("forget", {20, 20}))
            forgotten = i;
        const ImVec2 c{at.x + static_cast<float>(width) - 34, at.y + 10};
        const ImU32 ink = u32(ImGui::IsItemHovered() ? ui.colours->accent : ui.colours->muted);
        ImGui::SetCursorScreenPos(at);
        ImGui::BeginChild("line", {static_cast<float>(width) - 50, row_px}, false,
                          ImGuiWindowFlags_NoBackground);
        const std::string span = span_for_people(bookmark.window);
        Row line;
        line.id = "bookmark";
        line.label = bookmark.name;
        line.count = span;
        if (row(ui, line))
            go_to(bookmark, view);
        ImGui::EndChild();
        ImDrawList* const draw = ImGui::GetWindowDrawList();
        draw->AddLine({c.x - 4, c.y - 4}, {c.x + 4, c.y + 4}, ink, 1.5f);
        draw->AddLine({c.x - 4, c.y + 4}, {c.x + 4, c.y - 4}, ink, 1.5f);
        ImGui::PopID();
    }
    if (state.bookmarks.empty())
        ImGui::TextDisabled("None yet");
    if (forgotten)
        state.bookmarks.erase(state.bookmarks.begin() + static_cast<std::ptrdiff_t>(*forgotten));
    ImGui::PopStyleVar();
    ImGui::End();
}

} // namespace sitmap
