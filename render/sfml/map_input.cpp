#include "render/sfml/map_input.hpp"

#include "render/navigation.hpp"
#include "render/px_geometry.hpp"
#include "render/sfml/map_hand.hpp"
#include "render/ui/status_bar.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace sitmap {

namespace {

constexpr double wheel_factor = 1.25, fine_wheel_factor = 1.06, drag_px = 4, double_click_s = 0.35,
                 double_click_factor = 2;

Px px(int x, int y)
{
    return {static_cast<double>(x), static_cast<double>(y)};
}

double apart(Px a, Px b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
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

/// Of the ring through them.
double area_px2(const std::vector<Px>& path)
{
    double twice = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const Px a = path[i], b = path[(i + 1) % path.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2;
}

PxRect box_of(const std::vector<Px>& ends)
{
    const Px a = ends.front(), b = ends.back();
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
}

} // namespace

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
    if (turns_) {
        turn_about_middle(hand.view, place.map, *dragged_from_, at);
        dragged_from_ = at;
    } else if (gesture.kind == Gesture::Kind::none) {
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
    turns_ = draws && control_ && state.tool == MapTool::move;
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
    constexpr double least_inside_px2 = 16;
    if (gesture.kind == Gesture::Kind::lasso && area_px2(gesture.path) < least_inside_px2) {
        say(hand.state, "A line has no inside: draw around what is to be chosen");
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

void MapInput::open_gathered(const PxRect& places, const Hand& hand)
{
    if (can_part(hand.view, places)) {
        hand.wishes.zoom_box = box_to_show(places, hand.place.map);
        return;
    }
    hand.wishes.choose = on_the_ground(hand.camera(), corners_of(grown(places, 1)));
    hand.state.show_table = hand.state.table.chosen_only = true;
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
    const HitTarget* const target = hand.scene.target_at(at);
    if (target != nullptr && target->gathered && !control_ && !second) {
        open_gathered(*target->gathered, hand);
        return;
    }
    const Selection hit = target != nullptr ? target->what : Selection{};
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

} // namespace sitmap
