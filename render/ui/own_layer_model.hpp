#pragma once

#include "engine/own_layers.hpp"
#include "render/map.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace sitmap {

/// A file among the user's own layers: it has one or more of the map's layers, next to each other.
struct OwnFile {
    OwnLayer kept;
    std::size_t layers = 1;
};

/// What the layer panel changes of a file.
struct OwnLayerChange {
    enum class Kind : std::uint8_t { raise, lower, fade } kind = Kind::raise;
    std::size_t file = 0; ///< position among the files
    double opacity = 1;   ///< with `fade`
};

/// The files from the lowest to the topmost, as they cover the map's layers; each layer by itself, without a
/// path, where `files` does not fit them.
[[nodiscard]] std::vector<OwnFile> fitted(std::vector<OwnFile> files, std::span<const OverlayLayer> layers);

/// Position of a file's first layer among the map's.
[[nodiscard]] std::size_t first_layer(std::span<const OwnFile> files, std::size_t file);

/// Positions of the files, the topmost first, as they are drawn: every picture lies below all that is drawn
/// of lines and points.
[[nodiscard]] std::vector<std::size_t> topmost_first(std::span<const OwnFile> files,
                                                     std::span<const OverlayLayer> layers);

/// The file that lies next above (or below) among those of its kind; nothing for the last. No order brings a
/// picture over lines.
[[nodiscard]] std::optional<std::size_t>
neighbour(std::span<const OwnFile> files, std::span<const OverlayLayer> layers, std::size_t file, bool above);

/// Changes files and layers alike; a move takes all layers of the file. Gives for each layer the position
/// that it had; empty: the order is as it was.
std::vector<std::size_t> apply(const OwnLayerChange& change, std::vector<OwnFile>& files,
                               std::vector<OverlayLayer>& layers);
/// Positions of layers after such a move.
[[nodiscard]] std::set<std::size_t> moved(const std::set<std::size_t>& positions,
                                          const std::vector<std::size_t>& before);

/// Positions of the layers of those files that are remembered as hidden.
[[nodiscard]] std::set<std::size_t> hidden_layers(std::span<const OwnFile> files);
/// A file all of whose layers are hidden is to be remembered as hidden. True if that changes any.
bool note_hidden(std::vector<OwnFile>& files, const std::set<std::size_t>& hidden);

/// What a store remembers with the order and opacity of `files`, and which are hidden. What is not among
/// these, such as a layer whose file has gone, stays in its place; a file that the store does not remember is
/// not added.
[[nodiscard]] std::vector<OwnLayer> arranged(std::vector<OwnLayer> remembered,
                                             std::span<const OwnFile> files);

} // namespace sitmap
