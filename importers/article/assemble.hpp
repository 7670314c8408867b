#pragma once

#include "engine/intake.hpp"
#include "importers/article/happenings.hpp"

#include <vector>

namespace sitmap {

/// The happenings as events: each value a claim with its sentence, its speaker and the day it was said.
[[nodiscard]] std::vector<Event> events_of(const Reading& reading, const Narrative& narrative);

/// A few words for people: "Air strike on the Tajoura detention centre", "Shipwreck off Khoms".
[[nodiscard]] std::string title_of(const Reading& reading, const Happening& happening,
                                   const Location& location);

} // namespace sitmap
