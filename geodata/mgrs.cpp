#include "geodata/mgrs.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <numbers>
#include <string_view>

namespace sitmap {

namespace {

constexpr double semi_major_m = 6378137.0, flattening = 1 / 298.257223563;
constexpr double rad = std::numbers::pi / 180;
constexpr double polar_from_north = 84, polar_from_south = -80;

const double eccentricity = std::sqrt(flattening * (2 - flattening));

/// Krüger's coefficients in the third flattening (Karney, Transverse Mercator with an accuracy of a few
/// nanometers, 2011, equation 35).
std::array<double, 6> krueger()
{
    const double n = flattening / (2 - flattening);
    const double n2 = n * n, n3 = n2 * n, n4 = n3 * n, n5 = n4 * n, n6 = n5 * n;
    return {n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180 - 127 * n5 / 288 + 7891 * n6 / 37800,
            13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440 + 281 * n5 / 630 - 1983433 * n6 / 1935360,
            61 * n3 / 240 - 103 * n4 / 140 + 15061 * n5 / 26880 + 167603 * n6 / 181440,
            49561 * n4 / 161280 - 179 * n5 / 168 + 6601661 * n6 / 7257600,
            34729 * n5 / 80640 - 3418889 * n6 / 1995840,
            212378941 * n6 / 319334400};
}

double rectifying_radius_m()
{
    const double n = flattening / (2 - flattening), n2 = n * n;
    return semi_major_m / (1 + n) * (1 + n2 / 4 + n2 * n2 / 64 + n2 * n2 * n2 / 256);
}

int zone_of(LonLat p)
{
    const double lon = p.lon >= 180 ? p.lon - 360 : p.lon;
    if (p.lat >= 56 && p.lat < 64 && lon >= 3 && lon < 12)
        return 32;
    if (p.lat >= 72 && lon >= 0 && lon < 42)
        return lon < 9 ? 31 : lon < 21 ? 33 : lon < 33 ? 35 : 37;
    return static_cast<int>(std::floor((lon + 180) / 6)) + 1;
}

GridPosition utm(LonLat p)
{
    constexpr double scale = 0.9996, false_easting_m = 500'000, false_northing_m = 10'000'000;
    static const std::array<double, 6> alpha = krueger();
    static const double radius_m = rectifying_radius_m();
    GridPosition position;
    position.zone = zone_of(p);
    position.is_north = p.lat >= 0;
    const double middle = position.zone * 6 - 183;
    const double lambda = std::remainder(p.lon - middle, 360.0) * rad;
    const double tau = std::tan(p.lat * rad);
    const double sigma = std::sinh(eccentricity * std::atanh(eccentricity * tau / std::hypot(1.0, tau)));
    const double conformal = tau * std::hypot(1.0, sigma) - sigma * std::hypot(1.0, tau);
    const double xi = std::atan2(conformal, std::cos(lambda));
    const double eta = std::asinh(std::sin(lambda) / std::hypot(conformal, std::cos(lambda)));
    double north = xi, east = eta;
    for (std::size_t j = 0; j < alpha.size(); ++j) {
        const double k = 2 * static_cast<double>(j + 1);
        north += alpha[j] * std::sin(k * xi) * std::cosh(k * eta);
        east += alpha[j] * std::cos(k * xi) * std::sinh(k * eta);
    }
    position.easting_m = false_easting_m + scale * radius_m * east;
    position.northing_m = (position.is_north ? 0 : false_northing_m) + scale * radius_m * north;
    return position;
}

/// Polar stereographic, scale 0.994 at the pole (Snyder, Map Projections: A Working Manual, 21-33).
GridPosition ups(LonLat p)
{
    constexpr double scale = 0.994, false_m = 2'000'000;
    const double e = eccentricity, towards = p.lat >= 0 ? 1 : -1;
    const double phi = std::abs(p.lat) * rad, sine = std::sin(phi);
    const double t =
        std::tan(std::numbers::pi / 4 - phi / 2) / std::pow((1 - e * sine) / (1 + e * sine), e / 2);
    const double rho =
        2 * semi_major_m * scale * t / std::sqrt(std::pow(1 + e, 1 + e) * std::pow(1 - e, 1 - e));
    return {0, p.lat >= 0, false_m + rho * std::sin(p.lon * rad),
            false_m - towards * rho * std::cos(p.lon * rad)};
}

bool is_polar(LonLat p)
{
    return p.lat >= polar_from_north || p.lat < polar_from_south;
}

struct Square {
    std::string zone;    ///< "38S", "Z"
    std::string letters; ///< "MB"
};

Square utm_square(const GridPosition& g, double lat, int column, int row)
{
    constexpr std::string_view bands = "CDEFGHJKLMNPQRSTUVWXX", rows = "ABCDEFGHJKLMNPQRSTUV";
    constexpr std::array<std::string_view, 3> columns{"ABCDEFGH", "JKLMNPQR", "STUVWXYZ"};
    const auto band = static_cast<std::size_t>(std::clamp(std::floor((lat + 80) / 8), 0.0, 20.0));
    const std::size_t shift = g.zone % 2 == 0 ? 5 : 0; // rows of even zones begin at F
    const auto& set = columns[static_cast<std::size_t>((g.zone - 1) % 3)];
    char zone[4];
    std::snprintf(zone, sizeof zone, "%02d", g.zone % 100);
    return {std::string{zone} + bands[band],
            std::string{set[static_cast<std::size_t>(std::clamp(column - 1, 0, 7))],
                        rows[(static_cast<std::size_t>(row) + shift) % rows.size()]}};
}

Square ups_square(const GridPosition& g, int column, int row)
{
    constexpr std::string_view north_rows = "ABCDEFGHJKLMNP", south_rows = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    const bool is_east = g.easting_m >= 2'000'000;
    const int first = g.is_north ? 13 : 8;
    const std::string_view columns =
        g.is_north ? (is_east ? "ABCFGHJ" : "RSTUXYZ") : (is_east ? "ABCFGHJKLPQR" : "JKLPQRSTUXYZ");
    const std::string_view rows = g.is_north ? north_rows : south_rows;
    const auto within = [](std::string_view letters, int at) {
        return letters[static_cast<std::size_t>(std::clamp(at, 0, static_cast<int>(letters.size()) - 1))];
    };
    const char zone = g.is_north ? (is_east ? 'Z' : 'Y') : (is_east ? 'B' : 'A');
    return {std::string{zone},
            std::string{within(columns, column - (is_east ? 20 : first)), within(rows, row - first)}};
}

} // namespace

GridPosition utm_ups(LonLat p)
{
    return is_polar(p) ? ups(p) : utm(p);
}

std::string mgrs(LonLat p, int digits)
{
    assert(digits >= 0 && digits <= 5);
    constexpr double square_m = 100'000;
    constexpr double a_micrometre = 1e-6; // what is exact in degrees is not to fall into the square before
    GridPosition g = utm_ups(p);
    g.easting_m += a_micrometre;
    g.northing_m += a_micrometre;
    const int column = static_cast<int>(std::floor(g.easting_m / square_m));
    const int row = static_cast<int>(std::floor(g.northing_m / square_m));
    const Square square = g.zone > 0 ? utm_square(g, p.lat, column, row) : ups_square(g, column, row);
    std::string text = square.zone + " " + square.letters;
    const double unit_m = std::pow(10.0, 5 - digits);
    for (const double within : {g.easting_m - column * square_m, g.northing_m - row * square_m}) {
        char number[16];
        std::snprintf(number, sizeof number, " %0*lld", digits,
                      static_cast<long long>(std::floor(within / unit_m)));
        text += digits > 0 ? number : "";
    }
    return text;
}

} // namespace sitmap
