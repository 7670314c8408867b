#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// What changed for the party that the view compares; null where it compares none or the map has no control.
[[nodiscard]] const PartyChange* change_shown(const Map& map, const ViewState& view, SceneCache& cache);

/// ISO codes of the countries in which the compared party holds ground; none without a comparison or base
/// map.
[[nodiscard]] std::set<std::string> contested_countries(const Map& map, const ViewState& view,
                                                        SceneCache& cache);

/// Ground gained and lost as plain fills above the ground that is held, with their legend and notes
/// (cartography, section 6).
void draw_change(Frame& frame, const PartyChange& change);

/// The ground that the compared party holds, as a plain fill: for locators.
void draw_held_ground(Frame& frame);

/// The party's ground as held: fill and hatch for sheets.
void draw_held(DrawList& list, const Palette& palette, const Path& rings);

/// "3,104", to the km²; "0.4" below ten.
[[nodiscard]] std::string km2_words(double km2);

} // namespace sitmap
