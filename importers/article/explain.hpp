#pragma once

#include "engine/event.hpp"
#include "importers/article/happenings.hpp"

#include <string>
#include <vector>

namespace sitmap {

/// Why each value belongs to its event: for each event, for each of its claims in order, the words it was
/// read from and how their sentence hangs on the event's. `events` are what `events_of` made of the
/// narrative. Linear in the sentences times the events.
[[nodiscard]] std::vector<std::vector<std::string>>
explain(const Reading& reading, const Narrative& narrative, const std::vector<Event>& events);

} // namespace sitmap
