#pragma once

#include "engine/event_type.hpp"
#include "render/draw_list.hpp"
#include "render/view_state.hpp"

#include <array>

namespace sitmap {

/// An event type's colours. Edge = fill × 0.55 (light, print) or × 0.38 (dark).
struct TypeColours {
    Rgba fill, edge;
    Rgba hollow_edge; ///< for hollow marks: the fill, but the edge where the fill is too pale on land
};

/// The base map's colours and widths in pixels at 1:1 M (cartography, section 3).
struct BaseStyle {
    Rgba sea;
    std::array<Rgba, 3> shore_bands; ///< stroke widths 26, 15 and 6 px
    bool has_shore_bands = true;
    Rgba land, focus, neighbours;
    Rgba coast;
    double coast_px = 0.9;
    Rgba border_casing, border;
    Rgba admin1;
    double admin1_px = 0.8;
    bool admin1_dotted = true;
    Rgba river, lake, lake_edge;
    Rgba urban;
    Rgba graticule;
    Rgba relief_dark, relief_bright;
};

/// Text on the map (cartography, section 4).
struct LabelStyle {
    std::array<Rgba, 5> place; ///< by rank, 1 first
    Rgba country, region, sea;
    Rgba halo;
    Rgba dot_fill, dot_edge;
};

/// All colours of one style as data. Parties come in order of appearance, never by name.
struct Palette {
    StyleName name = StyleName::light;
    std::array<TypeColours, event_type_count> types;
    std::array<Rgba, 5> parties;
    Rgba gains, losses, held;
    Rgba stock, route, accent;
    Rgba paper;  ///< fill of hollow marks
    Rgba casing; ///< round marks
    Rgba front_casing, front;
    Rgba ink, muted_ink, rule;
    Rgba callout_fill, callout_edge;
    BaseStyle base;
    LabelStyle labels;
};

[[nodiscard]] const Palette& palette(StyleName name);

/// The nearest channel value; what lies outside 0 to 255 is the caller's fault.
[[nodiscard]] constexpr std::uint8_t channel_of(double value)
{
    constexpr double half = 0.5; // std::lround is no constexpr before C++23
    const double raised = value + half;
    return static_cast<std::uint8_t>(raised);
}

[[nodiscard]] constexpr Rgba faded(Rgba c, double opacity)
{
    c.a = channel_of(opacity * 255.0);
    return c;
}
/// Each channel × k, opacity kept.
[[nodiscard]] constexpr Rgba scaled(Rgba c, double k)
{
    const auto channel = [k](std::uint8_t v) { return channel_of(v * k); };
    return {channel(c.r), channel(c.g), channel(c.b), c.a};
}
/// A step from `a` to `b`; t of 0 gives `a`.
[[nodiscard]] Rgba mixed(Rgba a, Rgba b, double t);
/// A party's colour made dark (on dark ground: left bright) enough for text: × 0.72.
[[nodiscard]] Rgba text_colour(const Palette& palette, Rgba party);

/// Factor for coast, border and river widths: 0.6 at 1:50 M, 0.8 at 1:10 M, 1.0 from 1:3 M to 1:500 k, 1.3 at
/// 1:100 k; between them by the logarithm of the scale.
[[nodiscard]] double width_factor(double scale_denominator);

} // namespace sitmap
