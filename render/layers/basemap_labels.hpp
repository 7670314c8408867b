#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// Dots and names of places of the ranks `from` to `to` that this scale shows, most important first; each is
/// dropped where there is no room.
void draw_place_labels(Frame& frame, int from, int to);
/// Names of countries, natural regions, seas and gulfs that are large enough on the picture.
void draw_area_labels(Frame& frame);
/// The places where drawn routes begin and end, whatever their rank: a landing is known by its name.
void draw_route_end_names(Frame& frame);
/// Of countries alone, for a locator.
void draw_country_labels(Frame& frame);

/// The font of a place's name by rank, 1 to 5.
[[nodiscard]] Font place_font(int rank, bool sheet, double scale);

} // namespace sitmap
