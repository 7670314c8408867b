#include "geodata/web_mercator.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <numbers>

namespace sitmap {

namespace {

constexpr std::size_t batch = 64;
constexpr double radians = std::numbers::pi / 180, radius_m = 6378137, limit_deg = 85.06;

/// Sine and cosine of half a latitude by their Taylor series: up to 0.7423 their next terms are below 2e-17.
struct SineCosine {
    double sine, cosine;
};
[[gnu::always_inline]] inline SineCosine sine_cosine(double t)
{
    const double s = t * t;
    double sine = 1.0 / 355'687'428'096'000;
    sine = sine * s - 1.0 / 1'307'674'368'000;
    sine = sine * s + 1.0 / 6'227'020'800;
    sine = sine * s - 1.0 / 39'916'800;
    sine = sine * s + 1.0 / 362'880;
    sine = sine * s - 1.0 / 5'040;
    sine = sine * s + 1.0 / 120;
    sine = sine * s - 1.0 / 6;
    sine = t + t * s * sine;
    double cosine = -1.0 / 6'402'373'705'728'000;
    cosine = cosine * s + 1.0 / 20'922'789'888'000;
    cosine = cosine * s - 1.0 / 87'178'291'200;
    cosine = cosine * s + 1.0 / 479'001'600;
    cosine = cosine * s - 1.0 / 3'628'800;
    cosine = cosine * s + 1.0 / 40'320;
    cosine = cosine * s - 1.0 / 720;
    cosine = cosine * s + 1.0 / 24;
    cosine = cosine * s - 0.5;
    return {sine, 1 + s * cosine};
}

/// Natural logarithm of a positive, normal number: exponent and mantissa in [√½, √2), of which the logarithm
/// is 2 artanh((m-1)/(m+1)); the series' next term is below 1e-17.
[[gnu::always_inline]] inline double logarithm(double value)
{
    constexpr std::uint64_t half_root = 0x3FE6A09E667F3BCD; // √½
    constexpr std::uint64_t exponent_mask = 0xFFF0000000000000;
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const std::uint64_t shift = (bits - half_root) & exponent_mask;
    const double m = std::bit_cast<double>(bits - shift);
    // An integer below 2^52 becomes a double by its bits, since AVX2 cannot convert it; 2048 keeps it
    // positive.
    constexpr std::uint64_t two_to_52 = 0x4330000000000000;
    const std::uint64_t exponent = ((shift >> 52) + 1024) & 0xFFF;
    const double e = std::bit_cast<double>(exponent | two_to_52) - (4503599627370496.0 + 1024);
    const double z = (m - 1) / (m + 1), s = z * z;
    double sum = 1.0 / 19;
    sum = sum * s + 1.0 / 17;
    sum = sum * s + 1.0 / 15;
    sum = sum * s + 1.0 / 13;
    sum = sum * s + 1.0 / 11;
    sum = sum * s + 1.0 / 9;
    sum = sum * s + 1.0 / 7;
    sum = sum * s + 1.0 / 5;
    sum = sum * s + 1.0 / 3;
    return e * std::numbers::ln2 + 2 * (z + z * s * sum);
}

/// y = R ln tan(45° + φ/2) = R ln((cos φ/2 + sin φ/2) / (cos φ/2 - sin φ/2))
template <class Coordinate>
[[gnu::always_inline]] inline void project_batch(const Coordinate* __restrict lon,
                                                 const Coordinate* __restrict lat, double* __restrict x,
                                                 double* __restrict y, double degrees)
{
    for (std::size_t i = 0; i < batch; ++i) {
        x[i] = static_cast<double>(lon[i]) * (degrees * radians * radius_m);
        double at = static_cast<double>(lat[i]) * degrees;
        at = at > limit_deg ? limit_deg : at;
        at = at < -limit_deg ? -limit_deg : at;
        const SineCosine half = sine_cosine(at * (radians / 2));
        y[i] = radius_m * logarithm((half.cosine + half.sine) / (half.cosine - half.sine));
    }
}

template <class Coordinate>
void project_plain(const Coordinate* lon, const Coordinate* lat, double* x, double* y, std::size_t count,
                   double degrees)
{
    for (std::size_t i = 0; i < count; i += batch)
        project_batch(lon + i, lat + i, x + i, y + i, degrees);
}

#if defined(__x86_64__)
template <class Coordinate>
SITMAP_AVX2 void project_avx2(const Coordinate* lon, const Coordinate* lat, double* x, double* y,
                              std::size_t count, double degrees)
{
    for (std::size_t i = 0; i < count; i += batch)
        project_batch(lon + i, lat + i, x + i, y + i, degrees);
}

template <class Coordinate>
SITMAP_AVX512 void project_avx512(const Coordinate* lon, const Coordinate* lat, double* x, double* y,
                                  std::size_t count, double degrees)
{
    for (std::size_t i = 0; i < count; i += batch)
        project_batch(lon + i, lat + i, x + i, y + i, degrees);
}
#endif

/// `count` must be whole batches.
template <class Coordinate>
void project(const Coordinate* lon, const Coordinate* lat, double* x, double* y, std::size_t count,
             double degrees, Simd simd)
{
#if defined(__x86_64__)
    if (simd == Simd::avx512)
        return project_avx512(lon, lat, x, y, count, degrees);
    if (simd == Simd::avx2)
        return project_avx2(lon, lat, x, y, count, degrees);
#endif
    static_cast<void>(simd);
    project_plain(lon, lat, x, y, count, degrees);
}

template <class Coordinate>
void project_all(std::span<const Coordinate> lon, std::span<const Coordinate> lat, std::span<double> x,
                 std::span<double> y, double degrees, Simd simd)
{
    assert(lon.size() == lat.size() && lon.size() == x.size() && lon.size() == y.size());
    const std::size_t whole = lon.size() / batch * batch;
    project(lon.data(), lat.data(), x.data(), y.data(), whole, degrees, simd);
    if (whole == lon.size())
        return;
    std::array<Coordinate, batch> last_lon{}, last_lat{};
    std::array<double, batch> last_x, last_y;
    const std::size_t rest = lon.size() - whole;
    for (std::size_t i = 0; i < rest; ++i) {
        last_lon[i] = lon[whole + i];
        last_lat[i] = lat[whole + i];
    }
    project(last_lon.data(), last_lat.data(), last_x.data(), last_y.data(), batch, degrees, simd);
    for (std::size_t i = 0; i < rest; ++i) {
        x[whole + i] = last_x[i];
        y[whole + i] = last_y[i];
    }
}

} // namespace

void to_web_mercator(std::span<const double> lon_deg, std::span<const double> lat_deg, std::span<double> x_m,
                     std::span<double> y_m, Simd simd)
{
    project_all(lon_deg, lat_deg, x_m, y_m, 1.0, simd);
}

void to_web_mercator(std::span<const std::int32_t> lon, std::span<const std::int32_t> lat,
                     std::span<double> x_m, std::span<double> y_m, Simd simd)
{
    project_all(lon, lat, x_m, y_m, 1e-7, simd);
}

} // namespace sitmap
