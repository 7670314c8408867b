#pragma once

// Inside render/sfml only.

#include "render/navigation.hpp"
#include "render/sfml/map_input.hpp"

namespace sitmap {

/// What a gesture or a key of the map may look at and change, for the length of one event.
struct MapInput::Hand {
    const InputPlace& place;
    const Scene& scene;
    ViewState& view;
    UiState& state;
    Wishes& wishes;

    [[nodiscard]] bool is_over_map(Px at) const { return place.map.contains(at) && !place.panels_want_mouse; }
    [[nodiscard]] Camera camera() const { return camera_for(view, place.map); }
};

} // namespace sitmap
