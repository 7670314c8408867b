#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"

#include <cstdint>
#include <string_view>

namespace sitmap {

// Whose men do a deed that somebody tells of, where they may be the speaker's own.

/// "said that the rockets were theirs", "declared that the guards were shot by a unit of its own": what it
/// says was done, in tokens [from, last), is its deed.
[[nodiscard]] bool lays_it_to_itself(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from,
                                     std::uint32_t last);

/// "The army confirmed both raids": as much as that it flew them; not "confirmed the strike on its base".
[[nodiscard]] bool confirms_own_strike(const TokenisedText& text, std::uint32_t verb, std::uint32_t last);

/// "Its spokesman, Major General Zaw, said that the air force had struck".
[[nodiscard]] bool is_officer(std::string_view speaker);

/// A state's ministry, its police or its government: what it says of its own men is no charge.
[[nodiscard]] bool is_authority(std::string_view speaker);

/// "Fighters loyal to the president".
[[nodiscard]] bool opens_with_fighters(const Lexicon& lexicon, std::string_view speaker);

/// "soldiers", "F-16 jets": a state's men or arms that are called by no other name.
[[nodiscard]] bool are_men_of_state(const Lexicon& lexicon, std::string_view party);

} // namespace sitmap
