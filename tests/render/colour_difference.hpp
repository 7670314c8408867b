#pragma once

#include "render/draw_list.hpp"

#include <span>

namespace sitmap::test {

enum class Sight { normal, protan, deutan, tritan };

/// CIEDE2000 between two sRGB colours (D65), as formulated by Sharma, Wu and Dalal 2005, seen with a kind of
/// colour vision by the matrices of Machado, Oliveira and Fernandes 2009 at severity 1.0, applied to linear
/// RGB.
[[nodiscard]] double colour_difference(Rgba a, Rgba b, Sight sight = Sight::normal);
/// The smallest difference of any two.
[[nodiscard]] double smallest_difference(std::span<const Rgba> colours, Sight sight);
/// CIEDE2000 of two L*a*b* colours.
[[nodiscard]] double ciede2000(const double (&lab1)[3], const double (&lab2)[3]);

} // namespace sitmap::test
