#pragma once

#include "engine/merge.hpp"
#include "importers/article/reading.hpp"

namespace sitmap {

// Each gives null where its words are not there. Linear in the sentences that it looks back over.

/// "got past the gate of the college", after "Garissa University College" was named: the last such one.
[[nodiscard]] const Toponym* facility_meant(const Reading& reading, std::uint32_t s);

/// "an answer to Uri. There, on September 18, gunmen got into a base", "flew to Goma. A bomb killed 12
/// there": the place of what the sentence before tells, else the last that it names.
[[nodiscard]] const Toponym* place_meant_by_there(const Reading& reading, std::uint32_t s, TypeGroup group);

/// "100 girls are missing from a school in that town", "have fled Dapchi since gunmen attacked the town": the
/// one that was named last before, in the sentence or, for "that", the one before it.
[[nodiscard]] const Toponym* town_meant(const Reading& reading, std::uint32_t s);

/// "Two days later it was the turn of Dellys. A van drove into the barracks": the place whose turn it was, of
/// a sentence that so far is nowhere or, as a facility, in another town (`told`).
[[nodiscard]] const Toponym* place_of_turn(const Reading& reading, std::uint32_t s, const Toponym* told);

/// A flight is where it began, and never where the people went.
[[nodiscard]] const Toponym* place_of_flight(const Reading& reading, std::uint32_t s, const Toponym* told);

/// Where an entry of a report is: the place named in the sentences before, else that of its head or
/// heading.
[[nodiscard]] const Toponym* place_in_entry(const Reading& reading, std::uint32_t s, TypeGroup group);

/// Under "NARSINGDI": "North-east of Dhaka, two students died": says where the place of the heading lies.
[[nodiscard]] const Toponym* head_meant_by(const Reading& reading, const Toponym* told, std::uint32_t s);

} // namespace sitmap
