#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// Marks the figures that tell of a year, a war or a row of happenings ("since January", "bringing the number
/// killed this year to 210"). Figures times the length of their sentence.
void mark_cumulative(Reading& reading);

} // namespace sitmap
