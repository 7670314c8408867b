#include "geodata/clean_shape.hpp"

#include "geodata/measure.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

/// Calls `visit` for each position.
template <class Shape, class Visit> // Shape: Geometry or const Geometry
void each_position(Shape& geometry, Visit visit)
{
    const auto all = [&](auto& points) { std::for_each(points.begin(), points.end(), visit); };
    const auto polygon = [&](auto& p) {
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
        std::for_each(lines->lines.begin(), lines->lines.end(), [&](auto& l) { all(l.points); });
    else if (auto* one = std::get_if<Polygon>(&geometry))
        polygon(*one);
    else if (auto* areas = std::get_if<MultiPolygon>(&geometry))
        std::for_each(areas->polygons.begin(), areas->polygons.end(), polygon);
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

} // namespace

std::optional<LonLat> misplaced(const Geometry& geometry)
{
    std::optional<LonLat> found;
    each_position(geometry, [&](LonLat p) {
        const bool fits =
            std::isfinite(p.lon) && std::isfinite(p.lat) && std::abs(p.lon) <= 540 && std::abs(p.lat) <= 90;
        if (!fits && !found)
            found = p;
    });
    return found;
}

CleanShape clean(Geometry geometry, bool cut)
{
    CleanShape result;
    each_position(geometry, [&](LonLat p) { result.turned = result.turned || std::abs(p.lon) > 180; });
    if (result.turned)
        geometry = brought_back(std::move(geometry));
    else if (cut)
        geometry = cut_at_antimeridian(geometry);
    result.shape = without_stumps(std::move(geometry), result.mended);
    return result;
}

} // namespace sitmap
