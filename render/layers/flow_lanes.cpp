#include "render/layers/flow_lanes.hpp"

#include "render/px_geometry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

namespace sitmap {

namespace {

constexpr double touching_px = 2, same_way = 0.906; // the cosine of 25 degrees
constexpr double step_px = 6, most_steps = 32, end_px = 30;

bool overlap(const PxRect& a, const PxRect& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool lies_on(const OnLine& p, const Contour& line, double near_px)
{
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (distance_to_segment(p.at, line[i - 1], line[i]) > near_px)
            continue;
        const Px along = unit(line[i] - line[i - 1]);
        if (std::abs(along.x * p.along.x + along.y * p.along.y) > same_way)
            return true;
    }
    return false;
}

/// Length at the end `at` that does not count: a fifth of the whole where the other line ends there too.
double met_at(Px at, const Contour& other, double whole)
{
    const bool meets = distance(at, other.front()) < end_px || distance(at, other.back()) < end_px;
    return meets ? std::max(std::min(1.5 * end_px, 0.4 * whole), 0.2 * whole) : 0.0;
}

/// Do the two lead the same way, within 60 degrees? Of one without both ends nobody knows.
bool same_direction(const FlowEnds& a, const FlowEnds& b)
{
    if (!a.from || !a.to || !b.from || !b.to)
        return true;
    const Px one = unit(*a.to - *a.from), two = unit(*b.to - *b.from);
    return one.x * two.x + one.y * two.y > 0.5;
}

/// Groups of one radius, found by the cell of the first way's ends.
class Groups {
public:
    Groups(const std::vector<FlowEnds>& ways, double radius_px) : ways_{ways}, radius_{radius_px} {}

    void add(std::size_t way)
    {
        if (const auto group = near(ways_[way])) {
            groups_[*group].push_back(way);
            return;
        }
        cells_[cell_of(ways_[way].from, ways_[way].to, 0, 0)].push_back(groups_.size());
        groups_.push_back({way});
    }
    [[nodiscard]] FlowGroups take() && { return std::move(groups_); }

private:
    using Cell = std::tuple<int, int>;

    /// By the origin, or by the destination of a way without one.
    [[nodiscard]] Cell cell_of(const std::optional<Px>& from, const std::optional<Px>& to, int dx,
                               int dy) const
    {
        const Px at = from ? *from : to.value_or(Px{});
        return {static_cast<int>(std::floor(at.x / radius_)) + dx,
                static_cast<int>(std::floor(at.y / radius_)) + dy};
    }
    [[nodiscard]] bool is_near(const std::optional<Px>& a, const std::optional<Px>& b) const
    {
        return a && b ? distance(*a, *b) <= radius_ : a.has_value() == b.has_value();
    }
    [[nodiscard]] std::optional<std::size_t> near(const FlowEnds& way) const
    {
        std::optional<std::size_t> first;
        for (int dx = -1; dx <= 1; ++dx)
            for (int dy = -1; dy <= 1; ++dy)
                if (const auto cell = cells_.find(cell_of(way.from, way.to, dx, dy)); cell != cells_.end())
                    for (const std::size_t group : cell->second) {
                        const FlowEnds& other = ways_[groups_[group].front()];
                        if (other.kind == way.kind && is_near(other.from, way.from) &&
                            is_near(other.to, way.to) && same_direction(other, way))
                            first = std::min(first.value_or(group), group);
                    }
        return first;
    }

    const std::vector<FlowEnds>& ways_;
    double radius_;
    FlowGroups groups_;
    std::map<Cell, std::vector<std::size_t>> cells_;
};

FlowGroups alone(std::size_t count)
{
    FlowGroups groups(count);
    for (std::size_t i = 0; i < count; ++i)
        groups[i] = {i};
    return groups;
}

} // namespace

Contour bent(Px from, Px to, double bend)
{
    const Px chord = to - from;
    return quadratic_px(from, (from + to) * 0.5 + Px{chord.y, -chord.x} * bend, to);
}

double share_upon(const Contour& curve, double width_px, const Contour& other, double other_width_px)
{
    const double near_px = (width_px + other_width_px) / 2.0 + touching_px;
    const double whole = length_px(curve);
    if (other.size() < 2 || whole <= 0 || !overlap(grown(bounds(curve), near_px), bounds(other)))
        return 0;
    const double first = met_at(curve.front(), other, whole),
                 last = whole - met_at(curve.back(), other, whole);
    const double step = std::max(step_px, (last - first) / most_steps);
    std::size_t on = 0, all = 0;
    for (double at = first + step / 2; at < last; at += step, ++all)
        if (lies_on(*point_along(curve, at), other, near_px))
            ++on;
    return all > 0 ? static_cast<double>(on) / static_cast<double>(all) : 0.0;
}

Contour FlowLanes::lay(Px from, Px to, double usual_bend, double width_px)
{
    constexpr std::array<double, 8> tries{1, 1.7, -1, 2.4, -1.7, 0.35, 3.1, -2.4};
    constexpr double free_enough = 0.06;
    Laid best;
    double least = INFINITY;
    for (const double times : tries) {
        const Contour curve = bent(from, to, times * usual_bend);
        const PxRect around = grown(bounds(curve), width_px);
        double upon = 0;
        for (const Laid& other : laid_)
            if (upon < least && overlap(around, other.around))
                upon += share_upon(curve, width_px, other.curve, other.width_px);
        if (upon < least - 1e-9) {
            least = upon;
            best = {curve, around, width_px};
        }
        if (least <= free_enough)
            break;
    }
    constexpr double crowded_from = 0.25;
    if (least > crowded_from)
        ++crowded_;
    laid_.push_back(best);
    return best.curve;
}

FlowGroups bundled(const std::vector<FlowEnds>& ways, double radius_px)
{
    if (radius_px <= 0)
        return alone(ways.size());
    Groups groups{ways, radius_px};
    for (std::size_t i = 0; i < ways.size(); ++i)
        groups.add(i);
    return std::move(groups).take();
}

} // namespace sitmap
