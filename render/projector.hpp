#pragma once

#include "geodata/geometry.hpp"
#include "render/camera.hpp"

#include <span>

namespace sitmap {

/// Shapes to pixels, cut to the frame: positions are clipped in degrees to what is seen (so that nothing far
/// round the globe is projected), edges are divided where the projection bends them, and the result is
/// clipped in pixels to the frame and `margin_px` around it and simplified to 0.3 px.
class Projector {
public:
    explicit Projector(const Camera& camera, double margin_px = 40);

    /// May any of the box be seen?
    [[nodiscard]] bool sees(const Extent& box) const;
    /// One ring as closed contours (two where it is seen twice); appended.
    void add_ring(std::span<const LonLat> ring, Path& out) const;
    void add_line(std::span<const LonLat> line, Path& out) const;
    void add(const Polygon& polygon, Path& out) const;
    [[nodiscard]] Path rings(const MultiPolygon& area) const;
    [[nodiscard]] Path rings(const Geometry& geometry) const; ///< of polygons; empty for anything else
    [[nodiscard]] Path lines(const Geometry& geometry) const; ///< of lines; empty for anything else

    [[nodiscard]] const PxRect& kept() const { return kept_; }
    /// Degrees of latitude that the simplification's pixels span at the centre: detail finer than this is not
    /// seen.
    [[nodiscard]] double tolerance_deg() const { return tolerance_deg_; }
    [[nodiscard]] double px_deg() const
    {
        return tolerance_deg_ / simplify_px_;
    } ///< degrees of latitude a pixel

private:
    [[nodiscard]] Contour projected(const Contour& degrees, bool closed) const;

    const Camera& camera_;
    PxRect kept_; ///< in pixels
    PxRect box_;  ///< in degrees, longitudes around the centre's
    double simplify_px_;
    double tolerance_deg_;
    double longest_deg_; ///< edge that is not divided
};

} // namespace sitmap
