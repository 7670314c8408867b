#include "render/layers/flow_ways.hpp"

#include "render/layers/incidents.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace sitmap {

namespace {

End end_of(const std::optional<Location>& location)
{
    if (!location || location->precision == PlacePrecision::unknown)
        return End::open;
    return is_wide(location->precision) ? End::rough : End::placed;
}

/// Where an end stands: its point; of a country, its visual middle and not its capital.
std::optional<Px> px_of(Frame& frame, const std::optional<Location>& location)
{
    return end_of(location) == End::open ? std::nullopt
                                         : frame.camera.to_px(standing_point(frame, *location));
}

/// The rings of a country or of the area that the place was read as; empty where none is known.
Path area_of(const Frame& frame, const Location& location)
{
    if (Path own = frame.projector.rings(location.shape); !own.empty())
        return own;
    if (location.precision == PlacePrecision::country && frame.map.basemap != nullptr)
        if (const auto* country = frame.map.basemap->country(location.country);
            country != nullptr && frame.projector.sees(country->extent))
            return frame.projector.rings(country->area);
    return {};
}

} // namespace

Path mainland_of(const Frame& frame, const Location& place)
{
    Path area = area_of(frame, place);
    constexpr double least_share = 0.09;
    double largest = 0;
    for (const Contour& ring : area)
        largest = std::max(largest, ring_area_px2(ring));
    std::erase_if(area, [&](const Contour& ring) { return ring_area_px2(ring) < least_share * largest; });
    return area;
}

namespace {

/// The point of the area's edge that is nearest.
Px nearest_edge(const Path& area, Px from)
{
    Px best = from;
    double least = INFINITY;
    for (const Contour& ring : area)
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const Px side = ring[i] - ring[j];
            const double square = side.x * side.x + side.y * side.y;
            const Px to_from = from - ring[j];
            const double t =
                square > 0 ? std::clamp((to_from.x * side.x + to_from.y * side.y) / square, 0.0, 1.0) : 0.0;
            const Px p = ring[j] + side * t;
            if (const double far = distance(p, from); far < least) {
                least = far;
                best = p;
            }
        }
    return best;
}

/// Areas of countries and provinces on the picture, each projected once.
class Mainlands {
public:
    explicit Mainlands(const Frame& frame) : frame_{frame} {}
    const Path& of(const Location& place)
    {
        const bool by_country = std::holds_alternative<std::monostate>(place.shape);
        const std::string key = by_country ? place.country : place.country + "/" + place.name;
        const auto [found, is_new] = areas_.try_emplace(key);
        if (is_new)
            found->second = mainland_of(frame_, place);
        return found->second;
    }

private:
    const Frame& frame_;
    std::map<std::string, Path> areas_;
};

/// Of a country only its nearest edge is sure to be crossed: there the end stands, a little way inside, and
/// far enough from the other end for an arrow. As it was where the area is not in the picture or holds the
/// other end.
Px edge_towards(const Path& area, Px middle, Px other)
{
    constexpr double a_little_px = 12, least_px = 64;
    if (area.empty() || inside(area, other))
        return middle;
    const Px edge = nearest_edge(area, other);
    return edge + unit(edge - other) * std::max(a_little_px, least_px - distance(edge, other));
}

void move_to_edges(const Flow& flow, FlowEnds& at, Mainlands& areas)
{
    const Ends ends = ends_of(flow);
    if (!at.from || !at.to)
        return;
    if (ends.head == End::rough)
        at.to = edge_towards(areas.of(*flow.destination), *at.to, *at.from);
    if (ends.tail == End::rough)
        at.from = edge_towards(areas.of(*flow.origin), *at.from, *at.to);
}

bool comes_into(const PxRect& frame, const FlowEnds& at)
{
    if (at.from && at.to)
        return !clip_line({*at.from, *at.to}, frame).empty();
    return frame.contains(at.from ? *at.from : *at.to);
}

std::size_t count_places(const std::vector<FlowWay>& ways, const std::vector<std::size_t>& group,
                         std::optional<Px> FlowEnds::*end)
{
    std::set<std::pair<double, double>> places;
    for (const std::size_t i : group)
        if (const auto& at = ways[i].at.*end)
            places.emplace(at->x, at->y);
    return places.size();
}

} // namespace

Ends ends_of(const Flow& flow)
{
    return {end_of(flow.origin), end_of(flow.destination)};
}

Quantity::Count order_by(const std::optional<Quantity>& people)
{
    return people ? people->size_by() : -1;
}

std::vector<FlowWay> ways_in(Frame& frame, const std::vector<std::size_t>& shown)
{
    std::size_t unplaced = 0;
    std::vector<FlowWay> ways;
    Mainlands mainlands{frame};
    for (MergedFlow& merged : merged_flows(frame.map.ledger.flows, shown)) {
        const Flow& flow = frame.map.ledger.flows[merged.members.front()];
        const Ends ends = ends_of(flow);
        if (ends.tail == End::open && ends.head == End::open) {
            unplaced += merged.members.size();
            continue;
        }
        const auto kind =
            static_cast<std::uint8_t>(3 * static_cast<int>(ends.tail) + static_cast<int>(ends.head));
        FlowEnds at{px_of(frame, flow.origin), px_of(frame, flow.destination), kind};
        move_to_edges(flow, at, mainlands);
        if (at.from || at.to)
            ways.push_back({std::move(merged), at, comes_into(frame.camera.frame(), at)});
    }
    if (unplaced > 0)
        frame.note(std::to_string(unplaced) + " displacement figure(s) without a place are not drawn");
    std::stable_sort(ways.begin(), ways.end(), [](const FlowWay& a, const FlowWay& b) {
        return a.in_view != b.in_view ? a.in_view : order_by(a.merged.people) > order_by(b.merged.people);
    });
    return ways;
}

DrawnLine arrow_for(const std::vector<FlowWay>& ways, const std::vector<std::size_t>& group)
{
    DrawnLine arrow;
    arrow.index = ways[group.front()].merged.members.front();
    arrow.ways = group.size();
    arrow.figures = 0;
    std::vector<std::optional<Quantity>> figures;
    for (const std::size_t i : group) {
        figures.push_back(ways[i].merged.people);
        arrow.members.insert(arrow.members.end(), ways[i].merged.members.begin(),
                             ways[i].merged.members.end());
        arrow.figures += ways[i].merged.members.size() - ways[i].merged.without_figure;
    }
    arrow.people = sum_over_ways(figures);
    const auto more = [&](std::optional<Px> FlowEnds::*end) {
        return std::max<std::size_t>(1, count_places(ways, group, end)) - 1;
    };
    arrow.more_origins = more(&FlowEnds::from);
    arrow.more_destinations = more(&FlowEnds::to);
    return arrow;
}

} // namespace sitmap
