#include "engine/ellipsoid_grid.hpp"

#include "geodata/measure.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double a_m = 6378137, flattening = 1 / 298.257223563, e2 = flattening * (2 - flattening);
constexpr double units_per_degree = 1e7;
constexpr std::int64_t half_turn = 1'800'000'000, turn = 2 * half_turn, quarter_turn = 900'000'000;
constexpr double radians_per_unit = std::numbers::pi / 180 / units_per_degree;
/// A degree of latitude is shortest on the equator and longest at the poles.
constexpr double shortest_degree_m = 110'574, longest_degree_m = 111'695;
/// The least radius of curvature, of the meridian at the equator: b^2 / a.
constexpr double least_radius_m = a_m * (1 - e2);
/// Rounding of positions and sums, far over it.
constexpr double slack_m = 1e-6;

double parallel_radius_m(double lat_units)
{
    const double phi = lat_units * radians_per_unit;
    const double s = std::sin(phi);
    return std::max(0.0, a_m * std::cos(phi) / std::sqrt(1 - e2 * s * s));
}

std::int64_t column_of(EllipsoidGrid::TileKey tile)
{
    return static_cast<std::int64_t>(tile & 0xffffffffU);
}

} // namespace

EllipsoidGrid::EllipsoidGrid(double metres) : metres_{metres}
{
    assert(metres >= 0 && metres <= 1e6);
    const double side_m = metres / std::numbers::sqrt2;
    row_height_ =
        std::max<std::int64_t>(1, static_cast<std::int64_t>(side_m / longest_degree_m * units_per_degree));
    row_count_ = 2 * quarter_turn / row_height_ + 1;
}

std::int64_t EllipsoidGrid::column_width(std::int64_t row) const
{
    // At the latitude of the row nearest to the equator its columns are widest.
    const std::int64_t south = row * row_height_ - quarter_turn, north = south + row_height_;
    const std::int64_t nearest = south <= 0 && north >= 0 ? 0 : std::min(std::abs(south), std::abs(north));
    const double unit_m = parallel_radius_m(static_cast<double>(nearest)) * radians_per_unit;
    const double side_m = metres_ / std::numbers::sqrt2;
    if (unit_m * static_cast<double>(turn) <= side_m)
        return turn + 1;
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(side_m / unit_m));
}

double EllipsoidGrid::narrowest_parallel_m(std::int64_t row) const
{
    const std::int64_t south = row * row_height_ - quarter_turn, north = south + row_height_;
    const std::int64_t furthest = std::min(quarter_turn, std::max(std::abs(south), std::abs(north)));
    return parallel_radius_m(static_cast<double>(furthest));
}

EllipsoidGrid::TileKey EllipsoidGrid::tile_of(std::int32_t lon, std::int32_t lat) const
{
    const std::int64_t row = (std::int64_t{lat} + quarter_turn) / row_height_;
    const std::int64_t column = (std::int64_t{lon} + half_turn) / column_width(row);
    return static_cast<TileKey>(row) << 32 | static_cast<TileKey>(column);
}

std::vector<EllipsoidGrid::Range> EllipsoidGrid::around(TileKey tile) const
{
    std::vector<Range> ranges;
    const auto row = static_cast<std::int64_t>(tile >> 32);
    const std::int64_t own_width = column_width(row);
    const std::int64_t west = column_of(tile) * own_width, east = west + own_width;
    const auto reach =
        static_cast<std::int64_t>((metres_ + slack_m) / shortest_degree_m * units_per_degree) / row_height_ +
        1;
    for (std::int64_t r = std::max<std::int64_t>(0, row - reach); r <= std::min(row_count_, row + reach);
         ++r) {
        const auto key = [&](std::int64_t column) {
            return static_cast<TileKey>(r) << 32 | static_cast<TileKey>(column);
        };
        const std::int64_t width = column_width(r);
        // A chord between two parallels is no shorter than 2 sqrt(rho_1 rho_2) sin(d_lon / 2).
        const double rho = std::min(narrowest_parallel_m(row), narrowest_parallel_m(r));
        const double half_sine = rho > 0 ? (metres_ + slack_m) / (2 * rho) : 1;
        const auto wide =
            half_sine < 1 ? static_cast<std::int64_t>(2 * std::asin(half_sine) / radians_per_unit) + 2 : turn;
        const std::int64_t from = west - wide, to = east + wide;
        if (to - from >= turn - 2 * width) {
            ranges.push_back({key(0), key(turn / width)});
            continue;
        }
        ranges.push_back({key(std::max<std::int64_t>(0, from) / width), key(std::min(turn, to) / width)});
        if (from <= 0)
            ranges.push_back({key((from + turn) / width), key(turn / width)});
        if (to >= turn)
            ranges.push_back({key(0), key((to - turn) / width)});
    }
    return ranges;
}

WithinMetres::WithinMetres(double metres) : metres_{metres}, longest_chord_m_{metres + slack_m}
{
    // A geodesic bends no more than a circle of the least radius, so (Schur) it is no longer than that
    // circle's arc over its chord, and no shorter than the chord.
    const double sure =
        2 * least_radius_m * std::sin(std::min(metres / (2 * least_radius_m), std::numbers::pi / 2)) -
        slack_m;
    surely_ = sure > 0 ? sure * sure : -1;
    never_ = longest_chord_m_ * longest_chord_m_;
}

WithinMetres::Point WithinMetres::point(LonLat p)
{
    const double lon = p.lon * std::numbers::pi / 180, lat = p.lat * std::numbers::pi / 180;
    const double s = std::sin(lat), n = a_m / std::sqrt(1 - e2 * s * s);
    return {n * std::cos(lat) * std::cos(lon), n * std::cos(lat) * std::sin(lon), n * (1 - e2) * s};
}

LonLat WithinMetres::lonlat(const Point& point)
{
    const double degrees = 180 / std::numbers::pi;
    const double from_axis = std::hypot(point[0], point[1]);
    if (from_axis == 0 && point[2] == 0)
        return {};
    return {std::atan2(point[1], point[0]) * degrees, std::atan2(point[2], (1 - e2) * from_axis) * degrees};
}

double WithinMetres::arc_m(const Point& a, const Point& b)
{
    constexpr double mean_radius_m = 6'371'008.8;
    const double chord = std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    return 2 * mean_radius_m * std::asin(std::min(1.0, chord / (2 * mean_radius_m)));
}

bool WithinMetres::exactly(LonLat a, LonLat b) const
{
    return distance_m(a, b) <= metres_;
}

} // namespace sitmap
