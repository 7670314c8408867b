#include "engine/lattice.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace sitmap {

namespace {

constexpr std::size_t most_cells = std::size_t{1} << 24;
const double half_root_3 = std::sqrt(3.0) / 2;

} // namespace

double Lattice::height_m() const
{
    return shape == CellShape::square ? width_m : width_m * half_root_3;
}

double Lattice::cell_area_m2() const
{
    return width_m * height_m();
}

Metres Lattice::centre(std::uint32_t column, std::uint32_t row) const
{
    const double shift = shape == CellShape::hexagon && row % 2 == 1 ? 0.5 : 0;
    return {origin.x + (column + shift) * width_m, origin.y + row * height_m()};
}

Lattice lattice_over(const EqualArea::Box& box, CellShape shape, double cell_km, double margin_m)
{
    Lattice lattice;
    lattice.shape = shape;
    lattice.width_m = cell_km * 1'000;
    const double width = lattice.width_m, height = lattice.height_m();
    // Cells begin at whole multiples from the plane's origin, so that they stay where they are while it does.
    const double column = std::floor((box.west - margin_m) / width) - 2;
    const double row = 2 * std::floor((box.south - margin_m) / height / 2) - 2;
    const double columns = std::ceil((box.east + margin_m) / width) + 2 - column;
    const double rows = std::ceil((box.north + margin_m) / height) + 2 - row;
    if (!(columns * rows <= static_cast<double>(most_cells))) {
        std::array<char, 200> text{};
        std::snprintf(text.data(), text.size(),
                      "cannot count in cells of %g km: they would be %.0f million; choose larger cells, or a "
                      "smaller area with --bbox",
                      cell_km, columns * rows / 1e6);
        throw Error{text.data()};
    }
    const bool square = shape == CellShape::square;
    lattice.origin = {(column + (square ? 0.5 : 0)) * width, (row + (square ? 0.5 : 0)) * height};
    lattice.columns = static_cast<std::uint32_t>(columns);
    lattice.rows = static_cast<std::uint32_t>(rows);
    return lattice;
}

void runs_within(const Lattice& lattice, Metres centre, double radius_m, std::vector<CellRun>& runs)
{
    runs.clear();
    const double height = lattice.height_m();
    const auto lowest =
        static_cast<std::int64_t>(std::ceil((centre.y - radius_m - lattice.origin.y) / height));
    const auto highest =
        static_cast<std::int64_t>(std::floor((centre.y + radius_m - lattice.origin.y) / height));
    for (std::int64_t row = std::max<std::int64_t>(lowest, 0);
         row <= std::min<std::int64_t>(highest, lattice.rows - 1); ++row) {
        const Metres start = lattice.centre(0, static_cast<std::uint32_t>(row));
        const double off = start.y - centre.y;
        const double half = std::sqrt(std::max(0.0, radius_m * radius_m - off * off));
        const auto first =
            static_cast<std::int64_t>(std::ceil((centre.x - half - start.x) / lattice.width_m));
        const auto last =
            static_cast<std::int64_t>(std::floor((centre.x + half - start.x) / lattice.width_m));
        const CellRun run{static_cast<std::uint32_t>(row), std::max<std::int64_t>(first, 0),
                          std::min<std::int64_t>(last, lattice.columns - 2)};
        if (run.first <= run.last)
            runs.push_back(run);
    }
}

Geometry outline(const Lattice& lattice, const EqualArea& plane, std::uint32_t column, std::uint32_t row)
{
    const Metres centre = lattice.centre(column, row);
    const double half = lattice.width_m / 2;
    std::vector<Metres> corners{{-half, -half}, {half, -half}, {half, half}, {-half, half}};
    if (lattice.shape == CellShape::hexagon) {
        const double tip = half / half_root_3;
        corners = {{0, -tip}, {half, -tip / 2}, {half, tip / 2},
                   {0, tip},  {-half, tip / 2}, {-half, -tip / 2}};
    }
    const int parts = static_cast<int>(std::clamp(lattice.width_m / 25'000, 1.0, 16.0));
    Ring ring;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Metres from = corners[i], to = corners[(i + 1) % corners.size()];
        for (int part = 0; part < parts; ++part) {
            const double share = static_cast<double>(part) / parts;
            const auto at = plane.to_lonlat(
                {centre.x + from.x + (to.x - from.x) * share, centre.y + from.y + (to.y - from.y) * share});
            if (!at)
                return {};
            ring.push_back(*at);
        }
    }
    ring.push_back(ring.front());
    return Polygon{std::move(ring), {}};
}

} // namespace sitmap
