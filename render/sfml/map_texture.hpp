#pragma once

#include "render/cairo/kept_picture.hpp"
#include "render/draw_list.hpp"

#include <SFML/Graphics/RenderTexture.hpp>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace sitmap {

class SfmlPainter;

/// Corners of a picture where it is shown: upper left, upper right, lower left, lower right.
using PictureCorners = std::array<Px, 4>;

/// The map as it was last painted, on the graphics card, to be shown at its place or moved, larger or turned.
/// Made, used and destroyed while the window's GL context is current.
class MapTexture {
public:
    MapTexture() = default;
    ~MapTexture();
    MapTexture(const MapTexture&) = delete;
    MapTexture& operator=(const MapTexture&) = delete;

    /// `ground`: the colour beside the picture.
    void take(OpaquePixels pixels, Rgba ground);
    /// The part `frame` of a list, painted here with four samples a pixel. False: the card cannot.
    [[nodiscard]] bool take(const DrawList& list, const PxRect& frame, double scale, SfmlPainter& painter);

    /// Draws it into a window of `width` × `height` device pixels, corners and clip in device pixels from the
    /// upper left one; nothing before the first `take`. `pixel_by_pixel`: it is neither sized nor turned; it
    /// stands on whole pixels then.
    void draw(unsigned width, unsigned height, const PictureCorners& corners, const PxRect& clip,
              bool pixel_by_pixel) const;

private:
    [[nodiscard]] bool copies() const { return buffer_ != 0 && shown_ == pixels_; }
    void copy(unsigned height, Px corner, const PxRect& clip) const;
    void copy_sampled(unsigned height, const PictureCorners& corners, const PxRect& clip) const;

    unsigned int pixels_ = 0; ///< GL's name of the texture for pixels
    unsigned int buffer_ = 0; ///< to copy it from; 0: the card cannot
    int width_ = 0, height_ = 0;
    std::vector<std::uint32_t> words_; ///< of the pixels, to be shown at another size
    std::uint32_t ground_ = 0;
    mutable std::vector<std::uint32_t> sampled_;
    mutable unsigned int sampled_texture_ = 0;
    std::unique_ptr<sf::RenderTexture> painted_;
    unsigned int shown_ = 0;                             ///< one of the two
    double left_ = 0, right_ = 1, top_ = 0, bottom_ = 1; ///< of the picture in it
};

/// Is OpenGL done by the processor? Asks the context that is current.
[[nodiscard]] bool is_software_opengl();

/// The back buffer as opaque pixels.
[[nodiscard]] Pixels read_pixels(unsigned width, unsigned height);

} // namespace sitmap
