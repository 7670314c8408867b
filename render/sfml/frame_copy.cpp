#include "render/sfml/frame_copy.hpp"

#include <SFML/OpenGL.hpp>

#include <algorithm>

namespace sitmap {

FrameCopy::~FrameCopy()
{
    if (texture_ != 0)
        glDeleteTextures(1, &texture_);
}

void FrameCopy::take(unsigned width, unsigned height)
{
    if (texture_ == 0)
        glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    const auto columns = static_cast<GLsizei>(width), rows = static_cast<GLsizei>(height);
    if (width == width_ && height == height_)
        glCopyTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, 0, 0, columns, rows);
    else
        glCopyTexImage2D(GL_TEXTURE_2D, 0, GL_RGB, 0, 0, columns, rows, 0);
    width_ = width;
    height_ = height;
    glBindTexture(GL_TEXTURE_2D, 0);
}

bool FrameCopy::show(unsigned width, unsigned height) const
{
    if (texture_ == 0 || width != width_ || height != height_)
        return false;
    const PxRect all{0, 0, static_cast<double>(width), static_cast<double>(height)};
    return show_moved(width, height, all, all);
}

bool FrameCopy::show_moved(unsigned width, unsigned height, const PxRect& from, const PxRect& to) const
{
    if (texture_ == 0 || width != width_ || height != height_)
        return false;
    glPushAttrib(GL_SCISSOR_BIT);
    glEnable(GL_SCISSOR_TEST);
    glScissor(static_cast<GLint>(from.x), static_cast<GLint>(height - from.y - from.height),
              static_cast<GLsizei>(from.width), static_cast<GLsizei>(from.height));
    draw(from, to);
    glPopAttrib();
    return true;
}

void FrameCopy::draw(const PxRect& from, const PxRect& to) const
{
    glPushAttrib(GL_ALL_ATTRIB_BITS);
    glViewport(0, 0, static_cast<GLsizei>(width_), static_cast<GLsizei>(height_));
    for (const int mode : {GL_TEXTURE, GL_PROJECTION, GL_MODELVIEW}) {
        glMatrixMode(static_cast<GLenum>(mode));
        glPushMatrix();
        glLoadIdentity();
    }
    for (const int off : {GL_BLEND, GL_STENCIL_TEST, GL_DEPTH_TEST})
        glDisable(static_cast<GLenum>(off));
    glEnable(GL_TEXTURE_2D);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexEnvi(GL_TEXTURE_ENV, GL_TEXTURE_ENV_MODE, GL_REPLACE);
    glBegin(GL_TRIANGLE_STRIP);
    for (const auto& [x, y] : {std::pair{0, 0}, {1, 0}, {0, 1}, {1, 1}}) {
        glTexCoord2d((from.x + x * from.width) / width_, 1 - (from.y + y * from.height) / height_);
        glVertex2d(2 * (to.x + x * to.width) / width_ - 1, 1 - 2 * (to.y + y * to.height) / height_);
    }
    glEnd();
    for (const int mode : {GL_TEXTURE, GL_PROJECTION, GL_MODELVIEW}) {
        glMatrixMode(static_cast<GLenum>(mode));
        glPopMatrix();
    }
    glPopAttrib();
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
