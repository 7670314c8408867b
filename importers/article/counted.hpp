#pragma once

#include "importers/article/phrases.hpp"
#include "importers/article/quantities.hpp"

#include <vector>

namespace sitmap {

/// The noun phrase behind a number.
struct Counted {
    std::uint32_t end = 0; ///< one past the noun, or the number's end
    std::string_view kind; ///< "people", "soldiers", "households"; empty without a known noun
    std::string_view head;
    bool thing = false; ///< houses, posts, kilometres
    bool part = false;  ///< "of them", "of whom"
    PhraseMatch inside; ///< "32 wounded soldiers"
    PhraseMatch noun;   ///< "16 bodies"
};

/// Reads the noun phrase behind a number that ends by token `last`.
[[nodiscard]] Counted counted_by(const TokenisedText& text, const Lexicon& lexicon,
                                 const NumberMention& number, std::uint32_t last);

/// "a woman", "an officer", "a second": one, where a person's noun or a verb follows the article at `at`.
[[nodiscard]] std::optional<NumberMention> article_number(const TokenisedText& text, const Lexicon& lexicon,
                                                          std::uint32_t at, std::uint32_t last);

/// The row of the table "harm" that is called by the field itself ("killed"); null if there is none.
[[nodiscard]] PhraseMatch harm_named(const Lexicon& lexicon, std::string_view field);

/// Whether a row of the table "harm" may stand to its number in the way `how` (the letters of its column 3).
[[nodiscard]] bool may_stand(const PhraseMatch& harm, char how);

/// "The number of people killed by the bomb has risen to 250", "put the number of civilians killed at 18":
/// what the number at token `number` of a sentence that begins at `first` is the toll of; null if of nothing.
[[nodiscard]] PhraseMatch toll_moved_to(const TokenisedText& text, const Lexicon& lexicon,
                                        std::uint32_t first, std::uint32_t number);

/// "bringing to six the number of people killed", "puts at eight the number of dead": the same where the
/// number, tokens `number` until `behind`, stands first.
[[nodiscard]] PhraseMatch toll_named_behind(const TokenisedText& text, const Lexicon& lexicon,
                                            std::uint32_t first, std::uint32_t number, std::uint32_t behind,
                                            std::uint32_t last);

/// "How many are dead?": what the question before sentence `sentence` asks the number of; null if it is none.
[[nodiscard]] PhraseMatch harm_asked_for(const TokenisedText& text, const Lexicon& lexicon,
                                         std::uint32_t sentence);

/// Of one sentence's figures, which begin at `from` in `counts`: marks those that the sentence itself calls
/// earlier. Of "nine, later 22, then 29" the last stands; "had earlier spoken of 15" does not.
void mark_superseded(const TokenisedText& text, const Lexicon& lexicon, const Sentence& sentence,
                     std::vector<CountMention>& counts, std::size_t from);

} // namespace sitmap
