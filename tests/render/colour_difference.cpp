#include "tests/render/colour_difference.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sitmap::test {

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr double pi = std::numbers::pi;

// Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision
// Deficiency", table of matrices, severity 1.0.
constexpr Matrix protan{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deutan{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritan{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
// IEC 61966-2-1: linear sRGB to XYZ under D65.
constexpr Matrix to_xyz{{{0.4124564, 0.3575761, 0.1804375},
                         {0.2126729, 0.7151522, 0.0721750},
                         {0.0193339, 0.1191920, 0.9503041}}};

Triple times(const Matrix& m, const Triple& v)
{
    Triple out{};
    for (std::size_t i = 0; i < 3; ++i)
        out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
    return out;
}

double linear(std::uint8_t channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

Triple seen(Rgba colour, Sight sight)
{
    Triple rgb{linear(colour.r), linear(colour.g), linear(colour.b)};
    if (sight == Sight::protan)
        rgb = times(protan, rgb);
    if (sight == Sight::deutan)
        rgb = times(deutan, rgb);
    if (sight == Sight::tritan)
        rgb = times(tritan, rgb);
    for (double& c : rgb)
        c = std::clamp(c, 0.0, 1.0);
    return rgb;
}

Triple lab(const Triple& rgb)
{
    const Triple xyz = times(to_xyz, rgb);
    constexpr Triple white{0.95047, 1.0, 1.08883};
    Triple f{};
    for (std::size_t i = 0; i < 3; ++i) {
        const double t = xyz[i] / white[i];
        f[i] = t > 216.0 / 24389.0 ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
    }
    return {116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])};
}

double hue(double a, double b)
{
    if (a == 0 && b == 0)
        return 0;
    const double h = std::atan2(b, a) * 180.0 / pi;
    return h < 0 ? h + 360.0 : h;
}

double cos_deg(double d)
{
    return std::cos(d * pi / 180.0);
}

/// Sharma 2005, equations 12 to 16, with chroma of zero as the paper says.
double mean_hue(double h1, double h2, double c_product)
{
    if (c_product == 0)
        return h1 + h2;
    if (std::abs(h1 - h2) <= 180)
        return (h1 + h2) / 2;
    return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
}

double hue_step(double h1, double h2, double c_product)
{
    if (c_product == 0)
        return 0;
    const double d = h2 - h1;
    return d > 180 ? d - 360 : d < -180 ? d + 360 : d;
}

} // namespace

double ciede2000(const double (&lab1)[3], const double (&lab2)[3])
{
    const double c_mean = (std::hypot(lab1[1], lab1[2]) + std::hypot(lab2[1], lab2[2])) / 2;
    const double c7 = std::pow(c_mean, 7);
    const double g = 0.5 * (1 - std::sqrt(c7 / (c7 + std::pow(25.0, 7))));
    const double a1 = (1 + g) * lab1[1], a2 = (1 + g) * lab2[1];
    const double c1 = std::hypot(a1, lab1[2]), c2 = std::hypot(a2, lab2[2]);
    const double h1 = hue(a1, lab1[2]), h2 = hue(a2, lab2[2]);
    const double dl = lab2[0] - lab1[0], dc = c2 - c1;
    const double dh = 2 * std::sqrt(c1 * c2) * std::sin(hue_step(h1, h2, c1 * c2) / 2 * pi / 180);
    const double l_mean = (lab1[0] + lab2[0]) / 2, cp_mean = (c1 + c2) / 2,
                 h_mean = mean_hue(h1, h2, c1 * c2);
    const double t = 1 - 0.17 * cos_deg(h_mean - 30) + 0.24 * cos_deg(2 * h_mean) +
                     0.32 * cos_deg(3 * h_mean + 6) - 0.20 * cos_deg(4 * h_mean - 63);
    const double l50 = (l_mean - 50) * (l_mean - 50);
    const double sl = 1 + 0.015 * l50 / std::sqrt(20 + l50), sc = 1 + 0.045 * cp_mean,
                 sh = 1 + 0.015 * cp_mean * t;
    const double cp7 = std::pow(cp_mean, 7);
    const double turn = 30 * std::exp(-std::pow((h_mean - 275) / 25, 2));
    const double rt = -2 * std::sqrt(cp7 / (cp7 + std::pow(25.0, 7))) * std::sin(2 * turn * pi / 180);
    const double l = dl / sl, c = dc / sc, h = dh / sh;
    return std::sqrt(l * l + c * c + h * h + rt * c * h);
}

double colour_difference(Rgba a, Rgba b, Sight sight)
{
    const Triple la = lab(seen(a, sight)), lb = lab(seen(b, sight));
    return ciede2000({la[0], la[1], la[2]}, {lb[0], lb[1], lb[2]});
}

double smallest_difference(std::span<const Rgba> colours, Sight sight)
{
    double smallest = INFINITY;
    for (std::size_t i = 0; i < colours.size(); ++i)
        for (std::size_t j = i + 1; j < colours.size(); ++j)
            smallest = std::min(smallest, colour_difference(colours[i], colours[j], sight));
    return smallest;
}

} // namespace sitmap::test
