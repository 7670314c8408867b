#pragma once

#include "importers/article/happenings.hpp"
#include "importers/article/reading.hpp"

namespace sitmap {

// What a telling gives the happening that it tells of.

/// Puts a telling to a happening: the finer place and day and the sharper kind of the two stay.
void join(const Reading& reading, Happening& happening, const Telling& telling, const Interval& interval);

/// One happening that was found twice: what the second tells goes to the first, whose place and day stay
/// where it has them.
void take_in(Happening& main, const Happening& again);

/// "The attack took place near Buzi Top", soon after it was told and on no other day: the telling says in so
/// many words where the happening was.
[[nodiscard]] bool says_where(const Reading& reading, const Happening& happening, const Telling& telling,
                              const Interval& interval);

/// A toll that names its own place and day, and nothing was told of these: all other tolls are of what was
/// told. Linear in the happenings.
[[nodiscard]] bool is_toll_apart(const Reading& reading, const Narrative& narrative, const Telling& telling,
                                 const Interval& interval);

} // namespace sitmap
