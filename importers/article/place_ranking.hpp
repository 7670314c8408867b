#pragma once

#include "importers/article/place_facts.hpp"
#include "importers/article/tokens.hpp"
#include "importers/article/weights.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace sitmap {

/// A mention of a name, as resolving needs it.
struct PlaceMention {
    std::string_view key; ///< see Toponym::key
    const std::vector<PlaceFacts>* places = nullptr;
    std::uint32_t first = 0, last = 0; ///< tokens
    double probability = 1;            ///< that it is a place at all
    std::string_view type; ///< the gazetteer's kind that the word beside it names ("province": admin1)
    bool placed = false, dateline = false, acronym = false, title = false;
    bool measured_from = false; ///< "20 km west of X": a town rather than the province that it is the seat of
};

/// True if a place of this kind may be called so: "admin1" (province, state ...) also fits a region.
[[nodiscard]] bool type_fits(std::string_view type, PlaceKind kind);

/// Features of a candidate from itself and the words around its mentions, and of the votes of other names.
[[nodiscard]] ClueScheme place_scheme();
[[nodiscard]] ClueScheme place_again_scheme();

/// Which place each name of a document stands for: a softmax over its candidates, first by what they are and
/// by containment ("Paris, Texas"), then by the votes of the other names for countries, divisions and
/// neighbourhoods, each name by the probability that it is a place and never for itself. All mentions of a
/// name share one answer. Weights are learnt; the shape is that of Lieberman and Samet (SIGIR 2012) and
/// Gritta et al. (2018).
class PlaceRanking {
public:
    /// All must outlive the ranking. Without weights in `again`, the votes are left out.
    PlaceRanking(std::vector<PlaceMention> mentions, const TokenisedText& text, const Weights& first,
                 const Weights& again);

    /// O(mentions x candidates x 150).
    void rank();
    /// The mentions are as likely places as said; then votes once more.
    void reweigh(const std::vector<double>& probabilities);
    /// Namesakes in the country that the other names speak of gain: a report of an event names a small town
    /// at home rather than a larger one abroad. A capital, a country or a great city stays what it is.
    /// `strength`: what a country gains in log-odds if the text speaks of no other, and a place that the text
    /// says lies inside another ("the Lebanese village of Houla").
    void prefer_home(double strength);

    /// What the other names say of a candidate.
    struct Votes {
        double country = 0, admin1 = 0, admin2 = 0; ///< mass
        double country_share = 0, admin1_share = 0;
        double near = 0, close = 0, wide = 0; ///< sum of mass x e^(-d / 25, 60, 250 km)
        bool top_country = false, top_admin1 = false;
    };
    /// All mentions of one name: they share one answer.
    struct Name {
        const std::vector<PlaceFacts>* places = nullptr;
        std::vector<std::size_t> mentions;
        std::vector<bool> open;          ///< by candidate; the others are ruled out
        std::vector<double> first_score; ///< by candidate
        double first_top = 0;            ///< the best of those that are open
        std::vector<double> probability; ///< by candidate
        std::vector<Votes> votes;        ///< by candidate
        double weight = 0;               ///< ln(1 + sum of the mentions' probabilities)
        [[nodiscard]] std::size_t best() const;
    };
    [[nodiscard]] const std::vector<Name>& names() const { return names_; }
    static constexpr std::size_t no_name = static_cast<std::size_t>(-1);
    /// Position in `names` of a mention's name; no_name if nothing is known under it.
    [[nodiscard]] std::size_t name_of_mention(std::size_t mention) const { return name_of_[mention]; }
    /// A small place in a country that nothing else in the text speaks of, while other countries are: a
    /// namesake of a place that the gazetteer lacks. No place is better than a wrong one.
    [[nodiscard]] bool is_stray(const Name& name, std::size_t candidate) const;

    void add_first_clues(const Name& name, std::size_t candidate, std::vector<Clue>& clues) const;
    void add_vote_clues(const Name& name, std::size_t candidate, std::vector<Clue>& clues) const;

private:
    struct Anchor {
        std::size_t name;
        double x, y, z, mass;
    };
    void gather();
    [[nodiscard]] static bool type_decides(const PlaceMention& mention);
    void rule_out(Name& name) const;
    void score_first(Name& name);
    [[nodiscard]] bool is_inside_neighbour(const Name& name, const PlaceFacts& place) const;
    [[nodiscard]] std::uint16_t joint(std::size_t outer, std::size_t inner) const;
    void add_containment(const Name& name, const PlaceFacts& place, std::vector<Clue>& clues) const;
    void add_seats(const Name& name, std::size_t candidate, std::vector<Clue>& clues) const;
    void add_context(const Name& name, const PlaceFacts& place, std::vector<Clue>& clues) const;
    static void set_probabilities(Name& name, const std::vector<double>& scores);
    void number_divisions();
    void count_masses();
    void count_votes();
    void count_votes(std::size_t name, const std::vector<Anchor>& anchors);
    [[nodiscard]] std::vector<Anchor> anchors() const;
    void vote();

    std::vector<PlaceMention> mentions_;
    const TokenisedText& text_;
    const Weights& first_;
    const Weights& again_;
    std::vector<Name> names_;
    std::vector<std::size_t> name_of_;

    struct Division { // a document's own numbers
        std::uint32_t country = 0, admin1 = 0, admin2 = 0;
        double x = 0, y = 0, z = 0; ///< on the unit sphere
    };
    std::vector<std::vector<Division>> divisions_; ///< by name and candidate
    std::vector<double> country_mass_, admin1_mass_, admin2_mass_;
    double country_sum_ = 0, admin1_sum_ = 0;
    struct Home { ///< likeliest place of a dateline
        const Name* name;
        const PlaceFacts* place;
    };
    std::vector<Home> homes_;
};

} // namespace sitmap
