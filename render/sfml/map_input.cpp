#include "render/sfml/map_input.hpp"

#include "render/navigation.hpp"

#include <cmath>

namespace sitmap {

namespace {

constexpr double wheel_factor = 1.25, arrow_px = 80, drag_px = 4;

Px px(int x, int y)
{
    return {static_cast<double>(x), static_cast<double>(y)};
}

/// The next incident that can be clicked, in the order of the targets; the first when none is selected.
void select_next(const Scene& scene, ViewState& view, int direction)
{
    std::vector<IncidentId> ids;
    for (const HitTarget& target : scene.targets)
        if (const auto* incident = std::get_if<IncidentSelection>(&target.what))
            if (ids.empty() || ids.back() != incident->id)
                ids.push_back(incident->id);
    if (ids.empty())
        return;
    const auto* const current = std::get_if<IncidentSelection>(&view.selection);
    std::size_t at = direction > 0 ? ids.size() - 1 : 0;
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (current && ids[i] == current->id)
            at = i;
    const std::size_t next = direction > 0 ? (at + 1) % ids.size() : (at + ids.size() - 1) % ids.size();
    view.selection = IncidentSelection{ids[next]};
}

} // namespace

void MapInput::moved(Px at, const InputPlace& place, const Scene& scene, ViewState& view, UiState& state)
{
    const bool over_map = place.map.contains(at) && !place.panels_want_mouse;
    state.pointer = over_map ? std::optional{at} : std::nullopt;
    if (pressed_at_) {
        is_drag_ = is_drag_ || std::hypot(at.x - pressed_at_->x, at.y - pressed_at_->y) >= drag_px;
        if (is_drag_) {
            pan(view, place.map, at.x - dragged_from_->x, at.y - dragged_from_->y);
            dragged_from_ = at;
        }
        return;
    }
    view.hovered = over_map ? scene.hit(at) : Selection{};
}

void MapInput::released(Px at, const Scene& scene, ViewState& view)
{
    if (pressed_at_ && !is_drag_)
        view.selection = scene.hit(at);
    pressed_at_.reset();
    is_drag_ = false;
}

void MapInput::handle(const sf::Event& event, const InputPlace& place, const Scene& scene, ViewState& view,
                      UiState& state, Wishes& wishes)
{
    switch (event.type) {
    case sf::Event::MouseMoved:
        moved(px(event.mouseMove.x, event.mouseMove.y), place, scene, view, state);
        break;
    case sf::Event::MouseButtonPressed: {
        const Px at = px(event.mouseButton.x, event.mouseButton.y);
        if (event.mouseButton.button != sf::Mouse::Right && place.map.contains(at) &&
            !place.panels_want_mouse)
            pressed_at_ = dragged_from_ = at;
        break;
    }
    case sf::Event::MouseButtonReleased:
        released(px(event.mouseButton.x, event.mouseButton.y), scene, view);
        break;
    case sf::Event::MouseWheelScrolled: {
        const Px at = px(event.mouseWheelScroll.x, event.mouseWheelScroll.y);
        if (event.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel && place.map.contains(at) &&
            !place.panels_want_mouse)
            zoom(view, place.map, at,
                 std::pow(wheel_factor, static_cast<double>(event.mouseWheelScroll.delta)));
        break;
    }
    case sf::Event::MouseLeft:
        view.hovered = {};
        state.pointer.reset();
        break;
    case sf::Event::KeyPressed:
        key(event.key, place, scene, view, state, wishes);
        break;
    default:
        break;
    }
}

void MapInput::key(const sf::Event::KeyEvent& key, const InputPlace& place, const Scene& scene,
                   ViewState& view, UiState& state, Wishes& wishes)
{
    const bool find = key.control && (key.code == sf::Keyboard::K || key.code == sf::Keyboard::F);
    if (find)
        state.focus_search = true;
    if (key.code == sf::Keyboard::F1)
        state.show_help = !state.show_help;
    if (find || place.panels_want_text || key.control || key.alt)
        return;
    switch (key.code) {
    case sf::Keyboard::Home:
        wishes.show_all = true;
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
        pan(view, place.map, arrow_px, 0);
        break;
    case sf::Keyboard::Right:
        pan(view, place.map, -arrow_px, 0);
        break;
    case sf::Keyboard::Up:
        pan(view, place.map, 0, arrow_px);
        break;
    case sf::Keyboard::Down:
        pan(view, place.map, 0, -arrow_px);
        break;
    case sf::Keyboard::Space:
        state.playing = !state.playing;
        break;
    case sf::Keyboard::Comma:
        wishes.steps -= 1;
        break;
    case sf::Keyboard::Period:
        wishes.steps += 1;
        break;
    case sf::Keyboard::Tab:
        select_next(scene, view, key.shift ? -1 : 1);
        break;
    case sf::Keyboard::Escape:
        if (!state.show_help)
            view.selection = {};
        state.show_help = state.show_rail_panel = false;
        view.search.clear();
        break;
    default:
        break;
    }
}

} // namespace sitmap
