#pragma once

#include "engine/precision.hpp"
#include "importers/article/name_candidates.hpp"
#include "importers/article/name_features.hpp"
#include "importers/article/name_tables.hpp"
#include "importers/article/place_ranking.hpp"
#include "importers/article/toponyms.hpp"

#include <optional>
#include <vector>

namespace sitmap {

/// How sure a name has to be to be taken for a place's.
enum class NameTrust : std::uint8_t {
    even,   ///< likelier than not
    at_home ///< less will do in a country that other names of the text speak for: there a place that is
            ///< missed costs a reader of events more than one too many
};

/// Finds the names of places in a text and decides which place each stands for. Four steps, with everything
/// kept that they worked out, for explanations and for training:
/// names that may be places, with the log-odds that they are (first look); places for the likelier of them;
/// the log-odds again, now that it is known how well each name's place goes with the others (second look);
/// and the places once more, by the votes of what is left. Linear in the text.
class NameResolution {
public:
    /// All must outlive it.
    NameResolution(const TokenisedText& text, const Gazetteer& gazetteer, const Lexicon& lexicon,
                   const NameTables& tables, NameTrust trust = NameTrust::even);
    NameResolution(const NameResolution&) = delete;
    NameResolution& operator=(const NameResolution&) = delete;

    [[nodiscard]] const NameReading& reading() const { return reading_; }
    [[nodiscard]] const PlaceRanking& ranking() const { return *ranking_; }
    /// Parallel to the candidates: log-odds after the first look, and what the second look knew.
    [[nodiscard]] const std::vector<double>& first_log_odds() const { return first_log_odds_; }
    [[nodiscard]] const std::vector<NameStanding>& standings() const { return standings_; }
    /// The candidate's name in the ranking; nothing if it hardly can be a place, or the gazetteer lacks it.
    [[nodiscard]] std::optional<std::size_t> name_of(std::size_t candidate) const;
    [[nodiscard]] bool is_toponym(std::size_t candidate) const;
    /// The place that the candidate is held for; nothing if no place is better than a wrong one.
    [[nodiscard]] const PlaceFacts* place_of(std::size_t candidate) const;

    /// Requires `is_toponym(candidate)`.
    [[nodiscard]] Toponym toponym(std::size_t candidate) const;
    /// Ascending by position, without overlaps but for `implied` ones.
    [[nodiscard]] std::vector<Toponym> toponyms() const;

private:
    void look();
    void rank();
    void look_again();
    [[nodiscard]] PlaceMention mention_of(std::size_t candidate, const Toponym& told) const;
    /// By what its name and the text say, whatever country it lies in.
    [[nodiscard]] static bool is_certain(const NameCandidate& name);
    /// "a volley of Grad rockets"
    [[nodiscard]] bool is_model(const NameCandidate& name) const;
    /// "captured Pibor", "rockets fell on Avdiivka": a deed is done to it that is done to towns.
    [[nodiscard]] bool is_town_of_deed(const NameCandidate& name) const;
    [[nodiscard]] std::optional<Toponym> capital_of(std::size_t candidate, const Toponym& country) const;

    const TokenisedText& text_;
    const Gazetteer& gazetteer_;
    const Lexicon& lexicon_;
    const NameTables& tables_;
    NameTrust trust_;
    FactsTable facts_;
    NameReading reading_;
    std::vector<double> first_log_odds_;
    std::vector<std::size_t> mention_of_candidate_; ///< PlaceRanking::no_name for none
    std::vector<std::optional<Toponym>> told_;      ///< of the candidates that are mentions, without places
    std::optional<PlaceRanking> ranking_;
    std::vector<NameStanding> standings_;
    std::vector<bool> stray_; ///< by name of the ranking
    bool names_a_place_ = true;
};

/// The location that a resolved toponym names, with precision and radius by its kind, facility and distance.
/// Requires `toponym.place`.
[[nodiscard]] Location location_of(const Toponym& toponym, const Gazetteer& gazetteer);

} // namespace sitmap
