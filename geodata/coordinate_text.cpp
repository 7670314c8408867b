#include "geodata/coordinate_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace sitmap {

namespace {

constexpr int finest_digits = 15;

std::vector<LonLat> rounded_points(const std::vector<LonLat>& points, int digits)
{
    std::vector<LonLat> result;
    for (const LonLat p : points) {
        const LonLat q{rounded(p.lon, digits), rounded(p.lat, digits)};
        if (result.empty() || result.back() != q)
            result.push_back(q);
    }
    return result;
}

/// More digits until `least` positions stay apart; the last try is whatever there is.
std::vector<LonLat> rounded_to_stand(const std::vector<LonLat>& points, int digits, std::size_t least)
{
    auto result = rounded_points(points, digits);
    while (result.size() < least && ++digits <= finest_digits)
        result = rounded_points(points, digits);
    return result;
}

Polygon rounded_polygon(const Polygon& polygon, int digits)
{
    Polygon result{rounded_to_stand(polygon.exterior, digits, 4), {}};
    for (const Ring& hole : polygon.holes) {
        if (Ring ring = rounded_points(hole, digits); ring.size() >= 4)
            result.holes.push_back(std::move(ring));
    }
    return result;
}

struct Rounding {
    int digits;

    Geometry operator()(std::monostate) const { return {}; }
    Geometry operator()(LonLat p) const { return LonLat{rounded(p.lon, digits), rounded(p.lat, digits)}; }
    Geometry operator()(const MultiPoint& g) const
    {
        MultiPoint result;
        for (const LonLat p : g.points)
            result.points.push_back({rounded(p.lon, digits), rounded(p.lat, digits)});
        return result;
    }
    Geometry operator()(const LineString& g) const
    {
        return LineString{rounded_to_stand(g.points, digits, 2)};
    }
    Geometry operator()(const MultiLineString& g) const
    {
        MultiLineString result;
        for (const LineString& line : g.lines)
            result.lines.push_back({rounded_to_stand(line.points, digits, 2)});
        return result;
    }
    Geometry operator()(const Polygon& g) const { return rounded_polygon(g, digits); }
    Geometry operator()(const MultiPolygon& g) const
    {
        MultiPolygon result;
        for (const Polygon& polygon : g.polygons)
            result.polygons.push_back(rounded_polygon(polygon, digits));
        return result;
    }
};

/// Writes the bodies in brackets of well-known text.
struct WktBody {
    int digits;

    [[nodiscard]] std::string position(LonLat p) const
    {
        return coordinate_text(p.lon, digits) + " " + coordinate_text(p.lat, digits);
    }
    template <class T, class Text>
    [[nodiscard]] std::string list(const std::vector<T>& all, Text text) const
    {
        if (all.empty())
            return "EMPTY";
        std::string result = "(";
        for (const T& one : all)
            result += (&one == &all.front() ? "" : ",") + text(one);
        return result + ")";
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

    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(LonLat p) const { return "POINT (" + position(p) + ")"; }
    std::string operator()(const MultiPoint& g) const
    {
        return "MULTIPOINT " + list(g.points, [this](LonLat p) { return "(" + position(p) + ")"; });
    }
    std::string operator()(const LineString& g) const { return "LINESTRING " + points(g.points); }
    std::string operator()(const MultiLineString& g) const
    {
        return "MULTILINESTRING " + list(g.lines, [this](const LineString& l) { return points(l.points); });
    }
    std::string operator()(const Polygon& g) const { return "POLYGON " + polygon(g); }
    std::string operator()(const MultiPolygon& g) const
    {
        return "MULTIPOLYGON " + list(g.polygons, [this](const Polygon& p) { return polygon(p); });
    }
};

} // namespace

std::string coordinate_text(double degrees, int digits)
{
    char buffer[400]; // 309 digits before the point are the most that a double has
    const auto result = digits >= all_digits
                            ? std::to_chars(buffer, buffer + sizeof buffer, degrees, std::chars_format::fixed)
                            : std::to_chars(buffer, buffer + sizeof buffer, degrees, std::chars_format::fixed,
                                            std::clamp(digits, 0, finest_digits));
    std::string text{buffer, result.ptr};
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.')
            text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

void append_coordinate(std::string& to, double degrees, int digits)
{
    char text[32];
    if (digits > 15) {
        to += coordinate_text(degrees, digits);
        return;
    }
    const char* end = std::to_chars(text, text + sizeof text, degrees, std::chars_format::fixed, digits).ptr;
    if (digits > 0) {
        while (end[-1] == '0')
            --end;
        if (end[-1] == '.')
            --end;
    }
    const std::string_view trimmed{text, static_cast<std::size_t>(end - text)};
    to += trimmed == "-0" ? "0" : trimmed;
}

double rounded(double degrees, int digits)
{
    const std::string text = coordinate_text(degrees, digits);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Geometry rounded(const Geometry& geometry, int digits)
{
    return std::visit(Rounding{digits}, geometry);
}

std::string well_known_text(const Geometry& geometry, int digits)
{
    return std::visit(WktBody{digits}, geometry);
}

} // namespace sitmap
