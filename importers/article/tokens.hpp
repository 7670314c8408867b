#pragma once

#include "geodata/text_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sitmap {

/// A word that the program's text names, by its hash, which is the compiler's work. Two words of 64 bits meet
/// by chance once in 10^19.
class WordLiteral {
public:
    template <std::size_t N>
    consteval WordLiteral(const char (&word)[N]) // NOLINT(*-explicit-*)
        : hash_{hash_text(std::string_view{word, N - 1})}
    {}
    [[nodiscard]] constexpr std::uint64_t hash() const { return hash_; }

private:
    std::uint64_t hash_;
};

/// Where the lexicon has a word, as its own numbers.
struct WordInLexicon {
    bool marked = false;
    std::uint32_t first = 0, last = 0; ///< the parts of its tables
    std::uint32_t membership = 0;
};

/// A word, number or mark of punctuation. `begin` and `end` are bytes in the document's UTF-8 text.
struct Token {
    enum class Kind : std::uint8_t {
        word,
        number, ///< digits with inner commas and points alone; "21st" and "12-year-old" are words
        punctuation
    };
    std::string_view text;  ///< points into the document's text
    std::string lower;      ///< lower case, curly apostrophes made straight
    std::uint64_t hash = 0; ///< of `lower`, see hash_text: words are looked up some hundred times
    std::uint64_t tables = ~std::uint64_t{0}; ///< of the lexicon that have it, see Lexicon::mark
    std::uint64_t groups = ~std::uint64_t{0};
    WordInLexicon in_lexicon;
    std::uint32_t begin = 0, end = 0;
    Kind kind = Kind::word;
    bool plain = false;       ///< letters and digits of ASCII alone, as most words: no hyphen, no apostrophe
    bool capitalised = false; ///< first letter is upper case (or the script has no case)
    bool sentence_start = false; ///< first word of its sentence
    bool after_line_break = false;

    /// True if the lower-case form is this word.
    [[nodiscard]] bool is(WordLiteral word) const { return hash == word.hash(); }
};

/// The tokens of a text. Readers look at the words around a word; those before the first and behind the last
/// are `nothing`, a token that is no word, so that no text of a stranger makes them read beyond the end.
class Tokens {
public:
    Tokens() = default;
    explicit Tokens(std::vector<Token> tokens) : tokens_{std::move(tokens)} {}

    /// O(1). An index below 0 that has wrapped around is beyond the end too.
    [[nodiscard]] const Token& operator[](std::size_t i) const
    {
        return i < tokens_.size() ? tokens_[i] : nothing();
    }
    [[nodiscard]] std::size_t size() const { return tokens_.size(); }
    [[nodiscard]] bool empty() const { return tokens_.empty(); }
    [[nodiscard]] const Token& front() const { return (*this)[0]; }
    [[nodiscard]] const Token& back() const { return (*this)[size() - 1]; }
    [[nodiscard]] auto begin() const { return tokens_.begin(); }
    [[nodiscard]] auto end() const { return tokens_.end(); }
    /// For the work that fills in what is known of each.
    [[nodiscard]] std::vector<Token>& all() { return tokens_; }

private:
    static const Token& nothing();
    std::vector<Token> tokens_;
};

struct Sentence {
    std::uint32_t first = 0, last = 0; ///< tokens [first, last)
    std::uint32_t begin = 0, end = 0;  ///< bytes of the text, without surrounding space
    std::uint32_t paragraph = 0;       ///< 0-based
    bool quoted = false;               ///< lies wholly inside quotation marks
};

/// A text cut up once, for all readers after it. The views point into the `text` given to `tokenise`, which
/// must outlive it.
struct TokenisedText {
    std::string_view text;
    Tokens tokens;
    std::vector<Sentence> sentences; ///< every token is in exactly one; ascending

    /// The sentence that holds this byte, or the last before it; 0 before the first. O(log n).
    [[nodiscard]] std::size_t sentence_of(std::uint32_t byte) const;
    /// Unicode code points before this byte (bytes that begin one are counted, so that a damaged text still
    /// has offsets). O(1).
    [[nodiscard]] std::uint64_t code_point(std::uint32_t byte) const;

    std::vector<std::uint32_t> code_point_marks; ///< code points before every 256th byte
};

/// Linear in the text; invalid UTF-8 never stops it (bytes that are no UTF-8 part words, as spaces do).
/// Abbreviations with dots are one token (U.S., Gen.), 's is split off, hyphenated words stay whole; numbers
/// keep their inner commas and points ("105,000", "2.5"), and parts of "25-30" or "40km" are tokens of their
/// own. Sentences end at their mark, at a blank line, and at a line break in a text whose lines are not
/// merely wrapped. Throws Error for a text of 2 GiB or more.
[[nodiscard]] TokenisedText tokenise(std::string_view text);

} // namespace sitmap
