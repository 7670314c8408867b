#pragma once

#include "geodata/lonlat.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace sitmap {

/// Positions on WGS 84 in units of 10^-7 degrees, as in IncidentTable, cut into tiles within which any two
/// are no further apart than `metres`: rows of latitude, and in each row columns of longitude.
class EllipsoidGrid {
public:
    /// 0 <= metres <= 1 000 km. With 0, a tile is one position.
    explicit EllipsoidGrid(double metres);

    /// Row in the upper, column in the lower half; tiles side by side in a row have neighbouring keys.
    using TileKey = std::uint64_t;
    [[nodiscard]] TileKey tile_of(std::int32_t lon, std::int32_t lat) const;

    /// Ranges of keys that hold every tile with a position within `metres` of one in `tile`; may hold others.
    /// They do not overlap.
    struct Range {
        TileKey first, last; ///< inclusive
    };
    [[nodiscard]] std::vector<Range> around(TileKey tile) const;

private:
    [[nodiscard]] std::int64_t column_width(std::int64_t row) const;   ///< in units
    [[nodiscard]] double narrowest_parallel_m(std::int64_t row) const; ///< its radius

    double metres_;
    std::int64_t row_height_, row_count_; ///< in units
};

/// Tells whether positions are within a distance, quickly, and by the answer of `distance_m` where it is
/// close.
class WithinMetres {
public:
    explicit WithinMetres(double metres);

    using Point = std::array<double, 3>; ///< metres from the earth's centre
    [[nodiscard]] static Point point(LonLat p);
    [[nodiscard]] bool operator()(const Point& a, LonLat a_lonlat, const Point& b, LonLat b_lonlat) const
    {
        const double x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
        const double chord_squared = x * x + y * y + z * z;
        if (chord_squared > never_)
            return false;
        return chord_squared <= surely_ || exactly(a_lonlat, b_lonlat);
    }
    /// Where the line from the earth's centre through a point leaves it, to some metres; 0, 0 for the centre
    /// itself.
    [[nodiscard]] static LonLat lonlat(const Point& point);
    /// The way over the ground between two points, to a thousandth.
    [[nodiscard]] static double arc_m(const Point& a, const Point& b);
    /// Chords longer than this are surely too long.
    [[nodiscard]] double longest_chord_m() const { return longest_chord_m_; }

private:
    [[nodiscard]] bool exactly(LonLat a, LonLat b) const;

    double metres_, longest_chord_m_, surely_, never_;
};

} // namespace sitmap
