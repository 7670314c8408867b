#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace sitmap {

/// A number in a text with what its hedges make of it, before it is known what it counts.
struct NumberMention {
    std::uint32_t first = 0, last = 0;           ///< tokens with the hedges
    std::uint32_t core_first = 0, core_last = 0; ///< tokens of the number alone
    Quantity quantity = Quantity::exactly(0);
    bool from_article = false; ///< "a woman", "one": counts only beside a verb of harm
    bool victim = false;       ///< an article behind "killing": a person, whatever the noun
    bool nobody = false;       ///< "nobody", "no one"
};

/// The number that begins at token `at` (hedge included) and ends by token `end`; nothing if there is none.
/// Digits, number words, "3.6 million", "between 25 and 30", "20 to 30", "dozens", "at least", "or more" ...;
/// what each counts as stands in `assets/lexicon` (numbers, hedges). Percentages, ordinals, clock times,
/// ages, measures and parts of dates are no numbers of people and give nothing.
[[nodiscard]] std::optional<NumberMention> read_number(const TokenisedText& text, const Lexicon& lexicon,
                                                       std::uint32_t at, std::uint32_t end);

/// All numbers of people with the field they fill: killed, injured, displaced, held ... Numbers of other
/// things, and numbers that are only possible or denied, give nothing. Linear in the text.
[[nodiscard]] std::vector<CountMention> find_counts(const TokenisedText& text, const Lexicon& lexicon);

} // namespace sitmap
