#pragma once

#include "engine/precision.hpp"
#include "importers/article/toponyms.hpp"

namespace sitmap {

/// Decides which place each toponym stands for: containment, country and division votes, proximity,
/// population; one sense a document. Toponyms without a candidate stay unresolved.
void resolve(std::vector<Toponym>& toponyms, const TokenisedText& text, const Gazetteer& gazetteer,
             const Lexicon& lexicon);

/// The location that a resolved toponym names, with precision and radius by its kind, facility and distance.
/// Requires `toponym.place`.
[[nodiscard]] Location location_of(const Toponym& toponym, const Gazetteer& gazetteer);

} // namespace sitmap
