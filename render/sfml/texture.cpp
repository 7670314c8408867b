#include "render/sfml/texture.hpp"

#include <SFML/OpenGL.hpp>

#include <utility>
#include <vector>

namespace sitmap {

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes premultiplied(const Bytes& straight)
{
    Bytes out(straight.size());
    for (std::size_t at = 0; at + 3 < straight.size(); at += 4) {
        const unsigned alpha = straight[at + 3];
        if (alpha == 0) // much of most pictures
            continue;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const unsigned product = straight[at + channel] * alpha + 127;
            out[at + channel] = static_cast<std::uint8_t>((product + 1 + (product >> 8)) >> 8); // / 255
        }
        out[at + 3] = straight[at + 3];
    }
    return out;
}

/// Each two by two pixels become one; an odd last row or column is left out.
Bytes halved(const Bytes& from, int width, int height)
{
    const auto columns = static_cast<std::size_t>(width / 2), rows = static_cast<std::size_t>(height / 2);
    const auto stride = static_cast<std::size_t>(width) * 4;
    Bytes out(columns * rows * 4);
    for (std::size_t y = 0; y < rows; ++y)
        for (std::size_t x = 0; x < columns; ++x)
            for (std::size_t channel = 0; channel < 4; ++channel) {
                const std::size_t at = 2 * y * stride + 2 * x * 4 + channel;
                out[(y * columns + x) * 4 + channel] = static_cast<std::uint8_t>(
                    (from[at] + from[at + 4] + from[at + stride] + from[at + stride + 4] + 2) / 4);
            }
    return out;
}

} // namespace

Texture::Texture(const Pixels& pixels, Scaling scaling, Alpha alpha)
{
    Bytes bytes = alpha == Alpha::straight ? pixels.rgba : premultiplied(pixels.rgba);
    int width = pixels.width, height = pixels.height;
    GLint most = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
    while (most > 0 && (width > most || height > most)) {
        bytes = halved(bytes, width, height);
        width /= 2;
        height /= 2;
    }
    glGenTextures(1, &id_);
    glBindTexture(GL_TEXTURE_2D, id_);
    const bool smooth = scaling == Scaling::smooth;
    const GLint nearest = scaling == Scaling::none ? GL_NEAREST : GL_LINEAR;
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, nearest);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, smooth ? GL_LINEAR_MIPMAP_LINEAR : nearest);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_GENERATE_MIPMAP, smooth ? GL_TRUE : GL_FALSE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, bytes.data());
}

Texture::~Texture()
{
    if (id_ != 0)
        glDeleteTextures(1, &id_);
}

Texture::Texture(Texture&& other) noexcept : id_{std::exchange(other.id_, 0u)}
{}

Texture& Texture::operator=(Texture&& other) noexcept
{
    std::swap(id_, other.id_);
    return *this;
}

} // namespace sitmap
