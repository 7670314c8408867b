#include "engine/control_between.hpp"

#include "geodata/extent.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sitmap {

namespace {

constexpr double metres_a_degree = 111'320, radians = 0.0174532925199433;
constexpr double step_m = 1'000, short_line_m = 5'000;
constexpr std::size_t most_points = 200;
constexpr double most_end_m = 40'000, most_end_share = 0.25, most_point_m = 60'000, most_point_share = 0.34;
/// Edges of areas within this of a front are its edges: two hands draw one border a little apart
/// (control.hpp).
constexpr double on_front_m = 600;

/// On the plane that touches the Earth between the two; good to a part in a thousand over some tens of
/// kilometres.
double apart_m(LonLat a, LonLat b)
{
    const double cosine = std::cos((a.lat + b.lat) / 2 * radians);
    return std::hypot((a.lon - b.lon) * cosine, a.lat - b.lat) * metres_a_degree;
}

LonLat part_way(LonLat a, LonLat b, double share)
{
    return {a.lon + (b.lon - a.lon) * share, a.lat + (b.lat - a.lat) * share};
}

double length_of(const std::vector<LonLat>& points)
{
    double sum = 0;
    for (std::size_t i = 1; i < points.size(); ++i)
        sum += apart_m(points[i - 1], points[i]);
    return sum;
}

/// Points evenly apart along the line, both ends among them.
std::vector<LonLat> evenly(const std::vector<LonLat>& line, std::size_t count)
{
    std::vector<LonLat> out{line.front()};
    const double step = length_of(line) / static_cast<double>(count - 1);
    double gone = 0, next = step;
    for (std::size_t i = 1; i < line.size() && out.size() + 1 < count; ++i) {
        const double edge = apart_m(line[i - 1], line[i]);
        while (edge > 0 && next <= gone + edge && out.size() + 1 < count) {
            out.push_back(part_way(line[i - 1], line[i], (next - gone) / edge));
            next += step;
        }
        gone += edge;
    }
    while (out.size() < count)
        out.push_back(line.back());
    return out;
}

/// For each point of `a`, the middle of the points of `b` it is paired with.
std::vector<LonLat> paired(const std::vector<LonLat>& a, const std::vector<LonLat>& b)
{
    const std::size_t n = a.size(), m = b.size();
    std::vector<double> cost(n * m, std::numeric_limits<double>::infinity());
    const auto at = [m](std::size_t i, std::size_t k) { return i * m + k; };
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < m; ++k) {
            double before = i == 0 && k == 0 ? 0 : std::numeric_limits<double>::infinity();
            if (i > 0)
                before = std::min(before, cost[at(i - 1, k)]);
            if (k > 0)
                before = std::min(before, cost[at(i, k - 1)]);
            if (i > 0 && k > 0)
                before = std::min(before, cost[at(i - 1, k - 1)]);
            cost[at(i, k)] = before + apart_m(a[i], b[k]);
        }
    std::vector<LonLat> sum(n, LonLat{0, 0});
    std::vector<double> parts(n, 0);
    for (std::size_t i = n - 1, k = m - 1;;) {
        sum[i].lon += b[k].lon;
        sum[i].lat += b[k].lat;
        ++parts[i];
        if (i == 0 && k == 0)
            break;
        const double aslant =
            i > 0 && k > 0 ? cost[at(i - 1, k - 1)] : std::numeric_limits<double>::infinity();
        const double back = i > 0 ? cost[at(i - 1, k)] : std::numeric_limits<double>::infinity();
        const double other = k > 0 ? cost[at(i, k - 1)] : std::numeric_limits<double>::infinity();
        if (aslant <= back && aslant <= other) {
            --i;
            --k;
        } else if (back <= other) {
            --i;
        } else {
            --k;
        }
    }
    for (std::size_t i = 0; i < n; ++i)
        sum[i] = {sum[i].lon / parts[i], sum[i].lat / parts[i]};
    return sum;
}

/// How far a point near the front moved, where it lies on it; nothing elsewhere.
struct Moved {
    LonLat to;
    double away_m;
};
std::optional<Moved> moved_with(const FrontMotion& motion, LonLat p, double share)
{
    std::optional<Moved> best;
    const double cosine = std::max(0.05, std::cos(p.lat * radians));
    for (std::size_t i = 1; i < motion.from.size(); ++i) {
        const LonLat a = motion.from[i - 1], b = motion.from[i];
        const double ax = (a.lon - p.lon) * cosine, ay = a.lat - p.lat;
        const double dx = (b.lon - a.lon) * cosine, dy = b.lat - a.lat;
        const double length2 = dx * dx + dy * dy;
        const double along = length2 > 0 ? std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0) : 0.0;
        const double away = std::hypot(ax + along * dx, ay + along * dy) * metres_a_degree;
        if (away > on_front_m || (best && away >= best->away_m))
            continue;
        const LonLat was = part_way(a, b, along), is = part_way(motion.to[i - 1], motion.to[i], along);
        best = Moved{{p.lon + (is.lon - was.lon) * share, p.lat + (is.lat - was.lat) * share}, away};
    }
    return best;
}

Extent around(const FrontMotion& motion)
{
    constexpr double pad = 0.02;
    Extent box{180, 90, -180, -90};
    for (const LonLat p : motion.from)
        box = {std::min(box.west, p.lon), std::min(box.south, p.lat), std::max(box.east, p.lon),
               std::max(box.north, p.lat)};
    return {box.west - pad, box.south - pad, box.east + pad, box.north + pad};
}

/// The ring with its edges on moved fronts part of the way; long edges there are divided first.
Ring moved_ring(const Ring& ring, const std::vector<FrontMotion>& motions, const std::vector<Extent>& boxes,
                double share)
{
    Ring out;
    const auto add = [&](LonLat p) {
        for (std::size_t i = 0; i < motions.size(); ++i)
            if (boxes[i].contains(p))
                if (const auto moved = moved_with(motions[i], p, share)) {
                    out.push_back(moved->to);
                    return;
                }
        out.push_back(p);
    };
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double edge = apart_m(ring[i], ring[i + 1]);
        const bool near = std::any_of(boxes.begin(), boxes.end(), [&](const Extent& box) {
            return box.contains(ring[i]) || box.contains(ring[i + 1]);
        });
        const std::size_t parts =
            near ? static_cast<std::size_t>(std::clamp(std::ceil(edge / (2 * step_m)), 1.0, 500.0)) : 1;
        for (std::size_t k = 0; k < parts; ++k)
            add(part_way(ring[i], ring[i + 1], static_cast<double>(k) / static_cast<double>(parts)));
    }
    if (!out.empty())
        out.push_back(out.front());
    return out;
}

/// A line of the later state that an earlier one may have become.
struct Candidate {
    const LineString* line;
    bool rim;
    double length_m;
};

/// Without the short ones, which no motion has: a real series has hundreds of them.
std::vector<Candidate> candidates_of(const ControlState& later)
{
    std::vector<Candidate> found;
    for (const FrontLine& front : later.fronts)
        for (const LineString& line : front.line.lines)
            if (const double length = length_of(line.points); length >= short_line_m)
                found.push_back({&line, front.rim, length});
    return found;
}

/// The one whose ends and length are nearest.
const LineString* successor_of(const LineString& line, double length_m, bool rim,
                               const std::vector<Candidate>& candidates)
{
    const LineString* best = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (const Candidate& candidate : candidates) {
        if (candidate.rim != rim)
            continue;
        const auto& other = candidate.line->points;
        const double ends =
            apart_m(line.points.front(), other.front()) + apart_m(line.points.back(), other.back());
        const double reversed =
            apart_m(line.points.front(), other.back()) + apart_m(line.points.back(), other.front());
        const double apart = std::min(ends, reversed) + std::abs(length_m - candidate.length_m);
        if (apart < least) {
            least = apart;
            best = candidate.line;
        }
    }
    return best;
}

} // namespace

LineString FrontMotion::at(double share) const
{
    LineString line;
    for (std::size_t i = 0; i < from.size(); ++i)
        line.points.push_back(part_way(from[i], to[i], share));
    return line;
}

std::optional<FrontMotion> motion_between(const LineString& from, const LineString& to)
{
    if (from.points.size() < 2 || to.points.size() < 2)
        return std::nullopt;
    std::vector<LonLat> goal = to.points;
    const LonLat first = from.points.front(), last = from.points.back();
    if (apart_m(first, goal.back()) + apart_m(last, goal.front()) <
        apart_m(first, goal.front()) + apart_m(last, goal.back()))
        std::reverse(goal.begin(), goal.end());
    const double length = std::min(length_of(from.points), length_of(goal));
    const double most_end = std::min(most_end_m, most_end_share * length);
    if (length < short_line_m || apart_m(first, goal.front()) > most_end ||
        apart_m(last, goal.back()) > most_end)
        return std::nullopt;
    const auto count_for = [](const std::vector<LonLat>& line) {
        return static_cast<std::size_t>(
            std::clamp(length_of(line) / step_m, 8.0, static_cast<double>(most_points)));
    };
    FrontMotion motion;
    motion.from = evenly(from.points, count_for(from.points));
    motion.to = paired(motion.from, evenly(goal, count_for(goal)));
    for (std::size_t i = 0; i < motion.from.size(); ++i)
        motion.furthest_m = std::max(motion.furthest_m, apart_m(motion.from[i], motion.to[i]));
    if (motion.furthest_m > std::min(most_point_m, most_point_share * length))
        return std::nullopt;
    return motion;
}

StateBetween state_between(const ControlState& earlier, const ControlState& later, double share)
{
    StateBetween between;
    std::vector<FrontMotion> motions;
    std::vector<const LineString*> taken;
    const std::vector<Candidate> candidates = candidates_of(later);
    for (const FrontLine& front : earlier.fronts) {
        FrontLine still = front, moving = front;
        still.line.lines.clear();
        moving.line.lines.clear();
        moving.moved = true;
        for (const LineString& line : front.line.lines) {
            const double length = length_of(line.points);
            const LineString* next =
                length >= short_line_m ? successor_of(line, length, front.rim, candidates) : nullptr;
            const bool is_free =
                next != nullptr && std::find(taken.begin(), taken.end(), next) == taken.end();
            auto motion = is_free ? motion_between(line, *next) : std::nullopt;
            if (!motion) {
                between.kept += length >= short_line_m ? 1U : 0U;
                still.line.lines.push_back(line);
                continue;
            }
            taken.push_back(next);
            ++between.moved;
            between.furthest_m = std::max(between.furthest_m, motion->furthest_m);
            moving.line.lines.push_back(motion->at(share));
            motions.push_back(std::move(*motion));
        }
        for (FrontLine* part : {&moving, &still})
            if (!part->line.lines.empty())
                between.fronts.push_back(std::move(*part));
    }
    std::vector<Extent> boxes;
    for (const FrontMotion& motion : motions)
        boxes.push_back(around(motion));
    for (const ControlArea* area : earlier.areas) {
        ControlArea moved = *area;
        for (Polygon& polygon : moved.area.polygons) {
            polygon.exterior = moved_ring(polygon.exterior, motions, boxes, share);
            for (Ring& hole : polygon.holes)
                hole = moved_ring(hole, motions, boxes, share);
        }
        between.areas.push_back(std::move(moved));
    }
    return between;
}

} // namespace sitmap
