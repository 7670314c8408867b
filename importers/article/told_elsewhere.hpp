#pragma once

#include "engine/merge.hpp"
#include "importers/article/reading.hpp"

namespace sitmap {

/// It only helps to find the place named before: "in Tajoura, on Tripoli's eastern edge", "the city, which
/// lies 520 km from". Linear in a few tokens.
[[nodiscard]] bool only_finds_another(const Reading& reading, const Toponym& toponym, std::uint32_t sentence);

/// "the shell was fired from Serb positions on Mount Ozren", "had been launched from Taiz and Dhamar": what
/// was hit is told elsewhere. Linear in a few tokens.
[[nodiscard]] bool is_launch_site(const Reading& reading, const Toponym& toponym, std::uint32_t sentence);

/// The words around the name say that what is told was not there: people come from it, the hurt lie in its
/// hospitals, a ministry or an army in it says so, or it only helps to find another. Linear in a few tokens.
[[nodiscard]] bool is_told_elsewhere(const Reading& reading, const Toponym& toponym, std::uint32_t sentence,
                                     TypeGroup group);

} // namespace sitmap
