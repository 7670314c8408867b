#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// "Between A and B", "on the road from A to B": each of the two names then stands for the way between both
/// (Toponym::other_end). Only towns up to 400 km from each other. Linear in the text's names.
void find_ways_between(Reading& reading);

/// "Clashes between Misrata and Zintan fighters": the two names, which follow each other, say who fights and
/// not where.
[[nodiscard]] bool are_sides(const Reading& reading, const Toponym& a, const Toponym& b);

} // namespace sitmap
