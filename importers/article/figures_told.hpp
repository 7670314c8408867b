#pragma once

#include "importers/article/happenings.hpp"
#include "importers/article/named_places.hpp"

#include <set>
#include <vector>

namespace sitmap {

/// Completes a narrative: adds earlier hits ("the second time that it has been hit"), hands figures and
/// accusations to the happening they belong to, and drops what is only a sum over others. `apart`: sentences
/// on happenings that could not be placed, whose figures are nobody's. `sums`: tellings of several happenings
/// at once.
void complete(const NamedPlaces& named, Narrative& narrative, const std::set<std::uint32_t>& apart,
              std::vector<Telling> sums);

} // namespace sitmap
