#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/tokens.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// A phrase of a word table found at a token. `entry` is null when nothing matched.
struct PhraseMatch {
    const Lexicon::Entry* entry = nullptr;
    std::uint32_t length = 0; ///< tokens

    explicit operator bool() const { return entry != nullptr; }
    [[nodiscard]] std::string_view meaning() const { return entry ? std::string_view{entry->meaning} : ""; }
    /// The `n`th column after the meaning, "" when the row is shorter.
    [[nodiscard]] std::string_view column(std::size_t n) const
    {
        return entry && n < entry->more.size() ? std::string_view{entry->more[n]} : "";
    }
};

/// Notes with each token which tables it may open a phrase of, and which groups it is in: most words, of
/// none.
void mark_tables(TokenisedText& text, const Lexicon& lexicon);

/// What `match_phrase` finds among the entries that begin with the token.
[[nodiscard]] PhraseMatch longest_phrase(const Lexicon& lexicon, Lexicon::TableName table,
                                         const TokenisedText& text, std::uint32_t at, std::uint32_t end);

/// The longest phrase of `table` that begins at token `at` and ends by token `end`.
[[nodiscard]] inline PhraseMatch match_phrase(const Lexicon& lexicon, Lexicon::TableName table,
                                              const TokenisedText& text, std::uint32_t at, std::uint32_t end)
{
    if (at >= end || !table.may_be_among(text.tokens[at].tables))
        return {};
    return longest_phrase(lexicon, table, text, at, end);
}

/// True if the token's lower-case form is one of `words`.
[[nodiscard]] inline bool is_one_of(const Token& token, std::initializer_list<WordLiteral> words)
{
    bool found = false;
    for (const WordLiteral word : words)
        found |= word.hash() == token.hash;
    return found;
}

/// Many words that are asked for often: a look at one or two of them tells, where `is_one_of` compares with
/// each.
template <std::size_t N>
class WordSet {
public:
    constexpr explicit WordSet(const std::array<std::uint64_t, N>& hashes)
    {
        for (const std::uint64_t hash : hashes) {
            std::size_t at = hash & mask;
            while (slots_[at] != 0)
                at = (at + 1) & mask;
            slots_[at] = hash;
        }
    }
    [[nodiscard]] bool has(const Token& token) const
    {
        for (std::size_t at = token.hash & mask; slots_[at] != 0; at = (at + 1) & mask)
            if (slots_[at] == token.hash)
                return true;
        return false;
    }

private:
    static constexpr std::size_t mask = std::bit_ceil(4 * N) - 1; // a quarter full at most
    std::array<std::uint64_t, mask + 1> slots_{};                 ///< open addressing; 0: empty
};

/// `word_set("and", "or")`, made by the compiler where a constant is asked for.
template <std::size_t... Ns>
[[nodiscard]] constexpr WordSet<sizeof...(Ns)> word_set(const char (&... words)[Ns])
{
    return WordSet<sizeof...(Ns)>{
        std::array<std::uint64_t, sizeof...(Ns)>{hash_text(std::string_view{words, Ns - 1})...}};
}

/// `wanted` is one of the parts between "|", as some columns of the tables have them.
[[nodiscard]] bool has_part(std::string_view parts, std::string_view wanted);

/// "30,000 fled in three days, bringing to 84,000 the number displaced since May": the token where the sum
/// begins among those from `first` to before `last`; `last` where there is none.
[[nodiscard]] std::uint32_t begin_of_sum(const TokenisedText& text, const Lexicon& lexicon,
                                         std::uint32_t first, std::uint32_t last);

/// A quotation mark of any style.
[[nodiscard]] bool is_quote_mark(const Token& token);

/// The text's bytes from the first of these tokens to the last: words as they stand. Requires first < last.
[[nodiscard]] std::string words_of(const TokenisedText& text, std::uint32_t first, std::uint32_t last);

/// "11.20", "9:05": an hour, as it opens the entries of a live page.
[[nodiscard]] bool is_clock(const Token& token);

/// Was, were, has been ...: a form of be or have, or an adverb that may stand between it and its verb.
[[nodiscard]] bool is_auxiliary(const Token& token);
/// Is, was, were, been ...: makes a participle passive.
[[nodiscard]] bool is_form_of_be(const Token& token);

/// For each token of the sentence whether it stands inside quotation marks.
[[nodiscard]] std::vector<bool> quoted_tokens(const TokenisedText& text, const Sentence& sentence);

/// A preposition, conjunction, relative pronoun or mark: no noun phrase runs over it.
[[nodiscard]] bool ends_noun_phrase(const Token& token);

/// "March 12", "in March": the month, where token `i` of a sentence (tokens `first` to `last`) is no deed.
[[nodiscard]] bool is_march_the_month(const TokenisedText& text, std::uint32_t first, std::uint32_t i,
                                      std::uint32_t last);

/// Whether one of these words stands in the sentence. Linear in it.
[[nodiscard]] bool has_one_of(const TokenisedText& text, const Sentence& sentence,
                              std::initializer_list<WordLiteral> words);

/// Whether a word of a group (groups.tsv) stands in tokens [first, last). Linear in them.
[[nodiscard]] bool has_word_of(const TokenisedText& text, const Lexicon& lexicon, Lexicon::GroupName group,
                               std::uint32_t first, std::uint32_t last);
[[nodiscard]] bool has_word_of(const TokenisedText& text, const Lexicon& lexicon, Lexicon::GroupName group,
                               const Sentence& sentence);

} // namespace sitmap
