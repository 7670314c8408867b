#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// Names that a text does without: "in the capital", "outside parliament", "65 km east of the capital", "60
/// nautical miles south of this island". Each becomes a toponym, marked `implied`; the toponyms stay in their
/// order. Linear in the text.
void add_implied_places(Reading& reading);

} // namespace sitmap
