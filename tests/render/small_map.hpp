#pragma once

#include "render/map.hpp"
#include "render/view_state.hpp"

namespace sitmap::test {

/// An invented coast with two parties: one strike told by two documents (the accused denies), forty lesser
/// events around it, a flow, a stock and a schematic route. The strike is incident 1, at `strike_place`.
[[nodiscard]] Map small_map();
/// Land south of 32.9° N, two towns, one of them with a name in Arabic.
[[nodiscard]] const Basemap& small_basemap();
inline constexpr LonLat strike_place{13.35, 32.80};
/// The strike in the middle of the map, 200 m a pixel.
[[nodiscard]] ViewState small_view();

} // namespace sitmap::test
