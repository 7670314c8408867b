#pragma once

#include "importers/article/tellings.hpp"

namespace sitmap {

// What a sentence that tells of a happening is by itself.

/// "Five were killed", without a word for what was done.
[[nodiscard]] bool is_mere_toll(const Reading& reading, const Telling& telling);

/// "he gave the figure of 33": of what was told.
[[nodiscard]] bool speaks_of_figures(const Reading& reading, std::uint32_t sentence);

/// "indiscriminate attacks on residential areas": many, anywhere, at no time.
[[nodiscard]] bool is_vague_mention(const Reading& reading, const Telling& telling);

/// Sums up over a year or a war; "Fighting has left 80 dead since Thursday" does not.
[[nodiscard]] bool is_running_sum(const Reading& reading, const Telling& telling, const Interval& interval);

/// "Residents had thrown stones": before what was told last.
[[nodiscard]] bool is_further_back(const Reading& reading, const Telling& telling);

/// "The last clash lies two decades back", "thirty years ago": whatever the text's own day.
[[nodiscard]] bool lies_years_back(const Reading& reading, std::uint32_t sentence);

/// The sentence counts people who were displaced.
[[nodiscard]] bool has_displaced(const Reading& reading, std::uint32_t sentence);

} // namespace sitmap
