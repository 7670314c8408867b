#include "engine/banded_area.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

BandedArea::BandedArea(std::span<const Polygon> area)
{
    std::size_t positions = 0;
    for (const Polygon& polygon : area) {
        positions += polygon.exterior.size();
        for (const LonLat p : polygon.exterior) {
            if (extent_.west > extent_.east)
                extent_ = {p.lon, p.lat, p.lon, p.lat};
            extent_ = {std::min(extent_.west, p.lon), std::min(extent_.south, p.lat),
                       std::max(extent_.east, p.lon), std::max(extent_.north, p.lat)};
        }
    }
    bands_.resize(std::clamp<std::size_t>(positions / 2, 1, 4096));
    for (const Polygon& polygon : area) {
        add(polygon.exterior);
        for (const Ring& hole : polygon.holes)
            add(hole);
    }
}

bool BandedArea::contains(LonLat p) const
{
    if (p.lat < extent_.south || p.lat > extent_.north || p.lon < extent_.west || p.lon > extent_.east)
        return false;
    bool inside = false;
    for (const auto& [a, b] : bands_[band(p.lat)])
        if ((a.lat > p.lat) != (b.lat > p.lat) &&
            p.lon < a.lon + (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat))
            inside = !inside;
    return inside;
}

std::size_t BandedArea::band(double lat) const
{
    const double height = std::max(1e-12, extent_.north - extent_.south);
    const double at = (lat - extent_.south) / height * static_cast<double>(bands_.size());
    return std::min(bands_.size() - 1, static_cast<std::size_t>(std::max(0.0, at)));
}

void BandedArea::add(const Ring& ring)
{
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const auto [south, north] = std::minmax(ring[i].lat, ring[i + 1].lat);
        for (std::size_t b = band(south); b <= band(north); ++b)
            bands_[b].emplace_back(ring[i], ring[i + 1]);
    }
}

} // namespace sitmap
