#pragma once

#include <SFML/Graphics/RenderWindow.hpp>

namespace sitmap {

/// Dear ImGui on an SFML window: its context, its OpenGL 2 back end, and the glue for input. One at a time.
class ImGuiHost {
public:
    /// `scale`: device pixels a logical pixel; events come in logical ones.
    ImGuiHost(sf::RenderWindow& window, double scale);
    ~ImGuiHost();
    ImGuiHost(const ImGuiHost&) = delete;
    ImGuiHost& operator=(const ImGuiHost&) = delete;

    void feed(const sf::Event& event);
    /// `seconds` since the last frame.
    void begin_frame(double seconds);
    /// Draws the panels over what the window shows.
    void end_frame();

private:
    void feed_key(const sf::Event& event);

    sf::RenderWindow& window_;
    double scale_;
    bool pressed_[3] = {}; ///< since the last frame: a click between two frames is not lost
    bool held_[3] = {};
};

} // namespace sitmap
