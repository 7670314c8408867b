#pragma once

#include "geodata/hash_index.hpp"
#include "importers/article/name_match.hpp"
#include "importers/article/place_facts.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace sitmap {

/// How a document uses its words, gathered before any name is judged.
struct DocumentUse {
    struct Word {
        std::uint32_t lower = 0, capital = 0; ///< capitals that open a sentence are not counted
    };
    struct Key {
        std::uint32_t count = 0;
        std::uint32_t placed = 0; ///< of these, with a preposition or a container
        std::uint32_t person = 0; ///< of these, beside a first name or a title
    };
    class Words {
    public:
        [[nodiscard]] Word& of(std::uint64_t hash)
        {
            const std::uint32_t word = numbers_.put(hash, static_cast<std::uint32_t>(words_.size()));
            if (word == words_.size())
                words_.emplace_back();
            return words_[word];
        }
        /// Null for a word that the document lacks.
        [[nodiscard]] const Word* find(std::uint64_t hash) const
        {
            const std::uint32_t word = numbers_.at(hash);
            return word == HashIndex::none ? nullptr : &words_[word];
        }

    private:
        HashIndex numbers_;
        std::vector<Word> words_;
    };
    Words words;                              ///< by Piece::hash
    std::unordered_set<std::string> surnames; ///< folded last words of persons' full names
    std::unordered_map<std::string, Key> keys;
};

/// What the words around a match say of it.
struct NameEvidence {
    bool placed = false;        ///< "in X", "near X", "X, Container", "city of X"
    bool typed = false;         ///< "village of X", "X district"
    bool weakly_placed = false; ///< "to X", "from X and Y"
    bool contained = false;     ///< a container follows: "Paris, Texas"
    bool contains_previous = false;
    bool demonym = false;
    bool well_known = false;    ///< a country, division, sea, region or capital is the likeliest candidate
    bool known_acronym = false; ///< some candidate is one that news writes in capitals ("UAE", "NSW")
    bool person = false;
    bool given_name = false;   ///< a first name before a surname: "Chad Boyer"
    bool organisation = false; ///< inside a capitalised run that names an organisation
    bool street = false;
    bool in_longer_name = false; ///< a capitalised word that nothing explains stands directly beside it
    double score = 0;            ///< above 0: a place
};

/// Judges the matches of one sentence. All weights are by hand.
class NameJudge {
public:
    explicit NameJudge(FactsTable& facts) : facts_{facts} {}

    /// First pass over a sentence: word counts and persons' names.
    static void gather(const TokenisedText& text, const std::vector<Piece>& pieces, DocumentUse& use);

    /// Second pass: the evidence of the sentence alone, parallel to `matches`.
    [[nodiscard]] std::vector<NameEvidence> judge(const TokenisedText& text, const std::vector<Piece>& pieces,
                                                  const std::vector<NameMatch>& matches,
                                                  const DocumentUse& use, bool all_capitals);

    /// What the rest of the document adds to the score.
    [[nodiscard]] double document_score(const NameMatch& match, const NameEvidence& evidence,
                                        const DocumentUse& use) const;

private:
    struct Sentence;
    [[nodiscard]] bool names_well_known(const std::string& key) const;
    [[nodiscard]] double prior(const NameMatch& match, const std::vector<PlaceFacts>& facts,
                               NameEvidence& evidence) const;
    void judge_before(const Sentence& s, std::size_t m, NameEvidence& evidence) const;
    void judge_neighbours(const Sentence& s, std::size_t m, NameEvidence& evidence) const;
    void judge_person(const Sentence& s, std::size_t m, NameEvidence& evidence) const;
    void judge_run(const Sentence& s, std::size_t m, NameEvidence& evidence) const;
    [[nodiscard]] static bool is_explained(const Sentence& s, const NameMatch& match);
    [[nodiscard]] static double ordinary_word_penalty(const Piece& piece, const DocumentUse& use);
    [[nodiscard]] double score(const Sentence& s, std::size_t m, const NameEvidence& evidence,
                               const DocumentUse& use) const;

    FactsTable& facts_;
};

} // namespace sitmap
