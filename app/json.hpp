#pragma once

#include "geodata/feature.hpp"

#include <nlohmann/json.hpp>

namespace sitmap {

/// A layer's rows as objects of field name to value; text in the fields `claims`, `sources` and `sentences`
/// is embedded as the JSON it holds. Bytes that are no UTF-8 become U+FFFD when dumped by `dump`.
[[nodiscard]] nlohmann::ordered_json rows_as_json(const Layer& layer);
/// One of its rows.
[[nodiscard]] nlohmann::ordered_json row_as_json(const Layer& layer, const Feature& feature);

/// Two-space indented text with a line feed.
[[nodiscard]] std::string dump(const nlohmann::ordered_json& json);

} // namespace sitmap
