#pragma once

#include "importers/article/clue_weights.hpp"
#include "importers/article/happenings.hpp"

#include <cstddef>
#include <vector>

namespace sitmap {

/// Whether a happening may be taken for either: told as armed, but not as a place changing hands, or as a
/// demonstration.
[[nodiscard]] bool may_be_of_crowd(const Happening& happening);

/// What speaks for a happening being a demonstration or riot rather than armed violence: the cues of the
/// sentences that tell of it and of their paragraphs, what the text is about, what is told beside it.
/// Linear in its tellings and the text's triggers.
[[nodiscard]] std::vector<NamedClue> crowd_clues(const Reading& reading, const Narrative& narrative,
                                                 std::size_t happening);

/// Gives happenings the other group that their clues (ReaderTables::crowds) speak for, and with
/// it the kind that their sentences speak for most within that group.
void settle_crowds(const Reading& reading, Narrative& narrative);

} // namespace sitmap
