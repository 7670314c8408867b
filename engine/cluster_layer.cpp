#include "engine/cluster_layer.hpp"

#include "engine/period.hpp"
#include "geodata/equal_area.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr std::size_t most_ids = 100;
constexpr int circle_corners = 24;

/// Counter-clockwise, without its first corner again; Andrew's monotone chain (1979). O(n log n)
std::vector<Metres> convex_hull(std::vector<Metres> points)
{
    const auto before = [](Metres a, Metres b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
    std::sort(points.begin(), points.end(), before);
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3)
        return points;
    const auto turns_left = [](Metres a, Metres b, Metres c) {
        return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
    };
    std::vector<Metres> hull;
    const auto half = [&](auto begin, auto end) {
        const std::size_t start = hull.size();
        for (auto at = begin; at != end; ++at) {
            while (hull.size() >= start + 2 && !turns_left(hull[hull.size() - 2], hull.back(), *at))
                hull.pop_back();
            hull.push_back(*at);
        }
        hull.pop_back();
    };
    half(points.begin(), points.end());
    half(points.rbegin(), points.rend());
    return hull;
}

/// As large a polygon around the circle as its radius asks, so that nothing within it is cut off.
std::vector<Metres> widened(const std::vector<Metres>& hull, double radius_m)
{
    const double step = 2 * std::numbers::pi / circle_corners;
    const double outer = radius_m / std::cos(step / 2);
    std::vector<Metres> points;
    for (const Metres& corner : hull)
        for (int i = 0; i < circle_corners; ++i)
            points.push_back({corner.x + outer * std::cos(i * step), corner.y + outer * std::sin(i * step)});
    return convex_hull(std::move(points));
}

std::string ids_of(const IncidentTable& table, const SpaceTimeCluster& cluster)
{
    std::string ids;
    for (std::size_t i = 0; i < std::min(most_ids, cluster.rows.size()); ++i)
        ids += (i > 0 ? "; " : "") + std::to_string(table.id[cluster.rows[i]]);
    return ids;
}

std::vector<Field> cluster_fields()
{
    constexpr auto integer = FieldType::integer, real = FieldType::real, text = FieldType::text;
    return {{"cluster", integer},
            {"incidents", integer},
            {"places", integer},
            {"date_start", text},
            {"date_end", text},
            {"days", integer},
            {"killed_low", integer},
            {"killed_best", integer},
            {"killed_high", integer},
            {"killed_stated", integer},
            {"place", text},
            {"country", text},
            {"lon", real},
            {"lat", real},
            {"reach_m", real},
            {"ids", text}};
}

double rounded(double value, double unit)
{
    return std::round(value * unit) / unit;
}

} // namespace

Geometry hull_of(const IncidentTable& table, const SpaceTimeCluster& cluster)
{
    const EqualArea plane = EqualArea::around(cluster.middle);
    std::vector<Metres> points;
    for (const std::uint32_t row : cluster.rows)
        points.push_back(plane.to_plane(table.point(row)));
    Ring ring;
    for (const Metres& corner :
         widened(convex_hull(std::move(points)), std::max(1.0, cluster.place_radius_m)))
        if (const auto at = plane.to_lonlat(corner))
            ring.push_back(*at);
    ring.push_back(ring.front());
    return Polygon{std::move(ring), {}};
}

std::uint32_t most_frequent(const std::vector<std::uint32_t>& column, std::span<const std::uint32_t> rows)
{
    std::vector<std::uint32_t> names;
    for (const std::uint32_t row : rows)
        names.push_back(column[row]);
    std::sort(names.begin(), names.end());
    std::uint32_t most = 0;
    std::ptrdiff_t times = 0;
    for (auto at = names.begin(); at != names.end();) {
        const auto end = std::upper_bound(at, names.end(), *at);
        if (*at != 0 && end - at > times) {
            most = *at;
            times = end - at;
        }
        at = end;
    }
    return most;
}

Layer cluster_layer(const IncidentTable& table, std::span<const SpaceTimeCluster> clusters)
{
    Layer layer{"clusters", cluster_fields(), {}};
    for (const SpaceTimeCluster& cluster : clusters) {
        const CountSum& killed = cluster.killed;
        const auto if_known = [&](std::int64_t sum, std::uint64_t missing) {
            return killed.stated > 0 && missing == 0 ? Value{sum} : Value{};
        };
        const auto name_of_most = [&](const std::vector<std::uint32_t>& column) {
            const std::uint32_t name = most_frequent(column, cluster.rows);
            return name != 0 ? Value{table.names.name(name)} : Value{};
        };
        layer.features.push_back(
            {hull_of(table, cluster),
             {static_cast<std::int64_t>(layer.features.size() + 1),
              static_cast<std::int64_t>(cluster.rows.size()), std::int64_t{cluster.places},
              day_label(cluster.first_day), day_label(cluster.last_day), std::int64_t{cluster.days},
              if_known(killed.low, 0), if_known(killed.best, killed.without_best),
              if_known(killed.high, killed.open), static_cast<std::int64_t>(killed.stated),
              name_of_most(table.place), name_of_most(table.country), rounded(cluster.middle.lon, 1e5),
              rounded(cluster.middle.lat, 1e5), rounded(cluster.reach_m, 1), ids_of(table, cluster)}});
    }
    return layer;
}

} // namespace sitmap
