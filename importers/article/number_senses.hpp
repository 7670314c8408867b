#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/quantities.hpp"
#include "importers/article/tokens.hpp"

namespace sitmap {

/// What a number of one sentence (tokens `first` to `last`) is besides a number of people, and how far what
/// it counts reaches. All but `behind_plural` look a few tokens to both sides. The text and the lexicon must
/// outlive it.
class NumberSenses {
public:
    NumberSenses(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t first, std::uint32_t last);

    /// "persons between 2 and 45 years": the token behind the ages; `i` where there are none.
    [[nodiscard]] std::uint32_t behind_ages(std::uint32_t i) const;
    /// "a farming community of 5,000": how many live there, and not what befell them.
    [[nodiscard]] bool is_population(const NumberMention& number) const;
    /// "At 18:15 three people were killed".
    [[nodiscard]] bool is_minute(std::uint32_t i) const;
    /// "Of the twenty who were hit, twelve died": the number that a part is taken of.
    [[nodiscard]] bool is_whole_of_part(const NumberMention& number) const;
    /// "soon after eight": of the clock.
    [[nodiscard]] bool is_hour(std::uint32_t i) const;
    /// "put the attackers' losses at 77 killed", "put Taliban losses at 194": not "its own losses".
    [[nodiscard]] bool is_losses_of_enemy(const NumberMention& number) const;
    /// "Five boats came into the harbour. Three of them were blown up": the number told last before counts
    /// things.
    [[nodiscard]] bool is_of_things(const NumberMention& number, std::uint32_t sentence) const;
    /// "both about 30", "aged 12 and 15", "the oldest of them nine", "his son, 12,".
    [[nodiscard]] bool is_age(const NumberMention& number) const;
    /// "Seven members of one family were killed".
    [[nodiscard]] bool is_one_family(const NumberMention& number) const;
    /// "three in four", "two out of three": the token behind it; the number's own end where it is no ratio.
    [[nodiscard]] std::uint32_t behind_ratio(const NumberMention& number) const;
    /// "Twelve of the 31 passengers died": behind the 31; the number's own end where no whole follows.
    [[nodiscard]] std::uint32_t behind_whole(const NumberMention& number) const;
    /// "14 of the 21 dead were under ten": the 21, where the whole is one of dead; else the number's first.
    [[nodiscard]] std::uint32_t whole_of_dead(const NumberMention& number) const;
    /// "killed two drinkers", "wounding three anglers": whom one kills are people, but for beasts and things.
    [[nodiscard]] bool is_killed_or_hurt(const NumberMention& number) const;
    /// One past the plural noun that a number counts, where it is no beast, measure or place: "two elderly
    /// drinkers", "three of its members"; else the number's own end.
    [[nodiscard]] std::uint32_t behind_plural(const NumberMention& number) const;

private:
    /// "Khaled al-Asaad": the name of a person, for towns are seldom told with an age.
    [[nodiscard]] bool is_end_of_name(std::uint32_t i) const;
    [[nodiscard]] std::uint32_t behind_one_of_many(const NumberMention& number) const;
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t first_, last_;
};

} // namespace sitmap
