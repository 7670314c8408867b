#pragma once

#include "importers/article/lexicon.hpp"
#include "importers/article/mentions.hpp"

#include <optional>
#include <vector>

namespace sitmap {

/// All expressions of time, resolved against the publication day. A weekday is the last one before or on it;
/// a day or month without a year takes the year that makes it the latest not after publication. What needs a
/// publication day and has none stays an unknown interval. Linear in the text.
[[nodiscard]] std::vector<TimeMention> find_times(const TokenisedText& text, const Lexicon& lexicon,
                                                  std::optional<Day> published);

/// The days of an anchored mention ("that afternoon", "the day before", "within hours") after a happening on
/// `before`; the mention's own interval for calendar ones. Unknown where `before` is.
[[nodiscard]] Interval resolved(const TimeMention& mention, const Interval& before);

} // namespace sitmap
