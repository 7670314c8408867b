#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/tokens.hpp"

namespace sitmap {

/// The word means something else where it stands: part of a name ("Dick Lynch"), a month ("march 31"), a car
/// that overturned, cattle that were slaughtered (senses.tsv). Linear in the sentence.
[[nodiscard]] bool is_of_other_sense(const TokenisedText& text, const Lexicon& lexicon,
                                     const TriggerMention& trigger);

} // namespace sitmap
