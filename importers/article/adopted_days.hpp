#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// "The time: shortly after 7pm on Thursday", "He said the accident took place on Sunday": the day or span in
/// a sentence that tells of no happening which may be that of the one told last; null if none may. Not the
/// day of a statement, of a figure, of a departure or of the text itself.
[[nodiscard]] const TimeMention* adoptable_day(const Reading& reading, std::uint32_t sentence);

} // namespace sitmap
