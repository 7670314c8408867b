#pragma once

#include "render/layers/frame.hpp"

namespace sitmap {

/// With more records than this in view a density is drawn, else a mark for each.
inline constexpr std::size_t most_records_as_marks = 2000;

/// Decides by their number in view how the records of datasets are drawn, and puts those that are drawn as
/// marks (and the selected one) into `frame.scene.shown`. Comes before everything that reads it.
void choose_records(Frame& frame);
/// The density, clipped to the land (in pixels; empty: no clipping) where next to nothing happened at sea;
/// adds those records that stand alone to `shown`. Nothing where records are marks.
void draw_density(Frame& frame, const Path& land);
/// Rings with counts by type where most happened, and the legend's row.
void draw_density_clusters(Frame& frame);

/// The ramp with round numbers at their places, its unit and what is left out, under one another. Gives its
/// height.
double draw_density_key(DrawList& list, const Palette& palette, const DensityKey& key, Px corner,
                        double width);
/// "64,974 incidents in view, 1,203 of them, known to a province or worse, are not in the density"
[[nodiscard]] std::string words_on(const DensityKey& key);

} // namespace sitmap
