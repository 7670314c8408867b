#include "geodata/geojson_writer.hpp"

#include "geodata/measure.hpp"
#include "geodata/utf8.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdio>

namespace sitmap {

namespace {

struct JsonBody {
    int digits;

    [[nodiscard]] std::string position(LonLat p) const
    {
        return "[" + coordinate_text(p.lon, digits) + "," + coordinate_text(p.lat, digits) + "]";
    }
    template <class T, class Text>
    [[nodiscard]] std::string list(const std::vector<T>& all, Text text) const
    {
        std::string result = "[";
        for (const T& one : all)
            result += (&one == &all.front() ? "" : ",") + text(one);
        return result + "]";
    }
    [[nodiscard]] std::string points(const std::vector<LonLat>& all) const
    {
        return list(all, [this](LonLat p) { return position(p); });
    }
    [[nodiscard]] std::string polygon(const Polygon& polygon) const
    {
        std::vector<Ring> rings{polygon.exterior};
        rings.insert(rings.end(), polygon.holes.begin(), polygon.holes.end());
        return list(rings, [this](const Ring& ring) { return points(ring); });
    }
    static std::string object(const char* type, const std::string& coordinates)
    {
        return R"({"type":")" + std::string{type} + R"(","coordinates":)" + coordinates + "}";
    }

    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(LonLat p) const { return object("Point", position(p)); }
    std::string operator()(const MultiPoint& g) const { return object("MultiPoint", points(g.points)); }
    std::string operator()(const LineString& g) const { return object("LineString", points(g.points)); }
    std::string operator()(const MultiLineString& g) const
    {
        return object("MultiLineString",
                      list(g.lines, [this](const LineString& l) { return points(l.points); }));
    }
    std::string operator()(const Polygon& g) const { return object("Polygon", polygon(g)); }
    std::string operator()(const MultiPolygon& g) const
    {
        return object("MultiPolygon", list(g.polygons, [this](const Polygon& p) { return polygon(p); }));
    }
};

/// Rounded before it is turned: rounding may turn a sliver over.
Geometry prepared(const Geometry& geometry, int digits)
{
    return right_hand(rounded(cut_at_antimeridian(geometry), digits));
}

std::string json_of(const Value& value)
{
    if (std::holds_alternative<std::monostate>(value))
        return "null";
    if (const auto* text = std::get_if<std::string>(&value))
        return json_string(*text);
    if (const auto* number = std::get_if<double>(&value); number != nullptr && !std::isfinite(*number))
        return "null"; // JSON has no NaN
    return text_of(value);
}

std::size_t column_of(double lon)
{
    return static_cast<std::size_t>(std::clamp(lon + 180, 0.0, 359.0));
}

/// West and east of each piece of a geometry: parts cut at the antimeridian are to count apart.
std::vector<Extent> extents_of_parts(const Geometry& geometry)
{
    std::vector<Geometry> parts;
    if (const auto* areas = std::get_if<MultiPolygon>(&geometry))
        parts.assign(areas->polygons.begin(), areas->polygons.end());
    else if (const auto* lines = std::get_if<MultiLineString>(&geometry))
        parts.assign(lines->lines.begin(), lines->lines.end());
    else if (const auto* points = std::get_if<MultiPoint>(&geometry))
        parts.assign(points->points.begin(), points->points.end());
    else
        parts.push_back(geometry);
    std::vector<Extent> extents;
    for (const Geometry& part : parts) {
        if (const auto extent = extent_of(part))
            extents.push_back(*extent);
    }
    return extents;
}

} // namespace

std::string json_string(std::string_view text)
{
    const std::string mended = is_utf8(text) ? std::string{} : to_utf8_mended(text);
    std::string result = "\"";
    for (const char c : mended.empty() ? text : std::string_view{mended}) {
        switch (c) {
        case '"':
            result += "\\\"";
            break;
        case '\\':
            result += "\\\\";
            break;
        case '\n':
            result += "\\n";
            break;
        case '\r':
            result += "\\r";
            break;
        case '\t':
            result += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
                char escape[8];
                std::snprintf(escape, sizeof escape, "\\u%04x",
                              static_cast<unsigned>(static_cast<unsigned char>(c)));
                result += escape;
            } else {
                result += c;
            }
        }
    }
    return result + "\"";
}

std::string to_geojson(const Geometry& geometry, int digits)
{
    return std::visit(JsonBody{all_digits}, prepared(geometry, digits));
}

GeoJsonWriter::GeoJsonWriter(TextSink out, std::vector<Field> fields,
                             const std::vector<std::string>& json_fields)
    : out_{std::move(out)}
{
    set_fields(std::move(fields), json_fields);
}

void GeoJsonWriter::set_fields(std::vector<Field> fields, const std::vector<std::string>& json_fields)
{
    fields_ = std::move(fields);
    is_json_.clear();
    for (const Field& field : fields_)
        is_json_.push_back(std::find(json_fields.begin(), json_fields.end(), field.name) !=
                           json_fields.end());
}

void GeoJsonWriter::begin()
{
    out_("{\"type\":\"FeatureCollection\",\"features\":[");
}

void GeoJsonWriter::add(const Feature& feature, int digits, const Value& id)
{
    assert(feature.values.size() == fields_.size());
    if (count_++ == 0)
        begin();
    std::string line = count_ == 1 ? "\n" : ",\n";
    line += "{\"type\":\"Feature\",";
    if (!std::holds_alternative<std::monostate>(id))
        line += "\"id\":" + json_of(id) + ",";
    const Geometry geometry = prepared(feature.geometry, digits);
    widen(geometry, digits);
    line += "\"geometry\":" + std::visit(JsonBody{all_digits}, geometry) + ",\"properties\":{";
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        line += (i == 0 ? "" : ",") + json_string(fields_[i].name) + ":";
        const auto* text = std::get_if<std::string>(&feature.values[i]);
        if (is_json_[i] && text != nullptr)
            line += text->empty() ? "null" : to_utf8_mended(*text);
        else
            line += json_of(feature.values[i]);
    }
    out_(line + "}}");
}

void GeoJsonWriter::widen(const Geometry& geometry, int digits)
{
    for (const Extent& extent : extents_of_parts(geometry)) {
        digits_ = std::max(digits_, digits);
        south_ = std::min(south_, extent.south);
        north_ = std::max(north_, extent.north);
        touches_west_ = touches_west_ || extent.west == -180;
        touches_east_ = touches_east_ || extent.east == 180;
        for (std::size_t i = column_of(extent.west); i <= column_of(extent.east); ++i) {
            const double west = static_cast<double>(i) - 180;
            Column& column = columns_[i];
            const double from = std::max(west, extent.west);
            const double to = std::min(west + 1, extent.east);
            const bool empty = column.west > column.east;
            column.west = empty ? from : std::min(column.west, from);
            column.east = empty ? to : std::max(column.east, to);
        }
    }
}

std::string GeoJsonWriter::bbox() const
{
    std::vector<Column> used;
    std::copy_if(columns_.begin(), columns_.end(), std::back_inserter(used),
                 [](const Column& c) { return c.west <= c.east; });
    if (used.empty())
        return {};
    double west = used.front().west;
    double east = used.back().east;
    // What was cut at the antimeridian lies on both sides of it. Then the box leaves out the widest gap
    // elsewhere and its west is greater than its east (RFC 7946, section 5.2).
    if (touches_west_ && touches_east_) {
        double widest = 0;
        for (std::size_t i = 1; i < used.size(); ++i) {
            if (const double gap = used[i].west - used[i - 1].east; gap > widest) {
                widest = gap;
                west = used[i].west;
                east = used[i - 1].east;
            }
        }
    }
    const auto text = [](double degrees) { return coordinate_text(degrees, all_digits); };
    return "\"bbox\":[" + text(west) + "," + text(south_) + "," + text(east) + "," + text(north_) + "]";
}

void GeoJsonWriter::finish()
{
    if (count_ == 0)
        begin();
    const std::string box = bbox();
    out_((count_ == 0 ? "]" : "\n]") + (box.empty() ? std::string{} : "," + box) + "}\n");
}

std::string to_geojson(const Layer& layer, int digits, const std::vector<std::string>& json_fields)
{
    std::string text;
    GeoJsonWriter writer{[&](std::string_view part) { text += part; }, layer.fields, json_fields};
    for (const Feature& feature : layer.features)
        writer.add(feature, digits);
    writer.finish();
    return text;
}

} // namespace sitmap
