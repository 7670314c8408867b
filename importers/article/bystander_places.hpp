#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// The words around the name say that somebody was there who only speaks of the deed, or came from there
/// before it: "the mayor, who is in Diffa, said that", "were returning from a rally at Sukma when"; or that
/// the name is no place here at all: "the faction of Salar and that of Karim". Linear in a few tokens.
[[nodiscard]] bool is_of_bystander(const Reading& reading, const Toponym& toponym, std::uint32_t sentence);

} // namespace sitmap
