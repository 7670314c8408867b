#include "render/sfml/texture.hpp"

#include "render/wide_loops.hpp"

#include <SFML/OpenGL.hpp>

#include <bit>
#include <cstring>
#include <memory>
#include <utility>

namespace sitmap {

namespace {

/// Red, green, blue, alpha from the lowest byte: as OpenGL reads them on a little-endian machine.
struct Words {
    int width = 0, height = 0;
    std::unique_ptr<std::uint32_t[]> pixels;
    Words(int w, int h) : width{w}, height{h}, pixels{std::make_unique_for_overwrite<std::uint32_t[]>(size())}
    {}
    [[nodiscard]] std::size_t size() const
    {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }
};
static_assert(std::endian::native == std::endian::little);

/// Red, green and blue times alpha.
SITMAP_WIDE void premultiply(std::uint32_t* pixels, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t p = pixels[i], alpha = p >> 24;
        const std::uint32_t red = (p & 255) * alpha + 127, green = (p >> 8 & 255) * alpha + 127,
                            blue = (p >> 16 & 255) * alpha + 127;
        // (n + 1 + n / 256) / 256 divides by 255.
        pixels[i] = alpha << 24 | (blue + 1 + (blue >> 8)) >> 8 << 16 | (green + 1 + (green >> 8)) >> 8 << 8 |
                    (red + 1 + (red >> 8)) >> 8;
    }
}

/// Each two by two pixels become one; an odd last row or column is left out.
Words halved(const Words& from)
{
    Words half{from.width / 2, from.height / 2};
    const auto stride = static_cast<std::size_t>(from.width), columns = static_cast<std::size_t>(half.width);
    for (std::size_t y = 0; y < static_cast<std::size_t>(half.height); ++y)
        for (std::size_t x = 0; x < columns; ++x) {
            const std::uint32_t* const upper = from.pixels.get() + 2 * y * stride + 2 * x;
            const std::uint32_t* const lower = upper + stride;
            std::uint32_t out = 0;
            for (const unsigned shift : {0u, 8u, 16u, 24u})
                out |= ((upper[0] >> shift & 255) + (upper[1] >> shift & 255) + (lower[0] >> shift & 255) +
                        (lower[1] >> shift & 255) + 2) /
                           4
                       << shift;
            half.pixels[y * columns + x] = out;
        }
    return half;
}

} // namespace

Texture::Texture(const Pixels& pixels, Scaling scaling, Alpha alpha)
{
    Words words{pixels.width, pixels.height};
    std::memcpy(words.pixels.get(), pixels.rgba.data(), words.size() * sizeof(std::uint32_t));
    if (alpha == Alpha::multiplied)
        premultiply(words.pixels.get(), words.size());
    GLint most = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
    while (most > 0 && (words.width > most || words.height > most))
        words = halved(words);
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
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, words.width, words.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 words.pixels.get());
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
