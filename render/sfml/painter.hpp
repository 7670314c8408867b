#pragma once

#include "render/draw_list.hpp"

#include <memory>

namespace sf {
class RenderTarget;
}

namespace sitmap {

/// Paints draw lists with OpenGL onto an SFML target. Keeps textures of text and rasters between frames, and
/// drops text not used in the last hundred and rasters not used in the last two. One object a GL context;
/// needs a display.
class SfmlPainter {
public:
    SfmlPainter();
    ~SfmlPainter();
    SfmlPainter(const SfmlPainter&) = delete;
    SfmlPainter& operator=(const SfmlPainter&) = delete;

    /// Paints the whole list; its (0, 0) is the target's top left corner. `scale`: device pixels a list
    /// pixel.
    void paint(sf::RenderTarget& target, const DrawList& list, double scale = 1.0);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace sitmap
