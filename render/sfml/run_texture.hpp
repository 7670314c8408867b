#pragma once

#include "render/draw_list.hpp"
#include "render/sfml/texture.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace sitmap {

/// Where a text's picture goes on the target: whole device pixels from the top left corner.
struct PlacedTexture {
    unsigned int texture = 0;
    int x = 0, y = 0, width = 0, height = 0;
};

/// Pictures of shaped text, one for each text, style and quarter of a pixel that it starts at.
class RunTextures {
public:
    /// Nothing when the text is empty, misses the target of `width` × `height` device pixels, or is absurdly
    /// large.
    [[nodiscard]] std::optional<PlacedTexture> place(const GlyphRun& run, double scale, int width,
                                                     int height);

    /// Ends a frame; drops what was not used in the last hundred.
    void next_frame();

private:
    struct Key {
        GlyphRun run; ///< the base line's place cut down to quarters of a pixel, 0 to 0.75
        double scale;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };
    struct Entry {
        Texture texture;
        std::uint64_t used = 0;
    };
    std::unordered_map<Key, Entry, Hash> entries_;
    std::uint64_t frame_ = 0;
};

} // namespace sitmap
