#pragma once

#include "render/scene.hpp"

#include <string>

namespace sitmap {

/// "Libya", "Libya and Tunisia", "7 countries": where what is shown happened, by the base map's names; empty
/// where no country is known.
[[nodiscard]] std::string where_words(const Map& map, const Scene& scene);

/// ISO code of the country where most of it happened; empty where none is known.
[[nodiscard]] std::string most_shown_country(const Scene& scene);

} // namespace sitmap
