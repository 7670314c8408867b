#pragma once

#include "engine/merge.hpp"
#include "importers/article/reading.hpp"

namespace sitmap {

/// The place in a sentence at which something told there happened, judged from `near_token`; null if none is.
/// Ends of journeys, hospitals, and where somebody spoke are passed over. For displacement it is the place
/// that is left.
[[nodiscard]] const Toponym* place_of_happening(const Reading& reading, std::uint32_t sentence,
                                                std::uint32_t near_token, TypeGroup group);

/// "the mayor of Beni said", "the governor of the Tahoua region": the town or division whose own official
/// speaks in this sentence; null if none does.
[[nodiscard]] const Toponym* town_of_local_official(const Reading& reading, std::uint32_t sentence);

} // namespace sitmap
