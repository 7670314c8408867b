#include "geodata/within.hpp"

#include "geodata/measure.hpp"

#include <cmath>
#include <numbers>

namespace sitmap {

namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double equatorial_radius_m = 6378137;
constexpr double flattening = 1 / 298.257223563;

struct Position {
    double x_m, y_m, z_m;
};

/// On the ellipsoid, from the earth's middle.
Position position_of(LonLat point)
{
    constexpr double e2 = flattening * (2 - flattening);
    const double lat = point.lat * radians, lon = point.lon * radians;
    const double sin_lat = std::sin(lat), cos_lat = std::cos(lat);
    const double normal_m = equatorial_radius_m / std::sqrt(1 - e2 * sin_lat * sin_lat);
    return {normal_m * cos_lat * std::cos(lon), normal_m * cos_lat * std::sin(lon),
            normal_m * (1 - e2) * sin_lat};
}

double chord_m(LonLat a, LonLat b)
{
    const Position p = position_of(a), q = position_of(b);
    const double x = p.x_m - q.x_m, y = p.y_m - q.y_m, z = p.z_m - q.z_m;
    return std::sqrt(x * x + y * y + z * z);
}

} // namespace

bool lie_within(LonLat a, LonLat b, double reach_m)
{
    constexpr double shortest_degree_m = 110'574; // of latitude, at the equator
    constexpr double rounding_m = 0.01;
    if (std::abs(a.lat - b.lat) * shortest_degree_m > reach_m + rounding_m)
        return false;
    const double chord = chord_m(a, b);
    if (chord > reach_m + rounding_m) // the way over the ground is longer
        return false;
    // ... but no longer than on a sphere of the least radius of curvature, whose arc is chord + chord³ / 24r²
    // and little more as far as here.
    constexpr double least_radius_m = 6'335'000, surely_short_m = 500'000;
    const double longest = chord + chord * chord * chord / (20 * least_radius_m * least_radius_m);
    if (chord < surely_short_m && longest + rounding_m < reach_m)
        return true;
    return distance_m(a, b) < reach_m;
}

} // namespace sitmap
