#pragma once

#include "render/ui/theme.hpp"

#include <SFML/Graphics/RenderWindow.hpp>

#include <string>

namespace sitmap {

/// Dear ImGui on an SFML window: its context with the panels' fonts, its OpenGL 2 back end, and the glue for
/// input. One at a time.
class ImGuiHost {
public:
    /// `scale`: device pixels a logical pixel; events come in logical ones. Draws all letters of the fonts,
    /// which takes some 70 ms. Call `use_fonts` before.
    ImGuiHost(sf::RenderWindow& window, double scale);
    ~ImGuiHost();
    ImGuiHost(const ImGuiHost&) = delete;
    ImGuiHost& operator=(const ImGuiHost&) = delete;

    [[nodiscard]] const PanelFonts& fonts() const { return fonts_; }
    void feed(const sf::Event& event);
    /// `seconds` since the last frame.
    void begin_frame(double seconds);
    /// The panels are complete; true if they look other than when they were last drawn.
    [[nodiscard]] bool end_frame();
    /// Draws the panels over what the window shows.
    void draw();

private:
    void feed_key(const sf::Event& event);

    sf::RenderWindow& window_;
    double scale_;
    PanelFonts fonts_;
    bool pressed_[3] = {}; ///< since the last frame: a click between two frames is not lost
    bool held_[3] = {};
    std::string look_, drawn_look_; ///< the panels as bytes: of the last frame, and as last drawn
};

} // namespace sitmap
