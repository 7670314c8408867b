#pragma once

#include "importers/article/happenings.hpp"

namespace sitmap {

/// What a brief's main happening, the first one, lacks is taken from the brief as a whole, which is about it:
/// the one recent day that it names and that nothing else was told of, and the first place that it puts
/// something in. A day that its own sentences do not name is marked as shared. Does nothing to a longer text.
void complete_brief(const Reading& reading, Narrative& narrative);

} // namespace sitmap
