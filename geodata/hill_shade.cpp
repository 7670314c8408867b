#include "geodata/hill_shade.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double azimuth = 315 * std::numbers::pi / 180, height = 45 * std::numbers::pi / 180;
constexpr double strength = 0.42, most = 0.42, of_light = 0.8;

/// East and north, rise over run.
struct Slope {
    double east = 0, north = 0;
};

class Ground {
public:
    explicit Ground(const HeightGrid& grid) : grid_{grid} {}

    [[nodiscard]] bool is_known(int column, int row) const
    {
        const std::size_t at = index(column, row);
        return !grid_.unknown[at] && std::isfinite(grid_.metres[at]);
    }
    /// Requires a known cell. Unknown neighbours, and those beyond the edge, are as high as it is.
    [[nodiscard]] Slope slope(int column, int row) const
    {
        const double here = grid_.metres[index(column, row)];
        const auto at = [&](int right, int down) {
            const int c = std::clamp(column + right, 0, grid_.columns - 1),
                      r = std::clamp(row + down, 0, grid_.rows - 1);
            return is_known(c, r) ? static_cast<double>(grid_.metres[index(c, r)]) : here;
        };
        const double east = at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1);
        const double north = at(-1, -1) + 2 * at(0, -1) + at(1, -1) - at(-1, 1) - 2 * at(0, 1) - at(1, 1);
        return {east / (8 * grid_.column_m), north / (8 * grid_.row_m)};
    }

private:
    [[nodiscard]] std::size_t index(int column, int row) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(grid_.columns) +
               static_cast<std::size_t>(column);
    }
    const HeightGrid& grid_;
};

/// Of the light that ground turned to it has, less than 0 in shadow; level ground has sin(45°).
double light_on(Slope slope)
{
    const double length = std::sqrt(1 + slope.east * slope.east + slope.north * slope.north);
    return (std::sin(height) -
            std::cos(height) * (slope.east * std::sin(azimuth) + slope.north * std::cos(azimuth))) /
           length;
}

} // namespace

std::vector<std::uint8_t> hill_shade(const HeightGrid& grid)
{
    constexpr double usual_cell_m = 30, most_raised = 6;
    const double raised =
        std::clamp(std::sqrt(std::max(grid.column_m, grid.row_m) / usual_cell_m), 1.0, most_raised);
    const Ground ground{grid};
    std::vector<std::uint8_t> rgba(grid.metres.size() * 4, 0);
    std::size_t at = 0;
    for (int row = 0; row < grid.rows; ++row)
        for (int column = 0; column < grid.columns; ++column, at += 4) {
            if (!ground.is_known(column, row))
                continue;
            const Slope slope = ground.slope(column, row);
            const double more = light_on({slope.east * raised, slope.north * raised}) - light_on({});
            const double share = std::min(most, 2 * strength * std::abs(more));
            const bool is_lit = more > 0;
            rgba[at] = is_lit ? 0xff : 0x28;
            rgba[at + 1] = is_lit ? 0xff : 0x24;
            rgba[at + 2] = is_lit ? 0xfc : 0x1e;
            rgba[at + 3] = static_cast<std::uint8_t>(std::lround(255 * share * (is_lit ? of_light : 1.0)));
        }
    return rgba;
}

} // namespace sitmap
