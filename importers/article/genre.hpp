#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// True where the text is a review, a life, a report on a wildfire, an earthquake or a disease, a bid for a
/// company, a military exercise or a match, so that its words of war tell of nothing that happened: several
/// different words of one such kind (genres.tsv), some of them in its opening, and no opening that itself
/// tells of people killed in an armed deed. Linear in the text.
[[nodiscard]] bool is_of_peaceful_genre(const Reading& reading);

} // namespace sitmap
