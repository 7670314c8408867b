#pragma once

#include "geodata/gazetteer.hpp"
#include "importers/article/lexicon.hpp"
#include "importers/article/tokens.hpp"
#include "importers/article/word_classes.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// A word of a sentence as names are matched: hyphenated words fall into their parts.
struct Piece {
    std::uint32_t token = 0;
    std::uint32_t begin = 0, end = 0; ///< bytes of the text
    std::string lower;
    std::uint64_t hash = 0;    ///< of `lower`, see hash_text
    std::string folded;        ///< see fold_name
    std::uint32_t classes = 0; ///< bits of WordClass
    bool capitalised = false;  ///< upper case first letter (after d' or l' too), or a script without case
    bool upper = false;        ///< capitals alone, two letters at least
    bool hyphen = false;       ///< joined to the piece before by a hyphen
    bool elided = false;       ///< joined to the piece before, an elided article: "d'Alep"
    std::string_view before;   ///< the punctuation (or 's) that parts it from the piece before; else empty
};

/// The words and numbers of a sentence, punctuation left out.
[[nodiscard]] std::vector<Piece> pieces_of(const TokenisedText& text, const Sentence& sentence,
                                           const WordClasses& words);

/// A stretch of a sentence whose folded words are a key of the gazetteer.
struct NameMatch {
    std::uint32_t first = 0, last = 0; ///< pieces [first, last) of the sentence
    std::uint32_t core = 0; ///< first piece of the name itself, after a word such as "South" before it
    std::string key;        ///< see Toponym::key
};

/// Ends a key that an adjective of a region stands for: "europe|~".
inline constexpr std::string_view adjective_mark = "|~";
/// Opens the key of a name that the gazetteer does not know by this spelling: "?maungdaw".
inline constexpr std::string_view unknown_mark = "?";

/// All longest matches of a sentence, left to right, without overlaps: at most six words, opening and closing
/// with a capital, not over punctuation. Pure spelling; most are no places.
[[nodiscard]] std::vector<NameMatch> match_names(const std::vector<Piece>& pieces, const Gazetteer& gazetteer,
                                                 const Lexicon& lexicon);

/// Runs of one to three capitalised words between the known matches. Hardly any is a place; see `NameJudge`.
[[nodiscard]] std::vector<NameMatch> unknown_names(const std::vector<Piece>& pieces,
                                                   const std::vector<NameMatch>& known);

} // namespace sitmap
