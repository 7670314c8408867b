#pragma once

#include "render/scene.hpp"
#include "render/ui/ui.hpp"

#include <SFML/Window/Event.hpp>
#include <optional>

namespace sitmap {

/// Where input belongs: to the map, or to the panels.
struct InputPlace {
    PxRect map;
    bool panels_want_mouse = false, panels_want_text = false;
};

/// Turns pointer and keys over the map into changes of the view: drag, wheel, click, hover and the keys of
/// the help list.
class MapInput {
public:
    void handle(const sf::Event& event, const InputPlace& place, const Scene& scene, ViewState& view,
                UiState& state, Wishes& wishes);

private:
    void moved(Px at, const InputPlace& place, const Scene& scene, ViewState& view, UiState& state);
    void released(Px at, const Scene& scene, ViewState& view);
    void key(const sf::Event::KeyEvent& key, const InputPlace& place, const Scene& scene, ViewState& view,
             UiState& state, Wishes& wishes);

    std::optional<Px> pressed_at_, dragged_from_; ///< while the button is down
    bool is_drag_ = false;
};

} // namespace sitmap
