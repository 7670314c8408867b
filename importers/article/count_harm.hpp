#pragma once

#include "importers/article/counted.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/quantities.hpp"

#include <optional>

namespace sitmap {

/// What befell the people that a number counts, by the words of its own sentence: "killing seven", "seven
/// people were shot dead", "the toll rose to seven".
class CountHarm {
public:
    /// How the words stand to the number: right behind it, as its verb, with it as object, as the noun
    /// counted, naming a toll; or taken over from the number before.
    enum class Origin : std::uint8_t { behind, subject, object, noun, toll, inherited };

    struct Found {
        PhraseMatch harm; ///< a row of the table "harm"; null: it did not, or only might, happen
        Origin origin = Origin::behind;
        std::uint32_t at = 0; ///< token
        bool hedged = false;
    };

    /// All must outlive it.
    CountHarm(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence);

    /// Nothing where the sentence does not say what befell them.
    [[nodiscard]] std::optional<Found> of(const NumberMention& number, const Counted& counted) const;
    /// The same for people told one by one: behind them, with them as object or as subject.
    [[nodiscard]] bool befell(const NumberMention& people, const Counted& counted) const;
    /// That they died or were hurt.
    [[nodiscard]] bool died_or_hurt(const NumberMention& people, const Counted& counted) const;

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    [[nodiscard]] PhraseMatch harm_at(std::uint32_t i) const;
    [[nodiscard]] std::optional<Found> died_of_it(std::uint32_t i, const PhraseMatch& harm) const;
    [[nodiscard]] std::optional<Found> makes_victims(const NumberMention& number,
                                                     const Counted& counted) const;
    [[nodiscard]] std::optional<Found> called_the_toll(const NumberMention& number,
                                                       const Counted& counted) const;
    [[nodiscard]] std::optional<Found> behind_noun(const Counted& counted) const;
    [[nodiscard]] std::optional<Found> left_behind(const Counted& counted) const;
    [[nodiscard]] std::optional<Found> object_of(const NumberMention& number) const;
    [[nodiscard]] std::optional<Found> subject_of(const NumberMention& number, const Counted& counted) const;
    [[nodiscard]] std::optional<Found> toll_before(const NumberMention& number) const;
    [[nodiscard]] std::optional<Found> toll_of(const NumberMention& number) const;
    [[nodiscard]] std::optional<Found> aboard_of(const NumberMention& number, const Counted& counted) const;
    [[nodiscard]] std::optional<Found> answer_of(const NumberMention& number, const Counted& counted) const;
    [[nodiscard]] std::optional<Found> toll_of_form(const NumberMention& number) const;
    [[nodiscard]] std::optional<Found> killed_at(std::uint32_t i, bool hedged) const;
    [[nodiscard]] bool burned_by_themselves(std::uint32_t i, const PhraseMatch& harm) const;
    [[nodiscard]] bool fell_dead(std::uint32_t i) const;
    [[nodiscard]] std::optional<Found> victims_are(const NumberMention& number) const;
    [[nodiscard]] std::optional<Found> was_killed_for_it(std::uint32_t i, std::uint32_t stop) const;
    [[nodiscard]] std::optional<Found> whom_they_killed(const Counted& counted) const;
    [[nodiscard]] std::uint32_t before_source(std::uint32_t number) const;
    [[nodiscard]] bool are_saved(std::uint32_t i) const;
    [[nodiscard]] std::uint32_t behind_complement(const Counted& counted) const;
    [[nodiscard]] bool is_every_one(std::uint32_t i, std::uint32_t number) const;
    [[nodiscard]] bool is_family_of(std::uint32_t i, std::uint32_t number) const;
    [[nodiscard]] std::optional<Found> in_all(const NumberMention& number) const;
    [[nodiscard]] bool is_passive(std::uint32_t verb) const;
    [[nodiscard]] bool is_age_in_aside(std::uint32_t i) const;
    [[nodiscard]] bool is_next_in_chain(std::uint32_t i, const PhraseMatch& harm) const;
    [[nodiscard]] bool is_aside(std::uint32_t i) const;
    [[nodiscard]] bool is_part_of_them(std::uint32_t i) const;
    [[nodiscard]] std::uint32_t behind_exception(const NumberMention& number, std::uint32_t i) const;
    [[nodiscard]] bool is_participle(const Token& word) const;
    [[nodiscard]] bool is_other_verb(std::uint32_t i, bool be) const;

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t sentence_, first_, last_;
};

} // namespace sitmap
