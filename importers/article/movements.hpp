#pragma once

#include "engine/intake.hpp"
#include "importers/article/happenings.hpp"

#include <vector>

namespace sitmap {

/// People displaced, with where they left and where they went as far as the text says; an end that it does
/// not name is absent.
[[nodiscard]] std::vector<Flow> flows_of(const Reading& reading, const Narrative& narrative);

/// Where the boats of sea happenings had set out and where they were bound for: flows without people, named
/// by `crossing_id`. The words are those of the table "journeys".
[[nodiscard]] std::vector<Flow> crossings_of(const Reading& reading, const Narrative& narrative);
[[nodiscard]] std::string crossing_id(const Reading& reading, const Happening& happening);

/// The places that a sentence says people went to.
[[nodiscard]] std::vector<const Toponym*> destinations_in(const Reading& reading, std::uint32_t sentence);

/// People held at places: background figures, never casualties.
[[nodiscard]] std::vector<Stock> stocks_of(const Reading& reading, const Narrative& narrative);

/// Named routes of the gazetteer that the text speaks of, with the sentences.
[[nodiscard]] std::vector<Route> routes_of(const Reading& reading);

} // namespace sitmap
