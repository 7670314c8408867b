#include "render/sfml/texture.hpp"

#include "render/wide_loops.hpp"

#include <SFML/OpenGL.hpp>

#include <bit>
#include <cstring>
#include <utility>
#include <vector>

namespace sitmap {

namespace {

using Bytes = std::vector<std::uint8_t>;
static_assert(std::endian::native == std::endian::little, "the order of bytes in a pixel's word");

/// Red, green and blue times alpha, in place.
SITMAP_WIDE void premultiply(std::uint8_t* pixels, std::size_t count)
{
    const auto part = [](std::uint32_t channel, std::uint32_t alpha) {
        const std::uint32_t product = channel * alpha + 127;
        return (product + 1 + (product >> 8)) >> 8; // / 255
    };
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t p;
        std::memcpy(&p, pixels + i * sizeof p, sizeof p);
        const std::uint32_t alpha = p >> 24;
        p = alpha << 24 | part(p >> 16 & 255, alpha) << 16 | part(p >> 8 & 255, alpha) << 8 |
            part(p & 255, alpha);
        std::memcpy(pixels + i * sizeof p, &p, sizeof p);
    }
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
    Bytes bytes = pixels.rgba;
    if (alpha == Alpha::multiplied)
        premultiply(bytes.data(), bytes.size() / 4);
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
