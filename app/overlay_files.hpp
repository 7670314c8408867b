#pragma once

#include "engine/own_layers.hpp"
#include "render/map.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace sitmap {

/// How the layers that are named on the command line are drawn: the first value is of the first layer and so
/// on; one value alone is of all of them, an
/// attribute of all but pictures. "-" stands for none.
struct OverlayOptions {
    std::vector<std::string> colour_by, label_by;
    std::vector<double> opacity;
    bool remember = false;

    void add_to(CLI::App& command);
    [[nodiscard]] OwnLayer layer_at(std::size_t position, const std::filesystem::path& path) const;
};

/// The layers of a vector file (or the one that is named), or the picture of a raster, dressed for drawing.
/// `position` among all own layers chooses the colour. Throws Error.
[[nodiscard]] std::vector<OverlayLayer> read_overlay(const OwnLayer& layer, std::size_t position);

/// What is to be remembered of the layers that were read: one for each, since each is hidden, faded and moved
/// by itself.
[[nodiscard]] std::vector<OwnLayer> layer_by_layer(const OwnLayer& own,
                                                   const std::vector<OverlayLayer>& read);

} // namespace sitmap
