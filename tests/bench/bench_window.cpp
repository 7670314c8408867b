#include "render/navigation.hpp"
#include "render/sfml/map_painter.hpp"
#include "render/sfml/window.hpp"
#include "render/text/shaper.hpp"
#include "render/ui/layout.hpp"
#include "render/ui/map_furniture.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/made_up.hpp"

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/Graphics/Sprite.hpp>
#include <SFML/Graphics/Texture.hpp>
#include <SFML/OpenGL.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>

namespace sitmap::bench {

namespace {

constexpr unsigned width = 1920, height = 1080;
constexpr int frames = 60;

/// What no program does without: an empty window, and one picture that fills it.
void floors(Table& table)
{
    sf::RenderWindow window{sf::VideoMode{width, height}, "sitmap bench", sf::Style::None,
                            sf::ContextSettings{0, 8, 0}};
    window.setVerticalSyncEnabled(false);
    sf::Texture picture;
    require(picture.create(width, height), "the card takes a picture as large as the window");
    const auto frame = [&](bool with_picture) {
        window.clear();
        if (with_picture)
            window.draw(sf::Sprite{picture}, sf::RenderStates{sf::BlendNone});
        window.display();
        glFinish();
    };
    const auto median = [&](bool with_picture) {
        std::vector<double> all;
        for (int i = 0; i < frames; ++i)
            all.push_back(seconds([&] { frame(with_picture); }));
        std::sort(all.begin(), all.end());
        return 1000 * all[all.size() / 2];
    };
    table.measure("floor: clear and present", "ms", median(false));
    table.measure("floor: a picture as large as the window, and present", "ms", median(true));
}

std::map<std::string, double> run(const Map& map, const ViewState& view, const std::string& script)
{
    const auto file = scratch_file("window.replay"), state = scratch_file("window.state");
    std::ofstream{file} << "size " << width << ' ' << height << "\nwait 4\nlive\n"
                        << script << "\nstate " << state.string() << '\n';
    WindowOptions options;
    options.width_px = width;
    options.height_px = height;
    options.replay = file;
    run_window(map, view, options);
    std::map<std::string, double> values;
    std::ifstream in{state};
    for (std::string name, rest; in >> name && std::getline(in, rest);)
        values[name] = std::strtod(rest.c_str(), nullptr);
    return values;
}

void measure(Table& table, const std::string& what, const std::map<std::string, double>& values,
             std::string_view goal = {})
{
    require(values.contains("frame_ms_median") && values.at("frames") > 5, "frames were drawn");
    table.measure(what + ", median frame", "ms", values.at("frame_ms_median"), goal);
    table.measure(what + ", slowest frame", "ms", values.at("frame_ms_most"));
}

/// The map's own picture, which is made beside the window.
void pictures(Table& table, const Map& map, const ViewState& view)
{
    MapPainter painter{map, false};
    MapWish wish{view, layout_for(width, height).map, layout_for(width, height).map, 1, {}};
    const auto take = [&] {
        return seconds([&] {
            painter.want(wish);
            painter.finish();
            require(painter.take().has_value(), "a picture was made");
        });
    };
    static_cast<void>(take());
    SceneCache cache;
    const auto build = [&] {
        return seconds([&] {
            static_cast<void>(build_window_map(map, wish.view, camera_for(wish.view, wish.frame), cache));
        });
    };
    static_cast<void>(build());
    std::vector<double> moved, another_day, built;
    for (int i = 0; i < 9; ++i) {
        wish.view.centre.lon += 0.05;
        moved.push_back(take());
        built.push_back(build());
        wish.view.query.until = *parse_day("2019-01-01") + std::chrono::days{i};
        another_day.push_back(take());
    }
    for (auto* all : {&moved, &another_day, &built})
        std::sort(all->begin(), all->end());
    table.measure("a new picture of the map, moved", "ms", 1000 * moved[moved.size() / 2]);
    table.measure("of it, until it can be painted", "ms", 1000 * built[built.size() / 2]);
    table.measure("a new picture of the map, another day", "ms", 1000 * another_day[another_day.size() / 2]);
}

} // namespace

void bench_window(Table& table)
{
    if (std::getenv("DISPLAY") == nullptr) {
        table.head("window: left out, as there is no display; run under xvfb-run");
        return;
    }
    table.head("a whole frame of the window, 1920 x 1080, 100 k records over the base map");
    use_fonts(std::filesystem::path{SITMAP_ASSETS} / "fonts");
    floors(table);
    const Basemap basemap = Basemap::load(SITMAP_ASSETS);
    Map map;
    map.basemap = &basemap;
    map.name = "made up";
    map.records = std::make_shared<Records>(made_up_incidents(100'000));
    for (const auto& [name, metres_per_px] : {std::pair{"world", 20'000.0}, std::pair{"country", 2'000.0}}) {
        ViewState view;
        view.centre = {20, 10};
        view.metres_per_px = metres_per_px;
        const std::string of = std::string{", "} + name;
        pictures(table, map, view);
        measure(table, "dragged" + of,
                run(map, view, "drag 800 500 1100 600 700 420 900 520 1000 300 800 500 900 600"),
                "window dragged");
        std::string zooming = "move 900 500\n";
        for (int i = 0; i < 20; ++i)
            zooming += i % 2 == 0 ? "wheel 900 500 2\nwait 1\n" : "wheel 900 500 -2\nwait 1\n";
        measure(table, "zoomed" + of, run(map, view, zooming), "window zoomed");
        measure(table, "played" + of, run(map, view, "key Space\nwait 120"), "window played");
    }
}

} // namespace sitmap::bench
