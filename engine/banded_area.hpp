#pragma once

#include "geodata/extent.hpp"
#include "geodata/geometry.hpp"

#include <span>
#include <utility>
#include <vector>

namespace sitmap {

/// Tells whether points lie inside an area on the plane of longitude and latitude, with its edges sorted into
/// bands of latitude: O(positions) once, then O(edges of a band) a point.
class BandedArea {
public:
    explicit BandedArea(std::span<const Polygon> area);

    [[nodiscard]] bool contains(LonLat p) const;

private:
    [[nodiscard]] std::size_t band(double lat) const;
    void add(const Ring& ring);

    Extent extent_{1, 1, 0, 0}; ///< of nothing: holds no point
    std::vector<std::vector<std::pair<LonLat, LonLat>>> bands_;
};

} // namespace sitmap
