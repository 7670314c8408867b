#pragma once

#include "importers/article/quantities.hpp"

#include <cstdint>
#include <optional>

namespace sitmap {

/// Dead whom their names or offices tell of, not a number.
struct NamedVictims {
    std::uint32_t first = 0, last = 0; ///< tokens
    Quantity::Count count = 1;         ///< 1, or 1 and those who are counted beside them
    bool at_least = false;             ///< "and at least six others"
};

/// What token `at` of a sentence (tokens `first` to `last`) begins or says of named dead:
/// - "a drone killed Saleh al-Arouri, the deputy head of Hamas, and six others" at "killed": 7;
/// - "the assassination of Rafik Hariri" at "assassination": 1;
/// - "the state prosecutor, Hisham Barakat, was killed" at "was": 1.
/// Nothing where a number of the same clause counts them, where the deed is open or denied, or where the
/// name may be a group's ("killed Islamic State fighters"). O(length of the clause).
[[nodiscard]] std::optional<NamedVictims> named_victims(const TokenisedText& text, const Lexicon& lexicon,
                                                        std::uint32_t first, std::uint32_t at,
                                                        std::uint32_t last);

} // namespace sitmap
