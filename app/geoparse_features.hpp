#pragma once

#include "importers/article/resolve.hpp"

#include <nlohmann/json.hpp>

namespace sitmap {

/// The features of all candidates of a text, as `assets/models/train.py` reads them: {"names": [{"start",
/// "end", "demonym", "features", "again"}], "places": [{"mentions": [[start, end]], "candidates": [{"lat",
/// "lon", "features", "votes"}]}]}, each feature set an object of feature and amount.
[[nodiscard]] nlohmann::ordered_json features_json(const NameResolution& resolution);

} // namespace sitmap
