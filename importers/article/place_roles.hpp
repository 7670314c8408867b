#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// Where somebody was going, or came from: "taken to the port of Kalamata", "heading for Italy". `first`: the
/// name's token.
[[nodiscard]] bool is_movement_end(const Reading& reading, std::uint32_t first);

/// "had left to attend a funeral in Surat": where somebody was going, and not where they were attacked.
[[nodiscard]] bool is_of_errand(const Reading& reading, std::uint32_t first, std::uint32_t sentence_first);

/// "taking them to a monastery south of Cairo": the noun that a relative place describes is where they went.
[[nodiscard]] bool describes_movement_end(const Reading& reading, const Toponym& toponym,
                                          std::uint32_t sentence_first);

/// "Six of the group, which had booked its tour in Barcelona, were hurt", "prisoners, many of them convicted
/// in Rasht, shot their way out": the name stands in an aside, and what is told at `deed` does not.
[[nodiscard]] bool is_in_aside(const Reading& reading, std::uint32_t name, std::uint32_t deed,
                               std::uint32_t sentence);

/// "By our staff in Abuja": no place of anything told.
[[nodiscard]] bool is_byline(const Reading& reading, std::uint32_t s);

/// "the Zawiya Street district", "the Tehreek-i-Taliban Pakistan (TTP)", "the Indian warship Kolkata": a
/// street, a party or a ship is called like the place.
[[nodiscard]] bool names_another_thing(const Reading& reading, const Toponym& toponym,
                                       std::uint32_t sentence);

/// "President Macron, in Abidjan for a meal with the troops, said": where who speaks was at the time.
[[nodiscard]] bool is_where_speaker_was(const Reading& reading, const Toponym& toponym,
                                        std::uint32_t sentence_first);

/// "the governor of Hatay", "hospitals in Hatay", "told reporters in Benghazi", "prosecutors in Catania".
[[nodiscard]] bool belongs_to_speaker(const Reading& reading, const Toponym& toponym,
                                      std::uint32_t sentence_first);

} // namespace sitmap
