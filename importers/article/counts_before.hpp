#pragma once

#include "importers/article/count_harm.hpp"
#include "importers/article/counted.hpp"
#include "importers/article/quantities.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace sitmap {

/// The figures that were read before a number of the same text, and what they make of it.
class CountsBefore {
    using Found = CountHarm::Found;
    using Origin = CountHarm::Origin;

public:
    /// `counts` grows while the sentence is read; those of the sentence begin at `from`. All must outlive it.
    CountsBefore(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
                 const std::vector<CountMention>& counts, std::size_t from);

    /// The whole that "five of them" is of: in this sentence or the two before. Without it "killed 40 of
    /// them" is the figure itself.
    [[nodiscard]] bool told_nearby(ClaimField field, const Quantity& part) const;
    /// Deaths told in this sentence or the three before: "no one else was hurt" is not all of it.
    [[nodiscard]] bool dead_told_nearby() const;
    /// The same field among the last twenty figures of the text.
    [[nodiscard]] bool told_before(ClaimField field) const;
    /// The field of the last figure told, in this sentence or the one before; killed where there is none,
    /// they tell of killing and the words are those of a toll (`counts_dead`: "the number had grown to 108").
    [[nodiscard]] std::optional<ClaimField> field_before(bool counts_dead) const;

    /// "Civil society counted 42 bodies; the army confirmed 38", "people there say it was seven": a bare
    /// number at the end of a clause, of what was counted just before.
    [[nodiscard]] std::optional<Found> other_count_of(const NumberMention& number,
                                                      const Counted& counted) const;
    /// "The ministry counted 70 dead, the mayor 58": whose figure a bare number is that stands behind a name
    /// and before no word, where the figure before it in the sentence was somebody's; empty elsewhere.
    [[nodiscard]] std::string who_counts_too(const NumberMention& number, const Counted& counted) const;
    /// "The number of people killed has gone up again. It is now 115.": a bare number that opens the sentence
    /// behind one about a toll.
    [[nodiscard]] std::optional<Found> figure_of_toll_before(const NumberMention& number,
                                                             const Counted& counted) const;
    /// "Fifteen people are dead and nine in hospital": not "ten died on the spot and two in hospital".
    [[nodiscard]] bool lie_in_hospital(const NumberMention& number) const;
    /// "The army's list has 121 names on it", "have compiled a list of 133 names", where the text tells of
    /// killing: names of the dead.
    [[nodiscard]] std::optional<Found> names_on_list(const NumberMention& number) const;
    /// "Thirteen people died there according to the separatists, eight according to Kiev".
    [[nodiscard]] std::optional<Found> set_beside(const NumberMention& number) const;
    /// "two more bodies, which brought to 16 the number of those drowned".
    [[nodiscard]] std::optional<Found> brought_to(const NumberMention& number) const;
    /// "all the attackers were dead, and so were seven soldiers".
    [[nodiscard]] std::optional<Found> shared_lot_of(const NumberMention& number) const;
    /// "Five died in Dakar, three in Ziguinchor and one in Kaolack", "six deaths: four in Dakar", "at Gao
    /// four died, at Kidal two": a bare number with its place, of what was counted just before.
    [[nodiscard]] std::optional<Found> placed_count_of(const NumberMention& number,
                                                       const Counted& counted) const;
    /// "nine dead, later of 22 and then of 29": a bare number fills the field of the one before it, which
    /// stood to its harm as `last_origin`.
    [[nodiscard]] std::optional<Found> inherited(const NumberMention& number, const Counted& counted,
                                                 Origin last_origin) const;

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    [[nodiscard]] PhraseMatch harm_at(std::uint32_t i) const;
    [[nodiscard]] std::optional<Found> of_last_told(const NumberMention& number) const;
    /// "Two, says the district office", of what the sentence before counted.
    [[nodiscard]] std::optional<Found> answer_to_last(const NumberMention& number,
                                                      const Counted& counted) const;
    [[nodiscard]] bool gives_figure(std::uint32_t i) const;
    /// The sentence, or one of the `back` before it, has a word for people killed.
    [[nodiscard]] std::optional<CountHarm::Found> spoken_of_dead(const NumberMention& number,
                                                                 const Counted& counted) const;
    [[nodiscard]] bool tells_of_killing(std::uint32_t s, std::uint32_t back) const;
    [[nodiscard]] bool is_raised(std::uint32_t noun) const;
    [[nodiscard]] bool is_the_town(std::uint32_t i) const;
    [[nodiscard]] bool does_something(std::uint32_t from) const;
    [[nodiscard]] bool is_in_building_of_town(std::uint32_t i) const;
    [[nodiscard]] bool leads_to_town(std::uint32_t i) const;
    [[nodiscard]] bool is_time_of_day(std::uint32_t i) const;
    [[nodiscard]] bool stands_behind_place(const NumberMention& number, const Counted& counted) const;
    [[nodiscard]] std::optional<Found> of_the_dead_before(const NumberMention& number) const;

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t sentence_, first_, last_;
    const std::vector<CountMention>& out_;
    std::size_t out_start_;
};

} // namespace sitmap
