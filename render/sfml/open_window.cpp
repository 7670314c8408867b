#include "render/sfml/open_window.hpp"

#include "geodata/error.hpp"

#include <SFML/OpenGL.hpp>
#include <SFML/System/Err.hpp>
#include <SFML/System/Sleep.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <imgui.h>

namespace sitmap {

namespace {

/// A size in logical pixels as the display has it; what somebody looks at is not larger than the screen.
sf::VideoMode mode_for(const WindowOptions& options, double scale)
{
    sf::VideoMode mode{static_cast<unsigned>(std::lround(std::max(200, options.width_px) * scale)),
                       static_cast<unsigned>(std::lround(std::max(200, options.height_px) * scale))};
    if (options.replay.empty()) {
        const sf::VideoMode desktop = sf::VideoMode::getDesktopMode();
        mode.width = std::min(mode.width, desktop.width);
        mode.height = std::min(mode.height, desktop.height);
    }
    return mode;
}

} // namespace

double scale_for(const WindowOptions& options, double display_scale)
{
    if (options.scale > 0)
        return std::clamp(options.scale, 0.5, 4.0);
    return options.replay.empty() ? display_scale : 1;
}

std::unique_ptr<sf::RenderWindow> open_window(const WindowOptions& options, double scale,
                                              const std::string& name)
{
    // SFML tells of settings that it could not get on its own stream; what matters is asked below.
    sf::err().rdbuf(nullptr);
    const std::string title = "sitmap – " + name;
    auto window = std::make_unique<sf::RenderWindow>(mode_for(options, scale),
                                                     sf::String::fromUtf8(title.begin(), title.end()),
                                                     sf::Style::Default, sf::ContextSettings{0, 8, 0});
    if (!window->isOpen() || window->getSettings().stencilBits < 8)
        throw Error{"cannot open a window: the display gives no OpenGL context with a stencil buffer; use "
                    "'sitmap draw'"};
    window->setVerticalSyncEnabled(false);
    window->setKeyRepeatEnabled(true);
    return window;
}

sf::Event in_logical_px(sf::Event event, double scale)
{
    const auto logical = [scale](int px) { return static_cast<int>(std::lround(px / scale)); };
    if (event.type == sf::Event::MouseMoved)
        event.mouseMove = {logical(event.mouseMove.x), logical(event.mouseMove.y)};
    if (event.type == sf::Event::MouseButtonPressed || event.type == sf::Event::MouseButtonReleased) {
        event.mouseButton.x = logical(event.mouseButton.x);
        event.mouseButton.y = logical(event.mouseButton.y);
    }
    if (event.type == sf::Event::MouseWheelScrolled) {
        event.mouseWheelScroll.x = logical(event.mouseWheelScroll.x);
        event.mouseWheelScroll.y = logical(event.mouseWheelScroll.y);
    }
    return event;
}

sf::Event with_pointer(sf::Event event)
{
    const bool is_button =
        event.type == sf::Event::MouseButtonPressed || event.type == sf::Event::MouseButtonReleased;
    if (is_button && event.mouseButton.x < 0) {
        const ImVec2 at = ImGui::GetIO().MousePos;
        event.mouseButton.x = static_cast<int>(at.x);
        event.mouseButton.y = static_cast<int>(at.y);
    }
    return event;
}

bool may_uncover(const sf::Event& event)
{
    using enum sf::Event::EventType;
    return event.type == Resized || event.type == GainedFocus || event.type == LostFocus ||
           event.type == MouseEntered || event.type == MouseLeft;
}

bool keeps_what_it_displays(sf::RenderWindow& window)
{
    const auto corner = [&window] {
        std::array<std::uint8_t, 4 * 16> row{};
        glReadPixels(4, static_cast<GLint>(window.getSize().y) - 8, 16, 1, GL_RGBA, GL_UNSIGNED_BYTE,
                     row.data());
        return row;
    };
    const auto before = corner();
    window.display();
    const bool is_black = before[0] == 0 && before[1] == 0 && before[2] == 0;
    return !is_black && corner() == before;
}

void pace(const sf::Clock& clock)
{
    const sf::Time left = sf::milliseconds(16) - clock.getElapsedTime();
    if (left > sf::Time::Zero)
        sf::sleep(left);
}

} // namespace sitmap
