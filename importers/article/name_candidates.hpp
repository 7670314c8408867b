#pragma once

#include "importers/article/name_evidence.hpp"
#include "importers/article/name_match.hpp"
#include "importers/article/place_facts.hpp"

#include <vector>

namespace sitmap {

/// A sentence as names are looked for.
struct NameSentence {
    std::vector<Piece> pieces;
    std::uint32_t dateline_end = 0; ///< token; names before it stand in a dateline ("KYIV, Ukraine (AP) —")
    bool credit = false;            ///< a byline, or "... contributed to this report"
    bool opens_paragraph = false;
    bool all_capitals = false;
};

/// A stretch of a text that may name a place, with what was gathered on it.
struct NameCandidate {
    NameMatch match;
    NameEvidence evidence;
    std::uint32_t sentence = 0;
    const std::vector<PlaceFacts>* places = nullptr; ///< what it may name; lives as long as the FactsTable
    bool dateline = false;
    bool unknown = false;      ///< the gazetteer does not have it by this spelling
    bool other_script = false; ///< not in Latin letters: nothing was learnt of such names
    double log_odds = 0;       ///< that it is a place
};

/// A text with all candidates for toponyms, ascending by position, without overlaps.
struct NameReading {
    const TokenisedText& text;
    std::vector<NameSentence> sentences; ///< parallel to the text's
    std::vector<NameCandidate> candidates;
    DocumentUse use;

    [[nodiscard]] const std::vector<Piece>& pieces(const NameCandidate& candidate) const
    {
        return sentences[candidate.sentence].pieces;
    }
    [[nodiscard]] std::uint32_t first_token(const NameCandidate& candidate) const
    {
        return pieces(candidate)[candidate.match.first].token;
    }
    /// One past the last token.
    [[nodiscard]] std::uint32_t end_token(const NameCandidate& candidate) const
    {
        return pieces(candidate)[candidate.match.last - 1].token + 1;
    }
};

/// Finds the candidates with their evidence by rule (`evidence.score`). Linear in the text.
[[nodiscard]] NameReading find_candidates(const TokenisedText& text, const Gazetteer& gazetteer,
                                          const Lexicon& lexicon, const WordClasses& words,
                                          FactsTable& facts);

} // namespace sitmap
