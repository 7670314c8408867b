#pragma once

#include "geodata/projection.hpp"
#include "render/draw_list.hpp"

#include <optional>

namespace sitmap {

/// What part of the world is seen, and how large. The one place where positions become pixels.
class Camera {
public:
    /// `metres_per_px` on the projection's plane at the picture's centre. `frame` is the part of the picture
    /// that the map fills. `bearing_deg`: the direction that is up, clockwise from the plane's north.
    Camera(Projection projection, LonLat centre, double metres_per_px, PxRect frame, double bearing_deg = 0);

    /// Shows the whole of `extent` in the frame, with `margin_px` to spare.
    [[nodiscard]] static Camera showing(const Extent& extent, const Projection& projection, PxRect frame,
                                        double margin_px = 0);

    /// The image nearest to the centre, where the plane repeats (Mercator). Nothing where the projection has
    /// no image.
    [[nodiscard]] std::optional<Px> to_px(LonLat p) const;
    /// As `to_px` for a longitude that may pass ±180: shapes cut at `seen_unwrapped` stay in one piece.
    [[nodiscard]] std::optional<Px> to_px_unwrapped(LonLat p) const;
    [[nodiscard]] std::optional<LonLat> to_lonlat(Px p) const;
    /// A box around all that is seen.
    [[nodiscard]] Extent seen() const;
    /// The same box with west < east around the centre's longitude; either may pass ±180, never by more than
    /// 180.
    [[nodiscard]] Extent seen_unwrapped() const;
    /// Ground metres a pixel at a position: the projection's scale taken off, so that discs and scale bars
    /// are true.
    [[nodiscard]] double ground_m_per_px(LonLat p) const;
    /// 1 : n at the frame's centre on a 96 dpi screen.
    [[nodiscard]] double scale_denominator() const;

    /// The same view with `at` kept in place, `factor` times closer.
    [[nodiscard]] Camera zoomed(Px at, double factor) const;
    [[nodiscard]] Camera panned(double dx_px, double dy_px) const;

    [[nodiscard]] LonLat centre() const { return centre_; }
    [[nodiscard]] double metres_per_px() const { return metres_per_px_; }
    [[nodiscard]] const PxRect& frame() const { return frame_; }
    [[nodiscard]] double bearing_deg() const { return bearing_deg_; }
    [[nodiscard]] const Projection& projection() const { return projection_; }

private:
    Camera(Projection projection, LonLat centre, Metres centre_m, double metres_per_px, PxRect frame,
           double bearing_deg);
    [[nodiscard]] std::optional<Metres> to_plane(LonLat p) const;
    /// On the plane, from the centre, of a position in the picture.
    [[nodiscard]] Metres from_centre(Px p) const;

    Projection projection_;
    LonLat centre_;
    Metres centre_m_;
    double metres_per_px_;
    PxRect frame_;
    double bearing_deg_, cos_, sin_; ///< the two of the bearing
};

} // namespace sitmap
