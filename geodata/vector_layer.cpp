#include "geodata/vector_layer.hpp"

#include "geodata/coordinate_text.hpp"
#include "geodata/csv_columns.hpp"
#include "geodata/error.hpp"
#include "geodata/measure.hpp"
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

/// Calls `visit(LonLat&)` for each position.
template <class Visit>
void each_position(Geometry& geometry, Visit visit)
{
    const auto all = [&](std::vector<LonLat>& points) { std::for_each(points.begin(), points.end(), visit); };
    const auto polygon = [&](Polygon& p) {
        all(p.exterior);
        std::for_each(p.holes.begin(), p.holes.end(), all);
    };
    if (auto* point = std::get_if<LonLat>(&geometry))
        visit(*point);
    else if (auto* points = std::get_if<MultiPoint>(&geometry))
        all(points->points);
    else if (auto* line = std::get_if<LineString>(&geometry))
        all(line->points);
    else if (auto* lines = std::get_if<MultiLineString>(&geometry))
        std::for_each(lines->lines.begin(), lines->lines.end(), [&](LineString& l) { all(l.points); });
    else if (auto* one = std::get_if<Polygon>(&geometry))
        polygon(*one);
    else if (auto* areas = std::get_if<MultiPolygon>(&geometry))
        std::for_each(areas->polygons.begin(), areas->polygons.end(), polygon);
}

/// The first position that is not on the earth, with longitudes up to one and a half turns allowed.
std::optional<LonLat> misplaced(Geometry& geometry)
{
    std::optional<LonLat> found;
    each_position(geometry, [&](LonLat& p) {
        const bool fits =
            std::isfinite(p.lon) && std::isfinite(p.lat) && std::abs(p.lon) <= 540 && std::abs(p.lat) <= 90;
        if (!fits && !found)
            found = p;
    });
    return found;
}

bool goes_beyond_180(Geometry& geometry)
{
    bool beyond = false;
    each_position(geometry, [&](LonLat& p) { beyond = beyond || std::abs(p.lon) > 180; });
    return beyond;
}

/// Brings longitudes of 0 to 360 into -180 to 180, and parts what crosses the antimeridian.
Geometry brought_back(Geometry geometry)
{
    if (std::holds_alternative<LonLat>(geometry) || std::holds_alternative<MultiPoint>(geometry)) {
        each_position(geometry, [](LonLat& p) { p.lon = std::remainder(p.lon, 360.0); });
        return geometry;
    }
    return cut_at_antimeridian(geometry);
}

/// Closes rings and drops those that are no area; lines of one position and empty parts go too. Monostate
/// when nothing is left.
Geometry without_stumps(Geometry geometry, bool& mended)
{
    const auto usable_ring = [&](Ring& ring) {
        if (!ring.empty() && ring.front() != ring.back()) {
            ring.push_back(ring.front());
            mended = true;
        }
        mended = mended || ring.size() < 4;
        return ring.size() >= 4;
    };
    const auto usable = [&](Polygon& polygon) {
        std::erase_if(polygon.holes, [&](Ring& hole) { return !usable_ring(hole); });
        return usable_ring(polygon.exterior);
    };
    if (auto* line = std::get_if<LineString>(&geometry))
        return line->points.size() < 2 ? Geometry{} : geometry;
    if (auto* lines = std::get_if<MultiLineString>(&geometry)) {
        std::erase_if(lines->lines, [](const LineString& l) { return l.points.size() < 2; });
        return lines->lines.empty() ? Geometry{} : geometry;
    }
    if (auto* polygon = std::get_if<Polygon>(&geometry))
        return usable(*polygon) ? geometry : Geometry{};
    if (auto* areas = std::get_if<MultiPolygon>(&geometry)) {
        std::erase_if(areas->polygons, [&](Polygon& p) { return !usable(p); });
        return areas->polygons.empty() ? Geometry{} : geometry;
    }
    return geometry;
}

bool is_default(const std::string& name, const Value& value)
{
    if (std::holds_alternative<std::monostate>(value))
        return true;
    const auto* number = std::get_if<std::int64_t>(&value);
    return number != nullptr && *number <= 0 && name.starts_with("kml_");
}

/// LibKML announces a dozen fields that KML itself may have; those that no feature uses go again.
void drop_unused_fields(Layer& layer)
{
    for (std::size_t i = layer.fields.size(); i-- > 0;) {
        const auto at = static_cast<std::ptrdiff_t>(i);
        const bool used = std::any_of(layer.features.begin(), layer.features.end(), [&](const Feature& f) {
            return !is_default(layer.fields[i].name, f.values[i]);
        });
        if (used)
            continue;
        layer.fields.erase(layer.fields.begin() + at);
        for (Feature& feature : layer.features)
            feature.values.erase(feature.values.begin() + at);
    }
}

/// Takes our prefix off the names of KML's own elements, unless an attribute has that name.
void unprefix_kml_fields(Layer& layer)
{
    for (Field& field : layer.fields) {
        if (field.name.starts_with("kml_") && !layer.field(field.name.substr(4)))
            field.name.erase(0, 4);
    }
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

void VectorLayerReader::check_positions(Layer& layer, bool crs_known)
{
    std::vector<std::optional<LonLat>> bad(layer.features.size());
    for (std::size_t i = 0; i < bad.size(); ++i)
        bad[i] = misplaced(layer.features[i].geometry);
    const auto is_bad = [](const std::optional<LonLat>& p) { return p.has_value(); };
    const auto first_bad = std::find_if(bad.begin(), bad.end(), is_bad);
    const auto bad_count = static_cast<std::size_t>(std::count_if(first_bad, bad.end(), is_bad));
    const std::size_t shapes = layer.features.size() - std::min(layer.features.size(), without_shape_);
    // A few slips are bad features; if most are off, the numbers are no degrees.
    if (!crs_known && bad_count * 2 > shapes)
        fail("it does not say which coordinate system it is in, and positions such as " +
             coordinate_text((*first_bad)->lon, 3) + ", " + coordinate_text((*first_bad)->lat, 3) +
             " are no degrees; give the system, such as EPSG:32633");

    std::size_t kept = 0;
    std::size_t brought = 0;
    for (std::size_t i = 0; i < bad.size(); ++i) {
        Feature& feature = layer.features[i];
        if (bad[i]) {
            drop(numbers_[i], "position " + text_of(bad[i]->lon) + ", " + text_of(bad[i]->lat) +
                                  " is not within -180 to 180 and -90 to 90");
            continue;
        }
        if (goes_beyond_180(feature.geometry)) {
            feature.geometry = brought_back(std::move(feature.geometry));
            ++brought;
        } else if (to_wgs84_) {
            feature.geometry = cut_at_antimeridian(feature.geometry);
        }
        bool mended = false;
        const bool had_shape = !std::holds_alternative<std::monostate>(feature.geometry);
        feature.geometry = without_stumps(std::move(feature.geometry), mended);
        if (had_shape && std::holds_alternative<std::monostate>(feature.geometry)) {
            drop(numbers_[i], "it has too few positions for its shape");
            continue;
        }
        if (mended)
            note(numbers_[i], "rings were closed, or left out where they have fewer than four positions");
        if (kept != i)
            layer.features[kept] = std::move(feature);
        ++kept;
    }
    layer.features.resize(kept);
    if (brought > 0)
        note(0, std::to_string(brought) + " features with longitudes over 180 were brought into -180 to 180");
}

Layer VectorLayerReader::read(OGRLayer& from)
{
    Layer layer;
    layer.name = to_utf8_mended(from.GetName());
    numbers_.clear();
    issues_of_layer_ = issues_untold_ = mixed_ = recoded_ = without_shape_ = 0;
    const OGRFeatureDefn& definition = *from.GetLayerDefn();
    if (definition.GetFieldCount() > most_fields)
        fail("layer '" + layer.name + "' has more than " + std::to_string(most_fields) + " attributes");
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        layer.fields.push_back({text_of_field(field.GetNameRef()), type_of(field)});
    }

    std::optional<OGRSpatialReference> srs;
    if (options_.crs) {
        srs = srs_named(*options_.crs);
        if (!srs)
            throw Error{"cannot use the coordinate system '" + *options_.crs +
                        "': PROJ does not know it; give one such as EPSG:32633"};
    } else if (const OGRSpatialReference* own = from.GetSpatialRef()) {
        srs = *own;
        srs->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }
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
    const bool has_shapes = without_shape_ < layer.features.size();
    if (driver_ == "CSV" && !has_shapes && !layer.features.empty())
        note(0, "no columns with coordinates were found; they may be called lon and lat, x and y, or wkt");
    if (!srs && has_shapes && driver_ != "CSV" && driver_ != "TopoJSON")
        note(0, "no coordinate system is given (no .prj?): taken as WGS 84, since the positions fit degrees");
    if (mixed_ > 0)
        note(0, std::to_string(mixed_) + " mixed collections were parted into points, lines and areas");
    if (recoded_ > 0)
        note(0, std::to_string(recoded_) +
                    " texts are not in UTF-8: taken as Windows-1252; give the encoding if it is another");
    if (without_shape_ > 0 && (has_shapes || driver_ != "CSV"))
        note(0, std::to_string(without_shape_) + " features of layer '" + layer.name + "' have no shape");
    if (issues_untold_ > 0)
        issues_.push_back(
            {Issue::Weight::note, source_, 0, std::to_string(issues_untold_) + " more remarks of this kind"});
    if (driver_ == "LIBKML") {
        drop_unused_fields(layer);
        unprefix_kml_fields(layer);
    }
    return layer;
}

} // namespace sitmap
