// The keys of the map: MapInput's other half.

#include "render/navigation.hpp"
#include "render/sfml/map_hand.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace sitmap {

namespace {

constexpr double arrow_px = 80, turn_deg = 15;

/// The next incident that can be clicked, in the order of the targets; the first when none has the focus.
void focus_next(const Scene& scene, const ViewState& view, UiState& state, int direction)
{
    std::vector<IncidentId> ids;
    for (const HitTarget& target : scene.targets)
        if (const auto* incident = std::get_if<IncidentSelection>(&target.what))
            if (std::find(ids.begin(), ids.end(), incident->id) == ids.end())
                ids.push_back(incident->id);
    if (ids.empty())
        return;
    const bool has_focus = std::holds_alternative<IncidentSelection>(state.focused);
    const auto* const current = std::get_if<IncidentSelection>(has_focus ? &state.focused : &view.selection);
    const auto found = current ? std::find(ids.begin(), ids.end(), current->id) : ids.end();
    const std::size_t count = ids.size();
    std::size_t next = direction > 0 ? 0 : count - 1;
    if (found != ids.end())
        next = (static_cast<std::size_t>(found - ids.begin()) + (direction > 0 ? 1 : count - 1)) % count;
    state.focused = IncidentSelection{ids[next]};
}

} // namespace

void MapInput::key(const sf::Event::KeyEvent& key, const Hand& hand)
{
    shift_ = shift_ || key.code == sf::Keyboard::LShift || key.code == sf::Keyboard::RShift;
    control_ = control_ || key.code == sf::Keyboard::LControl || key.code == sf::Keyboard::RControl;
    if (chord(key, hand) || hand.place.panels_want_text || key.control || key.alt)
        return;
    plain_key(key, hand);
}

void MapInput::released_key(const sf::Event::KeyEvent& key, const Hand& hand)
{
    if (key.code == sf::Keyboard::LShift || key.code == sf::Keyboard::RShift)
        shift_ = false;
    if (key.code == sf::Keyboard::LControl || key.code == sf::Keyboard::RControl)
        control_ = false;
    if (key.code == sf::Keyboard::Space && space_) {
        if (!space_moved_)
            hand.state.playing = !hand.state.playing;
        space_ = false;
    }
}

/// Keys that act whatever has the focus. True if this is one.
bool MapInput::chord(const sf::Event::KeyEvent& key, const Hand& hand)
{
    auto& [place, scene, view, state, wishes] = hand;
    const auto code = key.code;
    if (code == sf::Keyboard::F1)
        state.show_help = !state.show_help;
    else if (code == sf::Keyboard::F11)
        wishes.full_screen = true;
    else if (key.control && !key.shift && (code == sf::Keyboard::K || code == sf::Keyboard::F))
        state.focus_search = true;
    else if (key.control && key.shift && code == sf::Keyboard::F)
        wishes.show_all = true;
    else if (key.control && code == sf::Keyboard::J)
        wishes.show_selection = true;
    else if (key.control && code == sf::Keyboard::Tab)
        wishes.map_alone = true;
    else if (key.control && (code == sf::Keyboard::Add || code == sf::Keyboard::Equal))
        wishes.zoom_in = true;
    else if (key.control && (code == sf::Keyboard::Subtract || code == sf::Keyboard::Hyphen))
        wishes.zoom_out = true;
    else if (key.control && code == sf::Keyboard::B)
        (key.shift ? state.show_bookmarks = !state.show_bookmarks : wishes.bookmark = true);
    else if (key.control && !place.panels_want_text && code == sf::Keyboard::Z)
        (key.shift ? wishes.redo : wishes.undo) = true;
    else if (key.control && !place.panels_want_text && code == sf::Keyboard::Y)
        wishes.redo = true;
    else if (key.alt && code == sf::Keyboard::Left)
        wishes.back = true;
    else if (key.alt && code == sf::Keyboard::Right)
        wishes.forward = true;
    else if (key.control && key.shift &&
             (code == sf::Keyboard::I || code == sf::Keyboard::M || code == sf::Keyboard::S))
        state.tool = code == sf::Keyboard::M   ? MapTool::measure
                     : code == sf::Keyboard::S ? MapTool::box
                                               : MapTool::move;
    else
        return false;
    return true;
}

void MapInput::escape(const Hand& hand)
{
    UiState& state = hand.state;
    const bool nothing = std::holds_alternative<std::monostate>(hand.view.selection);
    if (state.focus == Focus::table && !state.show_help) {
        state.focus = Focus::map;
        return;
    }
    if (state.draft.kind != EditDraft::Kind::none) {
        state.draft = {};
        return;
    }
    if (state.show_help || state.show_rail_panel)
        state.show_help = state.show_rail_panel = false;
    else if (!hand.view.search.empty())
        hand.view.search.clear();
    else if (state.gesture.kind != Gesture::Kind::none) {
        state.gesture = {};
        pressed_at_.reset();
    } else if (!state.measure.points.empty())
        state.measure = {};
    else if (state.show_bookmarks)
        state.show_bookmarks = false;
    else if (state.swipe)
        state.swipe.reset();
    else if (state.tool != MapTool::move)
        state.tool = MapTool::move;
    else if (!std::holds_alternative<std::monostate>(state.focused))
        state.focused = {};
    else if (!nothing)
        hand.view.selection = {};
    else
        state.group = {};
    state.focus = Focus::map;
}

namespace {

/// Keys of the table while it has the focus. True if this is one.
bool table_key(const sf::Event::KeyEvent& key, Wishes& wishes)
{
    switch (key.code) {
    case sf::Keyboard::Up:
    case sf::Keyboard::Down:
        wishes.table_rows += key.code == sf::Keyboard::Down ? 1 : -1;
        return true;
    case sf::Keyboard::PageUp:
    case sf::Keyboard::PageDown:
        wishes.table_pages += key.code == sf::Keyboard::PageDown ? 1 : -1;
        return true;
    case sf::Keyboard::Home:
    case sf::Keyboard::End:
        wishes.table_end = key.code == sf::Keyboard::End ? 1 : -1;
        return true;
    case sf::Keyboard::Left:
    case sf::Keyboard::Right:
        wishes.table_column += key.code == sf::Keyboard::Right ? 1 : -1;
        return true;
    case sf::Keyboard::R:
        wishes.table_reverse = true;
        return true;
    case sf::Keyboard::Enter:
        wishes.table_open = true;
        return true;
    default:
        return false;
    }
}

/// Map, table if it is shown, timeline.
Focus focus_after(const UiState& state)
{
    switch (state.focus) {
    case Focus::map:
        return state.show_table ? Focus::table : Focus::timeline;
    case Focus::table:
        return Focus::timeline;
    case Focus::timeline:
        break;
    }
    return Focus::map;
}

} // namespace

void MapInput::plain_key(const sf::Event::KeyEvent& key, const Hand& hand)
{
    if (hand.state.focus == Focus::table && hand.state.show_table && table_key(key, hand.wishes))
        return;
    auto& [place, scene, view, state, wishes] = hand;
    const bool on_timeline = state.focus == Focus::timeline;
    const auto arrow = [&](double dx, double dy, int step) {
        if (on_timeline)
            wishes.steps += step;
        else
            pan(view, place.map, dx, dy);
    };
    switch (key.code) {
    case sf::Keyboard::Home:
        (on_timeline ? wishes.first_step : wishes.show_all) = true;
        break;
    case sf::Keyboard::End:
        wishes.last_step = true;
        break;
    case sf::Keyboard::F:
        wishes.show_selection = true;
        break;
    case sf::Keyboard::Add:
    case sf::Keyboard::Equal:
    case sf::Keyboard::PageUp:
        wishes.zoom_in = true;
        break;
    case sf::Keyboard::Subtract:
    case sf::Keyboard::Hyphen:
    case sf::Keyboard::PageDown:
        wishes.zoom_out = true;
        break;
    case sf::Keyboard::Left:
    case sf::Keyboard::Right: {
        const int way = key.code == sf::Keyboard::Left ? -1 : 1;
        if (key.shift && !on_timeline)
            turn(view, turn_deg * way);
        else
            arrow(-arrow_px * way, 0, way);
        break;
    }
    case sf::Keyboard::N:
        view.bearing_deg = 0;
        break;
    case sf::Keyboard::Up:
        arrow(0, arrow_px, -1);
        break;
    case sf::Keyboard::Down:
        arrow(0, -arrow_px, 1);
        break;
    case sf::Keyboard::Space:
        if (!space_)
            space_moved_ = false;
        space_ = true;
        break;
    case sf::Keyboard::Comma:
        wishes.steps -= 1;
        break;
    case sf::Keyboard::Period:
        wishes.steps += 1;
        break;
    case sf::Keyboard::Tab:
        focus_next(scene, view, state, key.shift ? -1 : 1);
        break;
    case sf::Keyboard::Enter:
        if (state.tool == MapTool::measure)
            finish(state.measure, false);
        else if (!std::holds_alternative<std::monostate>(state.focused))
            view.selection = std::exchange(state.focused, {}); // its ring is the selection's now
        break;
    case sf::Keyboard::Backspace:
        remove_corner(state.measure);
        break;
    case sf::Keyboard::I:
        state.tool = MapTool::move;
        break;
    case sf::Keyboard::M:
        state.tool = state.tool == MapTool::measure ? MapTool::move : MapTool::measure;
        break;
    case sf::Keyboard::S:
        state.tool = key.shift ? MapTool::lasso : MapTool::box;
        break;
    case sf::Keyboard::T:
        state.show_table = !state.show_table;
        state.focus = state.show_table ? Focus::table : Focus::map;
        break;
    case sf::Keyboard::F6:
        state.focus = focus_after(state);
        break;
    case sf::Keyboard::C:
        state.swipe = state.swipe ? std::nullopt : std::optional{Swipe{view, 0.5}};
        say(state, state.swipe ? "Pinned at the left: change days, rule or knowledge, and compare"
                               : "One view again");
        break;
    case sf::Keyboard::E:
        wishes.edit_selection = true;
        break;
    case sf::Keyboard::G:
        view.layers.graticule = !view.layers.graticule;
        break;
    case sf::Keyboard::X:
        state.coordinates = static_cast<CoordinateFormat>((static_cast<int>(state.coordinates) + 1) % 3);
        break;
    case sf::Keyboard::Escape:
        escape(hand);
        break;
    default:
        break;
    }
}

/// Keys that keyboards have in different places: what they write counts.
void MapInput::letter(char32_t unicode, const Hand& hand)
{
    if (hand.place.panels_want_text)
        return;
    if (unicode == U'?')
        hand.state.show_help = !hand.state.show_help;
    if (unicode == U'[' || unicode == U'{')
        hand.wishes.first_day += unicode == U'[' ? -1 : 1;
    if (unicode == U']' || unicode == U'}')
        hand.wishes.last_day += unicode == U']' ? 1 : -1;
}

} // namespace sitmap
