#pragma once

#include "importers/article/count_harm.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace sitmap {

/// Nothing where one of the two is of households, or the sum is too large.
[[nodiscard]] std::optional<Quantity> sum_of(const Quantity& a, const Quantity& b);

/// People who are told behind those of a sentence counted just before, and to whom the same befell: they are
/// added to that figure. Each call is linear in the sentence.
class CountSums {
    using Found = CountHarm::Found;
    using Origin = CountHarm::Origin;

public:
    /// How the words of harm stood to the last figure of the sentence, and their token.
    struct LastTold {
        Origin origin = Origin::behind;
        std::uint32_t harm_at = 0;
    };

    /// `counts` grows while the sentence is read, and `told` with it; the figures of the sentence begin at
    /// the present end of `counts`. All must outlive it.
    CountSums(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
              std::vector<CountMention>& counts, const LastTold& told);

    /// "two Indians and a Pakistani", "three died on the spot, and a fourth in hospital". Gives the token
    /// behind them, or `i`.
    std::uint32_t add_one_more(std::uint32_t i);
    /// "37 students died, plus a watchman and three townspeople". Gives the token behind them, or `i`.
    std::uint32_t add_plus(std::uint32_t i);
    /// "Two soldiers were killed, and a civilian.", "Eleven officers died, by her account, and three
    /// civilians.": false where nobody was added.
    bool add_trailing(const NumberMention& number, const Counted& counted);
    /// "All 11 people on board died, along with three Afghans on the ground".
    void add_companions(const NumberMention& number, const Counted& counted);
    /// "Thirteen soldiers died with them", and behind 35 civilians "Seven soldiers fell as well": with the
    /// dead that the sentence before told of. False where `mention` is a figure of its own.
    bool add_with_them(const CountMention& mention, const Found& found);
    /// "One officer was stabbed to death and three students were shot dead": the dead of both clauses. False
    /// where `mention` is a figure of its own.
    bool add_of_next_clause(const CountMention& mention, const Found& found);
    /// "Eight soldiers and three drivers were killed": one figure, told in two parts. False where `mention`
    /// is a figure of its own.
    bool add_in_parts(const CountMention& mention, const Found& found, const Counted& counted);

    /// "Eight officers died there, and with them Nikolai Kotelnikov, the church's priest": one more than the
    /// last figure, of this sentence.
    void add_named_with_them();
    /// "put the dead at 38, or at 50, or at 100": the last figure becomes one span of all that are named.
    /// False where `mention` is a figure of its own.
    bool join_alternative(const CountMention& mention, const NumberMention& number);

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    [[nodiscard]] PhraseMatch harm_at(std::uint32_t i) const;
    /// The last figure of this sentence tells of dead.
    [[nodiscard]] bool follows_dead() const;
    [[nodiscard]] bool is_one_more_named(std::uint32_t i) const;
    [[nodiscard]] bool is_next_in_count(std::uint32_t i) const;
    bool add_to_last(const Quantity& more, std::uint32_t last);
    [[nodiscard]] bool is_on_the_way(std::uint32_t i) const;
    [[nodiscard]] bool dies_later(const NumberMention& number, const Counted& counted) const;
    [[nodiscard]] bool opens_next_death(const CountMention& mention) const;
    [[nodiscard]] bool died_of_other_cause(const NumberMention& number, const Counted& counted) const;
    [[nodiscard]] bool are_certain_people(const std::string& whom) const;
    [[nodiscard]] bool ends_clause_of_deed(std::uint32_t i) const;
    [[nodiscard]] bool died_afterwards(const CountMention& mention, const Found& found) const;
    [[nodiscard]] bool says_too(const Found& found) const;
    [[nodiscard]] bool are_of_two_kinds(const std::string& one, const std::string& other) const;
    [[nodiscard]] bool has_own_verb(std::uint32_t behind) const;
    [[nodiscard]] bool is_joined(std::uint32_t from, std::uint32_t until, bool in_headline) const;

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t first_, last_;
    std::vector<CountMention>& out_;
    std::size_t out_start_;
    const LastTold& told_;
};

} // namespace sitmap
