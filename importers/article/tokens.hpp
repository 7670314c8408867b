#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// A word, number or mark of punctuation. `begin` and `end` are bytes in the document's UTF-8 text.
struct Token {
    enum class Kind : std::uint8_t { word, number, punctuation };
    std::string_view text; ///< points into the document's text
    std::string lower;     ///< lower case, curly apostrophes made straight
    std::uint32_t begin = 0, end = 0;
    Kind kind = Kind::word;
    bool capitalised = false;     ///< first letter is upper case (or the script has no case)
    bool sentence_start = false;  ///< first word of its sentence
    bool after_line_break = false;
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
    std::vector<Token> tokens;
    std::vector<Sentence> sentences;

    [[nodiscard]] std::size_t sentence_of(std::uint32_t byte) const; ///< the sentence that holds this byte, or the last before it
    /// Unicode code points before this byte. O(log n).
    [[nodiscard]] std::uint64_t code_point(std::uint32_t byte) const;

    std::vector<std::uint32_t> code_point_marks; ///< code points before every 256th byte
};

/// Linear in the text; invalid UTF-8 never stops it. Abbreviations with dots are one token (U.S., Gen.), 's is
/// split off, hyphenated words stay whole; numbers keep their inner commas ("105,000").
[[nodiscard]] TokenisedText tokenise(std::string_view text);

} // namespace sitmap
