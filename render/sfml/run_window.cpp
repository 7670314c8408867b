#include "geodata/error.hpp"
#include "render/sfml/imgui_host.hpp"
#include "render/sfml/open_window.hpp"
#include "render/sfml/painter.hpp"
#include "render/sfml/window_loop.hpp"
#include "render/style.hpp"
#include "render/text/shaper.hpp"

#include <atomic>
#include <chrono>
#include <future>
#include <utility>

namespace sitmap {

namespace {

void paint_opening(sf::RenderWindow& window, double scale, const std::string& name, const Palette& palette,
                   SfmlPainter& painter)
{
    const std::string words = "Opening " + name + " …";
    const Font font{15, FontWeight::regular, false, 0};
    DrawList list;
    list.width_px = window.getSize().x / scale;
    list.height_px = window.getSize().y / scale;
    list.background = palette.base.sea;
    const double left = (list.width_px - measure(words, font).advance) / 2;
    list.commands.emplace_back(GlyphRun{words, font, {left, list.height_px / 2}, 0, palette.ink, {}, 0});
    painter.paint(window, list, scale);
    window.display();
}

bool is_ready(const std::future<Map>& loading, std::chrono::milliseconds within)
{
    return loading.wait_for(within) == std::future_status::ready;
}

/// Until the map is there or the window is closed. The panels are made meanwhile.
std::unique_ptr<ImGuiHost> show_opening(sf::RenderWindow& window, double scale, const std::string& name,
                                        const Palette& palette, const std::future<Map>& loading)
{
    SfmlPainter painter;
    if (!is_ready(loading, {}))
        paint_opening(window, scale, name, palette, painter);
    auto host = std::make_unique<ImGuiHost>(window, scale);
    while (window.isOpen() && !is_ready(loading, std::chrono::milliseconds{4})) {
        bool is_stale = false;
        for (sf::Event event{}; window.pollEvent(event);) {
            if (event.type == sf::Event::Closed)
                window.close();
            is_stale = is_stale || event.type == sf::Event::Resized;
        }
        if (window.isOpen() && is_stale)
            paint_opening(window, scale, name, palette, painter);
    }
    return host;
}

} // namespace

void run_window(Map map, const ViewState& initial, const WindowOptions& options)
{
    DisplayConnection display;
    const double scale = scale_for(options, display.scale());
    auto window = open_window(options, scale, map.name);
    auto host = std::make_unique<ImGuiHost>(*window, scale);
    run_loop(display, std::move(window), std::move(host), std::move(map), initial, options);
}

void run_window(const std::string& name, const LoadMap& load, const ViewState& initial,
                const WindowOptions& options)
{
    DisplayConnection display;
    WindowOptions complete = options;
    std::atomic<bool> is_closed = false;
    auto loading = std::async(std::launch::async,
                              [&] { return load(complete, [&is_closed] { return is_closed.load(); }); });
    const double scale = scale_for(options, display.scale());
    auto window = open_window(options, scale, name);
    auto host = show_opening(*window, scale, name, palette(initial.style), loading);
    is_closed = !window->isOpen();
    try {
        Map map = loading.get();
        if (!is_closed)
            run_loop(display, std::move(window), std::move(host), std::move(map), initial, complete);
    } catch (const Interrupted&) { // by us
        if (!is_closed)
            throw;
    }
}

} // namespace sitmap
