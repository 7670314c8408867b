#include "geodata/prepared_area.hpp"

#include "geodata/measure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double radians = std::numbers::pi / 180;
// The last factors outweigh rounding.
constexpr double least_radius_m = 6335439.327 * (1 - 1e-9), greatest_radius_m = 6399593.626 * (1 + 1e-9);

// Nearer to an edge than this, Boost's own tolerance may decide, so Boost is asked. 0.1 mm on the ground.
constexpr double hair_deg = 1e-9;

constexpr std::size_t most_edges_looked_at = 2048;

/// Central angle on the unit sphere; haversine keeps its digits for small angles.
double angle(LonLat a, LonLat b)
{
    const double u = std::sin((b.lat - a.lat) / 2 * radians);
    const double v = std::sin((b.lon - a.lon) / 2 * radians);
    const double h = u * u + std::cos(a.lat * radians) * std::cos(b.lat * radians) * v * v;
    return 2 * std::asin(std::min(1.0, std::sqrt(h)));
}

/// Twice the area of the triangle a, b, p: positive if p lies left of the way from a to b.
double turn(LonLat a, LonLat b, LonLat p)
{
    return (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon);
}

bool holds(const Extent& box, LonLat p)
{
    return p.lon >= box.west && p.lon <= box.east && p.lat >= box.south && p.lat <= box.north;
}

} // namespace

DistanceBounds distance_bounds(LonLat a, LonLat b)
{
    const double between = angle(a, b);
    return {least_radius_m * between, greatest_radius_m * between};
}

PreparedArea::PreparedArea(const Geometry& area) : area_{area}
{
    std::uint32_t number = 0;
    for (const Polygon& polygon : polygons_of(area)) {
        add_ring(polygon.exterior, {number, false});
        for (const Ring& hole : polygon.holes)
            add_ring(hole, {number, true});
        ++number;
    }
    const auto extent = extent_of(area);
    extent_ = extent ? Extent{extent->west - hair_deg, extent->south - hair_deg, extent->east + hair_deg,
                              extent->north + hair_deg}
                     : Extent{1, 1, -1, -1};
    fill_bands();
}

void PreparedArea::add_ring(const Ring& ring, RingOf what)
{
    if (ring.empty())
        return;
    simple_ = simple_ && ring.front() == ring.back() && ring.size() > 3;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        simple_ = simple_ && std::isfinite(ring[i].lon) && std::isfinite(ring[i].lat);
        if (ring[i] != ring[i - 1])
            edges_.push_back({ring[i - 1], ring[i], static_cast<std::uint32_t>(rings_.size())});
    }
    rings_.push_back(what);
}

Extent PreparedArea::box_around(const Edge& edge) const
{
    return {std::min(edge.a.lon, edge.b.lon) - hair_deg, std::min(edge.a.lat, edge.b.lat) - hair_deg,
            std::max(edge.a.lon, edge.b.lon) + hair_deg, std::max(edge.a.lat, edge.b.lat) + hair_deg};
}

std::size_t PreparedArea::band_of(double lat) const
{
    const auto bands = static_cast<double>(band_begin_.size() - 1);
    const double at = (lat - extent_.south) / (extent_.north - extent_.south) * bands;
    return static_cast<std::size_t>(std::clamp(at, 0.0, bands - 1));
}

void PreparedArea::fill_bands()
{
    band_begin_.assign(std::clamp<std::size_t>(edges_.size() / 2, 1, 2048) + 1, 0);
    if (!simple_)
        return;
    const auto each_band = [&](const Edge& edge, auto take) {
        const Extent box = box_around(edge);
        const std::size_t last = band_of(box.north);
        for (std::size_t band = band_of(box.south); band <= last; ++band)
            take(band);
    };
    for (const Edge& edge : edges_)
        each_band(edge, [&](std::size_t band) { ++band_begin_[band + 1]; });
    for (std::size_t band = 1; band < band_begin_.size(); ++band)
        band_begin_[band] += band_begin_[band - 1];
    band_edges_.resize(band_begin_.back());
    std::vector<std::size_t> next{band_begin_.begin(), band_begin_.end() - 1};
    for (std::uint32_t i = 0; i < edges_.size(); ++i)
        each_band(edges_[i], [&](std::size_t band) { band_edges_[next[band]++] = i; });
}

bool PreparedArea::covers(LonLat p) const
{
    if (!simple_)
        return sitmap::covers(area_, p);
    if (!holds(extent_, p))
        return false;
    const std::size_t band = band_of(p.lat);
    bool in_exterior = false, in_hole = false;
    int winding = 0;
    constexpr auto none = ~std::uint32_t{0};
    std::uint32_t ring = none;
    const auto end_ring = [&] {
        if (ring != none && winding != 0)
            (rings_[ring].is_hole ? in_hole : in_exterior) = true;
        winding = 0;
    };
    for (std::size_t i = band_begin_[band]; i < band_begin_[band + 1]; ++i) {
        const Edge& edge = edges_[band_edges_[i]];
        if (edge.ring != ring) {
            end_ring();
            if (ring != none && rings_[edge.ring].polygon != rings_[ring].polygon) {
                if (in_exterior && !in_hole)
                    return true;
                in_exterior = in_hole = false;
            }
            ring = edge.ring;
        }
        const double side = turn(edge.a, edge.b, p);
        const double length = std::abs(edge.b.lon - edge.a.lon) + std::abs(edge.b.lat - edge.a.lat);
        if (std::abs(side) <= hair_deg * length && holds(box_around(edge), p))
            return sitmap::covers(area_, p);
        if (edge.a.lat <= p.lat && edge.b.lat > p.lat && side > 0)
            ++winding;
        else if (edge.a.lat > p.lat && edge.b.lat <= p.lat && side < 0)
            --winding;
    }
    end_ring();
    return in_exterior && !in_hole;
}

Side PreparedArea::side_of(const Extent& box) const
{
    if (!simple_)
        return Side::boundary;
    const Extent around{box.west - hair_deg, box.south - hair_deg, box.east + hair_deg, box.north + hair_deg};
    if (around.west > extent_.east || around.east < extent_.west || around.south > extent_.north ||
        around.north < extent_.south)
        return Side::outside;
    const std::size_t first = band_begin_[band_of(around.south)],
                      last = band_begin_[band_of(around.north) + 1];
    if (last - first > most_edges_looked_at)
        return Side::boundary; // its children will know
    for (std::size_t i = first; i < last; ++i) {
        const Edge& edge = edges_[band_edges_[i]];
        const Extent of_edge = box_around(edge);
        if (of_edge.west > around.east || of_edge.east < around.west || of_edge.south > around.north ||
            of_edge.north < around.south)
            continue;
        const auto at = [&](double lon, double lat) { return turn(edge.a, edge.b, {lon, lat}); };
        const auto [low, high] = std::minmax({at(around.west, around.south), at(around.east, around.south),
                                              at(around.west, around.north), at(around.east, around.north)});
        if (low <= 0 && high >= 0)
            return Side::boundary;
    }
    const LonLat middle{(box.west + box.east) / 2, (box.south + box.north) / 2};
    return covers(middle) ? Side::inside : Side::outside;
}

bool PreparedDisc::contains(LonLat point) const
{
    const DistanceBounds bounds = distance_bounds(centre_, point);
    if (bounds.most_m <= metres_)
        return true;
    return bounds.least_m <= metres_ && distance_m(centre_, point) <= metres_;
}

Side PreparedDisc::side_of(const Extent& box) const
{
    const LonLat middle{(box.west + box.east) / 2, (box.south + box.north) / 2};
    const double equator_side =
        box.south <= 0 && box.north >= 0 ? 0 : std::min(std::abs(box.south), std::abs(box.north));
    // No point of the box is farther from its middle than along a meridian and then along a parallel.
    const double half =
        ((box.north - box.south) / 2 + (box.east - box.west) / 2 * std::cos(equator_side * radians)) *
            radians * (1 + 1e-9) +
        1e-12;
    const double to_middle = angle(centre_, middle);
    if ((to_middle + half) * greatest_radius_m <= metres_)
        return Side::inside;
    return (to_middle - half) * least_radius_m > metres_ ? Side::outside : Side::boundary;
}

Extent PreparedDisc::extent() const
{
    const double reach = metres_ / least_radius_m / radians * 1.001 + 1e-6;
    const double south = std::max(-90.0, centre_.lat - reach), north = std::min(90.0, centre_.lat + reach);
    const double farthest = std::max(std::abs(south), std::abs(north));
    const double across =
        farthest >= 89.9 || reach >= 90
            ? 180.0
            : std::asin(std::min(1.0, std::sin(reach * radians) / std::cos(farthest * radians))) / radians;
    if (across >= 179)
        return {-180, south, 180, north};
    const auto wrapped = [](double lon) { return lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon; };
    return {wrapped(centre_.lon - across), south, wrapped(centre_.lon + across), north};
}

} // namespace sitmap
