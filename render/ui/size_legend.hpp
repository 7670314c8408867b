#pragma once

#include "render/scene.hpp"
#include "render/style.hpp"

#include <span>

namespace sitmap {

/// What the sizes on the map stand for, in a box whose lower right corner is `corner`: circles for numbers
/// killed and, when stocks are drawn, rings for people held, both with round numbers within the range of what
/// is shown. Draws nothing when nothing on the map is sized.
void draw_size_legend(DrawList& list, const Palette& palette, const Scene& scene,
                      std::span<const Stock> stocks, Px corner);

/// What the colours of the density stand for, in the same kind of box. Gives its width.
double draw_density_box(DrawList& list, const Palette& palette, const DensityKey& key, Px corner);

} // namespace sitmap
