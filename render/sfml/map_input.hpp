#pragma once

#include "render/scene.hpp"
#include "render/ui/ui.hpp"

#include <SFML/Window/Event.hpp>
#include <optional>

namespace sitmap {

/// Where input belongs: to the map, or to the panels.
struct InputPlace {
    PxRect map, timeline, table; ///< the last empty while there is none
    bool panels_want_mouse = false, panels_want_text = false;
};

/// Turns pointer and keys over the map into changes of the view: drag, wheel, click, hover, drawing, and the
/// keys that F1 lists. The keys are in map_keys.cpp.
class MapInput {
public:
    /// Positions in logical pixels.
    void handle(const sf::Event& event, const InputPlace& place, const Scene& scene, ViewState& view,
                UiState& state, Wishes& wishes);
    /// Time goes on: tells two clicks from a double click.
    void pass(double seconds) { now_s_ += seconds; }

private:
    struct Hand; ///< what all of it reads and changes

    void moved(Px at, const Hand& hand);
    void pressed(sf::Mouse::Button button, Px at, const Hand& hand);
    void released(sf::Mouse::Button button, Px at, const Hand& hand);
    void clicked(Px at, const Hand& hand);
    void double_clicked(Px at, const Hand& hand, double factor);
    /// Zooms to what a ring stands for, or lists it where no scale would part it.
    void open_gathered(const PxRect& places, const Hand& hand);
    void drawn(const Hand& hand);
    void right_clicked(Px at, const Hand& hand);
    void turned(const sf::Event::MouseWheelScrollEvent& wheel, const Hand& hand);
    void key(const sf::Event::KeyEvent& key, const Hand& hand);
    bool chord(const sf::Event::KeyEvent& key, const Hand& hand);
    void plain_key(const sf::Event::KeyEvent& key, const Hand& hand);
    void released_key(const sf::Event::KeyEvent& key, const Hand& hand);
    void letter(char32_t unicode, const Hand& hand);
    void escape(const Hand& hand);
    /// True if this is the second click of two.
    bool is_double(Px at);

    std::optional<Px> pressed_at_, dragged_from_; ///< while the button is down
    std::optional<Px> right_at_, last_;
    bool is_drag_ = false, turns_ = false; ///< `turns_`: the drag turns the map
    bool shift_ = false, control_ = false;
    bool space_ = false, space_moved_ = false; ///< held: moves the map; tapped: plays
    double now_s_ = 0, last_click_s_ = -1;
    Px last_click_;
};

} // namespace sitmap
