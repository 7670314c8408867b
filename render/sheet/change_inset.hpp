#pragma once

#include "engine/control_change.hpp"
#include "render/scene_build.hpp"

#include <optional>
#include <string>

namespace sitmap {

/// A part of the map, shown again and larger in a box upon it.
struct Inset {
    PxRect source; ///< the part, on the main map
    PxRect box;    ///< where it is shown
    Camera camera; ///< of the same projection, so that `source` fills `box`
    std::string title;
};

/// The part asked for, or the one of the usual size where most ground changed hands; the box stands in the
/// corner of the map that covers least of `things`. Nothing where nothing changed or no corner is free.
/// Without a change (null), only a part asked for. Throws Error where the part asked for does not lie on the
/// map or is too large to be shown larger.
[[nodiscard]] std::optional<Inset> plan_inset(const Map& map, const Camera& main, const PartyChange* change,
                                              const SheetOptions::Inset& asked,
                                              const std::vector<Px>& things);

/// The source's frame, leaders to the box, the map in it, its title and scale bar.
void draw_inset(DrawList& list, const Map& map, const ViewState& view, const Inset& inset, SceneCache& cache);

} // namespace sitmap
