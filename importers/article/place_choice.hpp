#pragma once

#include "importers/article/happenings.hpp"
#include "importers/article/place_weights.hpp"
#include "importers/article/reading.hpp"

#include <map>
#include <utility>
#include <vector>

namespace sitmap {

/// The places that a text names, none wider than a province, each once. Keeps a pointer to the reading.
/// Linear in the text's names; empty where they are thousands.
class NamedPlaces {
public:
    struct Mention {
        const Toponym* toponym = nullptr;
        std::uint32_t sentence = 0;
        bool placeable = false; ///< something may have happened there: not a speaker's seat, not a street
        bool spoken_near = false, described = false, called_place = false, owner = false, before_noun = true;
    };
    struct Named {
        Place place;
        std::vector<Mention> mentions;
        bool foreign = false; ///< most names of the text are in another country
    };

    explicit NamedPlaces(const Reading& reading);

    [[nodiscard]] const Reading& reading() const { return *reading_; }
    [[nodiscard]] const std::vector<Named>& all() const { return all_; }
    [[nodiscard]] std::size_t mentions() const { return mentions_; }
    /// place_of_happening of a sentence as a whole, looked up once.
    [[nodiscard]] const Toponym* where(std::uint32_t sentence, TypeGroup group) const;

private:
    const Reading* reading_;
    std::vector<Named> all_;
    std::size_t mentions_ = 0;
    mutable std::map<std::pair<std::uint32_t, TypeGroup>, const Toponym*> where_;
};

/// A place that the text names, weighed for one happening.
struct PlaceCandidate {
    const Toponym* toponym = nullptr; ///< the mention that stands nearest to what is told; null: a wide place
    std::uint32_t sentence = 0;       ///< of that mention
    PlaceClues clues{};
    bool of_other_entry = false; ///< only other numbered or dated entries of a report name it
};

/// Where a happening may have been: the place that it has now first; that one is without a toponym where it
/// is a country or none. Linear in the text's names times the happening's tellings.
[[nodiscard]] std::vector<PlaceCandidate> place_candidates(const NamedPlaces& places,
                                                           const Narrative& narrative, std::size_t happening);

/// Moves happenings to the place that all clues together speak for, where they speak against the one that
/// its sentence or paragraph gave.
void choose_places(const NamedPlaces& places, Narrative& narrative);

} // namespace sitmap
