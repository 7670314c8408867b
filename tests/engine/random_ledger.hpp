#pragma once

#include "engine/intake.hpp"

#include <random>

namespace sitmap::test {

/// A shape of any kind, also none and empty ones.
[[nodiscard]] Geometry random_geometry(std::mt19937& random);

/// What a source might give, with every kind of record and value, texts with quotes, NUL-free control
/// characters and other scripts among them. The document's id is `document`.
[[nodiscard]] Intake random_intake(const DocumentId& document, std::mt19937& random, std::size_t events);

} // namespace sitmap::test
