#pragma once

#include "importers/article/happenings.hpp"

namespace sitmap {

/// How well a telling on `interval` goes with a happening; over 0 if it may be of it.
[[nodiscard]] double likeness_to(const Reading& reading, const Happening& happening, const Telling& telling,
                                 const Interval& interval);

/// One deed in two words: a car bomb and a suicide bomb, a town taken and retaken.
[[nodiscard]] bool same_kind(SubEventType a, SubEventType b);

/// Told so far by words alone that may mean any deed ("the attack").
[[nodiscard]] bool is_only_generic(const Happening& happening);

/// Told of within the last sentences.
[[nodiscard]] bool is_close(const Happening& happening, std::uint32_t sentence);

/// The sentence gives a number of dead that is no sum and no part.
[[nodiscard]] bool has_killed(const Reading& reading, std::uint32_t sentence);

/// "attacked a base at Dioura": names its place, which the gazetteer does not know.
[[nodiscard]] bool is_at_unknown_place(const Reading& reading, const Telling& telling);

/// "About ten minutes later another truck broke through the gate of the consulate in Beyoglu", "An hour later
/// a roadside bomb killed three in Kadhimiya": of another one than that in Levent, a few kilometres off.
[[nodiscard]] bool tells_of_another(const Reading& reading, const Telling& telling);

} // namespace sitmap
