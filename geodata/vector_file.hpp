#pragma once

#include "geodata/feature.hpp"
#include "geodata/issue.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

struct VectorReadOptions {
    std::optional<std::string> layer;    ///< only this layer; without it, all
    std::optional<std::string> encoding; ///< of a Shapefile's or CSV's text; without it, what the file says
    std::optional<std::string> crs;      ///< instead of the file's own, such as "EPSG:32633"
    std::size_t max_features = 5'000'000;
    std::size_t max_positions = 200'000'000;
};

struct VectorFile {
    std::vector<Layer> layers; ///< in WGS 84, longitude first, whatever the file was in
    Issues issues;             ///< features without usable geometry, missing .prj, mended rings ...
    std::string driver;        ///< GDAL's short name, such as "ESRI Shapefile"
};

/// Reads a vector file: Shapefile, GeoJSON, GeoPackage, KML, FlatGeobuf, TopoJSON, CSV with coordinates, GPX,
/// GMT. No other driver is tried, and no path that reaches the network or another file (`/vsi…`, `scheme:`)
/// is opened. Throws Error if the file cannot be read at all, says why and what would help.
[[nodiscard]] VectorFile read_vector_file(const std::filesystem::path& path,
                                          const VectorReadOptions& options = {});

struct VectorFormat {
    std::string_view name;      ///< as on the command line: "gpkg"
    std::string_view driver;    ///< GDAL's short name
    std::string_view extension; ///< with the dot: ".gpkg"
    bool can_read, can_write;
};
[[nodiscard]] const std::vector<VectorFormat>& vector_formats();

/// A layer of points that is never in memory as a whole: `each` hands over its features, one by one, every
/// time that it is called.
struct FeatureStream {
    std::string name;
    std::vector<Field> fields;
    std::function<void(const std::function<void(const Feature&)>&)> each;
};

/// Asked for each feature while a file is written; once it says yes, the writer throws Interrupted, and what
/// was at the path before is there still. Empty: never.
using StopAsked = std::function<bool()>;

/// Throws Interrupted if it says yes.
void stop_if_asked(const StopAsked& stop);

/// Writes a layer of points as write_vector_file does, through GDAL, feature by feature.
Issues write_vector_stream(const std::filesystem::path& path, std::string_view format_name,
                           const FeatureStream& points, const std::vector<Layer>& others, bool overwrite,
                           const StopAsked& stop = {});

/// Writes layers to `path`, all but GeoJSON and CSV through GDAL: to a temporary name in the same folder,
/// then renames. An existing file is only replaced if `overwrite`. Returns what could not be kept (Shapefile:
/// names over 10 and values over 254 bytes). Throws Error if it cannot be written; then nothing is left
/// behind.
Issues write_vector_file(const std::filesystem::path& path, std::string_view format_name,
                         const std::vector<Layer>& layers, bool overwrite, const StopAsked& stop = {});

} // namespace sitmap
