#pragma once

#include "geodata/extent.hpp"
#include "geodata/geometry.hpp"

#include <cstdint>
#include <vector>

namespace sitmap {

/// How a box lies to an area.
enum class Side : std::uint8_t { outside, boundary, inside };

/// A polygon or multi-polygon made ready for many questions: its edges stand in bands of latitude, so that a
/// point is held against the few that pass its latitude. Answers are those of `covers`, to the last bit.
class PreparedArea {
public:
    /// O(n). What is not a polygon covers nothing.
    explicit PreparedArea(const Geometry& area);

    [[nodiscard]] bool covers(LonLat point) const;
    /// `boundary` where an edge may pass through the box. Requires west <= east.
    [[nodiscard]] Side side_of(const Extent& box) const;

private:
    struct Edge {
        LonLat a, b;
        std::uint32_t ring;
    };
    struct RingOf {
        std::uint32_t polygon;
        bool is_hole;
    };
    [[nodiscard]] std::size_t band_of(double lat) const;
    [[nodiscard]] Extent box_around(const Edge& edge) const;
    void add_ring(const Ring& ring, RingOf what);
    void fill_bands();

    Geometry area_;
    Extent extent_;           ///< a hair larger than the area
    bool simple_ = true;      ///< false: a ring is not closed, and every question goes to `covers`
    std::vector<Edge> edges_; ///< ring by ring
    std::vector<RingOf> rings_;
    std::vector<std::size_t> band_begin_;
    std::vector<std::uint32_t> band_edges_; ///< ascending in each band
};

/// All points within some metres of a point on the ellipsoid: as `distance_m` says, but measured in full only
/// near the rim.
class PreparedDisc {
public:
    PreparedDisc(LonLat centre, double metres) : centre_{centre}, metres_{metres} {}

    [[nodiscard]] bool contains(LonLat point) const;
    /// Requires west <= east.
    [[nodiscard]] Side side_of(const Extent& box) const;
    /// A box that holds the disc, a little larger than it need be; it may cross the antimeridian.
    [[nodiscard]] Extent extent() const;

private:
    LonLat centre_;
    double metres_;
};

/// Bounds of the distance on the ellipsoid, from the angle between geographic positions on a sphere: the
/// smallest and the greatest radius of curvature of WGS 84, a(1-e²) and a/√(1-e²), times that angle.
struct DistanceBounds {
    double least_m, most_m;
};
[[nodiscard]] DistanceBounds distance_bounds(LonLat a, LonLat b);

} // namespace sitmap
