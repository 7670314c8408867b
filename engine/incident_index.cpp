#include "engine/incident_index.hpp"

#include "geodata/measure.hpp"
#include "geodata/spatial_index.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sitmap {

namespace {

constexpr double least_metres_a_degree = 110'574; // of latitude, at the equator of WGS 84
constexpr double degree = 3.14159265358979323846 / 180;

/// A box that holds the disc, a little larger than it need be.
Extent box_around(const Query::Radius& disc)
{
    const double reach = 1.01 * disc.metres / least_metres_a_degree + 1e-6;
    const double south = std::max(-90.0, disc.centre.lat - reach),
                 north = std::min(90.0, disc.centre.lat + reach);
    const double farthest = std::max(std::abs(south), std::abs(north));
    const double across =
        farthest >= 89.9 || reach >= 90
            ? 180.0
            : std::asin(std::min(1.0, std::sin(reach * degree) / std::cos(farthest * degree))) / degree;
    if (across >= 179)
        return {-180, south, 180, north};
    const auto wrapped = [](double lon) { return lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon; };
    return {wrapped(disc.centre.lon - across), south, wrapped(disc.centre.lon + across), north};
}

double width_of(const Extent& box)
{
    return box.crosses_antimeridian() ? box.east - box.west + 360 : box.east - box.west;
}

/// The smallest box that a query's spatial restrictions leave; nothing if it has none.
std::optional<Extent> box_of(const Query& query)
{
    std::optional<Extent> smallest;
    const auto take = [&](const Extent& box) {
        if (!smallest || width_of(box) * (box.north - box.south) <
                             width_of(*smallest) * (smallest->north - smallest->south))
            smallest = box;
    };
    if (query.bbox)
        take(*query.bbox);
    if (query.radius)
        take(box_around(*query.radius));
    if (const auto extent = extent_of(query.within))
        take(*extent);
    return smallest;
}

} // namespace

struct IncidentIndex::Index {
    std::span<const Incident> incidents;
    std::vector<std::uint32_t> placed; ///< positions of incidents with a place, ascending
    SpatialIndex points;               ///< parallel to `placed`
};

IncidentIndex::IncidentIndex(std::span<const Incident> incidents)
{
    std::vector<std::uint32_t> placed;
    std::vector<Extent> boxes;
    for (std::uint32_t i = 0; i < incidents.size(); ++i) {
        if (const auto& location = incidents[i].location) {
            placed.push_back(i);
            boxes.push_back(
                {location->point.lon, location->point.lat, location->point.lon, location->point.lat});
        }
    }
    index_ = std::make_unique<Index>(Index{incidents, std::move(placed), SpatialIndex{boxes}});
}

IncidentIndex::~IncidentIndex() = default;
IncidentIndex::IncidentIndex(IncidentIndex&&) noexcept = default;
IncidentIndex& IncidentIndex::operator=(IncidentIndex&&) noexcept = default;

std::vector<std::uint32_t> IncidentIndex::find(const Query& query) const
{
    std::vector<std::uint32_t> candidates;
    if (const auto box = box_of(query)) {
        for (const std::uint32_t place : index_->points.touching(*box))
            candidates.push_back(index_->placed[place]);
    } else {
        candidates.resize(index_->incidents.size());
        std::iota(candidates.begin(), candidates.end(), 0u);
    }
    std::erase_if(candidates, [&](std::uint32_t i) { return !passes(index_->incidents[i], query); });
    return candidates;
}

std::vector<std::uint32_t> IncidentIndex::nearest(LonLat point, std::size_t count, const Query& query) const
{
    std::vector<std::uint32_t> found;
    if (count == 0)
        return found;
    // Those that fail the query are found out only one by one, so ever more neighbours are asked for.
    for (std::size_t asked = count;; asked *= 4) {
        found.clear();
        const auto neighbours = index_->points.nearest(point, asked);
        for (const std::uint32_t place : neighbours) {
            const std::uint32_t i = index_->placed[place];
            if (found.size() < count && passes(index_->incidents[i], query))
                found.push_back(i);
        }
        if (found.size() == count || neighbours.size() < asked)
            return found;
    }
}

} // namespace sitmap
