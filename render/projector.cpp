#include "render/projector.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

/// The whole world has too many capes to draw each to a third of a pixel in every frame.
constexpr double fine_px = 0.3, coarse_px = 0.6, coarse_above_scale = 20e6;

PxRect in_degrees(const Extent& e)
{
    return {e.west, e.south, e.east - e.west, e.north - e.south};
}

PxRect box_of(std::span<const LonLat> points)
{
    double west = INFINITY, south = INFINITY, east = -INFINITY, north = -INFINITY;
    for (const LonLat p : points) {
        west = std::min(west, p.lon);
        east = std::max(east, p.lon);
        south = std::min(south, p.lat);
        north = std::max(north, p.lat);
    }
    return {west, south, east - west, north - south};
}

/// Inclusive, so that a line along a meridian overlaps.
bool touches(const PxRect& a, const PxRect& b)
{
    return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

Contour shifted(std::span<const LonLat> points, double by_lon)
{
    Contour out;
    out.reserve(points.size());
    for (const LonLat p : points)
        out.push_back({p.lon + by_lon, p.lat});
    return out;
}

/// Where a projection is cut open opposite its middle, a position on the cut has two images, and a shape that
/// ends there would run across the whole picture: it ends a little before.
double seam_deg(const Camera& camera)
{
    constexpr double before_deg = 0.01, near_px = 2;
    if (camera.projection().is_mercator())
        return 0;
    const LonLat c = camera.centre();
    const auto west = camera.to_px_unwrapped({c.lon - 180 + before_deg, c.lat}),
               east = camera.to_px_unwrapped({c.lon + 180 - before_deg, c.lat});
    return west && east && distance(*west, *east) > near_px ? before_deg : 0;
}

void drop_repeated_end(Contour& ring)
{
    while (ring.size() > 1 && ring.front() == ring.back())
        ring.pop_back();
}

} // namespace

Projector::Projector(const Camera& camera, double margin_px)
    : camera_{camera}, kept_{grown(camera.frame(), margin_px)}
{
    const double px_deg = camera.ground_m_per_px(camera.centre()) / 111'320.0;
    simplify_px_ = camera.scale_denominator() > coarse_above_scale ? coarse_px : fine_px;
    tolerance_deg_ = simplify_px_ * px_deg;
    PxRect seen = in_degrees(camera.seen_unwrapped());
    const double around = margin_px * px_deg;
    const double around_lon =
        around / std::max(0.05, std::cos(std::min(std::abs(camera.centre().lat), 85.0) * 0.0174532925));
    seen.x -= around_lon + 0.06 * seen.width;
    seen.width += 2.0 * (around_lon + 0.06 * seen.width);
    seen.y -= around + 0.06 * seen.height;
    seen.height += 2.0 * (around + 0.06 * seen.height);
    const double lowest = std::max(seen.y, -90.0), highest = std::min(seen.y + seen.height, 90.0);
    const double half = 180.0 - seam_deg(camera);
    const double westmost = std::max(seen.x, camera.centre().lon - half);
    const double eastmost = std::min(seen.x + seen.width, camera.centre().lon + half);
    box_ = {westmost, lowest, eastmost - westmost, highest - lowest};
    longest_deg_ = camera.projection().is_mercator() ? 5.0 : std::clamp(box_.width / 40.0, 0.02, 1.0);
}

bool Projector::sees(const Extent& box) const
{
    PxRect there = in_degrees(box);
    if (there.width < 0)
        there.width += 360.0;
    for (const double by : {-360.0, 0.0, 360.0})
        if (touches(box_, {there.x + by, there.y, there.width, there.height}))
            return true;
    return false;
}

Contour Projector::projected(const Contour& degrees, bool closed) const
{
    Contour out;
    out.reserve(degrees.size());
    const auto add = [&](Px p) {
        if (const auto px = camera_.to_px_unwrapped({p.x, p.y}))
            out.push_back(*px);
    };
    const std::size_t edges = closed ? degrees.size() : degrees.size() - 1;
    for (std::size_t i = 0; i < edges; ++i) {
        const Px a = degrees[i], b = degrees[(i + 1) % degrees.size()];
        add(a);
        const double longest = std::max(std::abs(b.x - a.x), std::abs(b.y - a.y));
        const int parts = static_cast<int>(std::min(longest / longest_deg_, 400.0)) + 1;
        for (int k = 1; k < parts; ++k)
            add(a + (b - a) * (static_cast<double>(k) / parts));
    }
    if (!closed)
        add(degrees.back());
    return out;
}

void Projector::add_ring(std::span<const LonLat> ring, Path& out) const
{
    if (ring.size() < 3)
        return;
    const PxRect box = box_of(ring);
    for (const double by : {-360.0, 0.0, 360.0}) {
        if (!touches(box_, {box.x + by, box.y, box.width, box.height}))
            continue;
        Contour degrees = shifted(ring, by);
        drop_repeated_end(degrees);
        degrees = clip_ring(degrees, box_);
        if (degrees.size() < 3)
            continue;
        Contour px = simplified_ring(clip_ring(projected(degrees, true), kept_), simplify_px_);
        if (px.size() >= 3)
            out.push_back(std::move(px));
    }
}

void Projector::add_line(std::span<const LonLat> line, Path& out) const
{
    // A line that was not cut at the antimeridian jumps there by the whole globe.
    for (std::size_t i = 1; i < line.size(); ++i)
        if (std::abs(line[i].lon - line[i - 1].lon) > 180.0) {
            add_line(line.first(i), out);
            add_line(line.subspan(i), out);
            return;
        }
    if (line.size() < 2)
        return;
    const PxRect box = box_of(line);
    for (const double by : {-360.0, 0.0, 360.0}) {
        if (!touches(box_, {box.x + by, box.y, box.width, box.height}))
            continue;
        for (const Contour& part : clip_line(shifted(line, by), box_))
            for (const Contour& cut : clip_line(projected(part, false), kept_))
                out.push_back(simplified(cut, simplify_px_));
    }
}

void Projector::add(const Polygon& polygon, Path& out) const
{
    add_ring(polygon.exterior, out);
    for (const Ring& hole : polygon.holes)
        add_ring(hole, out);
}

Path Projector::rings(const MultiPolygon& area) const
{
    Path out;
    for (const Polygon& polygon : area.polygons)
        add(polygon, out);
    return out;
}

Path Projector::rings(const Geometry& geometry) const
{
    return rings(MultiPolygon{polygons_of(geometry)});
}

Path Projector::lines(const Geometry& geometry) const
{
    Path out;
    for (const LineString& line : lines_of(geometry))
        add_line(line.points, out);
    return out;
}

} // namespace sitmap
