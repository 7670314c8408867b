#pragma once

#include "app/filters.hpp"
#include "app/overlay_files.hpp"
#include "render/map.hpp"
#include "render/ui/own_layer_model.hpp"
#include "render/view_state.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace sitmap {

/// What `view` and `draw` have in common: a store, the user's own layers, the style and what is left out.
struct ViewOptions {
    std::vector<std::string> paths; ///< store or vector files, as given
    std::string style;
    std::vector<std::string> hide;
    OverlayOptions overlays; ///< of the layers among the paths
    Filters filters;
    std::vector<std::string> change; ///< two days whose control is compared; empty: none
    std::string party;               ///< of the comparison

    void add_to(CLI::App& command);
    /// Loads the first path as a store if it is one, with the layers that it remembers, all others as layers
    /// above them; at the same time the base map from
    /// `assets` into `basemap`, which must outlive the map. `own_layers`, if not null, gets the files of the
    /// map's own layers; those that the store does not remember have no path. Throws Error, and
    /// Interrupted soon after `stop`, if there is one, gives true.
    [[nodiscard]] Map load(const std::filesystem::path& assets, Basemap& basemap,
                           std::vector<OwnLayer>* own_layers = nullptr,
                           const std::function<bool()>& stop = {}) const;
    [[nodiscard]] ViewState state(StyleName usual) const;
};

} // namespace sitmap
