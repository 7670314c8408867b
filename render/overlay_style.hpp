#pragma once

#include "render/map.hpp"

namespace sitmap {

/// Gives the layer its styles and classes from `colour`, `colour_by` and the properties of
/// simplestyle-spec 1.1 (github.com/mapbox/simplestyle-spec): marker-color, marker-size, marker-symbol (one
/// letter or digit), stroke, stroke-opacity, stroke-width, fill, fill-opacity. A feature with one of them
/// gets the spec's defaults for the rest; `colour_by` has its say over the colours.
///
/// Texts, and whole numbers of at most seven kinds, make classes of their own: the six most frequent (colours
/// of Okabe and Ito, told apart in all kinds of sight), the rest "other". Other numbers make five classes of
/// equal count on a ramp from pale to dark. Throws Error for an attribute that the layer lacks, naming those
/// it has.
void dress(OverlayLayer& overlay);

/// "#f00", "#ff0000" or the same without "#"; nothing for anything else.
[[nodiscard]] std::optional<Rgba> parse_hex_colour(std::string_view text);

} // namespace sitmap
