#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

// Triggers for happenings that are told without a word for the deed; each is linear in the text.

/// "Al-Shabaab killed 148 people": an armed party that kills, though no word of attack stands there.
void add_deeds_of_parties(Reading& reading);

/// "surrounded a house in Hasakah and detained seven men": arrests.
void add_arrests(Reading& reading);

/// "troops neutralised 20 bandits at a camp": armed people killed by a state's forces fell in a clash, and
/// are no raiders that a toll leaves out.
void add_clashes(Reading& reading);

/// "Five were killed, 22 hurt": in a text that tells of violence a toll tells of it too, without a word for
/// the deed.
void add_tolls(Reading& reading);

/// The sentence's harm may be an accident's or nature's.
[[nodiscard]] bool tells_of_misfortune(const Reading& reading, std::uint32_t sentence);

/// "Seventy-one soldiers were laid to rest at the air base": where and when the dead are buried, and not
/// where and when they died.
[[nodiscard]] bool tells_of_burial(const Reading& reading, std::uint32_t sentence);

} // namespace sitmap
