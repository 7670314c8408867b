#pragma once

#include "importers/article/quantities.hpp"

#include <optional>

namespace sitmap {

/// "A police officer, his wife, their son and a grandson", "a corporal and two privates", "a girl, 12, and
/// her two aunts": people told one by one from token `at`, as one number (4, 3, 3); nothing where fewer than
/// two are named, or one of them names an unknown number of people. A row of mere numbers ("eight soldiers
/// and three drivers") is none. O(length of the list).
[[nodiscard]] std::optional<NumberMention> listed_people(const TokenisedText& text, const Lexicon& lexicon,
                                                         std::uint32_t at, std::uint32_t last);

/// The token behind the aside that begins at the comma, bracket or dash `at`, where the clause goes on with a
/// verb: "20 of its men, a colonel included, were killed". `at` itself where no aside begins there.
[[nodiscard]] std::uint32_t behind_aside(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t at,
                                         std::uint32_t last);

} // namespace sitmap
