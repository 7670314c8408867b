#pragma once

#include "engine/own_layers.hpp"
#include "render/map.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace sitmap {

/// What the layer panel changes of one of the user's own layers.
struct OwnLayerChange {
    enum class Kind : std::uint8_t { raise, lower, fade } kind = Kind::raise;
    std::size_t layer = 0; ///< position among the map's, from the lowest
    double opacity = 1;    ///< with `fade`
};

/// One for each of the map's layers; without a path where `own` does not fit them.
[[nodiscard]] std::vector<OwnLayer> fitted(std::vector<OwnLayer> own, std::span<const OverlayLayer> layers);

/// Positions of the layers, the topmost first, as they are drawn: every picture lies below all that is drawn
/// of lines and points.
[[nodiscard]] std::vector<std::size_t> topmost_first(std::span<const OverlayLayer> layers);

/// The layer that lies next above (or below) among those of its kind; nothing for the last. No order brings a
/// picture over lines.
[[nodiscard]] std::optional<std::size_t> neighbour(std::span<const OverlayLayer> layers, std::size_t layer,
                                                   bool above);

/// Changes what is remembered and what is drawn alike. Gives for each layer the position that it had; empty:
/// the order is as it was. Requires one of `own` for each of `layers`.
std::vector<std::size_t> apply(const OwnLayerChange& change, std::vector<OwnLayer>& own,
                               std::vector<OverlayLayer>& layers);
/// Positions of layers after such a move.
[[nodiscard]] std::set<std::size_t> moved(const std::set<std::size_t>& positions,
                                          const std::vector<std::size_t>& before);

/// Positions of those that are remembered as hidden.
[[nodiscard]] std::set<std::size_t> hidden_layers(std::span<const OwnLayer> own);
/// Which are to be remembered as hidden. True if that changes any.
bool note_hidden(std::vector<OwnLayer>& own, const std::set<std::size_t>& hidden);

/// What a store remembers with the order and opacity of `own`, and which are hidden. A file that was
/// remembered as a whole is remembered layer by layer, where it stood. What is not among these, such as a
/// layer whose file has gone, stays in its place; a file that the store does not remember is not added.
[[nodiscard]] std::vector<OwnLayer> arranged(std::vector<OwnLayer> remembered, std::span<const OwnLayer> own);

} // namespace sitmap
