#pragma once

#include "importers/article/clue_weights.hpp"
#include "importers/article/happenings.hpp"

namespace sitmap {

/// What speaks for a happening that the rules found to be one, and what against it: how and where in the
/// text it is told, its place, days and harm, and what else the text tells. Linear in its tellings.
[[nodiscard]] std::vector<NamedClue> worth_clues(const Reading& reading, const Narrative& narrative,
                                                 std::size_t happening);

/// Leaves out the happenings that their clues speak against (ReaderTables::worth): figures of speech, what
/// is told twice, what only sums up. Gives the tellings that those began with.
/// What begins with one of `sure`, which an earlier reading kept, stays, and all else needs more.
std::vector<Telling> leave_out_unlikely(const Reading& reading, Narrative& narrative,
                                        const std::vector<Telling>& sure = {});

} // namespace sitmap
