#pragma once

#include "geodata/extent.hpp"
#include "geodata/lonlat.hpp"

#include <memory>
#include <optional>
#include <string>

namespace sitmap {

/// A position on a plane, in metres, y to the north.
struct Metres {
    double x = 0, y = 0;
    bool operator==(const Metres&) const = default;
};

/// WGS 84 to a plane and back. Web Mercator runs by its closed form; everything else through PROJ.
/// Copyable and cheap to copy; one object must not be used from two threads at once.
class Projection {
public:
    /// Web Mercator (EPSG:3857), for the window. Latitudes are clamped to ±85.06.
    [[nodiscard]] static Projection web_mercator();

    /// Lambert conformal conic for `shown`, standard parallels at 1/6 and 5/6 of its latitudes; where that
    /// makes no cone (parallels within 0.1 degree of opposite latitudes) a Mercator on the middle latitude.
    [[nodiscard]] static Projection conic_for(const Extent& shown);

    /// Lambert azimuthal equal-area about the pole that `shown` is nearer to, its middle meridian upright.
    [[nodiscard]] static Projection polar_for(const Extent& shown);

    /// Equal Earth (Šavrič, Patterson and Jenny 2018) for more than a conic can show, in the middle of
    /// `middle_lon` degrees.
    [[nodiscard]] static Projection equal_earth(double middle_lon);

    /// Any PROJ definition ("EPSG:32633", "+proj=..."). Throws Error when PROJ does not know it.
    [[nodiscard]] static Projection of(const std::string& definition);

    [[nodiscard]] std::optional<Metres>
    to_plane(LonLat p) const; ///< nothing where the projection has no image
    [[nodiscard]] std::optional<LonLat> to_lonlat(Metres p) const;
    [[nodiscard]] const std::string&
    description() const; ///< for the sheet: "Lambert conformal conic, 33° and 37.5° N"
    [[nodiscard]] bool is_mercator() const;

private:
    struct Impl;
    [[nodiscard]] static std::shared_ptr<Impl> make(const std::string& definition);
    explicit Projection(std::shared_ptr<const Impl> impl);
    std::shared_ptr<const Impl> impl_;
};

} // namespace sitmap
