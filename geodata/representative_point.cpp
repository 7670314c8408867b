// The part of measure.hpp that finds a point inside a shape.
#include "geodata/measure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <queue>

namespace sitmap {

namespace {

/// A square of the search for the pole of inaccessibility, in degrees scaled to the middle latitude.
struct Cell {
    double x, y, half;
    double distance; ///< from the centre to the edge, negative outside
    [[nodiscard]] double best_possible() const { return distance + half * std::numbers::sqrt2; }
    bool operator<(const Cell& other) const { return best_possible() < other.best_possible(); }
};

/// Signed distance from a point to the rings of a polygon, in degrees with longitude scaled by `x_scale`.
class EdgeDistance {
public:
    explicit EdgeDistance(const Polygon& polygon, double x_scale) : x_scale_{x_scale}
    {
        add(polygon.exterior);
        for (const Ring& hole : polygon.holes)
            add(hole);
    }

    [[nodiscard]] double at(double x, double y) const
    {
        bool inside = false;
        double nearest2 = std::numeric_limits<double>::infinity();
        for (const Edge& e : edges_) {
            if ((e.ay > y) != (e.by > y) && x < (e.bx - e.ax) * (y - e.ay) / (e.by - e.ay) + e.ax)
                inside = !inside;
            nearest2 = std::min(nearest2, squared(e, x, y));
        }
        return (inside ? 1 : -1) * std::sqrt(nearest2);
    }

private:
    struct Edge {
        double ax, ay, bx, by;
    };

    void add(const Ring& ring)
    {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const LonLat a = ring[i];
            const LonLat b = ring[(i + 1) % ring.size()];
            edges_.push_back({a.lon * x_scale_, a.lat, b.lon * x_scale_, b.lat});
        }
    }

    static double squared(const Edge& e, double x, double y)
    {
        const double dx = e.bx - e.ax;
        const double dy = e.by - e.ay;
        const double length2 = dx * dx + dy * dy;
        const double t =
            length2 > 0 ? std::clamp(((x - e.ax) * dx + (y - e.ay) * dy) / length2, 0.0, 1.0) : 0.0;
        const double ex = x - e.ax - t * dx;
        const double ey = y - e.ay - t * dy;
        return ex * ex + ey * ey;
    }

    double x_scale_;
    std::vector<Edge> edges_;
};

/// The search of Agafonkin's "polylabel": halve the most promising square until none can be better by 1 % of
/// the polygon's size.
LonLat pole_of_inaccessibility(const Polygon& polygon)
{
    const Extent box = *extent_of(polygon);
    const double x_scale = std::max(0.01, std::cos((box.south + box.north) / 2 * std::numbers::pi / 180));
    const EdgeDistance edge{polygon, x_scale};
    const double width = (box.east - box.west) * x_scale;
    const double height = box.north - box.south;
    const double size = std::min(width, height);
    if (!(size > 0))
        return polygon.exterior.front();
    const auto cell_at = [&](double x, double y, double half) { return Cell{x, y, half, edge.at(x, y)}; };

    std::priority_queue<Cell> open;
    const double half = size / 2;
    const int columns = static_cast<int>(std::min(64.0, std::ceil(width / size)));
    const int rows = static_cast<int>(std::min(64.0, std::ceil(height / size)));
    const double step = std::max(width / columns, height / rows);
    for (int i = 0; i < columns; ++i) {
        for (int j = 0; j < rows; ++j)
            open.push(cell_at(box.west * x_scale + (i + 0.5) * step, box.south + (j + 0.5) * step,
                              std::max(half, step / 2)));
    }
    Cell best = cell_at((box.west + box.east) / 2 * x_scale, (box.south + box.north) / 2, 0);
    // A bound against shapes that give no better answer for long; thousands of cells are never needed.
    for (int tries = 0; tries < 4000 && !open.empty(); ++tries) {
        const Cell cell = open.top();
        open.pop();
        if (cell.distance > best.distance)
            best = cell;
        if (cell.best_possible() - best.distance <= size * 0.01 && best.distance > 0)
            break;
        const double quarter = cell.half / 2;
        for (const double dx : {-quarter, quarter}) {
            for (const double dy : {-quarter, quarter})
                open.push(cell_at(cell.x + dx, cell.y + dy, quarter));
        }
    }
    return {best.x / x_scale, best.y};
}

/// The point at half the length.
LonLat middle_of(const LineString& line)
{
    double left = length_m(line) / 2;
    for (std::size_t i = 1; i < line.points.size(); ++i) {
        const LonLat a = line.points[i - 1];
        const LonLat b = line.points[i];
        const double step = distance_m(a, b);
        if (step >= left && step > 0) {
            const double t = left / step;
            return {a.lon + (b.lon - a.lon) * t, a.lat + (b.lat - a.lat) * t};
        }
        left -= step;
    }
    return line.points.back();
}

/// The member with the greatest `measure`, or null.
template <class T, class Measure>
const T* greatest(const std::vector<T>& all, Measure measure)
{
    const auto less = [&](const T& a, const T& b) { return measure(a) < measure(b); };
    const auto found = std::max_element(all.begin(), all.end(), less);
    return found == all.end() ? nullptr : &*found;
}

/// The one nearest to the mean of all.
std::optional<LonLat> central(const std::vector<LonLat>& points)
{
    LonLat mean;
    for (const LonLat p : points) {
        mean.lon += p.lon / static_cast<double>(points.size());
        mean.lat += p.lat / static_cast<double>(points.size());
    }
    const auto* nearest =
        greatest(points, [mean](LonLat p) { return -std::hypot(p.lon - mean.lon, p.lat - mean.lat); });
    return nearest == nullptr ? std::nullopt : std::optional{*nearest};
}

} // namespace

std::optional<LonLat> representative_point(const Geometry& geometry)
{
    if (const auto* point = std::get_if<LonLat>(&geometry))
        return *point;
    if (const auto* points = std::get_if<MultiPoint>(&geometry))
        return central(points->points);
    auto lines = lines_of(geometry);
    std::erase_if(lines, [](const LineString& line) { return line.points.empty(); });
    if (const auto* longest = greatest(lines, [](const LineString& line) { return length_m(line); }))
        return middle_of(*longest);
    auto polygons = polygons_of(geometry);
    std::erase_if(polygons, [](const Polygon& polygon) { return polygon.exterior.empty(); });
    if (const auto* largest = greatest(polygons, [](const Polygon& polygon) { return area_m2(polygon); }))
        return pole_of_inaccessibility(*largest);
    return std::nullopt;
}

} // namespace sitmap
