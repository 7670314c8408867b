#include "geodata/equal_area.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace sitmap {

namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double a_m = 6378137, flattening = 1 / 298.257223563;
constexpr double e2 = flattening * (2 - flattening);

// Wider registers where the processor has them; without fused multiply-add, so that all give the same bits.
// What is called in there must be inlined, or it stays as narrow as it was compiled.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define SITMAP_WIDE                                                                                          \
    __attribute__((target_clones("default", "avx2"),                                                         \
                   optimize("O3,no-math-errno,no-trapping-math,fp-contract=off")))
#define SITMAP_INLINE inline __attribute__((always_inline))
#else
#define SITMAP_WIDE
#define SITMAP_INLINE inline
#endif

/// Sine of x within +-pi/2 by its series; the rest that is left out is below 1e-15.
SITMAP_INLINE double sine(double x)
{
    const double z = x * x;
    double sum = -1.0 / 121645100408832000.0; // 19!
    sum = sum * z + 1.0 / 355687428096000.0;
    sum = sum * z - 1.0 / 1307674368000.0;
    sum = sum * z + 1.0 / 6227020800.0;
    sum = sum * z - 1.0 / 39916800.0;
    sum = sum * z + 1.0 / 362880.0;
    sum = sum * z - 1.0 / 5040.0;
    sum = sum * z + 1.0 / 120.0;
    sum = sum * z - 1.0 / 6.0;
    return x + x * z * sum;
}

/// Snyder's q (3-12) of a sine of latitude. Its two terms are one power series in (e sin)^2.
SITMAP_INLINE double q_of(double s)
{
    const double u = e2 * s * s;
    double sum = 1 + 1.0 / 15;
    sum = sum * u + (1 + 1.0 / 13);
    sum = sum * u + (1 + 1.0 / 11);
    sum = sum * u + (1 + 1.0 / 9);
    sum = sum * u + (1 + 1.0 / 7);
    sum = sum * u + (1 + 1.0 / 5);
    sum = sum * u + (1 + 1.0 / 3);
    sum = sum * u + 2;
    return (1 - e2) * s * sum;
}

const double q_pole = q_of(1);
const double authalic_radius_m = a_m * std::sqrt(q_pole / 2);

SITMAP_INLINE double at_least_0(double x)
{
    return x > 0 ? x : 0;
}

/// Within +-180.
SITMAP_INLINE double wrapped(double degrees)
{
    degrees = degrees > 180 ? degrees - 360 : degrees;
    return degrees < -180 ? degrees + 360 : degrees;
}

struct Azimuthal {
    double lon_0, sin_0, cos_0, x_scale, y_scale;
};
struct Cylindrical {
    double lon_0, x_scale, y_scale;
};

SITMAP_INLINE Metres project(const Azimuthal& p, double lon, double lat)
{
    const double sin_beta = q_of(sine(lat * radians)) / q_pole;
    const double cos_beta = std::sqrt(at_least_0(1 - sin_beta * sin_beta));
    const double half = sine(wrapped(lon - p.lon_0) * (radians / 2));
    const double sin_lon = 2 * half * std::sqrt(at_least_0(1 - half * half));
    const double cos_lon = 1 - 2 * half * half;
    const double b = std::sqrt(2 / (1 + p.sin_0 * sin_beta + p.cos_0 * cos_beta * cos_lon));
    return {p.x_scale * b * cos_beta * sin_lon,
            p.y_scale * b * (p.cos_0 * sin_beta - p.sin_0 * cos_beta * cos_lon)};
}

SITMAP_INLINE Metres project(const Cylindrical& p, double lon, double lat)
{
    return {p.x_scale * wrapped(lon - p.lon_0), p.y_scale * q_of(sine(lat * radians))};
}

SITMAP_WIDE void project_all(Azimuthal p, const double* lon, const double* lat, Metres* out, std::size_t n)
{
    for (std::size_t i = 0; i < n; ++i)
        out[i] = project(p, lon[i], lat[i]);
}

SITMAP_WIDE void project_all(Cylindrical p, const double* lon, const double* lat, Metres* out, std::size_t n)
{
    for (std::size_t i = 0; i < n; ++i)
        out[i] = project(p, lon[i], lat[i]);
}

/// The latitude in degrees whose q is this share of the pole's, by Newton's method.
double latitude_of(double sin_beta)
{
    sin_beta = std::clamp(sin_beta, -1.0, 1.0);
    const double q = sin_beta * q_pole;
    double phi = std::asin(sin_beta);
    for (int i = 0; i < 8 && std::abs(std::cos(phi)) > 1e-9; ++i) {
        const double s = std::sin(phi);
        const double one = 1 - e2 * s * s;
        const double step = (q - q_of(s)) * one * one / (2 * (1 - e2) * std::cos(phi));
        phi = std::clamp(phi + step, -std::numbers::pi / 2, std::numbers::pi / 2);
        if (std::abs(step) < 1e-14)
            break;
    }
    return phi / radians;
}

/// Degrees of arc on a sphere.
double arc_deg(LonLat p, LonLat q)
{
    const double cosine =
        std::sin(p.lat * radians) * std::sin(q.lat * radians) +
        std::cos(p.lat * radians) * std::cos(q.lat * radians) * std::cos((p.lon - q.lon) * radians);
    return std::acos(std::clamp(cosine, -1.0, 1.0)) / radians;
}

double width_of(const Extent& box)
{
    return box.crosses_antimeridian() ? box.east + 360 - box.west : box.east - box.west;
}

/// Points along the rim of a box; longitudes may pass 180.
template <class Take>
void each_on_rim(const Extent& box, int steps, Take&& take)
{
    const double width = width_of(box);
    for (int i = 0; i <= steps; ++i) {
        const double share = static_cast<double>(i) / steps;
        const double lon = box.west + width * share, lat = box.south + (box.north - box.south) * share;
        take(LonLat{lon, box.south});
        take(LonLat{lon, box.north});
        take(LonLat{box.west, lat});
        take(LonLat{box.west + width, lat});
    }
}

std::string degrees_text(double value, const char* positive, const char* negative)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g° %s", std::abs(value), value < 0 ? negative : positive);
    return text.data();
}

} // namespace

EqualArea EqualArea::around(LonLat centre)
{
    assert(is_valid(centre));
    EqualArea plane;
    plane.azimuthal_ = true;
    plane.lon_0_ = centre.lon;
    plane.lat_ = std::clamp(centre.lat, -89.0, 89.0);
    const double s = std::sin(plane.lat_ * radians);
    plane.sin_0_ = q_of(s) / q_pole;
    plane.cos_0_ = std::sqrt(1 - plane.sin_0_ * plane.sin_0_);
    const double d =
        a_m * std::cos(plane.lat_ * radians) / (std::sqrt(1 - e2 * s * s) * authalic_radius_m * plane.cos_0_);
    plane.x_scale_ = authalic_radius_m * d;
    plane.y_scale_ = authalic_radius_m / d;
    return plane;
}

EqualArea EqualArea::cylindrical(double middle_lon, double true_lat)
{
    assert(true_lat >= 0 && true_lat <= 80);
    EqualArea plane;
    plane.lon_0_ = middle_lon;
    plane.lat_ = true_lat;
    const double s = std::sin(true_lat * radians);
    const double k = std::cos(true_lat * radians) / std::sqrt(1 - e2 * s * s);
    plane.x_scale_ = a_m * k * radians;
    plane.y_scale_ = a_m / (2 * k);
    return plane;
}

EqualArea EqualArea::for_extent(const Extent& shown)
{
    const double middle = std::remainder(std::round(shown.west + width_of(shown) / 2), 360.0);
    const LonLat centre{middle, std::round((shown.south + shown.north) / 2)};
    double furthest = width_of(shown) > 180 ? 180 : 0;
    each_on_rim(shown, 16, [&](LonLat p) { furthest = std::max(furthest, arc_deg(centre, p)); });
    return furthest <= 60 ? around(centre) : cylindrical(middle, 30);
}

Metres EqualArea::to_plane(LonLat p) const
{
    Metres out;
    to_plane({&p.lon, 1}, {&p.lat, 1}, {&out, 1});
    return out;
}

void EqualArea::to_plane(std::span<const double> lon, std::span<const double> lat,
                         std::span<Metres> out) const
{
    assert(lon.size() == lat.size() && lat.size() == out.size());
    if (azimuthal_)
        project_all(Azimuthal{lon_0_, sin_0_, cos_0_, x_scale_, y_scale_}, lon.data(), lat.data(), out.data(),
                    out.size());
    else
        project_all(Cylindrical{lon_0_, x_scale_, y_scale_}, lon.data(), lat.data(), out.data(), out.size());
}

std::optional<LonLat> EqualArea::to_lonlat(Metres p) const
{
    if (!std::isfinite(p.x) || !std::isfinite(p.y))
        return std::nullopt;
    if (!azimuthal_) {
        const double from_middle = std::clamp(p.x / x_scale_, -180.0, 180.0);
        return LonLat{wrapped(from_middle + lon_0_), latitude_of(p.y / y_scale_ / q_pole)};
    }
    const double x = p.x / x_scale_, y = p.y / y_scale_;
    const double rho = std::hypot(x, y);
    if (rho > 2)
        return std::nullopt;
    if (rho < 1e-15)
        return LonLat{lon_0_, lat_};
    const double c = 2 * std::asin(rho / 2);
    const double sin_c = std::sin(c), cos_c = std::cos(c);
    const double sin_beta = cos_c * sin_0_ + y * sin_c * cos_0_ / rho;
    const double lon = std::atan2(x * sin_c, rho * cos_0_ * cos_c - y * sin_0_ * sin_c) / radians;
    return LonLat{wrapped(lon + lon_0_), latitude_of(sin_beta)};
}

std::string EqualArea::description() const
{
    if (azimuthal_)
        return "Lambert azimuthal equal-area around " + degrees_text(lat_, "N", "S") + " " +
               degrees_text(lon_0_, "E", "W");
    return "cylindrical equal-area, true at " + degrees_text(lat_, "N", "S") + ", middle " +
           degrees_text(lon_0_, "E", "W");
}

std::string EqualArea::definition() const
{
    std::array<char, 128> text{};
    if (azimuthal_)
        std::snprintf(text.data(), text.size(), "+proj=laea +lat_0=%.10g +lon_0=%.10g +ellps=WGS84", lat_,
                      lon_0_);
    else
        std::snprintf(text.data(), text.size(), "+proj=cea +lat_ts=%.10g +lon_0=%.10g +ellps=WGS84", lat_,
                      lon_0_);
    return text.data();
}

EqualArea::Box EqualArea::box_around(const Extent& shown) const
{
    Box box{1e300, 1e300, -1e300, -1e300};
    // The rim's image bounds the whole: neither projection folds within its reach.
    const auto widen = [&](LonLat p) {
        const Metres at = to_plane({wrapped(p.lon), p.lat});
        box = {std::min(box.west, at.x), std::min(box.south, at.y), std::max(box.east, at.x),
               std::max(box.north, at.y)};
    };
    each_on_rim(shown, 256, widen);
    const double margin = 1 + 0.01 * std::max(box.east - box.west, box.north - box.south);
    return {box.west - margin, box.south - margin, box.east + margin, box.north + margin};
}

} // namespace sitmap
