#pragma once

#include "importers/article/flights.hpp"
#include "importers/article/happenings.hpp"
#include "importers/article/reading.hpp"

namespace sitmap {

/// Why a telling of these days that joins nothing told before may be no happening of its own. `on_less`: the
/// text told of none that rests on enough. Linear in the happenings.
[[nodiscard]] Doubt doubt_about(const Reading& reading, const Narrative& narrative, const FlightFocus& flight,
                                const Telling& telling, const Interval& interval, bool on_less);

} // namespace sitmap
