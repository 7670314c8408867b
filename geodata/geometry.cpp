#include "geodata/geometry.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// Calls `visit(position)` for each position of a shape.
template <class Visit>
struct EachPosition {
    Visit visit;

    void operator()(std::monostate) const {}
    void operator()(LonLat p) const { visit(p); }
    void operator()(const std::vector<LonLat>& points) const
    {
        std::for_each(points.begin(), points.end(), visit);
    }
    void operator()(const MultiPoint& g) const { (*this)(g.points); }
    void operator()(const LineString& g) const { (*this)(g.points); }
    void operator()(const MultiLineString& g) const
    {
        for (const LineString& line : g.lines)
            (*this)(line);
    }
    void operator()(const Polygon& g) const
    {
        (*this)(g.exterior);
        for (const Ring& hole : g.holes)
            (*this)(hole);
    }
    void operator()(const MultiPolygon& g) const
    {
        for (const Polygon& polygon : g.polygons)
            (*this)(polygon);
    }
};

} // namespace

std::optional<Extent> extent_of(const Geometry& geometry)
{
    std::optional<Extent> box;
    const auto widen = [&](LonLat p) {
        if (!box)
            box = Extent{p.lon, p.lat, p.lon, p.lat};
        box->west = std::min(box->west, p.lon);
        box->east = std::max(box->east, p.lon);
        box->south = std::min(box->south, p.lat);
        box->north = std::max(box->north, p.lat);
    };
    std::visit(EachPosition<decltype(widen)>{widen}, geometry);
    return box;
}

std::vector<Polygon> polygons_of(const Geometry& geometry)
{
    if (const auto* polygon = std::get_if<Polygon>(&geometry))
        return {*polygon};
    if (const auto* multi = std::get_if<MultiPolygon>(&geometry))
        return multi->polygons;
    return {};
}

std::vector<LineString> lines_of(const Geometry& geometry)
{
    if (const auto* line = std::get_if<LineString>(&geometry))
        return {*line};
    if (const auto* multi = std::get_if<MultiLineString>(&geometry))
        return multi->lines;
    return {};
}

std::size_t position_count(const Geometry& geometry)
{
    std::size_t count = 0;
    const auto add = [&](LonLat) { ++count; };
    std::visit(EachPosition<decltype(add)>{add}, geometry);
    return count;
}

} // namespace sitmap
