#include "geodata/vector_file.hpp"

#include "geodata/error.hpp"
#include "geodata/foreign_file.hpp"
#include "geodata/ogr.hpp"
#include "geodata/vector_layer.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fstream>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t gibibyte = 1ull << 30;

const char* driver_of(FileKind kind)
{
    switch (kind) {
    case FileKind::shapefile:
        return "ESRI Shapefile";
    case FileKind::json:
        return "GeoJSON";
    case FileKind::json_lines:
        return "GeoJSONSeq";
    case FileKind::geopackage:
        return "GPKG";
    case FileKind::flatgeobuf:
        return "FlatGeobuf";
    case FileKind::kml:
        return "LIBKML";
    case FileKind::gpx:
        return "GPX";
    case FileKind::gmt:
        return "OGR_GMT";
    case FileKind::csv:
        return "CSV";
    }
    return "";
}

[[noreturn]] void fail(const fs::path& path, const std::string& why)
{
    throw Error{"cannot read '" + path.string() + "': " + why};
}

std::string what_can_be_read()
{
    std::string list;
    for (const VectorFormat& format : vector_formats()) {
        if (format.can_read)
            list += (list.empty() ? "" : ", ") + std::string{format.extension};
    }
    return list;
}

[[noreturn]] void fail_unknown(const fs::path& path, std::string_view head)
{
    const fs::path shapes = fs::path{path}.replace_extension(".shp");
    std::error_code error;
    if (shapes != path && fs::is_regular_file(shapes, error))
        fail(path, "it is a part of a Shapefile; give '" + shapes.string() + "'");
    if (head.starts_with("PK\x03\x04") || head.starts_with("\x1F\x8B"))
        fail(path, "it is an archive; unpack it first");
    fail(path, "it is in no format that is read here: " + what_can_be_read());
}

/// Formats that GDAL holds in memory as a whole, several times over.
bool is_read_whole(FileKind kind)
{
    return kind == FileKind::json || kind == FileKind::kml;
}

void require_harmless(const fs::path& path, FileKind kind)
{
    if (is_read_whole(kind) && fs::file_size(path) > 2 * gibibyte)
        fail(path,
             "it has over 2 GiB, which this format cannot have; turn it into a GeoPackage or FlatGeobuf");
    std::string objection;
    if (kind == FileKind::json || kind == FileKind::json_lines)
        objection = objection_to_json(path);
    else if (kind == FileKind::kml || kind == FileKind::gpx)
        objection = objection_to_xml(path);
    else if (kind == FileKind::shapefile)
        objection = objection_to_shapefile(path);
    if (!objection.empty())
        fail(path, objection);
}

std::optional<fs::path> part_of(const fs::path& shapes, std::array<const char*, 2> extensions)
{
    for (const char* extension : extensions) {
        fs::path part = fs::path{shapes}.replace_extension(extension);
        if (std::error_code error; fs::is_regular_file(part, error))
            return part;
    }
    return std::nullopt;
}

/// Copies a Shapefile without its index into GDAL's memory, where the index is made anew; the user's folder
/// stays as it is.
class ShapefileInMemory {
public:
    explicit ShapefileInMemory(const fs::path& shapes)
    {
        static std::atomic<unsigned> count{0};
        folder_ = "/vsimem/sitmap-" + std::to_string(++count);
        stem_ = folder_ + "/" + shapes.stem().string();
        copy(shapes, ".shp");
        for (const auto& [upper, lower] :
             {std::pair{".DBF", ".dbf"}, std::pair{".PRJ", ".prj"}, std::pair{".CPG", ".cpg"}}) {
            if (const auto part = part_of(shapes, {lower, upper}))
                copy(*part, lower);
        }
        CPLSetThreadLocalConfigOption("SHAPE_RESTORE_SHX", "YES");
    }
    ~ShapefileInMemory()
    {
        CPLSetThreadLocalConfigOption("SHAPE_RESTORE_SHX", nullptr);
        VSIRmdirRecursive(folder_.c_str());
    }
    ShapefileInMemory(const ShapefileInMemory&) = delete;
    ShapefileInMemory& operator=(const ShapefileInMemory&) = delete;

    [[nodiscard]] std::string name() const { return stem_ + ".shp"; }

private:
    void copy(const fs::path& part, const std::string& extension)
    {
        if (fs::file_size(part) > gibibyte)
            fail(part, "its index (.shx) is missing, and with over 1 GiB it is too large to make one here");
        const std::string bytes = head_of(part, static_cast<std::size_t>(fs::file_size(part)));
        VSILFILE* file = VSIFOpenL((stem_ + extension).c_str(), "wb");
        if (file == nullptr)
            fail(part, "out of memory");
        VSIFWriteL(bytes.data(), 1, bytes.size(), file);
        VSIFCloseL(file);
    }

    std::string folder_, stem_;
};

bool has_sound_index(const fs::path& shapes)
{
    const auto index = part_of(shapes, {".shx", ".SHX"});
    if (!index)
        return false;
    const std::string head = head_of(*index, 28);
    if (head.size() < 28)
        return false;
    std::uint64_t words = 0;
    for (std::size_t i = 24; i < 28; ++i)
        words = words << 8 | static_cast<unsigned char>(head[i]);
    return words * 2 <= fs::file_size(*index);
}

/// Neither a .cpg nor a language byte says what the text is in; GDAL would take it as Latin-1.
bool has_unnamed_encoding(const fs::path& shapes)
{
    if (part_of(shapes, {".cpg", ".CPG"}))
        return false;
    const auto table = part_of(shapes, {".dbf", ".DBF"});
    return table && head_of(*table, 30).size() == 30 && head_of(*table, 30)[29] == 0;
}

CPLStringList open_options(const fs::path& path, FileKind kind, const VectorReadOptions& options)
{
    CPLStringList list;
    if (kind == FileKind::shapefile && options.encoding)
        list.SetNameValue("ENCODING", "");
    else if (kind == FileKind::shapefile && has_unnamed_encoding(path))
        list.SetNameValue("ENCODING", "");
    if (kind == FileKind::json)
        list.SetNameValue("DATE_AS_STRING", "YES");
    if (kind == FileKind::geopackage)
        list.SetNameValue("LIST_ALL_TABLES", "NO");
    if (kind == FileKind::csv) {
        list.SetNameValue("X_POSSIBLE_NAMES", "lon,long,longitude,lng,x,easting");
        list.SetNameValue("Y_POSSIBLE_NAMES", "lat,latitude,y,northing");
        list.SetNameValue("GEOM_POSSIBLE_NAMES", "wkt,geom,geometry,the_geom,shape_wkt");
        list.SetNameValue("KEEP_GEOM_COLUMNS", "YES");
    }
    return list;
}

using Dataset = std::unique_ptr<GDALDataset>;

Dataset open_with(const std::string& name, std::initializer_list<const char*> drivers,
                  const CPLStringList& options)
{
    CPLStringList allowed;
    for (const char* driver : drivers)
        allowed.AddString(driver);
    return Dataset{GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                     allowed.List(), options.List(), nullptr)};
}

Dataset open_dataset(const std::string& name, FileKind kind, const CPLStringList& options)
{
    if (kind == FileKind::json && head_of(name, 4096).find("\"Topology\"") != std::string::npos)
        return open_with(name, {"TopoJSON", "GeoJSON"}, {});
    if (kind == FileKind::json)
        return open_with(name, {"GeoJSON", "TopoJSON"}, options);
    if (kind == FileKind::kml)
        return open_with(name, {"LIBKML", "KML"}, options);
    return open_with(name, {driver_of(kind)}, options);
}

/// GDAL's reason with the file's name taken out, since the sentence round it has it.
std::string tidied(std::string reason, const std::string& name)
{
    if (reason.find("not recognized as") != std::string::npos)
        return "its content is not what its name or its first bytes promise; it can be one of " +
               what_can_be_read();
    if (reason.empty())
        return "GDAL does not say why";
    for (const std::string& part : {"`" + name + "'", "'" + name + "'", name}) {
        if (const std::size_t at = reason.find(part); at != std::string::npos)
            reason.replace(at, part.size(), "it");
    }
    return reason;
}

std::string names_of_layers(GDALDataset& dataset)
{
    std::string names;
    for (OGRLayer* layer : dataset.GetLayers())
        names += (names.empty() ? "" : ", ") + std::string{layer->GetName()};
    return names;
}

void read_layers(GDALDataset& dataset, const fs::path& path, const VectorReadOptions& options,
                 VectorFile& file, GdalMessages& messages)
{
    if (dataset.GetLayerCount() == 0)
        fail(path, "it has no layer with features");
    VectorLayerReader reader{path.string(), file.driver, options, file.issues, messages};
    bool found = false;
    for (OGRLayer* layer : dataset.GetLayers()) {
        if (options.layer && *options.layer != layer->GetName())
            continue;
        found = true;
        Layer read = reader.read(*layer);
        // GPX announces five layers, whatever it holds.
        if (file.driver != "GPX" || !read.features.empty())
            file.layers.push_back(std::move(read));
    }
    if (!found)
        throw Error{"cannot read layer '" + *options.layer + "' of '" + path.string() +
                    "': no such layer; it has: " + names_of_layers(dataset)};
}

} // namespace

const std::vector<VectorFormat>& vector_formats()
{
    static const std::vector<VectorFormat> formats{
        {"geojson", "GeoJSON", ".geojson", true, true},
        {"gpkg", "GPKG", ".gpkg", true, true},
        {"fgb", "FlatGeobuf", ".fgb", true, true},
        {"shp", "ESRI Shapefile", ".shp", true, true},
        {"kml", "LIBKML", ".kml", true, true},
        {"csv", "CSV", ".csv", true, true},
        {"geojsonseq", "GeoJSONSeq", ".geojsonl", true, true},
        {"topojson", "TopoJSON", ".topojson", true, false},
        {"gpx", "GPX", ".gpx", true, false},
        {"gmt", "OGR_GMT", ".gmt", true, false},
    };
    return formats;
}

VectorFile read_vector_file(const fs::path& path, const VectorReadOptions& options)
{
    require_plain_file(path);
    const std::string head = head_of(path, 4096);
    const auto kind = kind_of(path, head);
    if (!kind)
        fail_unknown(path, head);
    require_harmless(path, *kind);
    ready_gdal();

    VectorFile file;
    GdalMessages messages;
    // An absolute name cannot be taken for a connection.
    std::string name = fs::absolute(path).string();
    std::optional<ShapefileInMemory> copy;
    const auto note = [&](std::string what) {
        file.issues.push_back({Issue::Weight::note, path.string(), 0, std::move(what)});
    };
    if (*kind == FileKind::shapefile) {
        if (!part_of(path, {".dbf", ".DBF"}))
            note("the .dbf is missing: shapes have no attributes");
        if (!has_sound_index(path)) {
            note("the .shx is missing or cut off: the index was made anew in memory");
            name = copy.emplace(path).name();
        }
    }
    const Dataset dataset = open_dataset(name, *kind, open_options(path, *kind, options));
    if (!dataset)
        fail(path, tidied(messages.take_reason(), name));
    file.driver = dataset->GetDriverName();
    for (const GdalMessages::Message& message : messages.take())
        note(tidied(message.text, name));
    read_layers(*dataset, path, options, file, messages);
    return file;
}

} // namespace sitmap
