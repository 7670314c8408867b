#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace sitmap {

/// Straight (not premultiplied) sRGB.
struct Rgba {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Rgba&) const = default;
};
/// 0xRRGGBB with an opacity of 0 to 1.
[[nodiscard]] constexpr Rgba rgb(std::uint32_t hex, double opacity = 1.0)
{
    // NOLINTNEXTLINE(bugprone-incorrect-roundings): std::lround is not constexpr, and 0 to 255 round right
    const auto alpha = static_cast<std::uint8_t>(opacity * 255.0 + 0.5);
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>((hex >> 8) & 0xff),
            static_cast<std::uint8_t>(hex & 0xff), alpha};
}

/// A position on the picture: pixels at 96 dpi from the top left corner, y down.
struct Px {
    double x = 0, y = 0;
    bool operator==(const Px&) const = default;
};
struct PxRect {
    double x = 0, y = 0, width = 0, height = 0;
    [[nodiscard]] bool contains(Px p) const
    {
        return p.x >= x && p.y >= y && p.x < x + width && p.y < y + height;
    }
    [[nodiscard]] bool overlaps(const PxRect& o) const
    {
        return x < o.x + o.width && o.x < x + width && y < o.y + o.height && o.y < y + height;
    }
    bool operator==(const PxRect&) const = default;
};

/// Polylines, or rings when filled. Curves are flattened before they come here.
using Contour = std::vector<Px>;
using Path = std::vector<Contour>;

/// Parallel lines (or dots) clipped to the path.
struct Hatch {
    enum class Kind : std::uint8_t { lines, dots } kind = Kind::lines;
    double angle_deg = 45; ///< of the lines, counter-clockwise from east as seen
    double width_px = 1.1, step_px = 9;
    Rgba colour;
    bool operator==(const Hatch&) const = default;
};

/// Even-odd fill: plain colour, a linear gradient, or a hatch alone.
struct FillPath {
    Path path;
    Rgba colour;
    struct Gradient {
        Px from, to;
        Rgba end_colour; ///< at `to`; `colour` at `from`
        bool operator==(const Gradient&) const = default;
    };
    std::optional<Gradient> gradient;
    std::optional<Hatch> hatch; ///< instead of colour
    bool operator==(const FillPath&) const = default;
};

enum class Cap : std::uint8_t { butt, round };
struct StrokePath {
    Path path;
    bool closed = false;
    Rgba colour;
    double width_px = 1;
    std::vector<double> dash_px; ///< on, off, on ...; empty: solid
    Cap cap = Cap::butt;         ///< joins are always round
    bool operator==(const StrokePath&) const = default;
};

enum class FontWeight : std::uint8_t { regular, medium, semibold, bold };
struct Font {
    double size_px = 12;
    FontWeight weight = FontWeight::regular;
    bool italic = false;
    double letter_spacing_px = 0; ///< ignored for Arabic: it would break the joins
    bool operator==(const Font&) const = default;
};

/// One line of text in logical order, any script; shaped by render/text for both painters.
struct GlyphRun {
    std::string text; ///< UTF-8
    Font font;
    Px baseline;          ///< left end of the base line as drawn
    double angle_deg = 0; ///< counter-clockwise, about `baseline`
    Rgba colour;
    Rgba halo;                ///< drawn beneath; no halo when a = 0
    double halo_width_px = 0; ///< stroke width; half of it shows
    bool operator==(const GlyphRun&) const = default;
};

/// Straight RGBA, row by row from the top.
struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba; ///< width * height * 4
};
struct Raster {
    std::shared_ptr<const Pixels> pixels; ///< shared by the lists of successive frames
    PxRect target;
    double opacity = 1;
    bool operator==(const Raster&) const = default;
};

/// What follows is clipped to the rectangle until the next Clip; an absent one ends clipping.
struct Clip {
    std::optional<PxRect> rect;
    bool operator==(const Clip&) const = default;
};

using DrawCommand = std::variant<FillPath, StrokePath, GlyphRun, Raster, Clip>;

/// A picture as plain values, painted in order. Both painters draw the same list.
struct DrawList {
    double width_px = 0, height_px = 0;
    Rgba background{255, 255, 255, 255};
    std::vector<DrawCommand> commands;
    bool operator==(const DrawList&) const = default;
};

} // namespace sitmap
