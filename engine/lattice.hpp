#pragma once

#include "geodata/equal_area.hpp"
#include "geodata/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace sitmap {

enum class CellShape : std::uint8_t { square, hexagon };

/// Cells of one size on a plane of equal area, in rows from the south. Squares have their side for width;
/// hexagons stand on a corner, their width goes from flat to flat (so do the distances of their centres), and
/// every second row is shifted by half a width. Metres on the plane.
struct Lattice {
    CellShape shape = CellShape::square;
    double width_m = 25'000;
    Metres origin; ///< centre of column 0 in row 0
    std::uint32_t columns = 0, rows = 0;

    /// From row to row.
    [[nodiscard]] double height_m() const;
    [[nodiscard]] double cell_area_m2() const;
    [[nodiscard]] Metres centre(std::uint32_t column, std::uint32_t row) const;
    [[nodiscard]] std::size_t size() const { return std::size_t{columns} * rows; }
};

/// A lattice over the box and `margin_m` around it, with an empty cell at each side at least. Its cells begin
/// at whole multiples from the plane's origin, so that they stay where they are as long as the plane does.
/// Throws Error where it takes more than 16 million cells. Requires `cell_km` above 0.
[[nodiscard]] Lattice lattice_over(const EqualArea::Box& box, CellShape shape, double cell_km,
                                   double margin_m);

/// The cell that a point lies in: of squares by their edges, of hexagons that with the nearest centre.
class Locator {
public:
    explicit Locator(const Lattice& lattice)
        : lattice_{lattice}, per_width_{1 / lattice.width_m}, per_height_{1 / lattice.height_m()}
    {}
    [[nodiscard]] std::size_t square(Metres p) const
    {
        return position(static_cast<std::int32_t>((p.x - lattice_.origin.x) * per_width_ + 0.5),
                        static_cast<std::int32_t>((p.y - lattice_.origin.y) * per_height_ + 0.5));
    }
    [[nodiscard]] std::size_t hexagon(Metres p) const
    {
        const double x = (p.x - lattice_.origin.x) * per_width_;
        const double y = (p.y - lattice_.origin.y) * per_height_;
        // Towards 0 is down here: nothing lies left of or below the lattice.
        const auto below = static_cast<std::int32_t>(y);
        const bool odd = (below & 1) != 0;
        // Of each of the two rows that it lies between, the nearest centre.
        const double x_0 = x - (odd ? 0.5 : 0), x_1 = x - (odd ? 0 : 0.5);
        const auto c_0 = static_cast<std::int32_t>(x_0 + 0.5), c_1 = static_cast<std::int32_t>(x_1 + 0.5);
        const double y_0 = y - below, y_1 = 1 - y_0;
        const double d_0 = (x_0 - c_0) * (x_0 - c_0) + 0.75 * y_0 * y_0;
        const double d_1 = (x_1 - c_1) * (x_1 - c_1) + 0.75 * y_1 * y_1;
        return d_0 <= d_1 ? position(c_0, below) : position(c_1, below + 1);
    }
    [[nodiscard]] std::size_t operator()(Metres p) const
    {
        return lattice_.shape == CellShape::square ? square(p) : hexagon(p);
    }

private:
    /// The lattice has room for every incident; the clamp is against rounding at its far edges.
    [[nodiscard]] std::size_t position(std::int32_t column, std::int32_t row) const
    {
        const auto c = std::clamp(column, 0, static_cast<std::int32_t>(lattice_.columns) - 1);
        const auto r = std::clamp(row, 0, static_cast<std::int32_t>(lattice_.rows) - 1);
        return static_cast<std::size_t>(r) * lattice_.columns + static_cast<std::size_t>(c);
    }

    const Lattice& lattice_;
    double per_width_, per_height_;
};

/// Cells side by side in one row of the lattice.
struct CellRun {
    std::uint32_t row = 0;
    std::int64_t first = 0, last = -1; ///< columns, inclusive
};
/// The cells whose centre lies within the radius, into `runs`.
void runs_within(const Lattice& lattice, Metres centre, double radius_m, std::vector<CellRun>& runs);

/// The cell's outline in degrees, a polygon; long edges are parted so that they follow the plane's. No shape
/// where the plane has no image there.
[[nodiscard]] Geometry outline(const Lattice& lattice, const EqualArea& plane, std::uint32_t column,
                               std::uint32_t row);

} // namespace sitmap
