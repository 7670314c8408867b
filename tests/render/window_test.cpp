#include "golden.hpp"
#include "small_map.hpp"

#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/sfml/window.hpp"
#include "render/text/shaper.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

using namespace sitmap;
namespace fs = std::filesystem;

namespace {

const fs::path out = SITMAP_TEST_OUT;

/// Runs a script in the real window, and gives back the states it wrote, by name of file.
class Session {
public:
    Session()
    {
        use_fonts(fs::path{SITMAP_ASSETS} / "fonts");
        map_ = test::small_map();
    }

    std::map<std::string, std::string> run(const std::string& script, WindowOptions options = {},
                                           ViewState view = test::small_view())
    {
        const fs::path path = out / "replay.txt";
        std::ofstream{path} << script << "\nstate " << (out / "state.txt").string() << '\n';
        fs::remove(out / "state.txt");
        options.replay = path;
        run_window(map_, view, options);
        return state();
    }

    static std::map<std::string, std::string> state()
    {
        std::map<std::string, std::string> values;
        std::ifstream in{out / "state.txt"};
        for (std::string line; std::getline(in, line);) {
            const std::size_t space = line.find(' ');
            values[line.substr(0, space)] = line.substr(space + 1);
        }
        return values;
    }

private:
    Map map_;
};

double number(const std::string& text)
{
    return std::stod(text);
}

std::string screenshot(const char* name)
{
    return "screenshot " + (out / name).string() + "\n";
}

} // namespace

TEST_CASE("the window shows the map and its panels", "[render][window][display]")
{
    const auto state =
        Session{}.run("click 764 437\nmove 500 600\nwait 3\n" + screenshot("window-light.png"));
    CHECK(state.at("selection").starts_with("incident 1 "));
    const Pixels pixels = read_png(out / "window-light.png");
    CHECK(pixels.width == 1600);
    CHECK(pixels.height == 1000);
    CHECK(number(state.at("incidents")) > 30);
}
