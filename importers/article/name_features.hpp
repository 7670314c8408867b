#pragma once

#include "importers/article/name_candidates.hpp"
#include "importers/article/weights.hpp"

#include <vector>

namespace sitmap {

/// Features by which a learnt model tells toponyms from other names: what the gazetteer has under the name,
/// the words and marks around it, the evidence by rule, and how the document uses the name elsewhere (the
/// list of geoparsing features in Leidner 2007 and DeLozier et al. 2015, cut to what pays here).
[[nodiscard]] ClueScheme name_scheme();

/// Features of a candidate from its sentence and the use of its words in the document. Appends to `features`,
/// whose words point into the reading.
void add_name_clues(const NameReading& reading, std::size_t candidate, std::vector<Clue>& clues);

/// What resolving found out on a candidate.
struct NameStanding {
    double probability = 0;   ///< of the likeliest place
    double country_share = 0; ///< share of the other names' mass that lies in its country
    double admin1_share = 0;
    double nearness = 0; ///< see place_ranking.hpp
    const PlaceFacts* place = nullptr;
};

/// Features for the second look: the first look's verdict on this name, on its other mentions and on its
/// neighbours, and how well its likeliest place goes with the rest of the document.
[[nodiscard]] ClueScheme name_again_scheme();

/// `first_log_odds`, those of the first look, and `standings` are parallel to the candidates; all must
/// outlive it.
class NamesAgain {
public:
    NamesAgain(const NameReading& reading, const std::vector<double>& first_log_odds,
               const std::vector<NameStanding>& standings);
    void add_clues(std::size_t candidate, std::vector<Clue>& clues) const;

private:
    struct Mentions {
        double sum = 0, best = 0, second = 0;
        std::uint32_t count = 0;
    };
    void add_neighbour(std::size_t candidate, bool before, std::vector<Clue>& clues) const;

    const NameReading& reading_;
    const std::vector<double>& log_odds_;
    const std::vector<NameStanding>& standings_;
    std::unordered_map<std::string_view, Mentions> mentions_; ///< by key
    double places_ = 0;                                       ///< names that the first look took for places
};

} // namespace sitmap
