#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// People held, displaced or living somewhere, as double rings beside their place with a leader and a label;
/// never under an incident, never in an incident's or a party's colour. The leaders end at the places, where
/// incidents may stand, so that they are for the caller to lay below the marks.
void draw_stocks(Frame& frame, DrawList& leaders);

/// What the root of a number of people is multiplied with for its ring's radius in px, so that the largest of
/// those in a picture does not pass 44.
[[nodiscard]] double ring_factor(StyleName style, double most_people);

/// The largest number of people of those stocks that stand in the picture; 0: none.
[[nodiscard]] std::int64_t most_in_stock(const Map& map, const ViewState& view, const Camera& camera);

/// The ring alone; `r` to its outer edge.
void draw_stock_ring(DrawList& list, const Palette& palette, Px at, double r);

} // namespace sitmap
