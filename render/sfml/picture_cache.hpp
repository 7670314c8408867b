#pragma once

#include "render/draw_list.hpp"
#include "render/sfml/texture.hpp"

#include <cstdint>
#include <unordered_map>

namespace sitmap {

/// Small lists (marks, words in Arabic) as textures for the panels; those not used in the last hundred frames
/// are dropped.
class PictureCache {
public:
    /// GL's name of the texture; its colours are straight.
    [[nodiscard]] unsigned int texture_of(const DrawList& list);
    void next_frame();
    /// Device pixels a list pixel; forgets what was painted at another.
    void set_scale(double scale);

private:
    struct Hash {
        std::size_t operator()(const DrawList& list) const;
    };
    struct Entry {
        Texture texture;
        std::uint64_t used = 0;
    };
    std::unordered_map<DrawList, Entry, Hash> entries_;
    std::uint64_t frame_ = 0;
    double scale_ = 1;
};

} // namespace sitmap
