#include "render/sfml/painter.hpp"

#include "render/hatching.hpp"
#include "render/px_geometry.hpp"
#include "render/sfml/run_texture.hpp"
#include "render/sfml/texture.hpp"
#include "render/tessellate.hpp"
#include "render/wide_loops.hpp"

#include <SFML/Graphics/RenderTarget.hpp>
#include <SFML/OpenGL.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <numbers>
#include <span>
#include <vector>

namespace sitmap {

namespace {

struct Vertex {
    float x, y;
    Rgba colour;
};
static_assert(sizeof(Vertex) == 12, "the arrays are handed to OpenGL as they are");

Vertex vertex(Px p, Rgba colour)
{
    return {static_cast<float>(p.x), static_cast<float>(p.y), colour};
}

void draw_triangles(const std::vector<Vertex>& vertices)
{
    if (vertices.empty())
        return;
    glVertexPointer(2, GL_FLOAT, sizeof(Vertex), &vertices[0].x);
    glColorPointer(4, GL_UNSIGNED_BYTE, sizeof(Vertex), &vertices[0].colour);
    glDrawArrays(GL_TRIANGLES, 0, static_cast<GLsizei>(vertices.size()));
}

Rgba faded(Rgba colour, double factor)
{
    colour.a = static_cast<std::uint8_t>(std::lround(colour.a * std::clamp(factor, 0.0, 1.0)));
    return colour;
}

/// With two pixels more on each side, so that it holds every sample of the triangles.
PxRect box_round(const Triangles& triangles)
{
    const PxRect bounds = bounds_of({triangles});
    return {bounds.x - 2, bounds.y - 2, bounds.width + 4, bounds.height + 4};
}

void clear(Rgba colour)
{
    glClearColor(static_cast<float>(colour.r) / 255.0f, static_cast<float>(colour.g) / 255.0f,
                 static_cast<float>(colour.b) / 255.0f, static_cast<float>(colour.a) / 255.0f);
    glClear(GL_COLOR_BUFFER_BIT);
}

bool is_upright_rectangle(const Path& path)
{
    if (path.size() != 1 || path[0].size() != 4)
        return false;
    const Px &a = path[0][0], &b = path[0][1], &c = path[0][2], &d = path[0][3];
    return (a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x) ||
           (a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y);
}

/// The target's alpha stays that of the background.
void show_colours(bool shown)
{
    const GLboolean mask = shown ? GL_TRUE : GL_FALSE;
    glColorMask(mask, mask, mask, GL_FALSE);
}

struct RasterEntry {
    std::shared_ptr<const Pixels> pixels; // held, so that its address is not given to another meanwhile
    Texture texture;
    std::vector<PxRect> parts; ///< that are not clear, in widths and heights of the picture
    std::uint64_t used = 0;
};

SITMAP_WIDE void gather_bits(std::uint32_t* to, const std::uint8_t* pixels, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t pixel;
        std::memcpy(&pixel, pixels + i * sizeof pixel, sizeof pixel);
        to[i] |= pixel;
    }
}

/// Rectangles, in widths and heights of the picture, that hold all that shows when it is drawn at its size or
/// larger. Much of a density is clear, and blending nothing takes software OpenGL as long as a colour.
std::vector<PxRect> parts_that_show(const Pixels& pixels)
{
    constexpr int tile = 8, border = 1; // a pixel reaches into its neighbours where it is drawn larger
    std::vector<PxRect> parts;
    const auto part = [&](int left, int right, int top, int bottom) {
        const double width = pixels.width, height = pixels.height;
        const double x = left / width, y = top / height;
        parts.push_back({x, y, std::min(right / width, 1.0) - x, std::min(bottom / height, 1.0) - y});
    };
    const auto width = static_cast<std::size_t>(pixels.width);
    std::vector<std::uint32_t> bits(width); // of all pixels of a band in each column
    const auto shows = [&](int left, int right) {
        std::uint32_t any = 0;
        for (int x = std::max(left, 0); x < std::min(right, pixels.width); ++x)
            any |= bits[static_cast<std::size_t>(x)];
        return any >> 24 != 0;
    };
    for (int y = 0; y < pixels.height; y += tile) {
        std::fill(bits.begin(), bits.end(), 0u);
        for (int row = std::max(y - border, 0); row < std::min(y + tile + border, pixels.height); ++row)
            gather_bits(bits.data(), pixels.rgba.data() + static_cast<std::size_t>(row) * width * 4, width);
        int begin = 0;
        for (int x = 0; x < pixels.width; x += tile)
            if (!shows(x - border, x + tile + border)) {
                if (begin < x)
                    part(begin, x, y, y + tile);
                begin = x + tile;
            }
        if (begin < pixels.width)
            part(begin, pixels.width, y, y + tile);
    }
    return parts;
}

const std::vector<PxRect> whole_picture{{0, 0, 1, 1}};

} // namespace

/// What lasts from frame to frame, and the frame at work.
struct SfmlPainter::Impl {
    void begin(sf::RenderTarget& target, const DrawList& list, double scale);
    void finish();

    void operator()(const FillPath& fill);
    void operator()(const StrokePath& stroke);
    void operator()(const GlyphRun& run);
    void operator()(const Raster& raster);
    void operator()(const Clip& clip);

private:
    void add(const Triangles& triangles, Rgba colour);
    void add_box(const PxRect& box, Rgba colour);
    void flush();
    void mark(const Triangles& triangles, std::span<const PxRect> boxes);
    bool fill_all(const FillPath& fill);
    void scissor(const PxRect& box) const;
    void unmark(std::span<const PxRect> boxes);
    void cover(const FillPath& fill, const PxRect& box);
    void add_gradient(const FillPath& fill, const PxRect& box);
    void add_hatch(const Hatch& hatch, const PxRect& box);
    void draw_picture(unsigned int texture, const PxRect& target, double opacity,
                      const std::vector<PxRect>& parts = whole_picture);
    const RasterEntry& entry_of(const Raster& raster);

    RunTextures runs_;
    std::map<const Pixels*, RasterEntry> rasters_;
    std::uint64_t frame_ = 0;

    std::vector<Vertex> batch_; ///< waits to be drawn with plain blending, in order
    double scale_ = 1;
    int width_ = 0, height_ = 0; ///< device pixels
    PxRect visible_;             ///< list pixels, within the clip
    Rgba background_;
};

void SfmlPainter::Impl::begin(sf::RenderTarget& target, const DrawList& list, double scale)
{
    scale_ = scale;
    width_ = static_cast<int>(target.getSize().x);
    height_ = static_cast<int>(target.getSize().y);
    glViewport(0, 0, width_, height_);
    glMatrixMode(GL_PROJECTION);
    glLoadIdentity();
    glOrtho(0, width_ / scale, height_ / scale, 0, -1, 1);
    glMatrixMode(GL_MODELVIEW);
    glLoadIdentity();
    glMatrixMode(GL_TEXTURE);
    glLoadIdentity();
    for (const int off : {GL_CULL_FACE, GL_DEPTH_TEST, GL_LIGHTING, GL_TEXTURE_2D, GL_STENCIL_TEST,
                          GL_SCISSOR_TEST, GL_ALPHA_TEST})
        glDisable(static_cast<GLenum>(off));
    glEnable(GL_MULTISAMPLE);
    glEnable(GL_BLEND);
    glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
    glShadeModel(GL_SMOOTH);
    glEnableClientState(GL_VERTEX_ARRAY);
    glEnableClientState(GL_COLOR_ARRAY);
    glDisableClientState(GL_TEXTURE_COORD_ARRAY);
    glStencilMask(0xff);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    background_ = list.background;
    clear(background_);
    show_colours(true);
    (*this)(Clip{});
}

void SfmlPainter::Impl::finish()
{
    flush();
    glDisable(GL_SCISSOR_TEST);
    runs_.next_frame();
    ++frame_;
    // While panning, each frame has new ones of megabytes.
    std::erase_if(rasters_, [this](const auto& entry) { return entry.second.used + 2 < frame_; });
}

void SfmlPainter::Impl::add(const Triangles& triangles, Rgba colour)
{
    for (const Px p : triangles)
        batch_.push_back(vertex(p, colour));
}

void SfmlPainter::Impl::add_box(const PxRect& box, Rgba colour)
{
    const Px a{box.x, box.y}, b{box.x + box.width, box.y}, c{box.x, box.y + box.height},
        d{box.x + box.width, box.y + box.height};
    add({a, b, c, c, b, d}, colour);
}

void SfmlPainter::Impl::flush()
{
    // Blending what hides all takes software OpenGL a quarter longer.
    const bool is_opaque =
        std::all_of(batch_.begin(), batch_.end(), [](const Vertex& v) { return v.colour.a == 255; });
    if (is_opaque)
        glDisable(GL_BLEND);
    draw_triangles(batch_);
    glEnable(GL_BLEND);
    batch_.clear();
}

/// Clears the stencil's marks in the boxes. Whoever marks does so first, as clearing all of the stencil in
/// each frame takes longer.
void SfmlPainter::Impl::unmark(std::span<const PxRect> boxes)
{
    flush();
    glEnable(GL_STENCIL_TEST);
    show_colours(false);
    glStencilMask(1);
    glStencilFunc(GL_ALWAYS, 0, 1);
    glStencilOp(GL_ZERO, GL_ZERO, GL_ZERO);
    for (const PxRect& box : boxes)
        add_box({box.x - 1, box.y - 1, box.width + 2, box.height + 2}, {}); // a clip ends within a pixel
    flush();
    show_colours(true);
}

/// Leaves the stencil's lowest bit set where the triangles overlap an odd number of times. They lie in the
/// boxes.
void SfmlPainter::Impl::mark(const Triangles& triangles, std::span<const PxRect> boxes)
{
    unmark(boxes);
    add(triangles, {});
    show_colours(false);
    glStencilOp(GL_INVERT, GL_INVERT, GL_INVERT);
    flush();
    show_colours(true);
    glStencilFunc(GL_EQUAL, 1, 1);
}

/// An opaque rectangle over all that is visible is the new background. False: it is none.
bool SfmlPainter::Impl::fill_all(const FillPath& fill)
{
    const bool is_opaque = fill.colour.a == 255 && background_.a == 255 && !fill.hatch && !fill.gradient;
    if (!is_opaque || !is_upright_rectangle(fill.path) || !holds(bounds_of(fill.path), visible_))
        return false;
    flush();
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE); // else it is not cleared but painted, which takes longer
    clear(fill.colour);
    show_colours(true);
    return true;
}

void SfmlPainter::Impl::operator()(const FillPath& fill)
{
    const PxRect bounds = bounds_of(fill.path);
    // Two pixels more, so that the cover reaches every sample that the triangles reach.
    const PxRect box =
        common_part({bounds.x - 2, bounds.y - 2, bounds.width + 4, bounds.height + 4}, visible_);
    if (box.width <= 0 || box.height <= 0 || fill_all(fill))
        return;
    if (!fill.hatch && !fill.gradient && is_convex(fill.path)) {
        add(convex_triangles(fill.path[0]), fill.colour);
        return;
    }
    const bool is_plain = !fill.hatch && !fill.gradient;
    const std::vector<PxRect> parts = is_plain ? boxes_apart(fill.path, box) : std::vector{box};
    mark(stencil_triangles(fill.path, visible_), parts);
    glStencilOp(GL_KEEP, GL_KEEP, GL_KEEP);
    scissor(box); // bands and lines reach further, where marks of others are left
    if (is_plain)
        for (const PxRect& part : parts)
            add_box(part, fill.colour);
    else
        cover(fill, box);
    flush();
    scissor(visible_);
    glDisable(GL_STENCIL_TEST);
}

void SfmlPainter::Impl::cover(const FillPath& fill, const PxRect& box)
{
    if (fill.hatch)
        add_hatch(*fill.hatch, box);
    else
        add_gradient(fill, box);
}

/// Three bands across the gradient's axis: before it, along it, after it.
void SfmlPainter::Impl::add_gradient(const FillPath& fill, const PxRect& box)
{
    const auto& [from, to, end] = *fill.gradient;
    const double dx = to.x - from.x, dy = to.y - from.y, length = std::hypot(dx, dy);
    if (!(length > 0)) {
        add_box(box, end);
        return;
    }
    const double reach = box.width + box.height + std::hypot(from.x - box.x, from.y - box.y) + length;
    const Px along{dx / length, dy / length}, across{-along.y * reach, along.x * reach};
    const auto edge = [&](double at) { return Px{from.x + along.x * at, from.y + along.y * at}; };
    const auto band = [&](double begin, Rgba first, double finish, Rgba last) {
        const Px a = edge(begin), b = edge(finish);
        const Vertex left_a = vertex({a.x - across.x, a.y - across.y}, first);
        const Vertex right_a = vertex({a.x + across.x, a.y + across.y}, first);
        const Vertex left_b = vertex({b.x - across.x, b.y - across.y}, last);
        const Vertex right_b = vertex({b.x + across.x, b.y + across.y}, last);
        batch_.insert(batch_.end(), {left_a, right_a, left_b, left_b, right_a, right_b});
    };
    band(-reach, fill.colour, 0, fill.colour);
    band(0, fill.colour, length, end);
    band(length, end, length + reach, end);
}

void SfmlPainter::Impl::add_hatch(const Hatch& hatch, const PxRect& box)
{
    StrokePath lines;
    lines.width_px = hatch.width_px;
    for (const auto& [from, to] : hatch_lines(hatch, box))
        lines.path.push_back({from, to});
    add(stroke_triangles(lines, box, scale_), hatch.colour);
    for (const Px dot : hatch_dots(hatch, box)) {
        Contour ring;
        for (int i = 0; i < 8; ++i) {
            // A regular octagon with the area of the dot's disc.
            const double angle = std::numbers::pi * i / 4, radius = hatch.width_px / 2 * 1.0539;
            ring.push_back({dot.x + radius * std::cos(angle), dot.y + radius * std::sin(angle)});
        }
        add(convex_triangles(ring), hatch.colour);
    }
}

void SfmlPainter::Impl::operator()(const StrokePath& stroke)
{
    const PxRect bounds = bounds_of(stroke.path);
    const double reach = stroke.width_px / 2 + 2;
    const PxRect box = common_part(
        {bounds.x - reach, bounds.y - reach, bounds.width + 2 * reach, bounds.height + 2 * reach}, visible_);
    if (box.width <= 0 || box.height <= 0)
        return;
    // Four samples a pixel cannot show a line thinner than a pixel's three quarters: it is drawn wider, and
    // paler.
    const double device_px = stroke.width_px * scale_, thinnest = 0.75;
    if (device_px < thinnest) {
        StrokePath wider = stroke;
        wider.width_px = thinnest / scale_;
        add(stroke_triangles(wider, visible_, scale_), faded(stroke.colour, device_px / thinnest));
        return;
    }
    const Triangles triangles = stroke_triangles(stroke, visible_, scale_);
    const bool may_overlap = triangles.size() > 6;
    if (stroke.colour.a == 255 || !may_overlap) {
        add(triangles, stroke.colour);
        return;
    }
    // Each sample is coloured once, however many triangles cover it.
    unmark(std::array{box_round(triangles)});
    glStencilFunc(GL_EQUAL, 0, 1);
    glStencilOp(GL_KEEP, GL_KEEP, GL_INVERT);
    add(triangles, stroke.colour);
    flush();
    glDisable(GL_STENCIL_TEST);
}

void SfmlPainter::Impl::draw_picture(unsigned int texture, const PxRect& target, double opacity,
                                     const std::vector<PxRect>& parts)
{
    flush();
    const auto o = static_cast<float>(std::clamp(opacity, 0.0, 1.0));
    glEnable(GL_TEXTURE_2D);
    glBindTexture(GL_TEXTURE_2D, texture);
    // Software OpenGL takes a quarter less time where nothing is multiplied.
    glTexEnvi(GL_TEXTURE_ENV, GL_TEXTURE_ENV_MODE, o < 1 ? GL_MODULATE : GL_REPLACE);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glDisableClientState(GL_COLOR_ARRAY);
    glColor4f(o, o, o, o);
    const auto corner = [&](double x, double y) {
        glTexCoord2f(static_cast<float>(x), static_cast<float>(y));
        glVertex2f(static_cast<float>(target.x + x * target.width),
                   static_cast<float>(target.y + y * target.height));
    };
    glBegin(GL_QUADS);
    for (const PxRect& part : parts) {
        corner(part.x, part.y);
        corner(part.x + part.width, part.y);
        corner(part.x + part.width, part.y + part.height);
        corner(part.x, part.y + part.height);
    }
    glEnd();
    glEnableClientState(GL_COLOR_ARRAY);
    glDisable(GL_TEXTURE_2D);
    glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
}

void SfmlPainter::Impl::operator()(const GlyphRun& run)
{
    if (const auto placed = runs_.place(run, scale_, width_, height_))
        draw_picture(
            placed->texture,
            {placed->x / scale_, placed->y / scale_, placed->width / scale_, placed->height / scale_}, 1);
}

const RasterEntry& SfmlPainter::Impl::entry_of(const Raster& raster)
{
    const Pixels& pixels = *raster.pixels;
    const bool is_larger =
        raster.target.width * scale_ >= pixels.width && raster.target.height * scale_ >= pixels.height;
    const auto scaling = is_larger ? Texture::Scaling::larger : Texture::Scaling::smooth;
    auto known = rasters_.find(&pixels);
    if (known == rasters_.end())
        known = rasters_
                    .emplace(&pixels, RasterEntry{raster.pixels, Texture{pixels, scaling},
                                                  is_larger ? parts_that_show(pixels) : whole_picture, 0})
                    .first;
    known->second.used = frame_;
    return known->second;
}

void SfmlPainter::Impl::operator()(const Raster& raster)
{
    const bool is_seen =
        raster.target.width > 0 && raster.target.height > 0 && raster.target.overlaps(visible_);
    if (!is_seen || !raster.pixels || raster.pixels->width <= 0 || raster.pixels->height <= 0)
        return;
    const RasterEntry& entry = entry_of(raster);
    draw_picture(entry.texture.id(), raster.target, raster.opacity, entry.parts);
}

void SfmlPainter::Impl::scissor(const PxRect& box) const
{
    const int left = static_cast<int>(std::lround(box.x * scale_));
    const int top = static_cast<int>(std::lround(box.y * scale_));
    const int right = static_cast<int>(std::lround((box.x + box.width) * scale_));
    const int bottom = static_cast<int>(std::lround((box.y + box.height) * scale_));
    glEnable(GL_SCISSOR_TEST);
    glScissor(left, height_ - bottom, std::max(0, right - left), std::max(0, bottom - top));
}

void SfmlPainter::Impl::operator()(const Clip& clip)
{
    flush();
    visible_ = {0, 0, width_ / scale_, height_ / scale_};
    if (clip.rect)
        visible_ = common_part(visible_, *clip.rect);
    scissor(visible_);
}

SfmlPainter::SfmlPainter() : impl_{std::make_unique<Impl>()}
{}
SfmlPainter::~SfmlPainter() = default;

void SfmlPainter::paint(sf::RenderTarget& target, const DrawList& list, double scale)
{
    if (!target.setActive(true))
        return;
    // SFML keeps a copy of GL's state that would go stale: put away before, and made anew after.
    target.pushGLStates();
    impl_->begin(target, list, scale);
    for (const DrawCommand& command : list.commands)
        std::visit(*impl_, command);
    impl_->finish();
    target.popGLStates();
    target.resetGLStates();
}

} // namespace sitmap
