#pragma once

#include "geodata/extent.hpp"
#include "geodata/projection.hpp"

#include <optional>
#include <span>
#include <string>

namespace sitmap {

/// WGS 84 to a plane on which every area keeps its size, and back: for counting in cells of equal area.
///
/// Closed forms on the ellipsoid (Snyder 1987, "Map projections: a working manual", eq. 3-12, 10-13 to 10-16
/// and 24-17 to 24-26), which agree with PROJ within a millimetre and take millions of points a second; any
/// processor gives the same bits. A value: cheap to copy, safe to use from several threads.
class EqualArea {
public:
    /// Lambert azimuthal around `centre` (latitudes beyond 89 degrees are taken as 89): forms and distances
    /// are kept near it; 1000 km off they are out by 0.3 %, 3000 km off by 3 %.
    [[nodiscard]] static EqualArea around(LonLat centre);
    /// Cylindrical, cut 180 degrees from `middle_lon` and true to scale on the parallels of +-`true_lat` (0
    /// to 80): with 0 and 30 the EASE-Grid 2.0 (EPSG:6933). Equal in area everywhere; forms are stretched far
    /// from those parallels.
    [[nodiscard]] static EqualArea cylindrical(double middle_lon, double true_lat);
    /// The first around the middle of `shown`, rounded to whole degrees, where nothing of it lies further
    /// than 60 degrees of arc away; else the second, true at 30 degrees.
    [[nodiscard]] static EqualArea for_extent(const Extent& shown);

    [[nodiscard]] Metres to_plane(LonLat p) const;
    /// For many: `lon`, `lat` in degrees and `out` are of one length.
    void to_plane(std::span<const double> lon, std::span<const double> lat, std::span<Metres> out) const;
    /// Nothing outside the azimuthal's circle; the cylindrical takes what is over its edge to the edge.
    [[nodiscard]] std::optional<LonLat> to_lonlat(Metres p) const;

    [[nodiscard]] bool is_azimuthal() const { return azimuthal_; }
    /// For people: "Lambert azimuthal equal-area around 33° N 18° E".
    [[nodiscard]] std::string description() const;
    /// As PROJ knows it.
    [[nodiscard]] std::string definition() const;
    /// A box on the plane that holds all of `shown`, up to a margin of 1 %.
    struct Box {
        double west = 0, south = 0, east = 0, north = 0;
    };
    [[nodiscard]] Box box_around(const Extent& shown) const;

private:
    EqualArea() = default;

    bool azimuthal_ = false;
    double lon_0_ = 0, lat_ = 0; ///< degrees: centre, or true parallel
    /// Azimuthal: sine and cosine of the centre's authalic latitude, and the factors of x and y.
    double sin_0_ = 0, cos_0_ = 1, x_scale_ = 1, y_scale_ = 1;
};

} // namespace sitmap
