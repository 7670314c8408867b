#pragma once

#include "render/name_counts.hpp"
#include "render/scene.hpp"
#include "render/style.hpp"
#include "render/ui/edit_model.hpp"
#include "render/ui/group_model.hpp"
#include "render/ui/layout.hpp"
#include "render/ui/measure_model.hpp"
#include "render/ui/own_layer_model.hpp"
#include "render/ui/panel_model.hpp"
#include "render/ui/search_texts.hpp"
#include "render/ui/table_model.hpp"
#include "render/ui/timeline_model.hpp"
#include "render/ui/view_history.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <imgui.h>

namespace sitmap {

/// Noto Sans in the sizes of the panels.
struct PanelFonts {
    ImFont* text = nullptr;  ///< 13
    ImFont* bold = nullptr;  ///< bold 15
    ImFont* head = nullptr;  ///< bold 11
    ImFont* small = nullptr; ///< 11.5
    ImFont* title = nullptr; ///< bold 17
};

/// Colours of the panels (cartography, section 8).
struct PanelColours {
    Rgba window, child, frame, frame_hovered, frame_active, border, text, muted, accent, header,
        header_hovered;
    Rgba marked, marked_line; ///< the quotation in its text
    Rgba as_of;               ///< the diamond of knowledge time
};

/// What the panels draw with.
struct Ui {
    PanelFonts fonts;
    const PanelColours* colours = nullptr;
    const Palette* palette = nullptr;
    std::function<ImTextureID(const DrawList&)> picture; ///< a small list as a texture, cached
};

/// A record of a dataset with its claims, read from the store because somebody chose it.
struct ChosenRecord {
    Incident incident;
    Ledger ledger; ///< of its events and their documents alone
};

/// What the panels show; computed when the view changes, not in each frame.
struct PanelData {
    const Map* map = nullptr;
    std::vector<Incident> incidents; ///< all, by the view's rule and knowledge time
    PanelCounts counts;
    NameCounts names;
    DayRange days;
    Histogram histogram; ///< of those that pass every filter but the window of time
    Totals totals;       ///< of those in the window
    std::optional<Day> last_published;
    std::optional<ChosenRecord> record;         ///< the selected one
    std::optional<GroupSummary> group;          ///< of those chosen together
    std::shared_ptr<const TableContents> table; ///< while the table is shown; it may lag behind the filters
};

/// What a press on the map begins.
enum class MapTool : std::uint8_t {
    move,    ///< drag moves the map, a click selects
    box,     ///< drag chooses all incidents in a box
    lasso,   ///< drag chooses all within a line drawn by hand
    measure, ///< clicks are corners of a line
};
/// Which part of the window the keys go to.
enum class Focus : std::uint8_t { map, table, timeline };
enum class CoordinateFormat : std::uint8_t { decimal, degrees_minutes_seconds, mgrs };

/// A place on the map and a window of time to come back to.
struct Bookmark {
    std::string name;
    LookedAt place;
    Brush window;
    bool operator==(const Bookmark&) const = default;
};

/// Two views side by side: the one that was there when the comparison began, and that of now.
struct Swipe {
    ViewState left;     ///< its place is that of the view of now
    double share = 0.5; ///< of the map's width that it fills
};

/// How the table is looked at.
struct TableState {
    TableColumn column = TableColumn::when;
    bool descending = false, chosen_only = false;
    std::size_t top = 0, row = 0; ///< the first row in sight; the one that the keys have come to
};

/// What is being drawn on the map with the button down.
struct Gesture {
    enum class Kind : std::uint8_t { none, zoom_box, choose_box, lasso } kind = Kind::none;
    std::vector<Px> path; ///< of a box the two corners
};

/// What the panels remember between frames, and that is no part of the view.
struct UiState {
    bool playing = false;
    int step_days = 3;
    int steps_a_second = 4;
    bool cumulative = false;       ///< playing moves the last day only
    double next_step_s = 0;        ///< until the next step while playing
    std::optional<BrushPart> drag; ///< of the brush, while the button is down
    Brush drag_start;
    float drag_from_px = 0;
    bool drags_as_of = false;
    bool focus_search = false, show_help = false, show_rail_panel = false;
    std::string as_of_text;    ///< while it is typed
    std::optional<Px> pointer; ///< over the map
    Focus focus = Focus::map;
    MapTool tool = MapTool::move;
    Gesture gesture;
    MeasureLine measure;
    Group group;
    TableState table;
    EditDraft draft;
    Selection selection_seen; ///< as it was when the map was last moved for it
    struct Search {
        std::string words;   ///< what `groups` was found for
        std::string typed;   ///< as the field had it a frame ago
        double rested_s = 0; ///< since it was last another
        std::vector<SearchGroup> groups;
        std::size_t at = 0; ///< the hit that Enter takes
    } search;
    std::string
        words;   ///< none but incidents that mention them; `ids` of the view's query are what they found
    Query asked; ///< what the window was opened with; it may hold what no panel shows
    std::vector<OwnLayer> own_layers;                ///< of the map, from the lowest
    bool all_countries = false, all_parties = false; ///< in the filter panel: not the first few alone
    std::vector<Bookmark> bookmarks;
    bool show_bookmarks = false;
    std::optional<Swipe> swipe;
    Selection focused; ///< where Tab has come to; Enter selects it
    CoordinateFormat coordinates = CoordinateFormat::decimal;
    bool full_screen = false, map_alone = false, show_table = false;
    std::string notice; ///< a few words over the map for some seconds
    double notice_s = 0;
};
/// Says something over the map for a few seconds.
inline void say(UiState& state, std::string words)
{
    state.notice = std::move(words);
    state.notice_s = 3;
}

/// A wish that only the window can carry out.
struct Wishes {
    bool zoom_in = false, zoom_out = false, show_all = false, show_selection = false;
    int steps = 0;                              ///< of the timeline, forwards or backwards
    int first_day = 0, last_day = 0;            ///< steps by which the window's edges move
    bool first_step = false, last_step = false; ///< the window goes to the start or the end of the axis
    std::optional<LonLat> go_to;
    double go_to_metres_per_px = 0; ///< with `go_to`; 0: as it is
    std::optional<PxRect> zoom_box;
    bool back = false, forward = false;          ///< in the history of the view
    bool full_screen = false, map_alone = false; ///< to be switched
    std::optional<Ring> choose;                  ///< all incidents within it become the group
    bool add_to_group = false;                   ///< with `choose`: those before stay
    std::string copy;                            ///< onto the clipboard
    int table_rows = 0, table_pages = 0, table_end = 0,
        table_column = 0; ///< in the table; steps, or -1 and 1
    bool table_open = false, table_reverse = false;
    std::optional<Edit> edit;
    bool undo = false, redo = false;
    std::optional<OwnLayerChange> own_layer;
    bool bookmark = false, edit_selection = false;
};

[[nodiscard]] ImU32 u32(Rgba colour, double opacity = 1.0);

} // namespace sitmap
