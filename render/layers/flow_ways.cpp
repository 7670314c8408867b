#include "render/layers/flow_ways.hpp"

#include "geodata/measure.hpp"
#include "render/layers/incidents.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
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

/// Of a ring in degrees, on the plane that is true at its latitude.
double rough_size(const Ring& ring)
{
    double twice = 0, lat = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        twice += ring[j].lon * ring[i].lat - ring[i].lon * ring[j].lat;
        lat += ring[i].lat;
    }
    return std::abs(twice) * std::cos(lat / static_cast<double>(ring.size()) * std::numbers::pi / 180);
}

/// Of a country or of the area that the place was read as, without islands small beside the rest: a way to
/// the country does not end at them. Empty where none is known.
std::vector<Polygon> main_polygons(const Map& map, const Location& place)
{
    constexpr double least_share = 0.09;
    std::vector<Polygon> area = polygons_of(place.shape);
    if (area.empty() && place.precision == PlacePrecision::country && map.basemap != nullptr)
        if (const auto* country = map.basemap->country(place.country))
            area = country->area.polygons;
    std::erase_if(area, [](const Polygon& polygon) { return polygon.exterior.empty(); });
    double largest = 0;
    for (const Polygon& polygon : area)
        largest = std::max(largest, rough_size(polygon.exterior));
    std::erase_if(
        area, [&](const Polygon& polygon) { return rough_size(polygon.exterior) < least_share * largest; });
    return area;
}

/// The point of the areas' edges that is nearest, near enough on the ground.
LonLat nearest_edge(const std::vector<Polygon>& area, LonLat from)
{
    const double squeeze = std::cos(from.lat * std::numbers::pi / 180);
    const auto around = [&](LonLat p) {
        return Px{std::remainder(p.lon - from.lon, 360) * squeeze, p.lat - from.lat};
    };
    Px best;
    double least = INFINITY;
    for (const Polygon& polygon : area)
        for (std::size_t i = 0, n = polygon.exterior.size(), j = n - 1; i < n; j = i++) {
            const Px a = around(polygon.exterior[j]), side = around(polygon.exterior[i]) - a;
            const double square = side.x * side.x + side.y * side.y;
            const double t = square > 0 ? std::clamp(-(a.x * side.x + a.y * side.y) / square, 0.0, 1.0) : 0.0;
            const Px p = a + side * t;
            if (const double far = p.x * p.x + p.y * p.y; far < least) {
                least = far;
                best = p;
            }
        }
    return {from.lon + best.x / squeeze, from.lat + best.y};
}

/// Of a country only its nearest edge is sure to be crossed: there the end stands, a little way inside, and
/// far enough from the other end for an arrow. As it was where the area is not known or holds the other end.
std::optional<Px> edge_towards(Frame& frame, const Location& place, const Location& other, Px middle,
                               Px other_px)
{
    constexpr double a_little_px = 12, least_px = 64;
    const std::vector<Polygon> area = main_polygons(frame.map, place);
    const LonLat from = standing_point(frame, other);
    if (area.empty() || covers(MultiPolygon{area}, from))
        return middle;
    const auto edge = frame.camera.to_px(nearest_edge(area, from));
    if (!edge)
        return middle;
    return *edge + unit(*edge - other_px) * std::max(a_little_px, least_px - distance(*edge, other_px));
}

void move_to_edges(Frame& frame, const Flow& flow, FlowEnds& at)
{
    const Ends ends = ends_of(flow);
    if (!at.from || !at.to)
        return;
    if (ends.head == End::rough)
        at.to = edge_towards(frame, *flow.destination, *flow.origin, *at.to, *at.from);
    if (ends.tail == End::rough)
        at.from = edge_towards(frame, *flow.origin, *flow.destination, *at.from, *at.to);
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

Path mainland_of(const Frame& frame, const Location& place)
{
    Path rings;
    for (const Polygon& polygon : main_polygons(frame.map, place))
        frame.projector.add(polygon, rings);
    return rings;
}

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
        move_to_edges(frame, flow, at);
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
