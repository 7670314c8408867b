#pragma once

#include "engine/event_type.hpp"
#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/toponyms.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sitmap {

/// Reads where a sentence tells that a place changes hands, by the table "territory". Each call looks at a
/// few tokens beside the verb, `taken_at` at four sentences.
class TakenTowns {
public:
    /// All must outlive it. `first_toponym`: the first of the sentence, or one before it.
    TakenTowns(const TokenisedText& text, const Lexicon& lexicon, const std::vector<Toponym>& toponyms,
               std::size_t first_toponym, std::uint32_t sentence)
        : text_{text},
          lexicon_{lexicon},
          toponyms_{toponyms},
          first_toponym_{first_toponym},
          sentence_{sentence},
          first_{text.sentences[sentence].first},
          last_{text.sentences[sentence].last}
    {}

    struct Taken {
        std::uint32_t last = 0; ///< one past the words that tell of it
        SubEventType sub_type = SubEventType::other;
    };
    /// "took the hill town", "Hodeidah airport had been captured", "the town fell to the rebels".
    [[nodiscard]] std::optional<Taken> taken_at(std::uint32_t i) const;
    /// "soldiers of the federal government walked into": whose armed people stand before the verb; empty if
    /// none do.
    [[nodiscard]] std::string_view armed_subject(std::uint32_t verb) const;
    [[nodiscard]] bool is_passive(std::uint32_t verb) const;
    [[nodiscard]] const Toponym* toponym_with(std::uint32_t i) const;

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    [[nodiscard]] bool toponym_at(std::uint32_t i) const { return toponym_with(i) != nullptr; }
    /// "walked into a mosque", "into the Grand Mosque": no town.
    [[nodiscard]] bool enters_building(std::uint32_t i) const;
    /// "walked into the village and shot at whoever they met. The huts were burned": the paragraph goes on
    /// with what they did to people, and with nothing of holding the place.
    [[nodiscard]] bool kill_there() const;
    /// "The last vehicles of the United Nations left".
    [[nodiscard]] bool is_last_of_them(std::uint32_t verb) const;
    /// "government troops captured", "the federal army took": forces of the state, and of no other one ("Serb
    /// troops") and no leader's ("the army of Haftar"), stand right before the verb.
    [[nodiscard]] bool is_by_own_state(std::uint32_t verb) const;
    /// The token behind "from" or "out of"; `i` where neither stands.
    [[nodiscard]] std::uint32_t behind_out_of(std::uint32_t i) const;
    /// Fighters or a party's name: those driven from their homes are no enemy.
    [[nodiscard]] bool is_enemy(std::uint32_t i) const;
    /// "have driven the Taliban from Ghazni", "push rebels out of the town": an enemy, then the place.
    [[nodiscard]] std::optional<Taken> expulsion(std::uint32_t behind) const;
    [[nodiscard]] bool has_place_object(std::uint32_t i) const;
    /// "stepped off a plane from London and was taken to prison": who is from there was taken, and not the
    /// place.
    [[nodiscard]] bool has_place_subject(std::uint32_t verb) const;
    /// "Mubi, a trading town close to the border, fell to", "Bunia, which had held out, was captured"; but
    /// not "In Mubi, a man who was wanted, was seized".
    [[nodiscard]] bool is_apposed_place(std::uint32_t verb) const;
    [[nodiscard]] static bool is_preposition_of_place(const Token& word);

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    const std::vector<Toponym>& toponyms_;
    std::size_t first_toponym_;
    std::uint32_t sentence_, first_, last_;
};

} // namespace sitmap
