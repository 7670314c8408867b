#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// People held, displaced or living somewhere, as double rings beside their place with a leader and a label;
/// never under an incident, never in an incident's or a party's colour.
void draw_stocks(Frame& frame);

/// The ring alone; `r` to its outer edge.
void draw_stock_ring(DrawList& list, const Palette& palette, Px at, double r);

} // namespace sitmap
