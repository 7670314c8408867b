#pragma once

#include "render/labels.hpp"
#include "render/scene.hpp"
#include "render/style.hpp"
#include "render/symbols.hpp"

#include <span>

namespace sitmap {

/// What the column tells besides the legend's rows.
struct ColumnFacts {
    MarkSizes sizes;
    double stock_factor = 0;      ///< 0: no stocks are drawn
    std::int64_t most_killed = 0; ///< of the marks in view
    std::int64_t most_in_stock = 0;
    std::vector<std::string> sources; ///< one paragraph each
    bool tight = false;               ///< rows nearer to each other, where much is to be told
    bool dense = false; ///< smaller words, and short rows of a block side by side, where that is not enough
    /// Which marks the scales of sizes show, where even that is not enough: what a mark means comes before
    /// how large it is, which its label tells as well.
    enum class Scales : std::uint8_t { whole, small_marks, none } scales = Scales::whole;
};

/// Sizes and largest numbers of what a scene shows, without sources.
[[nodiscard]] ColumnFacts facts_of(const Map& map, const ViewState& view, const Scene& scene);

/// Sets legend blocks, size legends, notes and sources from the top of `box` down; returns how far down it
/// came. What does not fit is left out, the base map's rows first, whose borders the foot explains: ask
/// `holds_sources` first, so that no source is.
double draw_column(DrawList& list, const Palette& palette, const PxRect& box, const Scene& map,
                   const ColumnFacts& facts);

/// The same over several boxes: a block that does not fit into one goes into the next. Returns how far down
/// it came in the last that it used.
double draw_columns(DrawList& list, const Palette& palette, std::span<const PxRect> boxes, const Scene& map,
                    const ColumnFacts& facts);

/// Is there room for every source and note? Where not, they belong elsewhere on the sheet.
[[nodiscard]] bool holds_sources(const Palette& palette, std::span<const PxRect> boxes, const Scene& map,
                                 const ColumnFacts& facts);

/// How many rows of the legend have no room in the boxes.
[[nodiscard]] std::size_t rows_without_room(const Palette& palette, std::span<const PxRect> boxes,
                                            const Scene& map, const ColumnFacts& facts);

/// Sets `dense` and `scales` so that as many rows of the legend as can be have room in the boxes.
void make_room_for_rows(ColumnFacts& facts, const Palette& palette, std::span<const PxRect> boxes,
                        const Scene& map);

/// Height that the column needs in full.
[[nodiscard]] double column_height(const Palette& palette, double width, const Scene& map,
                                   const ColumnFacts& facts);

} // namespace sitmap
