#include "render/sfml/map_texture.hpp"

#include "render/hatching.hpp"
#include "render/px_geometry.hpp"
#include "render/sfml/painter.hpp"

#include <SFML/OpenGL.hpp>
#include <SFML/Window/Context.hpp>

#include <GL/glext.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sitmap {

namespace {

/// Of OpenGL 3; null where they are of no use: a card draws a rectangle as fast as it copies.
struct Copying {
    PFNGLGENFRAMEBUFFERSPROC generate = nullptr;
    PFNGLDELETEFRAMEBUFFERSPROC destroy = nullptr;
    PFNGLBINDFRAMEBUFFERPROC bind = nullptr;
    PFNGLFRAMEBUFFERTEXTURE2DPROC attach = nullptr;
    PFNGLBLITFRAMEBUFFERPROC blit = nullptr;
    [[nodiscard]] bool is_there() const { return generate && destroy && bind && attach && blit; }
};

const Copying& copying()
{
    static const Copying found = [] {
        Copying all;
        if (!is_software_opengl())
            return all;
        const auto get = [](auto& function, const char* name) {
            function =
                reinterpret_cast<std::remove_reference_t<decltype(function)>>(sf::Context::getFunction(name));
        };
        get(all.generate, "glGenFramebuffers");
        get(all.destroy, "glDeleteFramebuffers");
        get(all.bind, "glBindFramebuffer");
        get(all.attach, "glFramebufferTexture2D");
        get(all.blit, "glBlitFramebuffer");
        return all;
    }();
    return found;
}

/// A rectangle in whole pixels.
struct Cells {
    int left, top, right, bottom;
};
Cells cells_of(const PxRect& r)
{
    return {static_cast<int>(std::floor(r.x + 1e-6)), static_cast<int>(std::floor(r.y + 1e-6)),
            static_cast<int>(std::ceil(r.x + r.width - 1e-6)),
            static_cast<int>(std::ceil(r.y + r.height - 1e-6))};
}

/// What a texture shows in part of a window of `rows` rows, its first row above and its corner at `corner`.
/// Software OpenGL copies memory then, which is twenty times as fast as a textured rectangle.
void copy_texture(unsigned int texture, unsigned int buffer, const Cells& part, std::pair<int, int> corner,
                  int rows)
{
    const Copying& gl = copying();
    const auto [x, y] = corner;
    glPushAttrib(GL_ENABLE_BIT);
    glDisable(GL_SCISSOR_TEST);
    gl.bind(GL_READ_FRAMEBUFFER, buffer);
    gl.attach(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
    // The texture's first row is the upper one, the window's the lower one.
    gl.blit(part.left - x, part.bottom - y, part.right - x, part.top - y, part.left, rows - part.bottom,
            part.right, rows - part.top, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    gl.bind(GL_READ_FRAMEBUFFER, 0);
    glPopAttrib();
}

void set_texture(unsigned int texture, int width, int height, const std::uint32_t* words)
{
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    GLint width_now = 0, height_now = 0;
    glGetTexLevelParameteriv(GL_TEXTURE_2D, 0, GL_TEXTURE_WIDTH, &width_now);
    glGetTexLevelParameteriv(GL_TEXTURE_2D, 0, GL_TEXTURE_HEIGHT, &height_now);
    if (width_now == width && height_now == height) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, words);
    } else {
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        // This order of bytes is that of most windows, so that memory is copied as it is.
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV,
                     words);
    }
    glBindTexture(GL_TEXTURE_2D, 0);
}

struct Source {
    const std::uint32_t* words;
    int width, height;
};
/// Pixels of the source from `at` on, `step` apart; those beside it stay as they were.
void sample_row(const Source& source, Px at, Px step, std::uint32_t* out, int count)
{
    constexpr double one = 65536;
    auto x = static_cast<std::int64_t>(at.x * one), y = static_cast<std::int64_t>(at.y * one);
    const auto dx = static_cast<std::int64_t>(step.x * one), dy = static_cast<std::int64_t>(step.y * one);
    const auto width = static_cast<std::int64_t>(source.width),
               height = static_cast<std::int64_t>(source.height);
    for (int i = 0; i < count; ++i, x += dx, y += dy) {
        const std::int64_t column = x >> 16, row = y >> 16;
        if (column >= 0 && row >= 0 && column < width && row < height)
            out[i] = source.words[row * width + column];
    }
}

} // namespace

MapTexture::~MapTexture()
{
    if (pixels_ != 0)
        glDeleteTextures(1, &pixels_);
    if (sampled_texture_ != 0)
        glDeleteTextures(1, &sampled_texture_);
    if (buffer_ != 0)
        copying().destroy(1, &buffer_);
}

void MapTexture::take(OpaquePixels pixels, Rgba ground)
{
    ground_ = 0xff000000U | static_cast<std::uint32_t>(ground.r) << 16 |
              static_cast<std::uint32_t>(ground.g) << 8 | static_cast<std::uint32_t>(ground.b);
    if (pixels_ == 0)
        glGenTextures(1, &pixels_);
    set_texture(pixels_, pixels.width, pixels.height, pixels.words.data());
    if (buffer_ == 0 && copying().is_there())
        copying().generate(1, &buffer_);
    width_ = pixels.width;
    height_ = pixels.height;
    words_ = std::move(pixels.words);
    shown_ = pixels_;
    left_ = top_ = 0;
    right_ = bottom_ = 1;
}

bool MapTexture::take(const DrawList& list, const PxRect& frame, double scale, SfmlPainter& painter)
{
    const auto width = static_cast<unsigned>(std::ceil(list.width_px * scale - 1e-6)),
               height = static_cast<unsigned>(std::ceil(list.height_px * scale - 1e-6));
    if (!painted_ || painted_->getSize() != sf::Vector2u{width, height}) {
        painted_ = std::make_unique<sf::RenderTexture>();
        if (!painted_->create(width, height, sf::ContextSettings{0, 8, 4})) {
            painted_.reset();
            return false;
        }
    }
    painter.paint(*painted_, list, scale);
    painted_->display();
    shown_ = painted_->getTexture().getNativeHandle();
    left_ = std::floor(frame.x * scale + 1e-6) / width;
    right_ = std::ceil((frame.x + frame.width) * scale - 1e-6) / width;
    top_ = 1 - std::floor(frame.y * scale + 1e-6) / height; // OpenGL counts rows from below
    bottom_ = 1 - std::ceil((frame.y + frame.height) * scale - 1e-6) / height;
    return true;
}

/// The part of the picture that lies in the clip, with its upper left corner on a whole pixel.
void MapTexture::copy(unsigned height, Px corner, const PxRect& clip) const
{
    const int x = static_cast<int>(std::lround(corner.x)), y = static_cast<int>(std::lround(corner.y));
    Cells part = cells_of(clip);
    part = {std::max(part.left, x), std::max(part.top, y), std::min(part.right, x + width_),
            std::min(part.bottom, y + height_)};
    if (part.left < part.right && part.top < part.bottom)
        copy_texture(pixels_, buffer_, part, {x, y}, static_cast<int>(height));
}

/// The same of a picture that is sized or turned, by its nearest pixels.
void MapTexture::copy_sampled(unsigned height, const PictureCorners& corners, const PxRect& clip) const
{
    const Px right = corners[1] - corners[0], down = corners[2] - corners[0];
    const double det = right.x * down.y - right.y * down.x;
    const Cells whole = cells_of(clip), picture = cells_of(bounds_of({{corners.begin(), corners.end()}}));
    const Cells part{std::max(whole.left, picture.left), std::max(whole.top, picture.top),
                     std::min(whole.right, picture.right), std::min(whole.bottom, picture.bottom)};
    const int columns = part.right - part.left, rows = part.bottom - part.top;
    if (columns <= 0 || rows <= 0 || det == 0)
        return;
    sampled_.assign(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), ground_);
    const Px step{down.y / det * width_, -right.y / det * height_}; // in the picture, for one to the right
    for (int row = 0; row < rows; ++row) {
        const Px at = Px{part.left + 0.5, part.top + row + 0.5} - corners[0];
        sample_row({words_.data(), width_, height_},
                   {(at.x * down.y - at.y * down.x) / det * width_,
                    (right.x * at.y - right.y * at.x) / det * height_},
                   step, sampled_.data() + static_cast<std::ptrdiff_t>(row) * columns, columns);
    }
    if (sampled_texture_ == 0)
        glGenTextures(1, &sampled_texture_);
    set_texture(sampled_texture_, columns, rows, sampled_.data());
    copy_texture(sampled_texture_, buffer_, part, {part.left, part.top}, static_cast<int>(height));
}

void MapTexture::draw(unsigned width, unsigned height, const PictureCorners& corners, const PxRect& clip,
                      bool pixel_by_pixel) const
{
    if (shown_ == 0)
        return;
    if (copies()) {
        pixel_by_pixel ? copy(height, corners[0], clip) : copy_sampled(height, corners, clip);
        return;
    }
    glPushAttrib(GL_ALL_ATTRIB_BITS);
    glViewport(0, 0, static_cast<GLsizei>(width), static_cast<GLsizei>(height));
    for (const int mode : {GL_TEXTURE, GL_PROJECTION, GL_MODELVIEW}) {
        glMatrixMode(static_cast<GLenum>(mode));
        glPushMatrix();
        glLoadIdentity();
    }
    for (const int off : {GL_BLEND, GL_STENCIL_TEST, GL_DEPTH_TEST})
        glDisable(static_cast<GLenum>(off));
    const Cells part = cells_of(clip);
    glEnable(GL_SCISSOR_TEST);
    glScissor(part.left, static_cast<GLint>(height) - part.bottom, part.right - part.left,
              part.bottom - part.top);
    glEnable(GL_TEXTURE_2D);
    glBindTexture(GL_TEXTURE_2D, shown_);
    for (const int filter : {GL_TEXTURE_MAG_FILTER, GL_TEXTURE_MIN_FILTER})
        glTexParameteri(GL_TEXTURE_2D, static_cast<GLenum>(filter), pixel_by_pixel ? GL_NEAREST : GL_LINEAR);
    glTexEnvi(GL_TEXTURE_ENV, GL_TEXTURE_ENV_MODE, GL_REPLACE);
    glBegin(GL_TRIANGLE_STRIP);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        glTexCoord2d(i % 2 == 0 ? left_ : right_, i < 2 ? top_ : bottom_);
        glVertex2d(2 * corners[i].x / width - 1, 1 - 2 * corners[i].y / height);
    }
    glEnd();
    for (const int mode : {GL_TEXTURE, GL_PROJECTION, GL_MODELVIEW}) {
        glMatrixMode(static_cast<GLenum>(mode));
        glPopMatrix();
    }
    glPopAttrib();
}

bool is_software_opengl()
{
    const auto* const name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    const std::string_view renderer = name != nullptr ? name : "";
    for (const std::string_view software : {"llvmpipe", "softpipe", "Software Rasterizer", "SWR"})
        if (renderer.find(software) != std::string_view::npos)
            return true;
    return false;
}

Pixels read_pixels(unsigned width, unsigned height)
{
    Pixels pixels{static_cast<int>(width), static_cast<int>(height), {}};
    const std::size_t row = std::size_t{width} * 4;
    pixels.rgba.resize(row * height);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, pixels.width, pixels.height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.rgba.data());
    for (std::size_t y = 0; y < height / 2; ++y) { // OpenGL counts rows from below
        const auto upper = pixels.rgba.begin() + static_cast<std::ptrdiff_t>(y * row);
        const auto lower = pixels.rgba.begin() + static_cast<std::ptrdiff_t>((height - 1 - y) * row);
        std::swap_ranges(upper, upper + static_cast<std::ptrdiff_t>(row), lower);
    }
    for (std::size_t at = 3; at < pixels.rgba.size(); at += 4)
        pixels.rgba[at] = 255;
    return pixels;
}

} // namespace sitmap
