#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// What the gazetteer knows of a resolved name. Requires `toponym.place`.
[[nodiscard]] const Place& place_of(const Reading& reading, const Toponym& toponym);

/// The same in short, where no name is wanted: at no cost. Requires `toponym.place`.
[[nodiscard]] const PlaceBrief& brief_of(const Reading& reading, const Toponym& toponym);

/// Too wide to tell two happenings apart by: country, division, region, sea.
[[nodiscard]] bool is_coarse(PlaceKind kind);
[[nodiscard]] bool is_coarse(const Place& place);

/// The inner place lies in the outer country, division, region or sea.
[[nodiscard]] bool contains(const Place& outer, const Place& inner);

/// 3 for one place, 2 for neighbours (within 15 km, or 40 km where one is only "near" a place), 1.5 where one
/// lies in the other, -1 for two places.
[[nodiscard]] double nearness(const Reading& reading, const Toponym& a, const Toponym& b);

/// `a` says more exactly where than `b`; anything does where `b` is null.
[[nodiscard]] bool names_finer(const Reading& reading, const Toponym* a, const Toponym* b);

} // namespace sitmap
