// The part of measure.hpp that combines areas. GEOS does the work, through GDAL: it stands rings that cross
// or touch themselves, which drawn control areas have often enough.
#include "geodata/error.hpp"
#include "geodata/measure.hpp"
#include "geodata/ogr.hpp"

#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

std::unique_ptr<OGRGeometry> valid_area(const MultiPolygon& area)
{
    auto made = to_ogr(area);
    if (made->IsValid() != 0)
        return made;
    return std::unique_ptr<OGRGeometry>{made->MakeValid()};
}

using Combine = OGRGeometry* (OGRGeometry::*)(const OGRGeometry*) const;

/// Areas that only touch share a line or a point, which is no area.
MultiPolygon areas_in(const OGRGeometry& result)
{
    MultiPolygon areas;
    for (const Geometry& part : from_ogr(result)) {
        for (Polygon& polygon : polygons_of(part))
            areas.polygons.push_back(std::move(polygon));
    }
    if (areas.polygons.empty())
        return areas;
    return std::get<MultiPolygon>(right_hand(areas));
}

MultiPolygon combined(const MultiPolygon& a, const MultiPolygon& b, Combine combine, const char* what)
{
    GdalMessages messages;
    const auto left = valid_area(a);
    const auto right = valid_area(b);
    const std::unique_ptr<OGRGeometry> result{left && right ? ((*left).*combine)(right.get()) : nullptr};
    if (!result)
        throw Error{"cannot compute the " + std::string{what} + " of two areas: " + messages.take_reason()};
    return areas_in(*result);
}

/// On a plane in metres that fits the polygon's middle latitude.
Polygon on_local_plane(const Polygon& polygon, double middle_lat)
{
    constexpr double metres_a_degree = 111'320;
    const double across = metres_a_degree * std::cos(middle_lat * std::numbers::pi / 180);
    const auto scaled = [&](const Ring& ring) {
        Ring out;
        out.reserve(ring.size());
        for (const LonLat p : ring)
            out.push_back({p.lon * across, p.lat * metres_a_degree});
        return out;
    };
    Polygon plane{scaled(polygon.exterior), {}};
    for (const Ring& hole : polygon.holes)
        plane.holes.push_back(scaled(hole));
    return plane;
}

double perimeter(const Ring& ring)
{
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        sum += std::hypot(ring[i].lon - ring[i - 1].lon, ring[i].lat - ring[i - 1].lat);
    return sum;
}

} // namespace

MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b)
{
    return combined(a, b, &OGRGeometry::Difference, "difference");
}

MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b)
{
    return combined(a, b, &OGRGeometry::Intersection, "intersection");
}

MultiPolygon merged(const MultiPolygon& areas)
{
    GdalMessages messages;
    // Each for itself: mended together, what two polygons share would become a hole.
    OGRMultiPolygon valid;
    for (const Polygon& polygon : areas.polygons) {
        const auto mended = valid_area(MultiPolygon{{polygon}});
        if (!mended)
            throw Error{"cannot merge areas: " + messages.take_reason()};
        for (const Polygon& part : areas_in(*mended).polygons)
            valid.addGeometryDirectly(to_ogr(part).release());
    }
    const std::unique_ptr<OGRGeometry> result{valid.UnionCascaded()};
    if (!result)
        throw Error{"cannot merge areas: " + messages.take_reason()};
    return areas_in(*result);
}

bool has_width_of(const Polygon& polygon, double metres)
{
    const auto box = extent_of(Geometry{polygon});
    if (!box)
        return false;
    const Polygon plane = on_local_plane(polygon, (box->south + box->north) / 2);
    const auto shape = valid_area(MultiPolygon{{plane}});
    if (!shape)
        return false;
    // The largest disc in a shape has at least the radius area / perimeter (both with holes), which spares
    // shrinking most shapes.
    double around = perimeter(plane.exterior);
    for (const Ring& hole : plane.holes)
        around += perimeter(hole);
    const auto* surface = dynamic_cast<const OGRMultiPolygon*>(shape.get());
    const double area = surface != nullptr ? surface->get_Area() : 0;
    if (area > around * metres / 2)
        return true;
    GdalMessages messages;
    const std::unique_ptr<OGRGeometry> shrunk{shape->Buffer(-metres / 2, 8)};
    return shrunk && shrunk->IsEmpty() == 0;
}

} // namespace sitmap
