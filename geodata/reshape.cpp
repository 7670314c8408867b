// The part of measure.hpp that gives shapes back.
#include "geodata/measure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace sitmap {

namespace {

using Points = std::vector<LonLat>;

double squared_distance_to_segment(LonLat p, LonLat a, LonLat b)
{
    const double dx = b.lon - a.lon;
    const double dy = b.lat - a.lat;
    const double length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((p.lon - a.lon) * dx + (p.lat - a.lat) * dy) / length2 : 0;
    t = std::clamp(t, 0.0, 1.0);
    const double ex = p.lon - (a.lon + t * dx);
    const double ey = p.lat - (a.lat + t * dy);
    return ex * ex + ey * ey;
}

/// Marks the positions that Douglas-Peucker keeps between `first` and `last`. Own stack: a comb of a million
/// teeth would exhaust the program's.
void mark_kept(const Points& points, std::size_t first, std::size_t last, double tolerance,
               std::vector<char>& keep)
{
    std::vector<std::pair<std::size_t, std::size_t>> open{{first, last}};
    while (!open.empty()) {
        const auto [from, to] = open.back();
        open.pop_back();
        double farthest = tolerance * tolerance;
        std::size_t at = 0;
        for (std::size_t i = from + 1; i < to; ++i) {
            const double d = squared_distance_to_segment(points[i], points[from], points[to]);
            if (d > farthest) {
                farthest = d;
                at = i;
            }
        }
        if (at == 0)
            continue;
        keep[at] = 1;
        open.emplace_back(from, at);
        open.emplace_back(at, to);
    }
}

Points kept(const Points& points, const std::vector<char>& keep)
{
    Points result;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (keep[i] != 0)
            result.push_back(points[i]);
    }
    return result;
}

Points simplified_line(const Points& points, double tolerance)
{
    if (points.size() < 3)
        return points;
    std::vector<char> keep(points.size(), 0);
    keep.front() = keep.back() = 1;
    mark_kept(points, 0, points.size() - 1, tolerance, keep);
    return kept(points, keep);
}

Points closed(Points ring)
{
    if (!ring.empty() && ring.front() != ring.back())
        ring.push_back(ring.front());
    return ring;
}

/// Empty when the ring collapses.
Points simplified_ring(const Points& open_or_closed, double tolerance)
{
    Points ring = closed(open_or_closed);
    if (ring.size() < 4)
        return {};
    // The two ends are one position; the position farthest from it parts the ring into two lines.
    std::size_t far = 0;
    double farthest = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        const double d = squared_distance_to_segment(ring[i], ring[0], ring[0]);
        if (d > farthest) {
            farthest = d;
            far = i;
        }
    }
    if (far == 0)
        return {};
    std::vector<char> keep(ring.size(), 0);
    keep.front() = keep.back() = keep[far] = 1;
    mark_kept(ring, 0, far, tolerance, keep);
    mark_kept(ring, far, ring.size() - 1, tolerance, keep);
    ring = kept(ring, keep);
    return ring.size() < 4 ? Points{} : ring;
}

/// Twice the signed area in square degrees, positive when counter-clockwise.
double turn_of(const Points& ring)
{
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LonLat a = ring[i];
        const LonLat b = ring[(i + 1) % ring.size()];
        // Relative to the first position, so that small rings far from 0 keep their digits.
        sum += (a.lon - ring[0].lon) * (b.lat - ring[0].lat) - (b.lon - ring[0].lon) * (a.lat - ring[0].lat);
    }
    return sum;
}

Points turned(Points ring, bool counter_clockwise)
{
    ring = closed(std::move(ring));
    const double turn = turn_of(ring);
    if (turn != 0 && (turn > 0) != counter_clockwise)
        std::reverse(ring.begin(), ring.end());
    return ring;
}

/// Applies `rings(ring, is_exterior)` to each ring; polygons whose exterior comes back empty vanish.
template <class OnRing>
Polygon map_polygon(const Polygon& polygon, OnRing on_ring)
{
    Polygon result{on_ring(polygon.exterior, true), {}};
    for (const Ring& hole : polygon.holes) {
        if (Ring mapped = on_ring(hole, false); !mapped.empty())
            result.holes.push_back(std::move(mapped));
    }
    return result;
}

template <class OnRing>
Geometry map_areas(const Geometry& geometry, OnRing on_ring)
{
    if (const auto* polygon = std::get_if<Polygon>(&geometry)) {
        Polygon mapped = map_polygon(*polygon, on_ring);
        return mapped.exterior.empty() ? Geometry{} : Geometry{std::move(mapped)};
    }
    if (const auto* multi = std::get_if<MultiPolygon>(&geometry)) {
        MultiPolygon result;
        for (const Polygon& polygon : multi->polygons) {
            if (Polygon mapped = map_polygon(polygon, on_ring); !mapped.exterior.empty())
                result.polygons.push_back(std::move(mapped));
        }
        return result.polygons.empty() ? Geometry{} : Geometry{std::move(result)};
    }
    return geometry;
}

// --- Antimeridian

/// A step from -180 to 180 is no jump: shapes cut already have one along the edge of the map (Antarctica).
bool jumps(const Points& points)
{
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (std::abs(points[i].lon) > 180)
            return true;
        const double step = i > 0 ? std::abs(points[i].lon - points[i - 1].lon) : 0;
        if (step > 180 && step < 360)
            return true;
    }
    return false;
}

/// The same positions with longitudes that run on past ±180 instead of jumping.
Points unrolled(const Points& points)
{
    Points result;
    result.reserve(points.size());
    double shift = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i > 0) {
            const double step = points[i].lon - points[i - 1].lon;
            if (std::abs(step) > 180)
                shift -= 360 * std::round(step / 360);
        }
        result.push_back({points[i].lon + shift, points[i].lat});
    }
    return result;
}

/// An unrolled ring that does not come back to its start goes round a pole: it is led over that pole.
void close_over_pole(Points& ring)
{
    if (ring.size() < 2 || std::abs(ring.back().lon - ring.front().lon) < 180)
        return;
    double sum = 0;
    for (const LonLat p : ring)
        sum += p.lat;
    const double pole = sum < 0 ? -90 : 90;
    ring.push_back({ring.back().lon, pole});
    ring.push_back({ring.front().lon, pole});
    ring.push_back(ring.front());
}

std::pair<double, double> lon_range(const Points& points)
{
    const auto [low, high] =
        std::minmax_element(points.begin(), points.end(), [](LonLat a, LonLat b) { return a.lon < b.lon; });
    return {low->lon, high->lon};
}

/// Moves a hole by whole turns to where its exterior lies after unrolling.
void align(Points& hole, const Points& exterior)
{
    const auto [west, east] = lon_range(exterior);
    const auto [hole_west, hole_east] = lon_range(hole);
    const double shift = 360 * std::round(((west + east) - (hole_west + hole_east)) / 2 / 360);
    for (LonLat& p : hole)
        p.lon += shift;
}

/// World number `turn` (0 is -180 to 180) as a polygon.
MultiPolygon world(int turn)
{
    const double west = -180 + 360.0 * turn;
    const double east = west + 360;
    return {{Polygon{{{west, -90}, {east, -90}, {east, 90}, {west, 90}, {west, -90}}, {}}}};
}

void append_cut(const Polygon& polygon, std::vector<Polygon>& parts)
{
    if (polygon.exterior.empty())
        return;
    Polygon flat{unrolled(closed(polygon.exterior)), {}};
    close_over_pole(flat.exterior);
    for (const Ring& hole : polygon.holes) {
        Points inner = unrolled(closed(hole));
        if (inner.empty())
            continue;
        close_over_pole(inner);
        align(inner, flat.exterior);
        flat.holes.push_back(std::move(inner));
    }
    const auto [west, east] = lon_range(flat.exterior);
    const int first = static_cast<int>(std::floor((west + 180) / 360));
    const int last = static_cast<int>(std::ceil((east + 180) / 360)) - 1;
    for (int turn = first; turn <= std::max(first, last); ++turn) {
        for (Polygon& part : intersection({{flat}}, world(turn)).polygons) {
            const auto shift_back = [turn](Points ring, bool) {
                for (LonLat& p : ring)
                    p.lon = std::clamp(p.lon - 360.0 * turn, -180.0, 180.0);
                return ring;
            };
            parts.push_back(map_polygon(part, shift_back));
        }
    }
}

void append_cut(const LineString& line, std::vector<LineString>& parts)
{
    const Points points = unrolled(line.points);
    if (points.size() < 2)
        return;
    // A position exactly on a seam belongs to the world of the segment that it ends.
    const auto world_of = [](LonLat a, LonLat b) { return std::floor(((a.lon + b.lon) / 2 + 180) / 360); };
    const auto placed = [](LonLat p, double turn) {
        return LonLat{std::clamp(p.lon - 360 * turn, -180.0, 180.0), p.lat};
    };
    LineString part;
    double turn = 0;
    const auto finish = [&] {
        if (part.points.size() > 1)
            parts.push_back(part);
        part.points.clear();
    };
    const auto add = [&](LonLat a, LonLat b) {
        if (const double here = world_of(a, b); part.points.empty() || here != turn) {
            finish();
            turn = here;
            part.points.push_back(placed(a, turn));
        }
        part.points.push_back(placed(b, turn));
    };
    for (std::size_t i = 1; i < points.size(); ++i) {
        const LonLat a = points[i - 1];
        const LonLat b = points[i];
        const double seam = std::floor((std::max(a.lon, b.lon) + 180) / 360) * 360 - 180;
        if (seam <= std::min(a.lon, b.lon) || seam >= std::max(a.lon, b.lon)) {
            add(a, b);
            continue;
        }
        const LonLat crossing{seam, a.lat + (b.lat - a.lat) * (seam - a.lon) / (b.lon - a.lon)};
        add(a, crossing);
        add(crossing, b);
    }
    finish();
}

} // namespace

Geometry simplify(const Geometry& geometry, double tolerance_deg)
{
    if (const auto* line = std::get_if<LineString>(&geometry))
        return LineString{simplified_line(line->points, tolerance_deg)};
    if (const auto* multi = std::get_if<MultiLineString>(&geometry)) {
        MultiLineString result;
        for (const LineString& line : multi->lines)
            result.lines.push_back({simplified_line(line.points, tolerance_deg)});
        return result;
    }
    return map_areas(geometry, [&](const Ring& ring, bool) { return simplified_ring(ring, tolerance_deg); });
}

Geometry right_hand(const Geometry& geometry)
{
    return map_areas(geometry, [](const Ring& ring, bool exterior) { return turned(ring, exterior); });
}

Geometry cut_at_antimeridian(const Geometry& geometry)
{
    if (auto lines = lines_of(geometry); !lines.empty()) {
        if (std::none_of(lines.begin(), lines.end(), [](const LineString& l) { return jumps(l.points); }))
            return geometry;
        MultiLineString result;
        for (const LineString& line : lines)
            append_cut(line, result.lines);
        if (result.lines.empty())
            return {};
        return result.lines.size() == 1 ? Geometry{result.lines.front()} : Geometry{result};
    }
    const auto polygons = polygons_of(geometry);
    if (std::none_of(polygons.begin(), polygons.end(), [](const Polygon& p) { return jumps(p.exterior); }))
        return geometry;
    MultiPolygon result;
    for (const Polygon& polygon : polygons) {
        if (jumps(polygon.exterior))
            append_cut(polygon, result.polygons);
        else
            result.polygons.push_back(polygon);
    }
    if (result.polygons.empty())
        return {};
    return right_hand(result.polygons.size() == 1 ? Geometry{result.polygons.front()} : Geometry{result});
}

} // namespace sitmap
