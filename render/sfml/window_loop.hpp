#pragma once

#include "render/sfml/display.hpp"
#include "render/sfml/window.hpp"

#include <SFML/Graphics/RenderWindow.hpp>
#include <memory>

namespace sitmap {

/// Shows the map in the window until that is closed. See `run_window`.
void run_loop(DisplayConnection& display, std::unique_ptr<sf::RenderWindow> window, Map map,
              const ViewState& initial, const WindowOptions& options);

} // namespace sitmap
