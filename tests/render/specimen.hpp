#pragma once

#include "render/draw_list.hpp"

#include <cmath>
#include <memory>
#include <numbers>

namespace sitmap::test {

inline Contour box(double x, double y, double width, double height)
{
    return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
}

inline Contour round(Px centre, double radius, int corners = 48)
{
    Contour ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        ring.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    return ring;
}

/// A ragged shore, as coasts are: many short edges.
inline Contour shore(double x, double y, double width, double height, int corners = 240)
{
    Contour ring{{x, y + height}};
    for (int i = 0; i <= corners; ++i) {
        const double t = static_cast<double>(i) / corners;
        const double wave = std::sin(9 * t) * 0.35 + std::sin(41 * t) * 0.12 + std::sin(137 * t) * 0.05;
        ring.push_back({x + width * t, y + height * (0.4 + 0.5 * wave)});
    }
    ring.push_back({x + width, y + height});
    return ring;
}

/// A small picture whose alpha grows to the right and whose colours change downwards.
inline std::shared_ptr<const Pixels> small_raster()
{
    auto pixels = std::make_shared<Pixels>(Pixels{16, 8, {}});
    for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 16; ++x)
            for (const int channel : {y * 32, 40, 255 - y * 32, x * 17})
                pixels->rgba.push_back(static_cast<std::uint8_t>(channel));
    return pixels;
}

inline StrokePath line(Contour points, Rgba colour, double width_px, std::vector<double> dash_px = {},
                       Cap cap = Cap::butt)
{
    StrokePath stroke;
    stroke.path = {std::move(points)};
    stroke.colour = colour;
    stroke.width_px = width_px;
    stroke.dash_px = std::move(dash_px);
    stroke.cap = cap;
    return stroke;
}

inline FillPath hatched(Contour ring, Hatch hatch)
{
    FillPath fill;
    fill.path = {std::move(ring)};
    fill.hatch = hatch;
    return fill;
}

inline GlyphRun words(const char* text, Px baseline, double size_px, FontWeight weight = FontWeight::regular)
{
    GlyphRun run;
    run.text = text;
    run.baseline = baseline;
    run.font.size_px = size_px;
    run.font.weight = weight;
    run.colour = rgb(0x1e2126);
    run.halo = rgb(0xfbf9f4);
    run.halo_width_px = 3.4;
    return run;
}

inline void add_shapes(DrawList& list)
{
    FillPath land;
    land.path = {shore(0, 30, 256, 120), round({60, 120}, 16)}; // a lake: the even-odd rule leaves it out
    land.colour = rgb(0xf4f1ea);
    list.commands.push_back(land);
    StrokePath coast = line(land.path.front(), rgb(0x7fa0b2), 0.9);
    coast.closed = true;
    coast.path.push_back(land.path.back());
    list.commands.push_back(coast);

    FillPath fading;
    fading.path = {{{20, 168}, {120, 160}, {120, 152}, {146, 170}, {120, 188}, {120, 180}, {20, 172}}};
    fading.colour = rgb(0xa972a8);
    fading.gradient = FillPath::Gradient{{20, 170}, {146, 170}, rgb(0xa972a8, 0.06)};
    list.commands.push_back(fading);

    FillPath star;
    star.path = {{}};
    for (int i = 0; i < 5; ++i)
        star.path.front().push_back({200 + 20 * std::sin(4 * std::numbers::pi * i / 5),
                                     60 - 20 * std::cos(4 * std::numbers::pi * i / 5)});
    star.colour = rgb(0xa62f05, 0.8);
    list.commands.push_back(star); // crosses itself: its heart is empty by the even-odd rule
}

inline void add_hatches(DrawList& list)
{
    const Rgba brown = rgb(0xb98c1a, 0.6);
    list.commands.push_back(hatched(round({190, 130}, 30), {Hatch::Kind::lines, 45, 1.1, 9, brown}));
    list.commands.push_back(
        hatched(round({190, 130}, 30), {Hatch::Kind::lines, 135, 1.2, 7, rgb(0x3b4fa6, 0.75)}));
    list.commands.push_back(hatched(box(8, 200, 60, 40), {Hatch::Kind::dots, 0, 1.6, 6, rgb(0x9c92b7)}));
    list.commands.push_back(hatched(box(76, 200, 40, 40), {Hatch::Kind::lines, 0, 1.1, 9, brown}));
}

inline void add_strokes(DrawList& list)
{
    const Contour bent{{130, 205}, {150, 240}, {170, 200}, {190, 240}, {246, 215}};
    list.commands.push_back(line(bent, rgb(0xffffff, 0.7), 9));
    list.commands.push_back(line(bent, rgb(0x23262d), 3, {8, 5}));
    list.commands.push_back(line({{130, 248}, {246, 248}}, rgb(0xc3bdb0), 2.4, {0, 5}, Cap::round));
    StrokePath ring = line(round({218, 24}, 14), rgb(0x1f5fbf), 2);
    ring.closed = true;
    list.commands.push_back(ring);
    list.commands.push_back(line({{10, 186}, {10, 186}, {120, 195}}, rgb(0x23262d, 0.5), 6, {}, Cap::round));
}

inline void add_texts(DrawList& list)
{
    list.commands.push_back(words("Tripoli", {70, 90}, 20, FontWeight::bold));
    list.commands.push_back(words("طرابلس", {70, 112}, 18, FontWeight::semibold));
    list.commands.push_back(words("Київ", {8, 24}, 14.5, FontWeight::medium));
    list.commands.push_back(words("ירושלים", {50, 24}, 13));
    GlyphRun sea = words("SEA OF", {120, 46}, 13);
    sea.font.italic = true;
    sea.font.letter_spacing_px = 4;
    sea.angle_deg = 24;
    sea.colour = rgb(0x446a80);
    sea.halo.a = 0;
    list.commands.push_back(sea);
}

/// A picture with every kind of command in it; 256 × 256 px.
inline DrawList specimen()
{
    DrawList list;
    list.width_px = list.height_px = 256;
    list.background = rgb(0xd3e0e8);
    add_shapes(list);
    add_hatches(list);
    list.commands.push_back(Raster{small_raster(), {8, 32, 48, 24}, 0.8});
    add_strokes(list);
    list.commands.push_back(Clip{PxRect{100, 130, 50, 12}});
    FillPath clipped;
    clipped.path = {round({125, 136}, 20)};
    clipped.colour = rgb(0x0b8a66);
    list.commands.push_back(clipped);
    list.commands.push_back(Clip{});
    add_texts(list);
    return list;
}

} // namespace sitmap::test
