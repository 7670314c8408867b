#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// The day on which a sentence says that something happened, by the token of its word for it: not that of a
/// statement, a verdict, a departure or a figure. Null if it names none. Linear in the sentence.
[[nodiscard]] const TimeMention* time_of_deed(const Reading& reading, std::uint32_t sentence,
                                              std::uint32_t trigger);

/// "Rescuers dug on Friday through a house where a missile had killed nine": the day of what followed the
/// deed at `trigger`, which came no later; null without one.
[[nodiscard]] const TimeMention* time_of_aftermath(const Reading& reading, std::uint32_t sentence,
                                                   std::uint32_t trigger);

/// "On Wednesday the army announced that the airport had been captured": the day of what is said. Null if the
/// sentence names none.
[[nodiscard]] const TimeMention* time_of_announcement(const Reading& reading, std::uint32_t sentence);

/// "On September 2 a bomb killed 14, and three men were later arrested for it", "After bombs on August 1,
/// police picked up suspects": the day of what they are arrested for.
[[nodiscard]] bool is_of_what_came_before(const Reading& reading, const TimeMention& time,
                                          const TriggerMention& arrest);

} // namespace sitmap
