#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/tokens.hpp"

namespace sitmap {

/// How real the words before it make what token `trigger` of this sentence tells (reality.tsv): "no", "plans
/// to", "would", "anniversary of". O(1).
[[nodiscard]] TriggerMention::Reality reality_at(const TokenisedText& text, const Lexicon& lexicon,
                                                 std::uint32_t sentence, std::uint32_t trigger);

/// "arrested on Tuesday on suspicion of killing ten people", "held over the murder of": where the words begin
/// that tell what the people arrested before in the sentence are to have done, if token `trigger` stands
/// behind them; else `trigger`. Linear in the sentence.
[[nodiscard]] std::uint32_t begin_of_suspicion(const TokenisedText& text, const Lexicon& lexicon,
                                               std::uint32_t sentence, std::uint32_t trigger);

/// "1 May", "In May": no modal verb.
[[nodiscard]] bool is_month_of_may(const Token& word);

/// True where sport, markets or entertainment set the tone, so that words of war are figures of speech: their
/// words (figurative.tsv) outweigh the text's talk of harm.
[[nodiscard]] bool is_figurative(const TokenisedText& text, const Lexicon& lexicon);

} // namespace sitmap
