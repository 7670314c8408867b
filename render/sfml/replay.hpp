#pragma once

#include "render/draw_list.hpp"

#include <SFML/Window/Event.hpp>
#include <filesystem>
#include <string_view>
#include <variant>
#include <vector>

namespace sitmap {

struct ReplayWait {
    int frames = 0;
};
struct ReplaySize {
    unsigned width_px = 0, height_px = 0;
};
struct ReplayScreenshot {
    std::filesystem::path file;
};
struct ReplayState {
    std::filesystem::path file;
};
/// From here on frames come as somebody sees them.
struct ReplayLive {};
struct ReplayQuit {};
using ReplayStep =
    std::variant<sf::Event, ReplayWait, ReplaySize, ReplayScreenshot, ReplayState, ReplayQuit, ReplayLive>;

/// A script of input as steps, one frame each; see window.hpp for its lines. `source` names it in errors.
/// Throws Error with the line that is not understood.
[[nodiscard]] std::vector<ReplayStep> parse_replay(std::string_view script, std::string_view source);
/// The same from a file. Throws Error also where that cannot be read.
[[nodiscard]] std::vector<ReplayStep> read_replay(const std::filesystem::path& path);

} // namespace sitmap
