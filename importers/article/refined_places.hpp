#pragma once

#include "importers/article/happenings.hpp"

namespace sitmap {

/// Takes what `sentence` adds on where the last happenings lie, `current` being the one it speaks of: a
/// facility ("the detention centre in Tajoura" after "a detention centre"), or a town in the country told so
/// far.
void refine_places(const Reading& reading, Narrative& narrative, std::size_t current, std::uint32_t sentence);

} // namespace sitmap
