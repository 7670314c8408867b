#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/speakers.hpp"
#include "importers/article/speech_subjects.hpp"
#include "importers/article/told_accusations.hpp"

#include <optional>
#include <vector>

namespace sitmap {

/// Charges, and a few answers to them, whose words do not stand side by side as those of the table "speech"
/// do. To be asked for each token outside quotations, in the order of the text. Linear in the sentence.
class AccusingFrames {
public:
    /// Keeps references; what is found goes to `out`.
    AccusingFrames(const TokenisedText& text, const Lexicon& lexicon, const ToldAccusations& told,
                   Speakers& speakers, SpeechSubjects& subjects, std::vector<SpeechMention>& out)
        : text_{text}, lexicon_{lexicon}, told_{told}, speakers_{speakers}, subjects_{subjects}, out_{out}
    {}

    /// What begins at the token, of any form but the next.
    void take(std::uint32_t s, const Sentence& sentence, std::uint32_t i);
    /// "held the army responsible", "hold the leaders of the group fully responsible for the deaths".
    [[nodiscard]] bool take_holding_responsible(std::uint32_t s, const Sentence& sentence, std::uint32_t i);

private:
    using Act = SpeechMention::Act;

    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    void add(std::optional<SpeechMention> accusation);
    /// "The accusation by Kyiv that Russian troops shot prisoners".
    void take_noun_of_accusing(std::uint32_t s, const Sentence& sentence, std::uint32_t i);
    /// "Investigators attribute the slaughter to the Tiguerones", "has been attributed by the army to the
    /// ADF".
    void take_attribution(std::uint32_t s, const Sentence& sentence, std::uint32_t i);
    /// "Islamic State was behind that one too": the article itself says who did it.
    void take_behind(std::uint32_t s, const Sentence& sentence, std::uint32_t i);
    /// "lays all three attacks at the ELN's door", "put the blast at the door of the rebels".
    void take_door(std::uint32_t s, const Sentence& sentence, std::uint32_t i);
    /// "see in these acts the hand of Boko Haram".
    void take_hand_of(std::uint32_t s, const Sentence& sentence, std::uint32_t i);
    /// "Each capital says the other began it", "each side blamed the other".
    void take_each_other(std::uint32_t s, const Sentence& sentence, std::uint32_t i);
    /// "accused Berom militiamen, a charge that their youth leader dismissed".
    void take_charge_turned_down(std::uint32_t s, const Sentence& sentence, std::uint32_t i);
    void take_believed_to_be(std::uint32_t s, const Sentence& sentence, std::uint32_t i);
    void take_named_as(std::uint32_t s, const Sentence& sentence, std::uint32_t i);
    void take_so_did(std::uint32_t s, const Sentence& sentence, std::uint32_t i);
    [[nodiscard]] bool names_attackers(std::uint32_t from, std::uint32_t until) const;

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    const ToldAccusations& told_;
    Speakers& speakers_;
    SpeechSubjects& subjects_;
    std::vector<SpeechMention>& out_;
};

} // namespace sitmap
