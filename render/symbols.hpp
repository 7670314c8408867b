#pragma once

#include "engine/quantity.hpp"
#include "render/style.hpp"

#include <optional>

namespace sitmap {

/// How a mark shows what is known of its incident (cartography, section 5).
enum class MarkFill : std::uint8_t {
    filled,
    unverified, ///< one source: paper, dashed edge
    hollow,     ///< province, country or sea: paper, strong edge
    split       ///< disputed: left half filled, right half hatched
};

struct Mark {
    SubEventType sub_type = SubEventType::other;
    double r = 4.6; ///< every shape has the area of a disc of this radius, in pixels
    MarkFill fill = MarkFill::filled;
    bool core = false;            ///< known to 100 m or better
    std::optional<double> high_r; ///< a closed high estimate, outlined around the low
    bool operator==(const Mark&) const = default;
};

/// r = min(28, √(r0² + k·n)).
struct MarkSizes {
    double r0 = 4.6, k = 6.0;
};
inline constexpr MarkSizes screen_sizes{4.6, 6.0}, sheet_sizes{5.2, 4.2};
[[nodiscard]] double mark_radius(Quantity::Count killed, MarkSizes sizes);
/// The number of killed from which on marks grow no more (cartography, section 5: at most 28 px).
[[nodiscard]] Quantity::Count largest_told(MarkSizes sizes);

/// The shape's outline: one ring, centroid on `at`.
[[nodiscard]] Contour mark_outline(SubEventType sub_type, Px at, double r);
/// How far the mark reaches from its point, casing included.
[[nodiscard]] double mark_reach(const Mark& mark);

void draw_mark(DrawList& list, const Palette& palette, Px at, const Mark& mark);

/// Two arcs round a disputed mark: the accused on the left, the accuser on the right.
void draw_dispute_ring(DrawList& list, const Palette& palette, Px at, const Mark& mark, Rgba accused,
                       Rgba accuser);
void draw_selection_ring(DrawList& list, const Palette& palette, Px at, double reach_px);

enum class Emphasis : std::uint8_t { none, strong };
/// The disc within which the true place is believed to lie; `ring` is true to scale.
void draw_uncertainty(DrawList& list, const TypeColours& colours, const Contour& ring, Emphasis emphasis);

/// A district or fuzzy area: dashed outline over a casing and two soft bands inside it, no fill. Rings reach
/// past the frame where they are cut, so that the cut is not seen.
void draw_area_outline(DrawList& list, const Palette& palette, const TypeColours& colours, const Path& rings);
/// One of many that lie over one another, whose bands would fill the map: the dashes alone.
void draw_thin_area_outline(DrawList& list, const TypeColours& colours, const Path& rings);
/// As an area, for a line, which has no inside.
void draw_line_outline(DrawList& list, const Palette& palette, const TypeColours& colours, const Path& lines);

/// The ring shifted inwards by `by_px`, without the loops that a plain shift makes at narrow places. Empty
/// where nothing lies that deep. O(n²): simplify before.
[[nodiscard]] Contour inset_ring(const Contour& ring, double by_px);

} // namespace sitmap
