#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/toponyms.hpp"

#include <vector>

namespace sitmap {

/// Words that tell of happenings, with their sub-type, weight and how real the text makes them. Figures of
/// speech (idioms.tsv) give nothing. `toponyms` tells which verbs have a place as their object ("took
/// Saraqib"). Ascending by position. Linear in the text.
[[nodiscard]] std::vector<TriggerMention> find_triggers(const TokenisedText& text, const Lexicon& lexicon,
                                                        const std::vector<Toponym>& toponyms);

/// How real the words before it make what token `trigger` of this sentence tells (reality.tsv): "no", "plans
/// to", "would", "anniversary of". O(1).
[[nodiscard]] TriggerMention::Reality reality_at(const TokenisedText& text, const Lexicon& lexicon,
                                                 std::uint32_t sentence, std::uint32_t trigger);

/// True where sport, markets or entertainment set the tone, so that words of war are figures of speech: their
/// words (figurative.tsv) outweigh the text's talk of harm.
[[nodiscard]] bool is_figurative(const TokenisedText& text, const Lexicon& lexicon);

} // namespace sitmap
