#pragma once

#include "importers/article/reader.hpp"

#include <string_view>

namespace sitmap {

/// Reads `bytes` as an article or, where it opens like one, as a feed, and checks what holds for every
/// reading, whatever the text: spans lie within the text and quote it, toponyms ascend without overlaps,
/// scores and coordinates are in range, quantities have low <= best <= high, an interval does not end before
/// it begins. A file that is refused with an Error passes. Throws std::logic_error that names the law that
/// was broken.
void check_reading(std::string_view bytes, const ReaderTables& tables);

} // namespace sitmap
