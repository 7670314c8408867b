#pragma once

#include "render/style.hpp"
#include "render/view_state.hpp"

#include <string_view>
#include <vector>

namespace sitmap {

/// A layer's switch with the mark that stands for it, 18 × 18 px.
struct LayerMark {
    std::string_view name;
    bool LayerSwitches::*shown = nullptr;
    DrawList mark;
};

/// In the order of the panel: incidents first, base map last.
[[nodiscard]] std::vector<LayerMark> layer_marks(const Palette& palette);

/// Of the switch that compares two days of control, 18 × 18 px.
[[nodiscard]] DrawList change_mark(const Palette& palette);

} // namespace sitmap
