#pragma once

#include "render/draw_list.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sitmap {

/// Row by row from the top, 0xffRRGGBB each.
struct OpaquePixels {
    int width = 0, height = 0;
    std::vector<std::uint32_t> words;
};

/// Paints a part of one list after another, and keeps what the first commands of a list painted: lists that
/// begin alike, as those of a window of time that moves over the same ground, are painted from there on.
/// What it gives is what `paint` would. Needs no display; not for several threads at once.
class KeptPicture {
public:
    /// The part `frame` of the list as opaque pixels, from the device pixel that its upper left corner lies
    /// in to the one of its lower right corner. `scale`: device pixels a list pixel. `ground`: how many of
    /// the first commands are expected to stay; at most all. Throws Error: the picture is too large.
    [[nodiscard]] OpaquePixels paint(const DrawList& list, const PxRect& frame, double scale,
                                     std::size_t ground);

private:
    struct Place {
        int left = 0, top = 0, width = 0, height = 0; ///< device pixels
        double scale = 1;
        Rgba background;
        bool operator==(const Place&) const = default;
    };
    [[nodiscard]] bool is_kept(const DrawList& list, const Place& place, std::size_t ground) const;
    void paint_part(const DrawList& list, std::size_t begin, std::size_t end);

    Place place_;
    std::vector<DrawCommand> ground_;                 ///< those that `ground_words_` shows
    std::vector<std::uint32_t> ground_words_, words_; ///< 0x00RRGGBB
};

} // namespace sitmap
