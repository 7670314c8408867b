#pragma once

#include "render/sfml/display.hpp"
#include "render/sfml/imgui_host.hpp"
#include "render/sfml/window.hpp"

#include <SFML/Graphics/RenderWindow.hpp>
#include <memory>

namespace sitmap {

/// Shows the map in the window, with the panels of `host`, until that is closed. See `run_window`.
void run_loop(DisplayConnection& display, std::unique_ptr<sf::RenderWindow> window,
              std::unique_ptr<ImGuiHost> host, Map map, const ViewState& initial,
              const WindowOptions& options);

} // namespace sitmap
