#include "render/px_geometry.hpp"

#include "render/hatching.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double degrees = std::numbers::pi / 180.0;

/// One side of a rectangle as the half plane `n · p <= d`.
struct HalfPlane {
    Px n;
    double d;
    [[nodiscard]] double over(Px p) const { return n.x * p.x + n.y * p.y - d; }
};

void clip_by(const Contour& ring, const HalfPlane& side, Contour& out)
{
    out.clear();
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Px a = ring[i], b = ring[(i + 1) % ring.size()];
        const double over_a = side.over(a), over_b = side.over(b);
        if (over_a <= 0)
            out.push_back(a);
        if ((over_a < 0 && over_b > 0) || (over_a > 0 && over_b < 0))
            out.push_back(a + (b - a) * (over_a / (over_a - over_b)));
    }
}

/// The part of a segment inside, as the two fractions of its length; nothing if it is all outside.
std::optional<std::pair<double, double>> inner_part(Px a, Px b, const PxRect& r)
{
    double from = 0, to = 1;
    const double dx = b.x - a.x, dy = b.y - a.y;
    const std::array<std::pair<double, double>, 4> sides{
        {{-dx, a.x - r.x}, {dx, r.x + r.width - a.x}, {-dy, a.y - r.y}, {dy, r.y + r.height - a.y}}};
    for (const auto& [p, q] : sides) {
        if (p == 0) {
            if (q < 0)
                return std::nullopt;
            continue;
        }
        const double t = q / p;
        if (p < 0)
            from = std::max(from, t);
        else
            to = std::min(to, t);
    }
    if (from > to)
        return std::nullopt;
    return std::pair{from, to};
}

double squared(Px v)
{
    return v.x * v.x + v.y * v.y;
}

double squared_to_segment(Px p, Px a, Px b)
{
    const Px ab = b - a;
    const double whole = squared(ab);
    if (whole == 0)
        return squared(p - a);
    const double t = std::clamp(((p.x - a.x) * ab.x + (p.y - a.y) * ab.y) / whole, 0.0, 1.0);
    return squared(p - (a + ab * t));
}

struct Span {
    std::size_t first, last;
};

} // namespace

double length(Px v)
{
    return std::hypot(v.x, v.y);
}
double distance(Px a, Px b)
{
    return length(b - a);
}

Px unit(Px v)
{
    const double l = length(v);
    return l > 0 ? v * (1.0 / l) : Px{1, 0};
}

double distance_to_segment(Px p, Px a, Px b)
{
    return std::sqrt(squared_to_segment(p, a, b));
}

PxRect grown(const PxRect& r, double by_px)
{
    return {r.x - by_px, r.y - by_px, r.width + 2.0 * by_px, r.height + 2.0 * by_px};
}

PxRect bounds(const Contour& contour)
{
    if (contour.empty())
        return {};
    Px low = contour.front(), high = low;
    for (const Px p : contour) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    return {low.x, low.y, high.x - low.x, high.y - low.y};
}

bool holds(const PxRect& outer, const PxRect& inner)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

Contour clip_ring(const Contour& ring, const PxRect& rect)
{
    if (ring.size() < 3)
        return {};
    const PxRect box = bounds(ring);
    if (holds(rect, box))
        return ring;
    if (!rect.overlaps(box))
        return {};
    Contour now = ring, next;
    for (const HalfPlane& side : {HalfPlane{{-1, 0}, -rect.x}, HalfPlane{{1, 0}, rect.x + rect.width},
                                  HalfPlane{{0, -1}, -rect.y}, HalfPlane{{0, 1}, rect.y + rect.height}}) {
        clip_by(now, side, next);
        std::swap(now, next);
    }
    return now.size() < 3 ? Contour{} : now;
}

Path clip_line(const Contour& line, const PxRect& rect)
{
    Path parts;
    bool joined = false;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const Px a = line[i], b = line[i + 1];
        const auto part = inner_part(a, b, rect);
        if (!part) {
            joined = false;
            continue;
        }
        if (!joined || part->first > 0)
            parts.push_back({a + (b - a) * part->first});
        parts.back().push_back(part->second < 1 ? a + (b - a) * part->second : b);
        joined = part->second >= 1;
    }
    std::erase_if(parts, [](const Contour& c) { return length_px(c) == 0; });
    return parts;
}

Contour simplified(const Contour& line, double tolerance_px)
{
    if (line.size() < 3)
        return line;
    std::vector<bool> kept(line.size(), false);
    kept.front() = kept.back() = true;
    std::vector<Span> todo{{0, line.size() - 1}};
    while (!todo.empty()) {
        const auto [first, last] = todo.back();
        todo.pop_back();
        double farthest = tolerance_px * tolerance_px;
        std::size_t at = 0;
        for (std::size_t i = first + 1; i < last; ++i) {
            const double away = squared_to_segment(line[i], line[first], line[last]);
            if (away > farthest) {
                farthest = away;
                at = i;
            }
        }
        if (at == 0)
            continue;
        kept[at] = true;
        todo.push_back({first, at});
        todo.push_back({at, last});
    }
    Contour out;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (kept[i])
            out.push_back(line[i]);
    return out;
}

Contour simplified_ring(const Contour& ring, double tolerance_px)
{
    if (ring.size() < 3)
        return {};
    // Halved at the corner farthest from the first, so that a closed line does not fall onto one point.
    std::size_t far = 0;
    double away = -1;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const double d = distance(ring[i], ring.front());
        if (d > away) {
            away = d;
            far = i;
        }
    }
    if (away <= tolerance_px)
        return {};
    const auto middle = ring.begin() + static_cast<std::ptrdiff_t>(far);
    Contour second{middle, ring.end()};
    second.push_back(ring.front());
    Contour out = simplified({ring.begin(), middle + 1}, tolerance_px);
    out.pop_back();
    const Contour rest = simplified(second, tolerance_px);
    out.insert(out.end(), rest.begin(), rest.end() - 1);
    return out.size() < 3 ? Contour{} : out;
}

bool inside(const Path& rings, Px p)
{
    bool in = false;
    for (const Contour& ring : rings) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const Px a = ring[i], b = ring[j];
            if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
                in = !in;
        }
    }
    return in;
}

double distance_to_edge(const Path& rings, Px p)
{
    double nearest = INFINITY;
    for (const Contour& ring : rings)
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
            nearest = std::min(nearest, distance_to_segment(p, ring[i], ring[j]));
    return nearest;
}

double distance_to_lines(const Path& lines, Px p)
{
    double nearest = INFINITY;
    for (const Contour& line : lines)
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            nearest = std::min(nearest, distance_to_segment(p, line[i], line[i + 1]));
    return nearest;
}

Contour arc_px(Px centre, double radius_px, double from_deg, double to_deg)
{
    // A chord strays from its arc by r (1 - cos(step / 2)): at this many steps by less than 0.1 px.
    const double sweep = std::abs(to_deg - from_deg);
    const double step_deg = 2.0 / degrees * std::acos(1.0 - std::min(0.1 / std::max(radius_px, 0.2), 0.2));
    const int steps = std::clamp(static_cast<int>(std::ceil(sweep / step_deg)), 2, 360);
    Contour out;
    for (int i = 0; i <= steps; ++i) {
        const double a = (from_deg + (to_deg - from_deg) * i / steps) * degrees;
        out.push_back({centre.x + radius_px * std::cos(a), centre.y - radius_px * std::sin(a)});
    }
    return out;
}

Contour circle_px(Px centre, double radius_px)
{
    Contour out = arc_px(centre, radius_px, 0, 360);
    out.pop_back();
    return out;
}

Contour rect_px(const PxRect& r)
{
    return {{r.x, r.y}, {r.x + r.width, r.y}, {r.x + r.width, r.y + r.height}, {r.x, r.y + r.height}};
}

Contour rounded_rect_px(const PxRect& r, double radius_px)
{
    Contour out;
    const double k = std::min({radius_px, r.width / 2.0, r.height / 2.0});
    const auto corner = [&](double x, double y, double from_deg) {
        const Contour arc = arc_px({x, y}, k, from_deg, from_deg - 90.0);
        out.insert(out.end(), arc.begin(), arc.end());
    };
    corner(r.x + k, r.y + k, 180);
    corner(r.x + r.width - k, r.y + k, 90);
    corner(r.x + r.width - k, r.y + r.height - k, 0);
    corner(r.x + k, r.y + r.height - k, -90);
    return out;
}

Contour quadratic_px(Px from, Px control, Px to, int steps)
{
    Contour out;
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps, u = 1.0 - t;
        out.push_back(from * (u * u) + control * (2.0 * u * t) + to * (t * t));
    }
    return out;
}

Contour smooth_px(const Contour& points, int steps_per_part)
{
    if (points.size() < 3)
        return points;
    Contour out{points.front()};
    const auto knot = [](double t, Px a, Px b) { return t + std::max(std::sqrt(distance(a, b)), 1e-6); };
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const Px b = points[i], c = points[i + 1];
        const Px a = i > 0 ? points[i - 1] : b * 2.0 - c;
        const Px d = i + 2 < points.size() ? points[i + 2] : c * 2.0 - b;
        const double t0 = 0, t1 = knot(t0, a, b), t2 = knot(t1, b, c), t3 = knot(t2, c, d);
        const auto mix = [](Px p, Px q, double tp, double tq, double t) {
            return p * ((tq - t) / (tq - tp)) + q * ((t - tp) / (tq - tp));
        };
        for (int s = 1; s <= steps_per_part; ++s) {
            const double t = std::lerp(t1, t2, static_cast<double>(s) / steps_per_part);
            const Px ab = mix(a, b, t0, t1, t), bc = mix(b, c, t1, t2, t), cd = mix(c, d, t2, t3, t);
            out.push_back(mix(mix(ab, bc, t0, t2, t), mix(bc, cd, t1, t3, t), t1, t2, t));
        }
    }
    return out;
}

double length_px(const Contour& line)
{
    double sum = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        sum += distance(line[i], line[i + 1]);
    return sum;
}

std::optional<OnLine> point_along(const Contour& line, double distance_px)
{
    if (line.size() < 2)
        return std::nullopt;
    double left = std::max(distance_px, 0.0);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double part = distance(line[i], line[i + 1]);
        if (left <= part && part > 0)
            return OnLine{line[i] + (line[i + 1] - line[i]) * (left / part), unit(line[i + 1] - line[i])};
        left -= part;
    }
    return OnLine{line.back(), unit(line.back() - line[line.size() - 2])};
}

Contour trimmed(const Contour& line, double from_start, double from_end)
{
    const double whole = length_px(line);
    if (whole <= from_start + from_end || line.size() < 2)
        return {};
    const double stop = whole - from_end;
    Contour out{point_along(line, from_start)->at};
    double gone = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        gone += distance(line[i], line[i + 1]);
        if (gone > from_start && gone < stop)
            out.push_back(line[i + 1]);
    }
    out.push_back(point_along(line, stop)->at);
    return out;
}

double ring_area_px2(const Contour& ring)
{
    double twice = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    return std::abs(twice) / 2;
}

std::vector<PxRect> boxes_apart(const Path& path, const PxRect& box)
{
    constexpr std::size_t most_contours = 128;
    constexpr double worth = 0.6, gap_px = 4;
    if (path.size() < 2 || path.size() > most_contours)
        return {box};
    std::vector<PxRect> apart;
    for (const Contour& contour : path) {
        const PxRect bounds = bounds_of({contour});
        PxRect part = common_part({bounds.x - 2, bounds.y - 2, bounds.width + 4, bounds.height + 4}, box);
        if (part.width <= 0 || part.height <= 0)
            continue;
        for (bool grew = true; grew;) {
            grew = false;
            for (std::size_t i = 0; i < apart.size(); ++i) {
                if (!grown(apart[i], gap_px).overlaps(part))
                    continue;
                const double x = std::min(part.x, apart[i].x), y = std::min(part.y, apart[i].y);
                part = {x, y, std::max(part.x + part.width, apart[i].x + apart[i].width) - x,
                        std::max(part.y + part.height, apart[i].y + apart[i].height) - y};
                apart[i] = apart.back();
                apart.pop_back();
                grew = true;
                break;
            }
        }
        apart.push_back(part);
    }
    double covered = 0;
    for (const PxRect& part : apart)
        covered += part.width * part.height;
    return covered < worth * box.width * box.height ? apart : std::vector{box};
}

bool crosses(Px a, Px b, const Path& lines)
{
    const auto side = [](Px p, Px q, Px r) { return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x); };
    for (const Contour& line : lines)
        for (std::size_t i = 1; i < line.size(); ++i)
            if (side(a, b, line[i - 1]) * side(a, b, line[i]) < 0 &&
                side(line[i - 1], line[i], a) * side(line[i - 1], line[i], b) < 0)
                return true;
    return false;
}

} // namespace sitmap
