#pragma once

#include "render/scene.hpp"
#include "render/style.hpp"

#include <span>

namespace sitmap {

/// What the sizes on the map stand for, in a box whose lower right corner is `corner`: circles for numbers
/// killed and, when stocks are drawn, rings for people held, both with round numbers within the range of what
/// drawn: `incidents`, none where their layer is off. Draws nothing when nothing on the map is sized.
void draw_size_legend(DrawList& list, const Palette& palette, const Scene& scene,
                      std::span<const Incident> incidents, std::span<const Stock> stocks, Px corner);

/// Where that box will lie, told before anything is drawn on the map: of the `incidents` drawn, and the
/// largest stock in the picture (0: none). Empty where nothing is sized.
[[nodiscard]] PxRect size_legend_box(std::span<const Incident> incidents, StyleName style,
                                     std::int64_t most_in_stock, Px corner);

/// What the colours of the density stand for, in the same kind of box.
void draw_density_box(DrawList& list, const Palette& palette, const DensityKey& key, Px corner);
[[nodiscard]] PxRect density_box(const Palette& palette, const DensityKey& key, Px corner);

} // namespace sitmap
