#include "render/density_ramp.hpp"

#include "render/wide_loops.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace sitmap {

namespace {

struct Stop {
    double at, opacity;
    std::uint32_t dark, light;
};
constexpr std::array<Stop, 7> stops{{{0, 0, 0x1B1440, 0xFBE9C6},
                                     {.12, .45, 0x2C1A5E, 0xF6C98A},
                                     {.30, .72, 0x6B1D72, 0xEE9C5A},
                                     {.50, .84, 0xB42F62, 0xD9653F},
                                     {.68, .90, 0xE4603F, 0xAE3640},
                                     {.84, .94, 0xF8A63A, 0x731C42},
                                     {1, .97, 0xFFF0B3, 0x3A0F2E}}};

/// Sign, exponent and the six highest bits of the fraction: steps of at most 1.6 %.
constexpr unsigned shift = 17;
constexpr float smallest = 1e-9f, largest = 1e12f;

std::uint32_t bits_of(float number)
{
    return std::bit_cast<std::uint32_t>(number) >> shift;
}

/// Bits of floats that are not negative order as the floats do, and those of negative ones come before.
SITMAP_WIDE void look_up(const float* numbers, const std::uint32_t* colours, std::uint32_t* out,
                         std::size_t count)
{
    constexpr auto low = std::bit_cast<std::int32_t>(smallest), high = std::bit_cast<std::int32_t>(largest);
    for (std::size_t i = 0; i < count; ++i) {
        const auto bits = std::bit_cast<std::int32_t>(numbers[i]);
        out[i] = colours[(std::clamp(bits, low, high) >> shift) - (low >> shift)];
    }
}

} // namespace

Rgba density_colour(const Palette& palette, double t)
{
    if (!(t > 0))
        return rgb(palette.name == StyleName::dark ? stops[0].dark : stops[0].light, 0);
    const auto after =
        std::find_if(stops.begin() + 1, stops.end() - 1, [t](const Stop& s) { return t < s.at; });
    const Stop& a = *(after - 1);
    const Stop& b = *after;
    const double share = std::clamp((t - a.at) / (b.at - a.at), 0.0, 1.0);
    const bool dark = palette.name == StyleName::dark;
    Rgba colour = mixed(rgb(dark ? a.dark : a.light), rgb(dark ? b.dark : b.light), share);
    colour.a = channel_of(std::lerp(a.opacity, b.opacity, share) * 255.0);
    return colour;
}

DensityRamp::DensityRamp(const Palette& palette, const DensityScale& scale)
{
    const double range = std::log(scale.high / scale.low);
    for (std::uint32_t bits = bits_of(smallest); bits <= bits_of(largest); ++bits) {
        const float number = std::bit_cast<float>(bits << shift);
        colours_.push_back(std::bit_cast<std::uint32_t>(
            density_colour(palette, std::log(static_cast<double>(number) / scale.low) / range)));
    }
}

Rgba DensityRamp::at(float per_100_km2) const
{
    return std::bit_cast<Rgba>(
        colours_[bits_of(std::clamp(per_100_km2, smallest, largest)) - bits_of(smallest)]);
}

void DensityRamp::colour(std::span<const float> per_100_km2, Rgba* out) const
{
    std::array<std::uint32_t, 256> some;
    while (!per_100_km2.empty()) {
        const std::size_t count = std::min(some.size(), per_100_km2.size());
        look_up(per_100_km2.data(), colours_.data(), some.data(), count);
        std::memcpy(static_cast<void*>(out), some.data(), count * sizeof(Rgba));
        out += count;
        per_100_km2 = per_100_km2.subspan(count);
    }
}

} // namespace sitmap
