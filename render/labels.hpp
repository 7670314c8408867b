#pragma once

#include "render/draw_list.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// What part of a frame is taken by symbols, lines and labels: a grid of 2 px cells, conservative (a cell
/// that is touched is taken).
class Occupancy {
public:
    explicit Occupancy(const PxRect& frame);

    void take(const PxRect& rect);
    void take_disc(Px centre, double radius_px);
    void take_line(const Contour& line, double half_width_px);
    /// Wholly in the frame and nothing there taken.
    [[nodiscard]] bool is_free(const PxRect& rect) const;
    /// Text stands in this part of the frame alone, and so does what it names: of two pictures side by side,
    /// the part that is seen.
    void keep_text_in(const PxRect& part) { text_part_ = part; }
    /// Free, and in the part for text.
    [[nodiscard]] bool has_room(const PxRect& text) const;
    [[nodiscard]] bool is_for_text(const PxRect& rect) const;
    /// Whether what stands here is in the part for text.
    [[nodiscard]] bool may_name(Px at) const { return text_part_.contains(at); }
    /// Share of the rectangle's cells that are taken or outside the frame, 0 to 1.
    [[nodiscard]] double taken_share(const PxRect& rect) const;
    [[nodiscard]] const PxRect& frame() const { return frame_; }

private:
    struct Cells {
        int left, top, right, bottom; ///< right and bottom are one past the last
        bool cut;                     ///< part of the rectangle lies outside the frame
    };
    [[nodiscard]] Cells cells(const PxRect& rect) const;

    PxRect frame_, text_part_;
    int columns_, rows_;
    std::vector<bool> taken_;
};

struct TextLine {
    std::string text;
    Font font;
    Rgba colour;
};
/// Lines of one label, set under one another.
struct TextBlock {
    std::vector<TextLine> lines;
    Rgba halo;
    double halo_px = 3.4;
};
enum class Align : std::uint8_t { left, centre, right };

struct BlockSize {
    double width = 0, height = 0;
};
[[nodiscard]] BlockSize size_of(const TextBlock& block);
/// Sets the block with its box's top left corner at `corner`; `size` as `size_of` gives it.
void draw_block(DrawList& list, const TextBlock& block, Px corner, BlockSize size, Align align);

enum class Side : std::uint8_t {
    right,
    left,
    above,
    below,
    above_right,
    below_right,
    above_left,
    below_left
};
/// All eight, the four plain ones first.
[[nodiscard]] const std::vector<Side>& all_sides();

/// The first side of a point on which a box of this size is free, and the box there.
struct Beside {
    Side side;
    PxRect box;
};
[[nodiscard]] std::optional<Beside> room_beside(const Occupancy& taken, Px at, double offset_px,
                                                BlockSize size, const std::vector<Side>& sides);

/// Sets a label beside a point on the first side where it is free, in the order right, left, above, below;
/// takes its place. Nothing if there is no room: a label is dropped, never shrunk.
std::optional<PxRect> place_beside(DrawList& list, Occupancy& taken, Px at, double offset_px,
                                   const TextBlock& block);
/// The same with its own order of sides.
std::optional<PxRect> place_beside(DrawList& list, Occupancy& taken, Px at, double offset_px,
                                   const TextBlock& block, const std::vector<Side>& sides);
/// Sets a label around `at` if that is free.
std::optional<PxRect> place_centred(DrawList& list, Occupancy& taken, Px at, const TextBlock& block);

/// What a straight leader runs over: 0.22 for each 6 px of it that are taken.
[[nodiscard]] double leader_cost(const Occupancy& taken, Px from, Px to);

/// A label apart from what it names, and its leader.
struct LedLabel {
    PxRect box;
    Px from, to; ///< the leader: from what is named to the box's edge
    double cost = 0;
};
/// Where a box of this size is free between 40 and 140 px from the point, near and with a leader that runs
/// over little; nothing where there is no room or the leader would cross too much.
[[nodiscard]] std::optional<LedLabel> room_with_leader(const Occupancy& taken, Px at, double offset_px,
                                                       BlockSize size);

/// Sets text letter by letter along the middle of the curve, upright from left to right; false if it is
/// longer than the curve or not free.
bool place_along(DrawList& list, Occupancy& taken, const Contour& curve, const TextLine& line, Rgba halo,
                 double halo_px);

/// Text cut at spaces into lines no wider than `width_px`, as far as its words allow.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, const Font& font, double width_px);
/// Letters with the marks that belong to them: UTF-8 cut before each code point that is no combining mark.
[[nodiscard]] std::vector<std::string_view> letters_of(std::string_view text);
/// ASCII and Latin-1 letters in capitals; other scripts as they are.
[[nodiscard]] std::string capitals(std::string_view text);

} // namespace sitmap
