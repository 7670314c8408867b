#include "geodata/geojson_writer.hpp"

#include "geodata/json_text.hpp"
#include "geodata/measure.hpp"
#include "geodata/utf8.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sitmap {

namespace {

constexpr std::size_t bytes_at_once = 1 << 16, bytes_a_part = 3 << 20;

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

/// `,"name":` for each field, the first without its comma.
std::vector<std::string> keys_of(const std::vector<Field>& fields)
{
    std::vector<std::string> keys;
    for (const Field& field : fields)
        keys.push_back((keys.empty() ? "" : ",") + json_string(field.name) + ":");
    return keys;
}

void append_feature(std::string& to, std::optional<LonLat> point, int digits,
                    const std::vector<std::string>& keys, std::span<const FlatValue> values)
{
    assert(values.size() == keys.size());
    if (point) {
        to += R"({"type":"Feature","geometry":{"type":"Point","coordinates":[)";
        append_coordinate(to, point->lon, digits);
        to += ',';
        append_coordinate(to, point->lat, digits);
        to += R"(]},"properties":{)";
    } else {
        to += R"({"type":"Feature","geometry":null,"properties":{)";
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0 && values[i].kind == FlatValue::Kind::absent)
            continue;
        to += keys[i];
        append_json(to, values[i]);
    }
    to += "}}";
}

} // namespace

void hand_over(const TextSink& out, std::string_view text)
{
    for (std::size_t at = 0; at < text.size(); at += bytes_at_once)
        out(text.substr(at, bytes_at_once));
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
    keys_ = keys_of(fields_);
}

void GeoJsonWriter::set_member(std::string name, std::string json)
{
    members_.emplace_back(std::move(name), std::move(json));
}

void GeoJsonWriter::emit(std::string_view text)
{
    pending_ += text;
    if (pending_.size() >= bytes_at_once)
        flush();
}

void GeoJsonWriter::flush()
{
    out_(pending_);
    pending_.clear();
}

void GeoJsonWriter::add_point(std::optional<LonLat> point, int digits, std::span<const FlatValue> values)
{
    if (count_++ == 0 && !is_part_)
        begin();
    pending_ += count_ == 1 && !is_part_ ? "\n" : ",\n";
    append_feature(pending_, point, digits, keys_, values);
    if (point)
        widen_point(*point, digits);
    if (pending_.size() >= bytes_at_once && !is_part_)
        flush();
}

GeoJsonWriter GeoJsonWriter::part() const
{
    GeoJsonWriter part{{}, fields_};
    part.is_part_ = true;
    part.pending_.reserve(bytes_a_part);
    return part;
}

void GeoJsonWriter::append(GeoJsonWriter&& part)
{
    if (part.count_ == 0)
        return;
    std::string_view text = part.pending_;
    if (count_ == 0) {
        begin();
        text.remove_prefix(1); // the comma
    }
    flush();
    hand_over(out_, text);
    count_ += part.count_;
    digits_ = std::max(digits_, part.digits_);
    south_ = std::min(south_, part.south_);
    north_ = std::max(north_, part.north_);
    touches_west_ = touches_west_ || part.touches_west_;
    touches_east_ = touches_east_ || part.touches_east_;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const Column& other = part.columns_[i];
        if (other.west > other.east)
            continue;
        const bool empty = columns_[i].west > columns_[i].east;
        columns_[i].west = empty ? other.west : std::min(columns_[i].west, other.west);
        columns_[i].east = empty ? other.east : std::max(columns_[i].east, other.east);
    }
}

void GeoJsonWriter::begin()
{
    std::string head = "{\"type\":\"FeatureCollection\",";
    for (const auto& [name, json] : members_)
        head += json_string(name) + ":" + json + ",";
    emit(head + "\"features\":[");
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
    emit(line + "}}");
}

void GeoJsonWriter::widen_point(LonLat point, int digits)
{
    // Most points lie within what is there, and rounding them takes as long as writing them.
    const Column& column = columns_[column_of(point.lon)];
    if (digits <= digits_ && point.lon > column.west && point.lon < column.east && point.lat > south_ &&
        point.lat < north_)
        return;
    widen(LonLat{rounded(point.lon, digits), rounded(point.lat, digits)}, digits);
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
    emit((count_ == 0 ? "]" : "\n]") + (box.empty() ? std::string{} : "," + box) + "}\n");
    flush();
}

GeoJsonLines::GeoJsonLines(TextSink out, const std::vector<Field>& fields)
    : out_{std::move(out)}, keys_{keys_of(fields)}
{}

void GeoJsonLines::add_point(std::optional<LonLat> point, int digits, std::span<const FlatValue> values)
{
    append_feature(pending_, point, digits, keys_, values);
    pending_ += '\n';
    if (pending_.size() >= bytes_at_once && out_)
        finish();
}

GeoJsonLines GeoJsonLines::part() const
{
    GeoJsonLines part = *this;
    part.out_ = nullptr;
    part.pending_.clear();
    return part;
}

void GeoJsonLines::append(GeoJsonLines&& part)
{
    finish();
    hand_over(out_, part.pending_);
}

void GeoJsonLines::finish()
{
    out_(pending_);
    pending_.clear();
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
