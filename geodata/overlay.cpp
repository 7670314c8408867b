// The part of measure.hpp that combines areas. GEOS does the work, through GDAL: it stands rings that cross
// or touch themselves, which drawn control areas have often enough.
#include "geodata/error.hpp"
#include "geodata/measure.hpp"
#include "geodata/ogr.hpp"

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

MultiPolygon combined(const MultiPolygon& a, const MultiPolygon& b, Combine combine, const char* what)
{
    GdalMessages messages;
    const auto left = valid_area(a);
    const auto right = valid_area(b);
    const std::unique_ptr<OGRGeometry> result{left && right ? ((*left).*combine)(right.get()) : nullptr};
    if (!result)
        throw Error{"cannot compute the " + std::string{what} + " of two areas: " + messages.take_reason()};
    MultiPolygon areas;
    // Areas that only touch share a line or a point, which is no area.
    for (const Geometry& part : from_ogr(*result)) {
        for (Polygon& polygon : polygons_of(part))
            areas.polygons.push_back(std::move(polygon));
    }
    if (areas.polygons.empty())
        return areas;
    return std::get<MultiPolygon>(right_hand(areas));
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

} // namespace sitmap
