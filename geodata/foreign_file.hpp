#pragma once

// Inside geodata only: what is looked at in a file of unknown origin before GDAL sees it.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sitmap {

/// Deepest nesting of JSON and XML that is read. GDAL's parsers call themselves for each level.
inline constexpr std::size_t deepest_json = 64;
inline constexpr std::size_t deepest_xml = 128;

/// What the first bytes and the name say of a file.
enum class FileKind : std::uint8_t {
    shapefile,
    json,
    json_lines,
    geopackage,
    flatgeobuf,
    kml,
    gpx,
    gmt,
    csv
};

/// Throws Error for what must not be opened: no such file, folder, device, `/vsi…`, `scheme:…`, empty file.
void require_plain_file(const std::filesystem::path& path);

/// Nothing when no reader fits. `head` is the first 4 KiB.
[[nodiscard]] std::optional<FileKind> kind_of(const std::filesystem::path& path, std::string_view head);

/// Why this JSON must not be parsed ("it is nested deeper than 64 levels …", "it is cut off …"); empty if it
/// may. Checks brackets and strings only. Reads the file once, in constant memory.
[[nodiscard]] std::string objection_to_json(const std::filesystem::path& path);

/// The same for XML: document type declarations (entities that grow without end), depth, UTF-16.
[[nodiscard]] std::string objection_to_xml(const std::filesystem::path& path);

/// The same for the .shp, .shx and .dbf of a Shapefile: sizes in the headers against the sizes of the files.
[[nodiscard]] std::string objection_to_shapefile(const std::filesystem::path& path);

/// The first `count` bytes of a file, or all when it is shorter. Throws Error.
[[nodiscard]] std::string head_of(const std::filesystem::path& path, std::size_t count);

} // namespace sitmap
