#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"
#include "importers/article/tokens.hpp"

#include <cstdint>
#include <vector>

namespace sitmap {

/// Groups of people of whom the text tells, elsewhere than beside their number, that all are dead. The text,
/// the lexicon and `counts`, which grows while the sentence is read, must outlive it.
class LostGroups {
public:
    LostGroups(const TokenisedText& text, const Lexicon& lexicon, std::uint32_t sentence,
               std::vector<CountMention>& counts);

    /// Adds the figure that the words at token `i` tell of and gives the token behind them; gives `i` where
    /// they tell of none. Looks back 40 tokens at most.
    std::uint32_t read(std::uint32_t i);

private:
    [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
    std::uint32_t none_survived(std::uint32_t i);
    std::uint32_t their_bodies(std::uint32_t i);
    std::uint32_t add_last_people(std::uint32_t at, std::uint32_t behind);

    const TokenisedText& text_;
    const Lexicon& lexicon_;
    std::uint32_t sentence_, first_, last_;
    std::vector<CountMention>& out_;
};

} // namespace sitmap
