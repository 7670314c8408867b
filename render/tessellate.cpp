#include "render/tessellate.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double pi = std::numbers::pi;

Px operator+(Px a, Px b)
{
    return {a.x + b.x, a.y + b.y};
}
Px operator-(Px a, Px b)
{
    return {a.x - b.x, a.y - b.y};
}
Px operator*(Px a, double factor)
{
    return {a.x * factor, a.y * factor};
}
double length(Px a)
{
    return std::hypot(a.x, a.y);
}
/// A quarter turn clockwise as seen.
Px quarter(Px a)
{
    return {-a.y, a.x};
}

bool misses(const PxRect& box, Px a, Px b, double margin = 0)
{
    return std::max(a.x, b.x) < box.x - margin || std::min(a.x, b.x) > box.x + box.width + margin ||
           std::max(a.y, b.y) < box.y - margin || std::min(a.y, b.y) > box.y + box.height + margin;
}

bool misses(const PxRect& box, Px a, Px b, Px c)
{
    return std::max({a.x, b.x, c.x}) < box.x || std::min({a.x, b.x, c.x}) > box.x + box.width ||
           std::max({a.y, b.y, c.y}) < box.y || std::min({a.y, b.y, c.y}) > box.y + box.height;
}

Contour finite(const Contour& contour)
{
    Contour points;
    points.reserve(contour.size());
    for (const Px p : contour)
        if (std::isfinite(p.x) && std::isfinite(p.y) && (points.empty() || !(points.back() == p)))
            points.push_back(p);
    return points;
}

void add_contour(Triangles& out, const Contour& ring, const PxRect& visible)
{
    const std::size_t n = ring.size();
    const auto corner = [&ring, n](std::size_t i) { return ring[i < n ? i : 0]; };
    // Each round drops every second corner; what is cut off are triangles between neighbours.
    for (std::size_t step = 1; step < n; step *= 2) {
        for (std::size_t i = 0; i + step < n; i += 2 * step) {
            const Px a = corner(i), b = corner(i + step), c = corner(std::min(i + 2 * step, n));
            if (!misses(visible, a, b, c))
                out.insert(out.end(), {a, b, c});
        }
    }
}

/// A polyline that is drawn without a gap: a whole contour, or a dash of it.
struct Piece {
    std::vector<Px> points; ///< no two neighbours are equal, unless the piece is a dot of two equal points
    Px heading{1, 0};       ///< of a dot
    bool closed = false;
};

class Stroker {
public:
    Stroker(const StrokePath& stroke, const PxRect& visible, double px_per_unit)
        : half_{stroke.width_px / 2}, cap_{stroke.cap}, visible_{visible}, px_per_unit_{px_per_unit}
    {
        const double device = std::max(0.2, half_ * px_per_unit);
        step_ = std::clamp(2 * std::acos(std::max(0.0, 1 - 0.1 / device)), 0.1, pi / 3);
    }

    void add(const Piece& piece)
    {
        const auto& points = piece.points;
        if (points.size() < 2)
            return;
        if (points.size() == 2 && points[0] == points[1]) {
            add_dot(points[0], piece.heading);
            return;
        }
        if (points.size() == 2 && !piece.closed && is_fine_dot()) {
            add_fine_dash(points[0], points[1], piece.heading);
            return;
        }
        const std::size_t segments = points.size() - (piece.closed ? 0 : 1);
        for (std::size_t i = 0; i < segments; ++i)
            add_segment(points[i], points[(i + 1) % points.size()]);
        const std::size_t n = points.size();
        for (std::size_t i = piece.closed ? 0 : 1; i < (piece.closed ? n : n - 1); ++i)
            add_join(points[(i + n - 1) % n], points[i], points[(i + 1) % n]);
        if (!piece.closed && cap_ == Cap::round) {
            add_round(points[0], points[0] - points[1]);
            add_round(points[n - 1], points[n - 1] - points[n - 2]);
        }
    }

    Triangles out;

private:
    void add_segment(Px a, Px b)
    {
        if (misses(visible_, a, b, half_))
            return;
        const Px side = quarter(b - a) * (half_ / length(b - a));
        out.insert(out.end(), {a + side, a - side, b + side, b + side, a - side, b - side});
    }

    void add_wedge(Px centre, double from, double turn)
    {
        const int parts = std::max(1, static_cast<int>(std::ceil(std::abs(turn) / step_)));
        const auto rim = [&](int i) {
            const double angle = from + turn * i / parts;
            return centre + Px{std::cos(angle), std::sin(angle)} * half_;
        };
        for (int i = 0; i < parts; ++i)
            out.insert(out.end(), {centre, rim(i), rim(i + 1)});
    }

    void add_join(Px before, Px at, Px after)
    {
        if (misses(visible_, at, at, half_))
            return;
        const Px in = at - before, on = after - at;
        const double turn = std::atan2(in.x * on.y - in.y * on.x, in.x * on.x + in.y * on.y);
        if (std::abs(turn) * half_ * px_per_unit_ < 0.2) // the gap would not be seen
            return;
        // The gap opens on the outer side of the bend.
        const double outer = std::atan2(in.y, in.x) + (turn > 0 ? -pi / 2 : pi / 2);
        add_wedge(at, outer, turn);
    }

    void add_round(Px at, Px heading)
    {
        if (!misses(visible_, at, at, half_))
            add_wedge(at, std::atan2(heading.y, heading.x) - pi / 2, pi);
    }

    /// Round ends so small that a square one of the same area is within about a tenth of a device pixel. A
    /// dotted line is thousands of them.
    [[nodiscard]] bool is_fine_dot() const { return cap_ == Cap::round && half_ * px_per_unit_ <= 0.4; }

    void add_fine_dash(Px a, Px b, Px heading)
    {
        const double far = length(b - a);
        const Px end = (far > 0 ? (b - a) * (1 / far) : heading) * (half_ * pi / 4);
        add_segment(a - end, b + end);
    }

    void add_dot(Px at, Px heading)
    {
        if (is_fine_dot()) {
            add_fine_dash(at, at, heading);
        } else if (cap_ == Cap::round) {
            add_round(at, heading);
            add_round(at, heading * -1);
        }
    }

    double half_, step_ = 0.5;
    Cap cap_;
    const PxRect& visible_;
    double px_per_unit_;
};

/// Cuts contours into dashes.
class Dasher {
public:
    Dasher(const std::vector<double>& pattern, const PxRect& visible, double margin, Stroker& stroker)
        : pattern_{pattern}, visible_{visible}, margin_{margin}, stroker_{stroker}
    {
        // An odd number of parts means that on and off change places in each turn (SVG, Cairo).
        if (pattern_.size() % 2 == 1)
            pattern_.insert(pattern_.end(), pattern.begin(), pattern.end());
        for (const double part : pattern_)
            period_ += part;
    }

    void add(const Contour& points, bool closed)
    {
        at_ = 0;
        left_ = pattern_[0];
        piece_ = {};
        begin_if_on(points[0]);
        const std::size_t n = points.size();
        for (std::size_t i = 0; i + (closed ? 0 : 1) < n; ++i)
            walk(points[i], points[(i + 1) % n]);
        end_piece();
    }

private:
    [[nodiscard]] bool is_on() const { return at_ % 2 == 0; }

    void begin_if_on(Px p)
    {
        if (is_on())
            piece_.points = {p};
    }

    void end_piece()
    {
        if (piece_.points.size() >= 2)
            stroker_.add(piece_);
        piece_.points.clear();
    }

    void walk(Px a, Px b)
    {
        const double whole = length(b - a);
        if (!(whole > 0))
            return;
        piece_.heading = (b - a) * (1 / whole);
        if (misses(visible_, a, b, margin_)) {
            skip(b, whole);
            return;
        }
        const auto [enter, leave] = seen_part(a, b, whole);
        if (enter > 0)
            skip(a + piece_.heading * enter, enter);
        dash(a, enter, leave);
        if (leave < whole)
            skip(b, whole - leave);
        if (is_on() && (piece_.points.empty() || !(piece_.points.back() == b)))
            piece_.points.push_back(b);
    }

    void dash(Px a, double from, double to)
    {
        while (to - from > left_) {
            from += left_;
            const Px p = a + piece_.heading * from;
            if (is_on()) {
                piece_.points.push_back(p);
                end_piece();
            }
            at_ = (at_ + 1) % pattern_.size();
            left_ = pattern_[at_];
            begin_if_on(p);
        }
        left_ -= to - from;
    }

    /// Goes on along what is not seen: only the place in the pattern changes.
    void skip(Px to, double distance)
    {
        end_piece();
        distance = std::fmod(distance, period_);
        while (distance > left_) {
            distance -= left_;
            at_ = (at_ + 1) % pattern_.size();
            left_ = pattern_[at_];
        }
        left_ -= distance;
        begin_if_on(to);
    }

    /// Distances from `a` between which the segment may be in sight.
    [[nodiscard]] std::pair<double, double> seen_part(Px a, Px b, double whole) const
    {
        double enter = 0, leave = 1;
        const auto narrow = [&enter, &leave](double from, double delta, double low, double high) {
            if (delta == 0)
                return;
            const double t1 = (low - from) / delta, t2 = (high - from) / delta;
            enter = std::max(enter, std::min(t1, t2));
            leave = std::min(leave, std::max(t1, t2));
        };
        narrow(a.x, b.x - a.x, visible_.x - margin_, visible_.x + visible_.width + margin_);
        narrow(a.y, b.y - a.y, visible_.y - margin_, visible_.y + visible_.height + margin_);
        if (enter >= leave)
            return {0, 0};
        return {enter * whole, leave >= 1 ? whole : leave * whole};
    }

    std::vector<double> pattern_;
    const PxRect& visible_;
    double margin_;
    Stroker& stroker_;
    double period_ = 0, left_ = 0;
    std::size_t at_ = 0;
    Piece piece_;
};

// Shorter dashes than this are a grey line, and would only cost time.
constexpr double shortest_period_px = 0.25;

bool is_dashed(const std::vector<double>& pattern)
{
    double sum = 0;
    for (const double part : pattern) {
        if (!(part >= 0) || !std::isfinite(part))
            return false;
        sum += part;
    }
    return sum >= shortest_period_px;
}

} // namespace

Triangles stencil_triangles(const Path& path, const PxRect& visible)
{
    Triangles out;
    for (const Contour& contour : path) {
        const Contour ring = finite(contour);
        if (ring.size() >= 3)
            add_contour(out, ring, visible);
    }
    return out;
}

bool is_convex(const Path& path)
{
    if (path.size() != 1 || path[0].size() < 3 || path[0].size() > 128)
        return false;
    const Contour ring = finite(path[0]);
    const std::size_t n = ring.size();
    double sum = 0, least = 0, most = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const Px in = ring[(i + 1) % n] - ring[i], on = ring[(i + 2) % n] - ring[(i + 1) % n];
        const double turn = std::atan2(in.x * on.y - in.y * on.x, in.x * on.x + in.y * on.y);
        sum += turn;
        least = std::min(least, turn);
        most = std::max(most, turn);
    }
    return n >= 3 && (least > -1e-9 || most < 1e-9) && std::abs(sum) < 2 * pi + 0.01;
}

Triangles convex_triangles(const Contour& convex)
{
    Triangles out;
    // Each round cuts off every second corner, and leaves a coarser ring.
    for (Contour ring = finite(convex), rest; ring.size() > 2; ring.swap(rest)) {
        rest.clear();
        const std::size_t n = ring.size();
        for (std::size_t i = 0; i < n; i += 2) {
            rest.push_back(ring[i]);
            if (i + 1 < n)
                out.insert(out.end(), {ring[i], ring[i + 1], ring[(i + 2) % n]});
        }
    }
    return out;
}

Triangles stroke_triangles(const StrokePath& stroke, const PxRect& visible, double px_per_unit)
{
    if (!(stroke.width_px > 0))
        return {};
    Stroker stroker{stroke, visible, px_per_unit};
    const bool dashed = is_dashed(stroke.dash_px);
    for (const Contour& contour : stroke.path) {
        Contour points = finite(contour);
        if (stroke.closed && points.size() > 1 && points.front() == points.back())
            points.pop_back();
        if (points.empty() || (points.size() == 1 && contour.size() < 2))
            continue;
        if (points.size() == 1)
            stroker.add({{points[0], points[0]}, {1, 0}, false});
        else if (dashed)
            Dasher{stroke.dash_px, visible, stroke.width_px, stroker}.add(points, stroke.closed);
        else
            stroker.add({std::move(points), {1, 0}, stroke.closed});
    }
    return std::move(stroker.out);
}

} // namespace sitmap
