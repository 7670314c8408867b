#pragma once

#include "importers/article/happenings.hpp"
#include "importers/article/named_places.hpp"
#include "importers/article/place_hints.hpp"
#include "importers/article/place_weights.hpp"
#include "importers/article/reading.hpp"

#include <vector>

namespace sitmap {

/// A place that the text names, weighed for one happening.
struct PlaceCandidate {
    const Toponym* toponym = nullptr; ///< the mention that stands nearest to what is told; null: a wide place
    std::uint32_t sentence = 0;       ///< of that mention
    PlaceClues clues{};
    PlaceHints::Of hints;
};

/// Where a happening may have been: the place that it has now first; that one is without a toponym where it
/// is a country or none. Linear in the text's names times the happening's tellings.
[[nodiscard]] std::vector<PlaceCandidate> place_candidates(const NamedPlaces& places,
                                                           const Narrative& narrative, std::size_t happening);

/// Moves happenings to the place that all clues together speak for, where they speak against the one that
/// its sentence or paragraph gave.
void choose_places(const NamedPlaces& places, Narrative& narrative);

} // namespace sitmap
