#pragma once

#include "importers/article/happenings.hpp"

namespace sitmap {

/// The words of a text as a whole tell of no happening. A brief is judged by all its words; where a longer
/// text is about a game, a film or an earthquake, its words of war are figures of speech. Linear in the text.
[[nodiscard]] bool tells_of_nothing(const Reading& reading);

/// An anniversary, a memorial, a book: all that is told lies long before publication.
[[nodiscard]] bool tells_of_history_only(const Reading& reading, const Narrative& narrative);

} // namespace sitmap
