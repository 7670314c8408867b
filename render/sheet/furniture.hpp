#pragma once

#include "render/camera.hpp"
#include "render/labels.hpp"
#include "render/style.hpp"

namespace sitmap {

void add_text(DrawList& list, std::string text, const Font& font, Px baseline, Rgba colour,
              Align align = Align::left);

/// The text in the largest of the sizes that fits the width; cut at a word with "…" if none does.
struct FittedText {
    std::string text;
    double size_px = 0;
};
[[nodiscard]] FittedText fitted(const std::string& text, Font font, const std::vector<double>& sizes,
                                double width_px);

/// A round length (1, 2 or 5 × a power of ten) of at most `most_px` at the camera's centre.
struct ScaleLength {
    double metres = 0, px = 0;
};
[[nodiscard]] ScaleLength scale_length(const Camera& camera, double most_px);
/// Room that `draw_scale_bar` takes with its corner at `corner`.
[[nodiscard]] PxRect scale_bar_box(const Camera& camera, Px corner, double most_px = 180);
/// Two parts, labelled, on white; true at the camera's centre.
void draw_scale_bar(DrawList& list, const Palette& palette, const Camera& camera, Px corner,
                    double most_px = 180);

/// Numbers of people for a size legend: three or fewer round ones up to `most`, the largest last.
[[nodiscard]] std::vector<std::int64_t> round_sizes(std::int64_t most);

} // namespace sitmap
