// The part of vector_file.hpp that writes.
#include "geodata/atomic_file.hpp"
#include "geodata/csv_writer.hpp"
#include "geodata/error.hpp"
#include "geodata/geojson_writer.hpp"
#include "geodata/kml_time_spans.hpp"
#include "geodata/ogr.hpp"
#include "geodata/utf8.hpp"
#include "geodata/vector_file.hpp"

#include <algorithm>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <set>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t dbf_name_bytes = 10;
constexpr std::size_t dbf_text_bytes = 254;

[[noreturn]] void fail(const fs::path& path, const std::string& why)
{
    throw Error{"cannot write '" + path.string() + "': " + why};
}

const VectorFormat& format_named(const fs::path& path, std::string_view name)
{
    std::string names;
    for (const VectorFormat& format : vector_formats()) {
        if (format.can_write && format.name == name)
            return format;
        if (format.can_write)
            names += (names.empty() ? "" : ", ") + std::string{format.name};
    }
    fail(path, "'" + std::string{name} + "' is no format that is written here; there are " + names);
}

enum class ShapeKind : std::uint8_t { none, point, points, line, lines, area, areas };

ShapeKind kind_of(const Geometry& geometry)
{
    return static_cast<ShapeKind>(geometry.index());
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

/// The text without its end, at most `bytes` long and not cut inside a character.
std::string shortened(const std::string& text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end);
}

// --- Shapefile: what its table cannot hold

std::string lower(std::string text)
{
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

/// A name of at most ten bytes that is not in `taken` (lower case) yet.
std::string dbf_name(const std::string& name, std::set<std::string>& taken)
{
    std::string tried = shortened(name, dbf_name_bytes);
    for (int i = 1; !taken.insert(lower(tried)).second; ++i) {
        const std::string suffix = "_" + std::to_string(i);
        tried = shortened(name, dbf_name_bytes - suffix.size()) + suffix;
    }
    return tried;
}

/// Cuts names and values to what a .dbf holds; tells of each field that lost something.
void fit_to_dbf(Layer& layer, const std::string& source, Issues& issues)
{
    const auto note = [&](std::string what) {
        issues.push_back({Issue::Weight::note, source, 0, std::move(what)});
    };
    std::set<std::string> taken;
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        const std::string name = layer.fields[i].name;
        layer.fields[i].name = dbf_name(name, taken);
        if (layer.fields[i].name != name)
            note("a Shapefile has names of at most 10 bytes: '" + name + "' is called '" +
                 layer.fields[i].name + "'");
        std::size_t cut = 0;
        for (Feature& feature : layer.features) {
            auto* text = std::get_if<std::string>(&feature.values[i]);
            if (text == nullptr || text->size() <= dbf_text_bytes)
                continue;
            *text = shortened(*text, dbf_text_bytes);
            ++cut;
        }
        if (cut > 0)
            note("a Shapefile has texts of at most 254 bytes: " + std::to_string(cut) + " of '" + name +
                 "' were cut");
    }
}

/// A Shapefile holds one kind of shape; a mixed layer is parted, and each part gets its kind's suffix.
std::vector<std::pair<std::string, Layer>> by_kind(const Layer& layer)
{
    struct Group {
        const char* suffix;
        std::vector<ShapeKind> kinds;
    };
    const Group groups[] = {{"_points", {ShapeKind::point}},
                            {"_multipoints", {ShapeKind::points}},
                            {"_lines", {ShapeKind::line, ShapeKind::lines}},
                            {"_areas", {ShapeKind::area, ShapeKind::areas}}};
    std::vector<std::pair<std::string, Layer>> parts;
    for (const Group& group : groups) {
        Layer part{layer.name, layer.fields, {}};
        for (const Feature& feature : layer.features) {
            if (std::find(group.kinds.begin(), group.kinds.end(), kind_of(feature.geometry)) !=
                group.kinds.end())
                part.features.push_back(feature);
        }
        if (!part.features.empty())
            parts.emplace_back(group.suffix, std::move(part));
    }
    if (parts.size() <= 1)
        return {{"", layer}};
    Layer bare{layer.name, layer.fields, {}};
    for (const Feature& feature : layer.features) {
        if (kind_of(feature.geometry) == ShapeKind::none)
            bare.features.push_back(feature);
    }
    if (!bare.features.empty())
        parts.emplace_back("_without_shape", std::move(bare));
    return parts;
}

/// FlatGeobuf holds no features without a shape; GDAL would leave them out and say nothing.
void drop_shapeless(std::vector<Layer>& layers, const fs::path& path, Issues& issues)
{
    for (Layer& layer : layers) {
        const std::size_t dropped = std::erase_if(
            layer.features, [](const Feature& f) { return kind_of(f.geometry) == ShapeKind::none; });
        if (dropped > 0)
            issues.push_back(
                {Issue::Weight::dropped, path.string(), 0,
                 std::to_string(dropped) + " features without a shape, which FlatGeobuf cannot hold"});
    }
}

// --- GDAL

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

/// The widest text of a field, for the fixed columns of a .dbf.
int width_of(const Layer& layer, std::size_t field)
{
    std::size_t width = 1;
    for (const Feature& feature : layer.features) {
        if (const auto* text = std::get_if<std::string>(&feature.values[field]))
            width = std::max(width, text->size());
    }
    return static_cast<int>(std::min(width, dbf_text_bytes));
}

/// GDAL's KML knows 32 bits alone and would write larger numbers as text.
bool fits_32_bits(const Layer& layer, std::size_t field)
{
    return std::all_of(layer.features.begin(), layer.features.end(), [field](const Feature& feature) {
        const auto* number = std::get_if<std::int64_t>(&feature.values[field]);
        return number == nullptr || (*number >= INT32_MIN && *number <= INT32_MAX);
    });
}

/// KML shows a feature under its `name`; ours have a `title`, which stays beside it.
Layer named_for_kml(Layer layer)
{
    const auto title = layer.field("title");
    if (!title || layer.field("name"))
        return layer;
    layer.fields.push_back({"name", FieldType::text});
    for (Feature& feature : layer.features)
        feature.values.push_back(Value{feature.values[*title]});
    return layer;
}

void create_fields(OGRLayer& to, const Layer& layer, const VectorFormat& format)
{
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        OGRFieldDefn field{layer.fields[i].name.c_str(), ogr_type(layer.fields[i].type)};
        if (layer.fields[i].type == FieldType::boolean && format.name != "shp")
            field.SetSubType(OFSTBoolean);
        if (format.name == "shp" && layer.fields[i].type == FieldType::text)
            field.SetWidth(layer.features.empty() ? static_cast<int>(dbf_text_bytes) : width_of(layer, i));
        if (format.name == "kml" && layer.fields[i].type == FieldType::integer && fits_32_bits(layer, i))
            field.SetType(OFTInteger);
        to.CreateField(&field);
    }
}

using EachFeature = std::function<void(const std::function<void(const Feature&)>&)>;

/// Writes what `each` hands over as features of the layer, and returns how many they were.
std::size_t write_features(GDALDataset& dataset, const Layer& layer, OGRwkbGeometryType type,
                           const EachFeature& each, const VectorFormat& format, const fs::path& path,
                           GdalMessages& messages)
{
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer* to = dataset.CreateLayer(layer.name.c_str(), type == wkbNone ? nullptr : &wgs84, type,
                                       layer_options(format, layer).List());
    if (to == nullptr)
        fail(path, messages.take_reason());
    create_fields(*to, layer, format);
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
    return write_features(dataset, layer, type_of(layer, format), each, format, path, messages);
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
        fail(path,
             "only " + std::to_string(found) + " of " + std::to_string(expected) + " features were written");
}

/// Writes one GDAL dataset to `temporary`. `path` is for messages.
void write_dataset(const fs::path& temporary, const VectorFormat& format, const std::vector<Layer>& layers,
                   const fs::path& path, Issues& issues, const StopAsked& stop,
                   const FeatureStream* points = nullptr)
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
                                format, path, messages);
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
        add_time_spans(temporary);
    check_count(temporary, count, format, path, messages);
    stop_if_asked(stop); // the last moment before the file gets its name
}

/// Moves all files of a folder beside `path`.
void put_shapefile_in_place(const fs::path& folder, const fs::path& path, bool overwrite)
{
    std::vector<std::pair<fs::path, fs::path>> moves;
    for (const auto& entry : fs::directory_iterator{folder})
        moves.emplace_back(entry.path(), path.parent_path() / entry.path().filename());
    // The .shp last: who sees it finds its companions there.
    std::sort(moves.begin(), moves.end(), [](const auto& a, const auto& b) {
        return std::pair{a.second.extension() == ".shp", a.second} <
               std::pair{b.second.extension() == ".shp", b.second};
    });
    for (const auto& move : moves)
        require_writable(move.second, overwrite);
    for (const auto& move : moves)
        put_in_place(move.first, move.second, overwrite);
}

void put_single_file(const fs::path& temporary, const fs::path& path, bool overwrite)
{
    if (!fs::is_regular_file(temporary))
        fail(path, "GDAL made no file");
    put_in_place(temporary, path, overwrite);
    // Journals of a replaced GeoPackage would be applied to the new one.
    for (const char* journal : {"-wal", "-shm", "-journal"}) {
        std::error_code error;
        fs::remove(path.string() + journal, error);
    }
}

/// A stream as a format takes it: what the others have done to whole layers is done to each feature.
struct Fitted {
    Fitted(const FeatureStream& points, const VectorFormat& format_given, const fs::path& path_given)
        : format{format_given}, path{path_given}, stream{points}
    {
        const auto title = Layer{{}, points.fields, {}}.field("title");
        const bool named = format.name == "kml" && title && !Layer{{}, points.fields, {}}.field("name");
        if (named) // KML shows a feature under its name
            stream.fields.push_back({"name", FieldType::text});
        std::set<std::string> taken;
        for (Field& field : stream.fields)
            field.name = format.name == "shp" ? dbf_name(field.name, taken) : field.name;
        if (format.name == "shp")
            stream.name = path.stem().string();
        stream.each = [this, &points, title, named](const std::function<void(const Feature&)>& take) {
            points.each([&](const Feature& feature) {
                Feature fitted = feature;
                if (named)
                    fitted.values.push_back(fitted.values[*title]);
                if (fit(fitted))
                    take(fitted);
            });
        };
    }

    bool fit(Feature& feature)
    {
        if (format.name == "fgb" && kind_of(feature.geometry) == ShapeKind::none) {
            ++shapeless;
            return false;
        }
        for (Value& value : feature.values)
            if (auto* text = std::get_if<std::string>(&value);
                format.name == "shp" && text != nullptr && text->size() > dbf_text_bytes) {
                *text = shortened(*text, dbf_text_bytes);
                ++cut;
            }
        return true;
    }

    void report(Issues& issues) const
    {
        if (shapeless > 0)
            issues.push_back(
                {Issue::Weight::dropped, path.string(), 0,
                 std::to_string(shapeless) + " features without a shape, which FlatGeobuf cannot hold"});
        if (cut > 0)
            issues.push_back(
                {Issue::Weight::note, path.string(), 0,
                 "a Shapefile has texts of at most 254 bytes: " + std::to_string(cut) + " were cut"});
        if (format.name == "shp")
            issues.push_back({Issue::Weight::note, path.string(), 0,
                              "a Shapefile has names of at most 10 bytes: longer ones are cut"});
    }

    const VectorFormat& format;
    fs::path path;
    FeatureStream stream;
    std::size_t shapeless = 0, cut = 0;
};

Issues write_shapefiles(const fs::path& path, const VectorFormat& format, const std::vector<Layer>& layers,
                        bool overwrite, const StopAsked& stop)
{
    Issues issues;
    const TemporaryFolder folder{path};
    for (const Layer& layer : layers) {
        for (auto& [suffix, part] : by_kind(layer)) {
            const std::string stem =
                path.stem().string() + (layers.size() > 1 ? "_" + layer.name : std::string{}) + suffix;
            const fs::path target = path.parent_path() / (stem + ".shp");
            if (target != path)
                issues.push_back(
                    {Issue::Weight::note, path.string(), 0,
                     "a Shapefile holds one kind of shape: " + std::to_string(part.features.size()) +
                         " features are in '" + target.filename().string() + "'"});
            fit_to_dbf(part, target.string(), issues);
            part.name = stem;
            write_dataset(folder.path() / (stem + ".shp"), format, {part}, target, issues, stop);
        }
    }
    put_shapefile_in_place(folder.path(), path, overwrite);
    return issues;
}

Issues write_own(const fs::path& path, const VectorFormat& format, const std::vector<Layer>& layers,
                 bool overwrite)
{
    AtomicFile file{path, overwrite};
    file.write(format.name == "csv" ? to_csv(layers.front()) : to_geojson(layers.front()));
    file.commit();
    return {};
}

} // namespace

void stop_if_asked(const StopAsked& stop)
{
    if (stop && stop())
        throw Interrupted{"interrupted; nothing was written, and what was there before is there still"};
}

Issues write_vector_file(const fs::path& path, std::string_view format_name, const std::vector<Layer>& layers,
                         bool overwrite, const StopAsked& stop)
{
    const VectorFormat& format = format_named(path, format_name);
    require_writable(path, overwrite);
    if (layers.empty())
        fail(path, "there is no layer to write");
    if (format.name == "shp")
        return write_shapefiles(path, format, layers, overwrite, stop);
    const bool one_layer = format.name == "geojson" || format.name == "csv" || format.name == "fgb";
    if (one_layer && layers.size() > 1)
        fail(path, "a " + std::string{format.name} + " file holds one layer and there are " +
                       std::to_string(layers.size()) + "; choose one, or write gpkg");
    if (format.name == "geojson" || format.name == "csv")
        return write_own(path, format, layers, overwrite);

    Issues issues;
    const TemporaryFolder folder{path};
    const fs::path temporary = folder.path() / path.filename();
    if (format.name == "fgb") {
        std::vector<Layer> placed = layers;
        drop_shapeless(placed, path, issues);
        write_dataset(temporary, format, placed, path, issues, stop);
    } else if (format.name == "kml") {
        std::vector<Layer> named;
        std::transform(layers.begin(), layers.end(), std::back_inserter(named), named_for_kml);
        write_dataset(temporary, format, named, path, issues, stop);
    } else {
        write_dataset(temporary, format, layers, path, issues, stop);
    }
    put_single_file(temporary, path, overwrite);
    return issues;
}

Issues write_vector_stream(const fs::path& path, std::string_view format_name, const FeatureStream& points,
                           const std::vector<Layer>& others, bool overwrite, const StopAsked& stop)
{
    const VectorFormat& format = format_named(path, format_name);
    require_writable(path, overwrite);
    if (!others.empty() && format.name != "gpkg" && format.name != "kml")
        fail(path, "a " + std::string{format.name} + " file holds one layer and there are more; write gpkg");
    Issues issues;
    const TemporaryFolder folder{path};
    const fs::path temporary = folder.path() / path.filename();
    const FeatureStream stoppable{points.name, points.fields,
                                  [&](const std::function<void(const Feature&)>& take) {
                                      points.each([&](const Feature& feature) {
                                          stop_if_asked(stop);
                                          take(feature);
                                      });
                                  }};
    Fitted fitted{stoppable, format, path};
    write_dataset(temporary, format, others, path, issues, stop, &fitted.stream);
    fitted.report(issues);
    if (format.name == "shp")
        put_shapefile_in_place(folder.path(), path, overwrite);
    else
        put_single_file(temporary, path, overwrite);
    return issues;
}

} // namespace sitmap
