#pragma once

#include "render/sfml/window.hpp"

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/System/Clock.hpp>
#include <SFML/Window/Event.hpp>
#include <memory>
#include <string>

namespace sitmap {

/// Device pixels a logical pixel: what is asked for, else the display's. A replay is the same everywhere: 1.
[[nodiscard]] double scale_for(const WindowOptions& options, double display_scale);

/// Opens a window of the size asked for in logical pixels. Throws Error where the display has no OpenGL with
/// a stencil buffer.
[[nodiscard]] std::unique_ptr<sf::RenderWindow> open_window(const WindowOptions& options, double scale,
                                                            const std::string& name);

/// Positions as the panels and the map count them.
[[nodiscard]] sf::Event in_logical_px(sf::Event event, double scale);

/// A button of a replay that names no position is pressed where the pointer is.
[[nodiscard]] sf::Event with_pointer(sf::Event event);

/// The window may have been covered before, and what was on it is lost; SFML does not tell of exposures.
[[nodiscard]] bool may_uncover(const sf::Event& event);

/// Displays the window; true if what was drawn stays in the back buffer, so that the next frame need only
/// draw what has changed. Requires something other than black in the upper left corner.
[[nodiscard]] bool keeps_what_it_displays(sf::RenderWindow& window);

/// Sleeps until the clock shows a sixtieth of a second: no more frames are drawn in one.
void pace(const sf::Clock& clock);

} // namespace sitmap
