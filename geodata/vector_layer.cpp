#include "geodata/vector_layer.hpp"

#include "geodata/clean_shape.hpp"
#include "geodata/coordinate_text.hpp"
#include "geodata/counted.hpp"
#include "geodata/csv_columns.hpp"
#include "geodata/error.hpp"
#include "geodata/kml_fields.hpp"
#include "geodata/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <cpl_conv.h>
#include <cstdio>

namespace sitmap {

namespace {

constexpr int most_fields = 4000;
constexpr std::size_t most_values = 400'000'000;
constexpr std::size_t most_issues_of_layer = 50;

OGRSpatialReference wgs84()
{
    OGRSpatialReference srs;
    srs.importFromEPSG(4326);
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

/// The system that a user names. GDAL's own reader of such names would open files and addresses.
std::optional<OGRSpatialReference> srs_named(const std::string& name)
{
    OGRSpatialReference srs;
    OGRErr error = OGRERR_FAILURE;
    if (name.size() > 5 && name.size() < 12 && EQUALN(name.c_str(), "EPSG:", 5))
        error = srs.importFromEPSG(std::atoi(name.c_str() + 5));
    else if (name.starts_with("+"))
        error = srs.importFromProj4(name.c_str());
    else if (name.find('[') != std::string::npos)
        error = srs.importFromWkt(name.c_str());
    if (error != OGRERR_NONE)
        return std::nullopt;
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

bool is_wgs84(const OGRSpatialReference& srs)
{
    const OGRSpatialReference target = wgs84();
    const char* const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT",
                                   nullptr};
    const char* code = srs.GetAuthorityCode(nullptr);
    if (code != nullptr && std::string{code} == "CRS84")
        return true;
    return srs.IsGeographic() != 0 && srs.IsSame(&target, options) != 0;
}

FieldType type_of(const OGRFieldDefn& field)
{
    switch (field.GetType()) {
    case OFTInteger:
        return field.GetSubType() == OFSTBoolean ? FieldType::boolean : FieldType::integer;
    case OFTInteger64:
        return FieldType::integer;
    case OFTReal:
        return FieldType::real;
    default:
        return FieldType::text;
    }
}

std::string iso_date_time(OGRFeature& feature, int field, OGRFieldType type)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
    char date[32];
    std::snprintf(date, sizeof date, "%04d-%02d-%02d", year, month, day);
    char time[48];
    if (second == std::floor(second))
        std::snprintf(time, sizeof time, "%02d:%02d:%02d", hour, minute, static_cast<int>(second));
    else
        std::snprintf(time, sizeof time, "%02d:%02d:%06.3f", hour, minute, static_cast<double>(second));
    if (type == OFTDate)
        return date;
    std::string text = (type == OFTTime ? std::string{} : std::string{date} + "T") + time;
    // GDAL: 100 is UTC, each step a quarter of an hour; 0 and 1 are unknown and local.
    if (zone == 100)
        return text + "Z";
    if (zone > 1) {
        const int quarters = zone - 100;
        char offset[16];
        std::snprintf(offset, sizeof offset, "%c%02d:%02d", quarters < 0 ? '-' : '+', std::abs(quarters) / 4,
                      std::abs(quarters) % 4 * 15);
        text += offset;
    }
    return text;
}

/// GDAL's remarks on what we do and say ourselves.
bool is_idle(const std::string& message)
{
    return message.find("Non closed ring") != std::string::npos ||
           message.find("does not support open option") != std::string::npos;
}

} // namespace

VectorLayerReader::VectorLayerReader(std::string source, std::string driver, const VectorReadOptions& options,
                                     Issues& issues, GdalMessages& messages)
    : source_{std::move(source)},
      driver_{std::move(driver)},
      options_{options},
      issues_{issues},
      messages_{messages}
{}

void VectorLayerReader::fail(const std::string& why) const
{
    throw Error{"cannot read '" + source_ + "': " + why};
}

void VectorLayerReader::note(std::size_t number, std::string what)
{
    if (issues_of_layer_++ < most_issues_of_layer)
        issues_.push_back({Issue::Weight::note, source_, number, std::move(what)});
    else
        ++issues_untold_;
}

void VectorLayerReader::drop(std::size_t number, std::string what)
{
    if (issues_of_layer_++ < most_issues_of_layer)
        issues_.push_back({Issue::Weight::dropped, source_, number, std::move(what)});
    else
        ++issues_untold_;
}

std::string VectorLayerReader::text_of_field(const char* text)
{
    std::string raw{text};
    if (!options_.encoding && is_utf8(raw))
        return raw;
    const bool ours = options_.encoding && (driver_ == "ESRI Shapefile" || driver_ == "CSV");
    if (!ours && is_utf8(raw))
        return raw;
    const std::string from = ours ? *options_.encoding : "CP1252";
    char* recoded = CPLRecode(raw.c_str(), from.c_str(), CPL_ENC_UTF8);
    std::string result = to_utf8_mended(recoded);
    CPLFree(recoded);
    if (!ours)
        ++recoded_;
    if (const std::string reason = messages_.take_reason(); !reason.empty())
        fail("its text cannot be read as " + from + ": " + reason);
    return result;
}

Value VectorLayerReader::value_of(OGRFeature& feature, int field)
{
    if (feature.IsFieldSetAndNotNull(field) == 0)
        return {};
    const OGRFieldDefn& definition = *feature.GetFieldDefnRef(field);
    switch (definition.GetType()) {
    case OFTInteger:
        if (definition.GetSubType() == OFSTBoolean)
            return feature.GetFieldAsInteger(field) != 0;
        return static_cast<std::int64_t>(feature.GetFieldAsInteger(field));
    case OFTInteger64:
        return static_cast<std::int64_t>(feature.GetFieldAsInteger64(field));
    case OFTReal: {
        const double number = feature.GetFieldAsDouble(field);
        return std::isfinite(number) ? Value{number} : Value{};
    }
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
        return iso_date_time(feature, field, definition.GetType());
    case OFTBinary:
        return {};
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList: {
        char* json = feature.GetFieldAsSerializedJSon(field);
        std::string text = json == nullptr ? std::string{} : to_utf8_mended(json);
        CPLFree(json);
        return text;
    }
    default:
        return text_of_field(feature.GetFieldAsString(field));
    }
}

std::vector<Geometry> VectorLayerReader::shapes_of(OGRFeature& feature, std::size_t number)
{
    if (driver_ == "CSV" && feature.GetGeometryRef() == nullptr)
        take_well_known_text(feature);
    OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry == nullptr || geometry->IsEmpty() != 0) {
        ++without_shape_;
        return {Geometry{}};
    }
    if (to_wgs84_ && geometry->transform(to_wgs84_.get()) != OGRERR_NONE) {
        drop(number, "its positions have no place on the earth in the coordinate system given: " +
                         messages_.take_reason());
        return {};
    }
    auto shapes = from_ogr(*geometry);
    if (shapes.size() > 1)
        ++mixed_;
    for (const Geometry& shape : shapes)
        positions_ += position_count(shape);
    if (positions_ > options_.max_positions)
        fail("it has more than " + std::to_string(options_.max_positions) +
             " positions; simplify or part it");
    return shapes;
}

void VectorLayerReader::read_features(OGRLayer& from, Layer& to)
{
    const int fields = from.GetLayerDefn()->GetFieldCount();
    from.ResetReading();
    std::size_t number = 0;
    while (const OGRFeatureUniquePtr feature{from.GetNextFeature()}) {
        ++number;
        if (++features_ > options_.max_features)
            fail("it has more than " + std::to_string(options_.max_features) + " features; part it");
        if (features_ * static_cast<std::size_t>(std::max(fields, 1)) > most_values)
            fail("it has more than " + std::to_string(most_values) + " attribute values; part it");
        if (const std::string reason = messages_.take_reason(); !reason.empty() && !is_idle(reason))
            note(number, reason);
        std::vector<Value> values;
        values.reserve(static_cast<std::size_t>(fields));
        for (int i = 0; i < fields; ++i)
            values.push_back(value_of(*feature, i));
        for (Geometry& shape : shapes_of(*feature, number)) {
            to.features.push_back({std::move(shape), values});
            numbers_.push_back(number);
        }
    }
    for (const auto& message : messages_.take()) {
        if (message.failure)
            fail("it is damaged after feature " + std::to_string(number) + " of layer '" + to.name +
                 "': " + message.text);
        note(0, message.text);
    }
}

void VectorLayerReader::require_degrees(const std::vector<std::optional<LonLat>>& bad) const
{
    const auto is_bad = [](const std::optional<LonLat>& p) { return p.has_value(); };
    const auto first_bad = std::find_if(bad.begin(), bad.end(), is_bad);
    const auto bad_count = static_cast<std::size_t>(std::count_if(first_bad, bad.end(), is_bad));
    const std::size_t shapes = bad.size() - std::min(bad.size(), without_shape_);
    // A few slips are bad features; if most are off, the numbers are no degrees.
    if (bad_count * 2 > shapes)
        fail("it does not say which coordinate system it is in, and positions such as " +
             coordinate_text((*first_bad)->lon, 3) + ", " + coordinate_text((*first_bad)->lat, 3) +
             " are no degrees; give the system, such as EPSG:32633");
}

bool VectorLayerReader::put_right(Feature& feature, std::size_t number)
{
    const bool had_shape = !std::holds_alternative<std::monostate>(feature.geometry);
    CleanShape cleaned = clean(std::move(feature.geometry), to_wgs84_ != nullptr);
    feature.geometry = std::move(cleaned.shape);
    turned_ += cleaned.turned ? 1u : 0u;
    if (had_shape && std::holds_alternative<std::monostate>(feature.geometry)) {
        drop(number, "it has too few positions for its shape");
        return false;
    }
    if (cleaned.mended)
        note(number, "rings were closed, or left out where they have fewer than four positions");
    return true;
}

void VectorLayerReader::check_positions(Layer& layer, bool crs_known)
{
    std::vector<std::optional<LonLat>> bad;
    for (const Feature& feature : layer.features)
        bad.push_back(misplaced(feature.geometry));
    if (!crs_known)
        require_degrees(bad);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < bad.size(); ++i) {
        if (bad[i]) {
            drop(numbers_[i], "position " + text_of(bad[i]->lon) + ", " + text_of(bad[i]->lat) +
                                  " is not within -180 to 180 and -90 to 90");
        } else if (put_right(layer.features[i], numbers_[i])) {
            if (kept != i)
                layer.features[kept] = std::move(layer.features[i]);
            ++kept;
        }
    }
    layer.features.resize(kept);
}

std::optional<OGRSpatialReference> VectorLayerReader::system_of(OGRLayer& layer) const
{
    if (options_.crs) {
        auto srs = srs_named(*options_.crs);
        if (!srs)
            throw Error{"cannot use the coordinate system '" + *options_.crs +
                        "': PROJ does not know it; give one such as EPSG:32633"};
        return srs;
    }
    const OGRSpatialReference* own = layer.GetSpatialRef();
    if (own == nullptr)
        return std::nullopt;
    OGRSpatialReference srs = *own;
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

void VectorLayerReader::tell(const Layer& layer, bool crs_known)
{
    const auto say = [this](std::string what) {
        issues_.push_back({Issue::Weight::note, source_, 0, std::move(what)});
    };
    const bool has_shapes = without_shape_ < layer.features.size();
    const bool is_table = driver_ == "CSV";
    if (is_table && !has_shapes && !layer.features.empty())
        say("no columns with coordinates were found; they may be called lon and lat, x and y, or wkt");
    if (!crs_known && has_shapes && !is_table && driver_ != "TopoJSON")
        say("no coordinate system is given (no .prj?): taken as WGS 84, since the positions fit degrees");
    if (turned_ > 0)
        say(counted(turned_, " feature with longitudes over 180 was",
                    " features with longitudes over 180 were") +
            " brought into -180 to 180");
    if (mixed_ > 0)
        say(counted(mixed_, " mixed collection was", " mixed collections were") +
            " parted into points, lines and areas");
    if (recoded_ > 0)
        say(counted(recoded_, " text is", " texts are") +
            " not in UTF-8: taken as Windows-1252; give the encoding if it is another");
    if (without_shape_ > 0 && (has_shapes || !is_table))
        say(counted(without_shape_, " feature", " features") + " of layer '" + layer.name +
            (without_shape_ == 1 ? "' has no shape" : "' have no shape"));
    if (issues_untold_ > 0)
        say(counted(issues_untold_, " more remark", " more remarks") + " of this kind");
}

Layer VectorLayerReader::read(OGRLayer& from)
{
    Layer layer;
    layer.name = to_utf8_mended(from.GetName());
    numbers_.clear();
    issues_of_layer_ = issues_untold_ = mixed_ = recoded_ = without_shape_ = turned_ = 0;
    const OGRFeatureDefn& definition = *from.GetLayerDefn();
    if (definition.GetFieldCount() > most_fields)
        fail("layer '" + layer.name + "' has more than " + std::to_string(most_fields) + " attributes");
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        layer.fields.push_back({text_of_field(field.GetNameRef()), type_of(field)});
    }

    const auto srs = system_of(from);
    to_wgs84_.reset();
    if (srs && !is_wgs84(*srs)) {
        const OGRSpatialReference target = wgs84();
        to_wgs84_.reset(OGRCreateCoordinateTransformation(&*srs, &target));
        if (!to_wgs84_)
            fail("no way leads from its coordinate system to WGS 84: " + messages_.take_reason());
    }
    (void)messages_.take();
    read_features(from, layer);
    if (driver_ == "CSV")
        find_column_types(layer);
    check_positions(layer, srs.has_value());
    tell(layer, srs.has_value());
    if (driver_ == "LIBKML")
        tidy_kml_fields(layer);
    return layer;
}

} // namespace sitmap
