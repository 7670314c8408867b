#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/name_match.hpp"
#include "importers/article/toponyms.hpp"

#include <vector>

namespace sitmap {

/// Reads the words around a name into `toponym`: a facility ("the Tajoura detention center", "detention
/// center in Tajoura"), distance and bearing ("120 km (75 miles) east of"), "near", "off the coast of"; sets
/// its kind and the bytes of the whole phrase. `first` and `last` are the name's pieces; `is_area`: the name
/// is a country's or a region's first of all. Other languages: place_relations.hpp.
void read_phrase(Toponym& toponym, const std::vector<Piece>& pieces, std::uint32_t first, std::uint32_t last,
                 const Lexicon& lexicon, bool is_area);

} // namespace sitmap
