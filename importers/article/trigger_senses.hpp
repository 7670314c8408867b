#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/tokens.hpp"

namespace sitmap {

/// The word means something else where it stands: part of a name ("Dick Lynch"), a month ("march 31"), a car
/// that overturned, cattle that were slaughtered (senses.tsv), named only to tell of an
/// earlier deed. Linear in the sentence.
[[nodiscard]] bool is_of_other_sense(const TokenisedText& text, const Lexicon& lexicon,
                                     const TriggerMention& trigger);

/// The sentence tells of harm that beasts, weather or a fall from the sky did, and names no armed men:
/// "killed when a shark attacked swimmers", "a helicopter crashed and killed eight" (senses.tsv); or a crime
/// of the house ("a jealous husband shot dead three", "stabbed his wife"), or police that shoot thieves
/// (groups.tsv). Linear in it.
[[nodiscard]] bool tells_of_other_harm(const TokenisedText& text, const Lexicon& lexicon,
                                       std::uint32_t sentence);

} // namespace sitmap
