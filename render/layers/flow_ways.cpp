#include "render/layers/flow_ways.hpp"

#include "render/layers/incidents.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
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
    for (MergedFlow& merged : merged_flows(frame.map.ledger.flows, shown)) {
        const Flow& flow = frame.map.ledger.flows[merged.members.front()];
        const Ends ends = ends_of(flow);
        if (ends.tail == End::open && ends.head == End::open) {
            unplaced += merged.members.size();
            continue;
        }
        const auto kind =
            static_cast<std::uint8_t>(3 * static_cast<int>(ends.tail) + static_cast<int>(ends.head));
        const FlowEnds at{px_of(frame, flow.origin), px_of(frame, flow.destination), kind};
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
