#pragma once

#include "render/scene.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace sitmap {

/// What a sheet asks of its map beyond what the window does.
struct MapFurniture {
    std::vector<PxRect> reserved; ///< places that labels keep off: scale bar, insets
    /// More of them, whose size depends on what is shown; asked when that is known and nothing is labelled.
    std::function<std::vector<PxRect>(const Scene& shown)> keys = {};
    std::optional<PxRect> seen = {}; ///< what is seen of the picture: words stand in it; empty: all of it
    bool graticule = false;          ///< where the scale is smaller than 1 : 2 M
    bool base_labels_only = false;   ///< a locator: base map and country names, no contents
    bool country_names = true;
    bool held_ground = false; ///< with it, the ground that the compared party holds
};

[[nodiscard]] Scene build_map(const Map& map, const ViewState& view, const Camera& camera, SceneCache& cache,
                              const MapFurniture& furniture);

} // namespace sitmap
