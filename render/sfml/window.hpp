#pragma once

#include "render/map.hpp"
#include "render/view_state.hpp"

#include <filesystem>
#include <string>

namespace sitmap {

struct WindowOptions {
    int width_px = 1600, height_px = 1000;
    /// Tests and pictures: run this script of input (see README, "Replay"), then close. Empty: interactive.
    std::filesystem::path replay;
};

/// Opens the interactive map and returns when it is closed. Throws Error without a display.
void run_window(const Map& map, const ViewState& initial, const WindowOptions& options);

} // namespace sitmap
