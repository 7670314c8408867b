#pragma once

#include "importers/article/happenings.hpp"

namespace sitmap {

/// What is said of who did it goes beside its own happening to each that it holds for: "claimed both attacks"
/// to the two told last, any statement to what is told of the same place and days, and one that no happening
/// has yet to the one under discussion. To be called when the happenings stand. Their square for each
/// statement; both are few.
void share_speeches(const Reading& reading, Narrative& narrative);

} // namespace sitmap
