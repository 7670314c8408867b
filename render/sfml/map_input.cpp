#include "render/sfml/map_input.hpp"

#include "render/navigation.hpp"
#include "render/ui/status_bar.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace sitmap {

namespace {

constexpr double wheel_factor = 1.25, fine_wheel_factor = 1.06, arrow_px = 80, drag_px = 4,
                 double_click_s = 0.35, double_click_factor = 2;

Px px(int x, int y)
{
    return {static_cast<double>(x), static_cast<double>(y)};
}

double apart(Px a, Px b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

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

Ring on_the_ground(const Camera& camera, const std::vector<Px>& path)
{
    Ring ring;
    for (const Px p : path)
        if (const auto at = camera.to_lonlat(p))
            ring.push_back(*at);
    if (!ring.empty())
        ring.push_back(ring.front());
    return ring;
}

std::vector<Px> corners_of(const PxRect& r)
{
    return {{r.x, r.y}, {r.x, r.y + r.height}, {r.x + r.width, r.y + r.height}, {r.x + r.width, r.y}};
}

PxRect box_of(const std::vector<Px>& ends)
{
    const Px a = ends.front(), b = ends.back();
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
}

} // namespace

struct MapInput::Hand {
    const InputPlace& place;
    const Scene& scene;
    ViewState& view;
    UiState& state;
    Wishes& wishes;

    [[nodiscard]] bool is_over_map(Px at) const { return place.map.contains(at) && !place.panels_want_mouse; }
    [[nodiscard]] Camera camera() const { return camera_for(view, place.map); }
};

void MapInput::moved(Px at, const Hand& hand)
{
    const auto [place, scene, view, state, wishes] = hand;
    const std::optional<Px> from = last_;
    last_ = at;
    state.pointer = hand.is_over_map(at) ? std::optional{at} : std::nullopt;
    if (space_ && from && hand.is_over_map(at) && !pressed_at_) {
        space_moved_ = space_moved_ || !(*from == at);
        pan(hand.view, place.map, at.x - from->x, at.y - from->y);
        return;
    }
    if (!pressed_at_) {
        hand.view.hovered = hand.is_over_map(at) ? scene.hit(at) : Selection{};
        return;
    }
    is_drag_ = is_drag_ || apart(at, *pressed_at_) >= drag_px;
    if (!is_drag_)
        return;
    Gesture& gesture = hand.state.gesture;
    if (gesture.kind == Gesture::Kind::none) {
        pan(hand.view, place.map, at.x - dragged_from_->x, at.y - dragged_from_->y);
        dragged_from_ = at;
    } else if (gesture.kind == Gesture::Kind::lasso) {
        gesture.path.push_back(at);
    } else {
        gesture.path = {*pressed_at_, at};
    }
}

void MapInput::pressed(sf::Mouse::Button button, Px at, const Hand& hand)
{
    UiState& state = hand.state;
    if (button == sf::Mouse::XButton1 || button == sf::Mouse::XButton2) {
        (button == sf::Mouse::XButton1 ? hand.wishes.back : hand.wishes.forward) = true;
        return;
    }
    state.focus = hand.place.timeline.contains(at) ? Focus::timeline
                  : hand.place.table.contains(at)  ? Focus::table
                                                   : Focus::map;
    if (!hand.is_over_map(at))
        return;
    if (button == sf::Mouse::Right) {
        right_at_ = at;
        return;
    }
    state.focused = {};
    pressed_at_ = dragged_from_ = at;
    is_drag_ = false;
    const bool draws = button == sf::Mouse::Left;
    state.gesture = {};
    if (draws && state.tool == MapTool::box)
        state.gesture.kind = Gesture::Kind::choose_box;
    else if (draws && state.tool == MapTool::lasso)
        state.gesture.kind = Gesture::Kind::lasso;
    else if (draws && shift_)
        state.gesture.kind = Gesture::Kind::zoom_box;
    if (state.gesture.kind != Gesture::Kind::none)
        state.gesture.path = {at};
}

void MapInput::drawn(const Hand& hand)
{
    const Gesture gesture = hand.state.gesture;
    if (gesture.path.size() < 2)
        return;
    if (gesture.kind == Gesture::Kind::zoom_box) {
        hand.wishes.zoom_box = box_of(gesture.path);
        return;
    }
    const bool is_box = gesture.kind == Gesture::Kind::choose_box;
    hand.wishes.choose =
        on_the_ground(hand.camera(), is_box ? corners_of(box_of(gesture.path)) : gesture.path);
    hand.wishes.add_to_group = shift_;
}

bool MapInput::is_double(Px at)
{
    const bool second = now_s_ - last_click_s_ <= double_click_s && apart(at, last_click_) < drag_px;
    last_click_s_ = second ? -1 : now_s_;
    last_click_ = at;
    return second;
}

void MapInput::clicked(Px at, const Hand& hand)
{
    UiState& state = hand.state;
    const bool second = is_double(at);
    if (state.draft.picking) {
        if (const auto ground = hand.camera().to_lonlat(at)) {
            char text[64];
            std::snprintf(text, sizeof text, "%.5f, %.5f", ground->lon, ground->lat);
            // What stood behind the position stays: precision and name.
            std::size_t rest = state.draft.value.find(',');
            rest = rest == std::string::npos ? rest : state.draft.value.find(',', rest + 1);
            state.draft.value = text + (rest == std::string::npos ? "" : state.draft.value.substr(rest));
        }
        state.draft.picking = false;
        return;
    }
    if (state.tool == MapTool::measure) {
        constexpr double on_the_first_px = 8;
        const Camera camera = hand.camera();
        MeasureLine& line = state.measure;
        const auto first =
            line.points.empty() || line.finished ? std::nullopt : camera.to_px(line.points.front());
        const auto ground = camera.to_lonlat(at);
        if (second)
            finish(line, false); // its first click was the last corner
        else if (first && line.points.size() >= 3 && apart(*first, at) < on_the_first_px)
            finish(line, true);
        else if (ground)
            add_corner(line, *ground);
        return;
    }
    const Selection hit = hand.scene.hit(at);
    if (const auto* incident = std::get_if<IncidentSelection>(&hit); incident && control_) {
        state.group.toggle(incident->id);
        return;
    }
    if (second) {
        double_clicked(at, hand, double_click_factor);
        return;
    }
    hand.view.selection = hit;
}

void MapInput::double_clicked(Px at, const Hand& hand, double factor)
{
    zoom(hand.view, hand.place.map, at, factor);
}

void MapInput::right_clicked(Px at, const Hand& hand)
{
    if (hand.state.tool == MapTool::measure && !hand.state.measure.points.empty()) {
        finish(hand.state.measure, false);
        return;
    }
    if (is_double(at)) {
        double_clicked(at, hand, 1 / double_click_factor);
        return;
    }
    if (const auto ground = hand.camera().to_lonlat(at)) {
        hand.wishes.copy = position_for_people(*ground, hand.state.coordinates);
        say(hand.state, "Copied " + hand.wishes.copy);
    }
}

void MapInput::released(sf::Mouse::Button button, Px at, const Hand& hand)
{
    if (button == sf::Mouse::Right) {
        if (right_at_ && apart(*right_at_, at) < drag_px)
            right_clicked(at, hand);
        right_at_.reset();
        return;
    }
    if (!pressed_at_)
        return;
    if (!is_drag_)
        clicked(at, hand);
    else
        drawn(hand);
    hand.state.gesture = {};
    pressed_at_.reset();
    is_drag_ = false;
}

void MapInput::turned(const sf::Event::MouseWheelScrollEvent& wheel, const Hand& hand)
{
    const Px at = px(wheel.x, wheel.y);
    const auto notches = static_cast<double>(wheel.delta);
    if (wheel.wheel == sf::Mouse::HorizontalWheel) {
        hand.wishes.steps += static_cast<int>(std::lround(notches));
        return;
    }
    if (hand.is_over_map(at))
        zoom(hand.view, hand.place.map, at, std::pow(control_ ? fine_wheel_factor : wheel_factor, notches));
}

void MapInput::handle(const sf::Event& event, const InputPlace& place, const Scene& scene, ViewState& view,
                      UiState& state, Wishes& wishes)
{
    const Hand hand{place, scene, view, state, wishes};
    switch (event.type) {
    case sf::Event::MouseMoved:
        moved(px(event.mouseMove.x, event.mouseMove.y), hand);
        break;
    case sf::Event::MouseButtonPressed:
        pressed(event.mouseButton.button, px(event.mouseButton.x, event.mouseButton.y), hand);
        break;
    case sf::Event::MouseButtonReleased:
        released(event.mouseButton.button, px(event.mouseButton.x, event.mouseButton.y), hand);
        break;
    case sf::Event::MouseWheelScrolled:
        turned(event.mouseWheelScroll, hand);
        break;
    case sf::Event::MouseLeft:
        view.hovered = {};
        state.pointer.reset();
        break;
    case sf::Event::LostFocus:
        shift_ = control_ = space_ = false;
        break;
    case sf::Event::KeyPressed:
        key(event.key, hand);
        break;
    case sf::Event::KeyReleased:
        released_key(event.key, hand);
        break;
    case sf::Event::TextEntered:
        letter(event.text.unicode, hand);
        break;
    default:
        break;
    }
}

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
        arrow(arrow_px, 0, -1);
        break;
    case sf::Keyboard::Right:
        arrow(-arrow_px, 0, 1);
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
        if (state.swipe)
            say(state, "Pinned at the left: change days, rule or knowledge, and compare");
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
