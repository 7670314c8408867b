#pragma once

#include "render/draw_list.hpp"

#include <cstdint>

namespace sitmap {

/// A picture in the memory of the graphics card. Made, used and destroyed while one GL context is current.
class Texture {
public:
    /// How it is shown at another size than its own.
    enum class Scaling : std::uint8_t {
        none,
        larger, ///< at its own size or larger: no smaller copies are made
        smooth  ///< at any size
    };

    /// Multiplied colours blend right where they are scaled: draw with (ONE, ONE_MINUS_SRC_ALPHA). Straight
    /// ones are for (SRC_ALPHA, ONE_MINUS_SRC_ALPHA), as Dear ImGui draws.
    enum class Alpha : std::uint8_t { multiplied, straight };

    Texture() = default;
    /// A picture larger than the card allows is halved until it fits.
    Texture(const Pixels& pixels, Scaling scaling, Alpha alpha = Alpha::multiplied);
    ~Texture();
    Texture(Texture&& other) noexcept;
    Texture& operator=(Texture&& other) noexcept;

    [[nodiscard]] unsigned int id() const { return id_; } ///< GL's name; 0: none

private:
    unsigned int id_ = 0;
};

} // namespace sitmap
