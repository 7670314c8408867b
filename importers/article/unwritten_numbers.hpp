#pragma once

#include "importers/article/quantities.hpp"

#include <cstdint>
#include <optional>

namespace sitmap {

/// How many people token `at` of a sentence (tokens `first` to `last`) tells of without a number: 2 at "both
/// pilots were killed", 1 at "and another was shot dead", 6 at "a sixth officer died of his injuries".
/// Constant time.
[[nodiscard]] std::optional<NumberMention> unwritten_number(const TokenisedText& text, const Lexicon& lexicon,
                                                            std::uint32_t first, std::uint32_t at,
                                                            std::uint32_t last);

/// "in hospital", "on arrival at hospital" at token `i`: where one of the wounded died.
[[nodiscard]] bool dies_where_taken(const TokenisedText& text, std::uint32_t i, std::uint32_t last);

} // namespace sitmap
