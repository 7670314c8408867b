#include "geodata/ogr_writer.hpp"

#include "geodata/counted.hpp"
#include "geodata/error.hpp"
#include "geodata/kml_time_spans.hpp"
#include "geodata/ogr.hpp"
#include "geodata/shape_kind.hpp"
#include "geodata/shapefile_limits.hpp"
#include "geodata/utf8.hpp"

#include <algorithm>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <set>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

/// GDAL's drivers tell of a full disk in many ways, some by the whole of the SQL that failed.
std::string in_short(const fs::path& path, const std::string& why)
{
    constexpr std::uintmax_t least_room = 64 << 10;
    constexpr std::size_t longest = 300;
    std::error_code error;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    if (const fs::space_info room = fs::space(folder, error); !error && room.available < least_room)
        return "no space left on device";
    if (why.size() <= longest)
        return why;
    const std::size_t middle = longest / 2;
    return to_utf8_mended(shortened(why, middle) + " … " + why.substr(why.size() - middle));
}

[[noreturn]] void fail(const fs::path& path, const std::string& why)
{
    throw Error{"cannot write '" + path.string() + "': " + in_short(path, why)};
}

/// OGR's type for all shapes of a layer; unknown when they are of several kinds.
OGRwkbGeometryType type_of(const Layer& layer, const VectorFormat& format)
{
    std::set<ShapeKind> kinds;
    for (const Feature& feature : layer.features)
        kinds.insert(kind_of(feature.geometry));
    kinds.erase(ShapeKind::none);
    // Shapefile and FlatGeobuf come out only half without a shape type.
    if (kinds.empty())
        return format.name == "shp" || format.name == "fgb" ? wkbPoint
               : layer.features.empty()                     ? wkbUnknown
                                                            : wkbNone;
    if (kinds.size() > 1)
        return wkbUnknown;
    constexpr OGRwkbGeometryType types[] = {
        wkbNone, wkbPoint, wkbMultiPoint, wkbLineString, wkbMultiLineString, wkbPolygon, wkbMultiPolygon};
    return types[static_cast<std::size_t>(*kinds.begin())];
}

OGRFieldType ogr_type(FieldType type)
{
    switch (type) {
    case FieldType::boolean:
        return OFTInteger;
    case FieldType::integer:
        return OFTInteger64;
    case FieldType::real:
        return OFTReal;
    case FieldType::text:
        return OFTString;
    }
    return OFTString;
}

/// Control characters cannot stand in XML 1.0, and nothing shows them elsewhere.
std::string printable(const std::string& text)
{
    std::string result = to_utf8_mended(text);
    std::erase_if(result, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r';
    });
    return result;
}

struct SetField {
    OGRFeature& feature;
    int field;

    void operator()(std::monostate) const { feature.SetFieldNull(field); }
    void operator()(bool value) const { feature.SetField(field, value ? 1 : 0); }
    void operator()(std::int64_t value) const { feature.SetField(field, static_cast<GIntBig>(value)); }
    void operator()(double value) const { feature.SetField(field, value); }
    void operator()(const std::string& value) const { feature.SetField(field, printable(value).c_str()); }
};

CPLStringList layer_options(const VectorFormat& format, const Layer& layer)
{
    CPLStringList options;
    if (format.name == "shp") {
        options.SetNameValue("ENCODING", "UTF-8");
    } else if (format.name == "gpkg") {
        options.SetNameValue("GEOMETRY_NAME", layer.field("geom") ? "shape_" : "geom");
        options.SetNameValue("FID", layer.field("fid") ? "feature_number" : "fid");
    }
    return options;
}

/// The widest text of each field, for the fixed columns of a .dbf.
std::vector<std::size_t> widths_of(const Layer& layer)
{
    DbfFields measured{layer.fields};
    for (const Feature& feature : layer.features)
        measured.measure(feature);
    return measured.widths;
}

/// GDAL's KML knows 32 bits alone and would write larger numbers as text.
bool fits_32_bits(const Layer& layer, std::size_t field)
{
    return std::all_of(layer.features.begin(), layer.features.end(), [field](const Feature& feature) {
        const auto* number = std::get_if<std::int64_t>(&feature.values[field]);
        return number == nullptr || (*number >= INT32_MIN && *number <= INT32_MAX);
    });
}

/// `widths`: those of a .dbf.
void create_fields(OGRLayer& to, const Layer& layer, const VectorFormat& format,
                   const std::vector<std::size_t>& widths)
{
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        OGRFieldDefn field{layer.fields[i].name.c_str(), ogr_type(layer.fields[i].type)};
        if (layer.fields[i].type == FieldType::boolean && format.name != "shp")
            field.SetSubType(OFSTBoolean);
        if (format.name == "shp" && layer.fields[i].type == FieldType::text)
            field.SetWidth(static_cast<int>(widths[i]));
        if (format.name == "kml" && layer.fields[i].type == FieldType::integer && fits_32_bits(layer, i))
            field.SetType(OFTInteger);
        to.CreateField(&field);
    }
}

using EachFeature = std::function<void(const std::function<void(const Feature&)>&)>;

/// Writes what `each` hands over as features of the layer, and returns how many they were.
std::size_t write_features(GDALDataset& dataset, const Layer& layer, OGRwkbGeometryType type,
                           const EachFeature& each, const VectorFormat& format,
                           const std::vector<std::size_t>& widths, const fs::path& path,
                           GdalMessages& messages)
{
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer* to = dataset.CreateLayer(layer.name.c_str(), type == wkbNone ? nullptr : &wgs84, type,
                                       layer_options(format, layer).List());
    if (to == nullptr)
        fail(path, messages.take_reason());
    create_fields(*to, layer, format, widths);
    OGRFeatureDefn& definition = *to->GetLayerDefn();
    if (definition.GetFieldCount() < static_cast<int>(layer.fields.size()))
        fail(path,
             "not all attributes of layer '" + layer.name + "' could be made: " + messages.take_reason());
    (void)messages.take();
    // Position in the layer as it was given; drivers add fields of their own behind or before ours.
    std::vector<int> places;
    for (const Field& field : layer.fields)
        places.push_back(definition.GetFieldIndex(field.name.c_str()));
    std::size_t count = 0;
    each([&](const Feature& feature) {
        OGRFeature made{&definition};
        for (std::size_t i = 0; i < layer.fields.size(); ++i)
            std::visit(SetField{made, places[i]}, feature.values[i]);
        if (auto geometry = to_ogr(feature.geometry))
            made.SetGeometryDirectly(geometry.release());
        if (to->CreateFeature(&made) != OGRERR_NONE)
            fail(path, messages.take_reason());
        ++count;
    });
    return count;
}

std::size_t write_layer(GDALDataset& dataset, const Layer& layer, const VectorFormat& format,
                        const fs::path& path, GdalMessages& messages, const StopAsked& stop)
{
    const EachFeature each = [&](const std::function<void(const Feature&)>& take) {
        for (const Feature& feature : layer.features) {
            stop_if_asked(stop);
            take(feature);
        }
    };
    const auto widths = format.name == "shp" ? widths_of(layer) : std::vector<std::size_t>{};
    return write_features(dataset, layer, type_of(layer, format), each, format, widths, path, messages);
}

void check_count(const fs::path& written, std::size_t written_count, const VectorFormat& format,
                 const fs::path& path, GdalMessages& messages)
{
    const char* const allowed[] = {format.driver.data(), nullptr};
    const std::unique_ptr<GDALDataset> dataset{
        GDALDataset::Open(written.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, allowed, nullptr, nullptr)};
    if (!dataset)
        fail(path, "it could not be read back: " + messages.take_reason());
    const auto expected = static_cast<GIntBig>(written_count);
    GIntBig found = 0;
    for (OGRLayer* layer : dataset->GetLayers())
        found += layer->GetFeatureCount(TRUE);
    if (found != expected)
        fail(path, "only " + std::to_string(found) + " of " +
                       counted(written_count, " feature was written", " features were written"));
}

} // namespace

void write_dataset(const fs::path& temporary, const VectorFormat& format, const std::vector<Layer>& layers,
                   const fs::path& path, Issues& issues, const StopAsked& stop, const FeatureStream* points,
                   const std::vector<std::size_t>& widths)
{
    ready_gdal();
    GdalMessages messages;
    // LibKML reads more of a KML, but what it writes is damaged by a text with "]]>" in it.
    const char* name = format.name == "kml" ? "KML" : format.driver.data();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(name);
    if (driver == nullptr)
        fail(path, "GDAL on this computer has no driver " + std::string{name});
    std::unique_ptr<GDALDataset> dataset{driver->Create(temporary.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    if (!dataset)
        fail(path, messages.take_reason());
    const bool bulk =
        dataset->TestCapability(ODsCTransactions) != 0 && dataset->StartTransaction() == OGRERR_NONE;
    std::size_t count = 0;
    if (points != nullptr)
        count += write_features(*dataset, Layer{points->name, points->fields, {}}, wkbPoint, points->each,
                                format, widths, path, messages);
    for (const Layer& layer : layers)
        count += write_layer(*dataset, layer, format, path, messages, stop);
    if (bulk && dataset->CommitTransaction() != OGRERR_NONE)
        fail(path, messages.take_reason());
    std::set<std::string> said;
    for (const auto& message : messages.take()) {
        if (!message.failure && said.insert(message.text).second)
            issues.push_back({Issue::Weight::note, path.string(), 0, message.text});
    }
    dataset.reset();
    if (const std::string reason = messages.take_reason(); !reason.empty())
        fail(path, reason);
    if (format.name == "kml")
        add_time_spans(temporary, path);
    check_count(temporary, count, format, path, messages);
    stop_if_asked(stop); // the last moment before the file gets its name
}

} // namespace sitmap
