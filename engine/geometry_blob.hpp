#pragma once

#include "geodata/geometry.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace sitmap {

/// A geometry as GeoPackage 1.3 keeps it (clause 2.1.3): header with SRS 4326 and envelope, then ISO WKB,
/// little endian. Nothing for no shape.
[[nodiscard]] std::optional<std::string> geometry_blob(const Geometry& geometry);

/// The inverse, for either byte order and any envelope; Z and M are passed over. Nothing if the blob is
/// damaged, nested, or of a kind that Geometry lacks. Memory is bounded by the blob's size.
[[nodiscard]] std::optional<Geometry> geometry_from_blob(std::string_view blob);

} // namespace sitmap
