#pragma once

#include "render/draw_list.hpp"

namespace sitmap {

/// The map as it was last painted, so that frames in which only panels change need not paint it again.
class FrameCopy {
public:
    FrameCopy() = default;
    ~FrameCopy();
    FrameCopy(const FrameCopy&) = delete;
    FrameCopy& operator=(const FrameCopy&) = delete;

    /// Copies the lower left `width` × `height` pixels of the back buffer.
    void take(unsigned width, unsigned height);
    /// Draws the copy over the whole window; false when there is none of that size.
    bool show(unsigned width, unsigned height) const;
    /// Draws the part `from` of the copy at `to`, cut to `from`; the rest of the window is not touched. False
    /// as above.
    bool show_moved(unsigned width, unsigned height, const PxRect& from, const PxRect& to) const;

private:
    /// In pixels from the upper left corner, each way.
    void draw(const PxRect& from, const PxRect& to) const;
    unsigned int texture_ = 0, width_ = 0, height_ = 0;
};

/// The back buffer as opaque pixels.
[[nodiscard]] Pixels read_pixels(unsigned width, unsigned height);

} // namespace sitmap
