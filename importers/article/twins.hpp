#pragma once

#include "importers/article/clue_weights.hpp"
#include "importers/article/happenings.hpp"

#include <cstddef>
#include <vector>

namespace sitmap {

/// Two happenings of one group that may be one, told twice.
struct TwinPair {
    std::size_t first = 0, second = 0; ///< in the narrative's order
    std::vector<NamedClue> clues;
};

/// All pairs of happenings of one group that no single word tells of both: how their kinds, places and days
/// go together and how well each is told, how far apart they stand, which figures, doers and words they
/// share. The square of the happenings, 2,000 pairs at most.
[[nodiscard]] std::vector<TwinPair> twin_pairs(const Reading& reading, const Narrative& narrative);

/// Joins those whose clues say that they are one (ReaderTables::twins), the surest first: the second is taken
/// into the first, with the place and the day of that which tells them in its own sentence.
void join_twins(const Reading& reading, Narrative& narrative);

} // namespace sitmap
