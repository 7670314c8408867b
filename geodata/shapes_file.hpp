#pragma once

#include "geodata/geometry.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace sitmap {

/// A row of a shapes file: what it is called, and its rings or lines.
struct ShapeRow {
    std::string label;
    std::vector<std::vector<LonLat>> parts; ///< of a polygon: the exterior, then the holes
};

/// Reads a file of the base map or the gazetteer (`.shapes.gz`). Unpacked, that is: the line "sitmap shapes
/// 1", the number of rows, and for each row the label's length and bytes, the number of parts, and for each
/// part the number of positions and the positions. Numbers are LEB128; positions are hundred-thousandths of a
/// degree, longitude first, as zigzag differences from the position before them in the row. Throws Error if
/// the file is missing or damaged; nothing is allocated that the file is too short to hold.
[[nodiscard]] std::vector<ShapeRow> read_shapes_file(const std::filesystem::path& path);

} // namespace sitmap
