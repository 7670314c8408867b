#include "render/style.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

constexpr TypeColours by_fill(std::uint32_t fill, std::uint32_t edge)
{
    return {rgb(fill), rgb(edge), rgb(fill)};
}
/// Fills that lack contrast on land (riots 1.0, strategic developments 1.6): hollow marks take the edge's
/// colour.
constexpr TypeColours pale(std::uint32_t fill, std::uint32_t edge)
{
    return {rgb(fill), rgb(edge), rgb(edge)};
}

constexpr std::array<TypeColours, event_type_count> light_types{
    by_fill(0xA62F05, 0x5B1902), by_fill(0xF0950F, 0x845108), by_fill(0x1A1A1D, 0x000000),
    by_fill(0x0B8A66, 0x064B38), pale(0xF8F08F, 0x88844E),    pale(0x5CCDF7, 0x327087),
    by_fill(0xA972A8, 0x5C3E5C), by_fill(0x0A4AB5, 0x052863)};

// On dark ground it is the edges that vanish, so hollow marks keep the fill's colour.
constexpr std::array<TypeColours, event_type_count> dark_types{
    by_fill(0xD4553A, 0x502016), by_fill(0xEE9A14, 0x5A3A07), by_fill(0xF7F7F3, 0x5D5D5C),
    by_fill(0x35B485, 0x144432), by_fill(0xFFE972, 0x60582B), by_fill(0x33E0FD, 0x135560),
    by_fill(0xBE94B4, 0x483844), by_fill(0x4A7CD0, 0x1C2F4F)};

constexpr BaseStyle light_base{.sea = rgb(0xD3E0E8),
                               .shore_bands = {rgb(0xD8E4EB), rgb(0xDEE9EE), rgb(0xE6EFF2)},
                               .has_shore_bands = true,
                               .land = rgb(0xF4F1EA),
                               .focus = rgb(0xF8F6F0),
                               .neighbours = rgb(0xE9E6DE),
                               .coast = rgb(0x7FA0B2),
                               .coast_px = 0.9,
                               .border_casing = rgb(0xFFFFFF, 0.70),
                               .border = rgb(0x7D776C),
                               .admin1 = rgb(0xC3BDB0),
                               .admin1_px = 0.8,
                               .admin1_dotted = true,
                               .river = rgb(0xA9C3D2),
                               .lake = rgb(0xC9DAE4),
                               .lake_edge = rgb(0x8FA9B7),
                               .urban = rgb(0xE6E0D6),
                               .graticule = rgb(0xB9CBD6),
                               .relief_dark = rgb(0x28241E),
                               .relief_bright = rgb(0xFFFFFC)};

constexpr BaseStyle dark_base{.sea = rgb(0x0B1017),
                              .shore_bands = {},
                              .has_shore_bands = false,
                              .land = rgb(0x171C24),
                              .focus = rgb(0x171C24),
                              .neighbours = rgb(0x12161D),
                              .coast = rgb(0x3B5266),
                              .coast_px = 0.9,
                              .border_casing = rgb(0x0B1017, 0.70),
                              .border = rgb(0x8793A1),
                              .admin1 = rgb(0x2B333E),
                              .admin1_px = 0.8,
                              .admin1_dotted = false,
                              .river = rgb(0x28435A),
                              .lake = rgb(0x122232),
                              .lake_edge = rgb(0x28435A),
                              .urban = rgb(0x1E242E),
                              .graticule = rgb(0x2B333E),
                              .relief_dark = rgb(0x000000),
                              .relief_bright = rgb(0xFFFFFC)};

constexpr LabelStyle light_labels{
    .place = {rgb(0x1E2126), rgb(0x2A2D32), rgb(0x34373C), rgb(0x4B4F55), rgb(0x5B6067)},
    .country = rgb(0x8A8375),
    .region = rgb(0x75674F),
    .sea = rgb(0x446A80),
    .halo = rgb(0xFBF9F4),
    .dot_fill = rgb(0xFFFFFF),
    .dot_edge = rgb(0x34373C)};

constexpr LabelStyle dark_labels{
    .place = {rgb(0xF2F4F7), rgb(0xE6EAEF), rgb(0xE6EAEF), rgb(0xB9C2CC), rgb(0x98A1AC)},
    .country = rgb(0x97A2AF),
    .region = rgb(0x97A2AF),
    .sea = rgb(0x5D7F99),
    .halo = rgb(0x0B1017),
    .dot_fill = rgb(0x171C24),
    .dot_edge = rgb(0xE6EAEF)};

constexpr Palette light_palette{
    .name = StyleName::light,
    .types = light_types,
    .parties = {rgb(0x3B4FA6), rgb(0xB98C1A), rgb(0x3E8B74), rgb(0x862038), rgb(0x9C92B7)},
    .gains = rgb(0xA3182B),
    .losses = rgb(0x1C6FA8),
    .held = rgb(0xE4A99A, 0.78),
    .stock = rgb(0x4A5568),
    .route = rgb(0x2B3F73),
    .accent = rgb(0x1F5FBF),
    .paper = rgb(0xFDFCFA),
    .casing = rgb(0xFFFFFF),
    .front_casing = rgb(0xFFFFFF, 0.95),
    .front = rgb(0x23262D),
    .ink = rgb(0x22262C),
    .muted_ink = rgb(0x666B72),
    .rule = rgb(0xCFCBC0),
    .callout_fill = rgb(0xFFFFFF),
    .callout_edge = rgb(0x1F5FBF),
    .base = light_base,
    .labels = light_labels};

constexpr Palette dark_palette{
    .name = StyleName::dark,
    .types = dark_types,
    .parties = {rgb(0x3F8AFB), rgb(0xAE9A16), rgb(0x3DF2B8), rgb(0xDC3F7D), rgb(0xEFDAF5)},
    .gains = rgb(0xA3182B),
    .losses = rgb(0x1C6FA8),
    .held = rgb(0xE4A99A, 0.78),
    .stock = rgb(0x9AA6BA),
    .route = rgb(0x8FA6E0),
    .accent = rgb(0x6FA8FF),
    .paper = rgb(0x171C24),
    .casing = rgb(0x0D1117),
    .front_casing = rgb(0x0B1017, 0.95),
    .front = rgb(0xE4E7EB),
    .ink = rgb(0xE4E7EB),
    .muted_ink = rgb(0x98A1AC),
    .rule = rgb(0x2C343F),
    .callout_fill = rgb(0x171C24),
    .callout_edge = rgb(0x6FA8FF),
    .base = dark_base,
    .labels = dark_labels};

constexpr Palette print_palette = [] {
    Palette p = light_palette;
    p.name = StyleName::print;
    p.base.sea = rgb(0xDCE7ED); // without depths all sea is drawn as shelf
    p.base.shore_bands = {rgb(0xE0EAEF), rgb(0xE5EEF2), rgb(0xEBF2F5)};
    p.base.coast = rgb(0x7C9BAD);
    p.base.coast_px = 0.8;
    return p;
}();

} // namespace

const Palette& palette(StyleName name)
{
    switch (name) {
    case StyleName::dark:
        return dark_palette;
    case StyleName::print:
        return print_palette;
    case StyleName::light:
        break;
    }
    return light_palette;
}

Rgba mixed(Rgba a, Rgba b, double t)
{
    const auto channel = [t](std::uint8_t from, std::uint8_t to) {
        return static_cast<std::uint8_t>(std::lround(from + (to - from) * t));
    };
    return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b), channel(a.a, b.a)};
}

Rgba text_colour(const Palette& palette, Rgba party)
{
    return palette.name == StyleName::dark ? party : scaled(party, 0.72);
}

double width_factor(double scale_denominator)
{
    struct Step {
        double denominator, factor;
    };
    constexpr std::array<Step, 5> steps{{{100e3, 1.3}, {500e3, 1.0}, {3e6, 1.0}, {10e6, 0.8}, {50e6, 0.6}}};
    if (scale_denominator <= steps.front().denominator)
        return steps.front().factor;
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        if (scale_denominator > steps[i + 1].denominator)
            continue;
        const double t = std::log(scale_denominator / steps[i].denominator) /
                         std::log(steps[i + 1].denominator / steps[i].denominator);
        return std::lerp(steps[i].factor, steps[i + 1].factor, t);
    }
    return steps.back().factor;
}

} // namespace sitmap
