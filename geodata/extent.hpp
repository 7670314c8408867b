#pragma once

#include "geodata/lonlat.hpp"

namespace sitmap {

/// A box in degrees. `west > east` means that it crosses the antimeridian, as in RFC 7946.
struct Extent {
    double west = 0, south = 0, east = 0, north = 0;

    [[nodiscard]] bool crosses_antimeridian() const { return west > east; }

    /// The edge counts as inside.
    [[nodiscard]] bool contains(LonLat p) const
    {
        const bool lon_inside =
            crosses_antimeridian() ? (p.lon >= west || p.lon <= east) : (p.lon >= west && p.lon <= east);
        return lon_inside && p.lat >= south && p.lat <= north;
    }

    /// Touching edges count as overlap.
    [[nodiscard]] bool overlaps(const Extent& other) const
    {
        if (north < other.south || other.north < south)
            return false;
        if (crosses_antimeridian() && other.crosses_antimeridian())
            return true;
        if (crosses_antimeridian())
            return other.west <= east || other.east >= west;
        if (other.crosses_antimeridian())
            return west <= other.east || east >= other.west;
        return west <= other.east && other.west <= east;
    }

    bool operator==(const Extent&) const = default;
};

} // namespace sitmap
