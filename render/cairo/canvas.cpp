#include "render/cairo/canvas.hpp"

#include "geodata/error.hpp"
#include "render/hatching.hpp"
#include "render/text/shaper.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <string>

namespace sitmap {

void CairoRelease::operator()(cairo_t* cairo) const
{
    cairo_destroy(cairo);
}
void CairoRelease::operator()(cairo_surface_t* surface) const
{
    cairo_surface_destroy(surface);
}

void check(cairo_surface_t* surface, const char* what)
{
    const cairo_status_t status = cairo_surface_status(surface);
    if (status != CAIRO_STATUS_SUCCESS)
        throw Error{std::string{"cannot "} + what + ": " + cairo_status_to_string(status)};
}

namespace {

std::uint8_t premultiplied(std::uint8_t colour, std::uint8_t alpha)
{
    return static_cast<std::uint8_t>((colour * alpha + 127) / 255);
}
std::uint8_t straight(std::uint32_t colour, std::uint32_t alpha)
{
    return alpha == 0 ? std::uint8_t{0}
                      : static_cast<std::uint8_t>(std::min(255u, (colour * 255 + alpha / 2) / alpha));
}

} // namespace

CairoSurface surface_of(const Pixels& pixels)
{
    CairoSurface surface{cairo_image_surface_create(CAIRO_FORMAT_ARGB32, pixels.width, pixels.height)};
    check(surface.get(), "make room for a raster");
    cairo_surface_flush(surface.get());
    unsigned char* const data = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const auto width = static_cast<std::size_t>(pixels.width);
    for (std::size_t y = 0; y < static_cast<std::size_t>(pixels.height); ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            const std::uint8_t* const from = &pixels.rgba[(y * width + x) * 4];
            const std::uint32_t argb = static_cast<std::uint32_t>(from[3]) << 24 |
                                       static_cast<std::uint32_t>(premultiplied(from[0], from[3])) << 16 |
                                       static_cast<std::uint32_t>(premultiplied(from[1], from[3])) << 8 |
                                       static_cast<std::uint32_t>(premultiplied(from[2], from[3]));
            std::memcpy(data + y * stride + x * 4, &argb, 4);
        }
    }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

Pixels pixels_of(cairo_surface_t* image)
{
    cairo_surface_flush(image);
    Pixels pixels{cairo_image_surface_get_width(image), cairo_image_surface_get_height(image), {}};
    const auto width = static_cast<std::size_t>(pixels.width);
    const auto height = static_cast<std::size_t>(pixels.height);
    pixels.rgba.resize(width * height * 4);
    const unsigned char* const data = cairo_image_surface_get_data(image);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(image));
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            std::uint32_t argb = 0;
            std::memcpy(&argb, data + y * stride + x * 4, 4);
            const std::uint32_t alpha = argb >> 24;
            std::uint8_t* const to = &pixels.rgba[(y * width + x) * 4];
            to[0] = straight(argb >> 16 & 0xff, alpha);
            to[1] = straight(argb >> 8 & 0xff, alpha);
            to[2] = straight(argb & 0xff, alpha);
            to[3] = static_cast<std::uint8_t>(alpha);
        }
    }
    return pixels;
}

namespace {

void set_colour(cairo_t* cairo, Rgba colour)
{
    cairo_set_source_rgba(cairo, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0, colour.a / 255.0);
}

// Cairo computes in 24.8 fixed point: beyond 2^23 a coordinate would wrap around to the other side of the
// picture.
constexpr double farthest = 4'000'000;

void trace(cairo_t* cairo, const Path& path, bool closed)
{
    cairo_new_path(cairo);
    for (const Contour& contour : path) {
        bool begun = false;
        for (const Px p : contour) {
            if (!std::isfinite(p.x) || !std::isfinite(p.y))
                continue;
            const double x = std::clamp(p.x, -farthest, farthest), y = std::clamp(p.y, -farthest, farthest);
            begun ? cairo_line_to(cairo, x, y) : cairo_move_to(cairo, x, y);
            begun = true;
        }
        if (begun && closed)
            cairo_close_path(cairo);
    }
}

class Canvas {
public:
    explicit Canvas(cairo_t* cairo) : cairo_{cairo} {}

    void operator()(const FillPath& fill) const
    {
        trace(cairo_, fill.path, true);
        cairo_set_fill_rule(cairo_, CAIRO_FILL_RULE_EVEN_ODD);
        if (fill.hatch) {
            paint_hatch(*fill.hatch, bounds_of(fill.path));
        } else if (fill.gradient) {
            set_gradient(fill);
            cairo_fill(cairo_);
        } else {
            set_colour(cairo_, fill.colour);
            cairo_fill(cairo_);
        }
    }

    void operator()(const StrokePath& stroke) const
    {
        trace(cairo_, stroke.path, stroke.closed);
        cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_cap(cairo_, stroke.cap == Cap::round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
        cairo_set_line_width(cairo_, std::max(0.0, stroke.width_px));
        cairo_set_dash(cairo_, nullptr, 0, 0);
        if (is_dashed(stroke))
            cairo_set_dash(cairo_, stroke.dash_px.data(), static_cast<int>(stroke.dash_px.size()), 0);
        set_colour(cairo_, stroke.colour);
        cairo_stroke(cairo_);
    }

    void operator()(const GlyphRun& run) const
    {
        if (!run.text.empty())
            draw_run(cairo_, run);
    }

    void operator()(const Raster& raster) const
    {
        if (!raster.pixels || raster.pixels->width <= 0 || raster.pixels->height <= 0 ||
            raster.target.width <= 0 || raster.target.height <= 0)
            return;
        const CairoSurface surface = surface_of(*raster.pixels);
        cairo_save(cairo_);
        cairo_rectangle(cairo_, raster.target.x, raster.target.y, raster.target.width, raster.target.height);
        cairo_clip(cairo_);
        cairo_translate(cairo_, raster.target.x, raster.target.y);
        cairo_scale(cairo_, raster.target.width / raster.pixels->width,
                    raster.target.height / raster.pixels->height);
        cairo_set_source_surface(cairo_, surface.get(), 0, 0);
        cairo_pattern_set_filter(cairo_get_source(cairo_), CAIRO_FILTER_GOOD);
        cairo_pattern_set_extend(cairo_get_source(cairo_), CAIRO_EXTEND_PAD);
        cairo_paint_with_alpha(cairo_, std::clamp(raster.opacity, 0.0, 1.0));
        cairo_restore(cairo_);
    }

    void operator()(const Clip& clip) const
    {
        cairo_reset_clip(cairo_);
        if (!clip.rect)
            return;
        cairo_new_path(cairo_);
        cairo_rectangle(cairo_, clip.rect->x, clip.rect->y, clip.rect->width, clip.rect->height);
        cairo_clip(cairo_);
    }

private:
    static bool is_dashed(const StrokePath& stroke)
    {
        double sum = 0;
        for (const double part : stroke.dash_px) {
            if (!(part >= 0))
                return false;
            sum += part;
        }
        return sum > 0;
    }

    void set_gradient(const FillPath& fill) const
    {
        const auto& [from, to, end] = *fill.gradient;
        cairo_pattern_t* const pattern = cairo_pattern_create_linear(from.x, from.y, to.x, to.y);
        const auto stop = [pattern](double at, Rgba c) {
            cairo_pattern_add_color_stop_rgba(pattern, at, c.r / 255.0, c.g / 255.0, c.b / 255.0,
                                              c.a / 255.0);
        };
        stop(0, fill.colour);
        stop(1, end);
        cairo_set_source(cairo_, pattern);
        cairo_pattern_destroy(pattern);
    }

    /// Inside the path that is current.
    void paint_hatch(const Hatch& hatch, const PxRect& bounds) const
    {
        cairo_save(cairo_);
        cairo_clip(cairo_);
        double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
        cairo_clip_extents(cairo_, &x1, &y1, &x2, &y2);
        const PxRect box = common_part(bounds, {x1, y1, x2 - x1, y2 - y1});
        cairo_new_path(cairo_);
        set_colour(cairo_, hatch.colour);
        for (const Px dot : hatch_dots(hatch, box)) {
            cairo_new_sub_path(cairo_);
            cairo_arc(cairo_, dot.x, dot.y, hatch.width_px / 2, 0, 2 * std::numbers::pi);
        }
        cairo_fill(cairo_);
        for (const auto& [from, to] : hatch_lines(hatch, box)) {
            cairo_move_to(cairo_, from.x, from.y);
            cairo_line_to(cairo_, to.x, to.y);
        }
        cairo_set_line_width(cairo_, hatch.width_px);
        cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_BUTT);
        cairo_set_dash(cairo_, nullptr, 0, 0);
        cairo_stroke(cairo_);
        cairo_restore(cairo_);
    }

    cairo_t* cairo_;
};

} // namespace

void paint_commands(cairo_t* cairo, const DrawList& list)
{
    set_colour(cairo, list.background);
    cairo_paint(cairo);
    paint_commands(cairo, std::span{list.commands});
    cairo_reset_clip(cairo);
}

void paint_commands(cairo_t* cairo, std::span<const DrawCommand> commands)
{
    const Canvas canvas{cairo};
    for (const DrawCommand& command : commands)
        std::visit(canvas, command);
}

} // namespace sitmap
