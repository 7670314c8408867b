#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"

#include <cstdint>

namespace sitmap {

/// What a speaker says of a deed of their own.
enum class OwnDeed : std::uint8_t {
    none,
    done,    ///< "confirmed that it had carried out the strike"
    not_done ///< "said that its aircraft had carried out no strikes"
};

/// Reads the words behind a verb of speech, tokens [from, last). Deeds stand in the table "accusing_deeds".
/// `by_party`: a known party speaks, so that "it hit a camp" is of itself; with other speakers "it" may be
/// anything that was told before.
[[nodiscard]] OwnDeed own_deed_said(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from,
                                    std::uint32_t last, bool by_party);

/// "claimed that attack", "claims the twin bombings": the verb at `verb` has a deed as its object.
[[nodiscard]] bool claims_a_deed(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t verb,
                                 std::uint32_t last);

/// "called the reports a fabrication", "rejected all such claims", "say that is a lie": the verb at `verb`
/// turns a charge down. The words stand in the table "rebuttals".
[[nodiscard]] bool turns_down(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t verb,
                              std::uint32_t last);

/// "denied responsibility", "denied having", "denied that protesters had been killed": not "denied ownership
/// of weapons" or "denied that he was about to flee". Of the words behind the verb, tokens [behind, last).
[[nodiscard]] bool denies_a_deed(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t behind,
                                 std::uint32_t last);

/// Nothing that belongs to the object of "claimed" stands at `i`: "claimed that, too", "claimed both on
/// Sunday".
[[nodiscard]] bool ends_claimed_object(const TokenisedText& text, std::uint32_t i, std::uint32_t last);

/// "denied it", "denies once more that", "denied for two months that": the token that the denial is of.
[[nodiscard]] std::uint32_t behind_manner(const TokenisedText& text, std::uint32_t behind,
                                          std::uint32_t last);

/// "denied any link", "denied that its men", "denied having": of the speaker's own part, and not of what
/// another says. `behind`: the token behind the verb of denying.
[[nodiscard]] bool denies_own_part(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t verb,
                                   std::uint32_t behind, std::uint32_t last);

/// "Who is to blame?", "Who did it?", "Who was behind the raid?"
[[nodiscard]] bool asks_who_did_it(const TokenisedText& text, const Sentence& sentence);

/// "accused Russia of the attack", "blamed the rebels": not "accused Jordan of flouting the ban". `behind`:
/// the token behind the verb of accusing.
[[nodiscard]] bool is_about_violence(const TokenisedText& text, const Lexicon& lexicon,
                                     const Sentence& sentence, std::uint32_t behind);

/// "New Delhi always denies this": no word on what is told here.
[[nodiscard]] bool is_habit(const TokenisedText& text, const Lexicon& lexicon, const Sentence& sentence,
                            std::uint32_t verb);

/// "he believed that ...", "think that ...", "probably".
[[nodiscard]] bool is_guess(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t from,
                            std::uint32_t until);

} // namespace sitmap
