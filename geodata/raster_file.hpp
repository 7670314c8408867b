#pragma once

#include "geodata/extent.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace sitmap {

/// A georeferenced picture, turned so that columns are even steps of longitude and rows of latitude (WGS 84).
struct RasterImage {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba; ///< straight, row by row from the north
    Extent extent;                  ///< of the outer edges of the pixels; never across the antimeridian
    std::string note;               ///< what was assumed: "no coordinate system given, taken as WGS 84"
};

struct RasterReadOptions {
    std::optional<std::string> crs; ///< instead of the file's own, such as "EPSG:32633"
    int most_side_px = 4096;        ///< larger files are read coarser
};

/// True for names that `read_raster_file` takes.
[[nodiscard]] bool is_raster_name(const std::filesystem::path& path);
/// Their endings: ".tif .tiff .png …".
[[nodiscard]] std::string raster_endings();

/// Reads a GeoTIFF, a PNG or JPEG with its world file (.pgw, .jgw, .wld …) and, if there is one, its .prj, or
/// heights as an Esri ASCII grid (.asc) or a tile of SRTM's (.hgt, such as N32E013.hgt).
/// No other driver is tried (no VRT, nothing from the network). One band of heights, which says its unit as
/// metres, becomes light and shadow (`hill_shade`); any other is drawn in grey from its second to
/// its ninety-eighth hundredth, a table of colours by its colours; what the file calls empty is clear. Throws
/// Error that says why it cannot be used.
[[nodiscard]] RasterImage read_raster_file(const std::filesystem::path& path,
                                           const RasterReadOptions& options = {});

} // namespace sitmap
