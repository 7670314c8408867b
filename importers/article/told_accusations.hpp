#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sitmap {

/// What a speaker says that another party did, which accuses it, in every form but a verb of accusing. Each
/// question answers nothing where the words are not of its form. Linear in the sentence.
class ToldAccusations {
public:
    /// Keeps references.
    ToldAccusations(const TokenisedText& text, const Lexicon& lexicon,
                    const std::vector<ActorMention>& actors)
        : text_{text}, lexicon_{lexicon}, actors_{actors}
    {}

    /// "The LNA said militias in Tripoli had staged it": the words from `from` on, said by `speaker`.
    [[nodiscard]] std::optional<SpeechMention> behind_saying(std::uint32_t s, std::uint32_t from,
                                                             const std::string& speaker) const;
    /// "are sure that it was President Assad's air force", "said it was the rebels", "called it an outrage by
    /// the rebels": a party and no deed.
    [[nodiscard]] std::optional<SpeechMention> it_was(std::uint32_t s, std::uint32_t from,
                                                      const std::string& speaker) const;
    /// "Residents said they were from Boko Haram", "that the attackers belonged to it".
    [[nodiscard]] std::optional<SpeechMention> they_were_of(std::uint32_t s, std::uint32_t from,
                                                            const std::string& speaker) const;
    /// "Israel said a failed launch by Islamic Jihad was to blame", "said the ELN was responsible", "that
    /// al-Qaeda had done it": the party named last before these words.
    [[nodiscard]] std::optional<SpeechMention> was_to_blame(std::uint32_t s, std::uint32_t from,
                                                            const std::string& speaker) const;
    /// "'This was the work of the Pakistani Taliban,' said the minister".
    [[nodiscard]] std::optional<SpeechMention> work_of(const SpeechMention& told) const;
    /// "Soldiers went from lane to lane and shot at those who ran, say four men": the subject of what is
    /// said.
    [[nodiscard]] std::optional<SpeechMention> before_saying(const SpeechMention& told) const;
    /// "The army, they said, was behind the strike". `behind`: the token behind the verb of saying.
    [[nodiscard]] std::optional<SpeechMention> around_saying(const SpeechMention& told,
                                                             std::uint32_t behind) const;
    /// "Boko Haram, the army believes."
    [[nodiscard]] std::optional<SpeechMention> before_belief(const SpeechMention& told) const;
    /// "'It was the Tenth Front of the FARC,' the minister said", "'This was a murder by the sect,' said".
    [[nodiscard]] std::optional<SpeechMention> quoted_it_was(const SpeechMention& told) const;
    /// "According to Baku, a Scud was launched from Armenian territory."
    [[nodiscard]] std::optional<SpeechMention> from_territory(const SpeechMention& told) const;
    /// "It was the militants, it says, whose grenades lit the fires."
    [[nodiscard]] std::optional<SpeechMention> cleft(const SpeechMention& told) const;

    /// The party named in tokens [first, last) behind "accused", "blamed": from the table of actors where it
    /// stands there, else its words; empty if there are none.
    [[nodiscard]] std::string accused(std::uint32_t first, std::uint32_t last) const;
    /// Actors that begin in tokens [first, last), in their order.
    [[nodiscard]] std::vector<const ActorMention*> actors_in(std::uint32_t first, std::uint32_t last) const;
    /// "IS took credit": a party of the table ends where the verb begins.
    [[nodiscard]] const ActorMention* party_right_before(const Sentence& sentence, std::uint32_t verb) const;
    /// "It took responsibility", "they claimed the raid": the armed party named last before, within a few
    /// sentences; nothing for another subject.
    [[nodiscard]] const ActorMention* armed_party_meant(const Sentence& sentence, std::uint32_t verb) const;
    /// Whether the token can open the name of a speaker: "said one diplomat", "said Ms Khan".
    [[nodiscard]] bool begins_name(std::uint32_t i, std::uint32_t last) const;

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    [[nodiscard]] const Sentence& sentence(std::uint32_t s) const { return text_.sentences[s]; }
    [[nodiscard]] std::optional<SpeechMention> of_people(std::uint32_t s, std::uint32_t from,
                                                         const std::string& speaker) const;
    [[nodiscard]] std::optional<SpeechMention>
    whose_men(std::uint32_t s, std::uint32_t from, std::uint32_t verb, const std::string& speaker) const;
    [[nodiscard]] SpeechMention accuse(std::uint32_t s, std::uint32_t verb, const std::string& speaker,
                                       const ActorMention& accused, std::uint32_t from) const;
    [[nodiscard]] bool joins_deed(std::uint32_t verb, std::uint32_t i, std::uint32_t end) const;
    [[nodiscard]] std::uint32_t behind_brackets(std::uint32_t i, std::uint32_t last) const;
    [[nodiscard]] std::uint32_t behind_apposition(std::uint32_t i, std::uint32_t last) const;
    [[nodiscard]] bool is_only_being(std::uint32_t i, std::uint32_t last) const;
    [[nodiscard]] bool ends_accused(std::uint32_t i) const;

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    const std::vector<ActorMention>& actors_;
};

} // namespace sitmap
