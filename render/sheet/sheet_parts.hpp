#pragma once

#include "render/scene.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// What sheets of every kind have in common.
inline constexpr std::string_view disclaimer =
    "Boundaries and names shown do not imply endorsement or acceptance by the makers of this map.";

/// The one asked for; else a conformal conic, an azimuthal one about a pole that is in the picture, or Equal
/// Earth for more than a cone can show.
[[nodiscard]] Projection projection_for(const Extent& extent, const std::string& crs);

/// "1,234"
[[nodiscard]] std::string grouped_number(std::int64_t n);

/// "1 : 3,460,000", to two figures more than the power of ten; its spaces do not break.
[[nodiscard]] std::string scale_words(double denominator);

/// The corner of the map in which a box of this size covers least, and how many things it covers there;
/// corners that overlap one of `kept` do not count.
struct Corner {
    PxRect box;
    std::size_t covered = SIZE_MAX;
};
[[nodiscard]] Corner emptiest_corner(const PxRect& frame, double width, double height,
                                     const std::vector<Px>& things, const std::vector<PxRect>& kept);

/// Everything that was drawn to be read: marks, arrows, rings, and the beginnings of names.
[[nodiscard]] std::vector<Px> drawn_points(const Scene& scene);

/// A command with its paths and base lines at `by` + `scale` × where they were; widths and fonts stay.
[[nodiscard]] DrawCommand moved(DrawCommand command, Px by, double scale = 1);

} // namespace sitmap
