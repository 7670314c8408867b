#pragma once

#include "render/draw_list.hpp"
#include "render/ui/theme.hpp"

#include <SFML/Graphics/RenderWindow.hpp>

#include <string>
#include <vector>

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
    /// The panels are complete. Gives where they look other than when they were last drawn, in device pixels.
    [[nodiscard]] std::vector<PxRect> end_frame();
    /// Draws what of the panels lies in a part of the window, in device pixels, over what that shows.
    void draw(const PxRect& part);
    /// All that is seen of the panels is as they are now.
    void keep_look() { drawn_ = looks_; }

private:
    void feed_key(const sf::Event& event);

    sf::RenderWindow& window_;
    double scale_;
    PanelFonts fonts_;
    bool pressed_[3] = {}; ///< since the last frame: a click between two frames is not lost
    bool held_[3] = {};
    /// A list of the panels as bytes, and where it is seen.
    struct Look {
        std::string bytes;
        PxRect place;
    };
    [[nodiscard]] Look look_of(const ImDrawList& list) const;
    std::vector<Look> looks_, drawn_; ///< of the last frame, and as last drawn
};

} // namespace sitmap
