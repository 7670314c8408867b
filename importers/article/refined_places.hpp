#pragma once

#include "importers/article/happenings.hpp"

namespace sitmap {

/// Takes what `sentence` adds on where the last happenings lie, `current` being the one it speaks of: a
/// facility ("the detention centre in Tajoura" after "a detention centre"), or a town in the country told so
/// far.
void refine_places(const Reading& reading, Narrative& narrative, std::size_t current, std::uint32_t sentence);

/// A happening that all its sentences put somewhere in a country or a division is at the town inside it that
/// they describe ("Merawi, a market town in the Amhara region"), that its paragraph names, or that the report
/// was sent from, where there is one.
void settle_at_towns(const Reading& reading, Narrative& narrative);

} // namespace sitmap
