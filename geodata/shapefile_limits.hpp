#pragma once

// Inside geodata only: what a Shapefile cannot hold.

#include "geodata/feature.hpp"
#include "geodata/issue.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sitmap {

inline constexpr std::size_t dbf_text_bytes = 254; ///< most of a text

/// The text without its end, at most `bytes` long and not cut inside a character.
[[nodiscard]] std::string shortened(const std::string& text, std::size_t bytes);

/// A name of at most ten bytes that is not in `taken` (lower case) yet.
[[nodiscard]] std::string dbf_name(const std::string& name, std::set<std::string>& taken);

/// Cuts names and values to what a .dbf holds; tells of each field that lost something.
void fit_to_dbf(Layer& layer, const std::string& source, Issues& issues);

/// A Shapefile holds one kind of shape; a mixed layer is parted, and each part gets its kind's suffix.
[[nodiscard]] std::vector<std::pair<std::string, Layer>> parted_by_kind(const Layer& layer);

} // namespace sitmap
