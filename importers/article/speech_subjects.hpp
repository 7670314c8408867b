#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/speakers.hpp"

#include <string>
#include <vector>

namespace sitmap {

/// Who speaks where nobody stands beside the verb of speech: the subject of the sentence, or the speaker of
/// what is said before in it. Linear in the sentence.
class SpeechSubjects {
public:
    /// Keeps references; `told` is what has been read up to the verb that is asked about.
    SpeechSubjects(const TokenisedText& text, const Lexicon& lexicon, Speakers& speakers,
                   const std::vector<SpeechMention>& told)
        : text_{text}, lexicon_{lexicon}, speakers_{speakers}, told_{told}
    {}

    /// "denied it and blamed the rebels", "rejects that: its spokesman calls the march peaceful and accuses
    /// Israel": the verb goes on with what the speaker of before it says.
    [[nodiscard]] bool joins_statement(const Sentence& sentence, std::uint32_t verb) const;
    /// The speaker that such a verb goes on with, else the sentence's subject.
    [[nodiscard]] std::string joined(const Sentence& sentence, std::uint32_t verb);
    /// Who said the last thing that is said before the verb in its sentence; empty if nobody did.
    [[nodiscard]] std::string told_before(const Sentence& sentence, std::uint32_t verb) const;
    /// "The official, who works for the ministry, said the toll": the comma ends a clause about the speaker.
    [[nodiscard]] bool closes_relative_clause(const Sentence& sentence, std::uint32_t verb) const;
    /// "phoned an agency to say", "sent an e-mail": words are sent to somebody, before the token.
    [[nodiscard]] bool sends_word_before(const Sentence& sentence, std::uint32_t before) const;
    /// "A little-known group sent an e-mail in which it ...": who did so.
    [[nodiscard]] std::string sender_in(const Sentence& sentence, std::uint32_t before);
    /// The noun phrase that opens the sentence, up to its first verb: who "blaming" belongs to.
    [[nodiscard]] std::string subject_of(const Sentence& sentence, std::uint32_t before);
    /// "told a reporter that his men had been nowhere near": who told it, where the subject is its own men;
    /// empty for another subject.
    [[nodiscard]] std::string whose_men_before(const Sentence& sentence, std::uint32_t verb) const;
    /// Who stands before the verb, or is told to speak before the "and" that joins it.
    [[nodiscard]] std::string of_verb(const Sentence& sentence, std::uint32_t verb);
    /// "Both have since denied it."
    [[nodiscard]] bool opens_with_both(const Sentence& sentence, std::uint32_t verb) const;

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    Speakers& speakers_;
    const std::vector<SpeechMention>& told_;
};

} // namespace sitmap
