// The window goes on while its map is built and painted beside it.

#include "golden.hpp"
#include "made_records.hpp"
#include "window_session.hpp"

#include "render/cairo/painter.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>

using namespace sitmap;
using test::number;
using test::screenshot;
using test::Session;

namespace {

const std::filesystem::path out = SITMAP_TEST_OUT;

/// The part of a picture of the window in which the map lies, without the buttons at its right.
Pixels map_of(const char* name)
{
    const Pixels whole = read_png(out / name);
    constexpr int left = 280, top = 44, width = 880, height = 780;
    Pixels part{width, height, {}};
    for (int y = 0; y < height; ++y) {
        const auto row = whole.rgba.begin() + (static_cast<std::ptrdiff_t>(y + top) * whole.width + left) * 4;
        part.rgba.insert(part.rgba.end(), row, row + width * 4);
    }
    return part;
}

struct Painter {
    explicit Painter(const char* name) { setenv("SITMAP_MAP_PAINTER", name, 1); }
    ~Painter() { unsetenv("SITMAP_MAP_PAINTER"); }
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;
};

const char* const moves = "press left\nmove 790 440\nmove 800 460\nmove 830 480\nrelease left\n";

} // namespace

TEST_CASE("while the map is dragged what was drawn goes with the pointer, and is drawn anew at rest",
          "[render][window][display]")
{
    const char* const painter = GENERATE("cairo", "opengl");
    CAPTURE(painter);
    const Painter chosen{painter};
    const std::string begin = "move 764 437\nwait 3\n";
    const auto live = Session{}.run(begin + "live\n" + moves + screenshot("dragged-at-once.png") +
                                    "wait 150\n" + screenshot("dragged-live.png"));
    static_cast<void>(Session{}.run(begin + moves + "wait 10\n" + screenshot("dragged.png")));
    CHECK(number(live.at("frames")) >= 4);
    CHECK(number(live.at("pictures")) >= 1);
    CHECK(number(live.at("frame_ms_most")) > 0);
    // At rest it is what a window that waits for each picture shows.
    const test::Difference rest = test::difference(map_of("dragged-live.png"), map_of("dragged.png"));
    CHECK(rest.mean < 0.2);
    CHECK(rest.share_far < 0.001);
    // At once most of it is there already: the strike's mark stands where the pointer has brought it.
    const test::Difference early = test::difference(map_of("dragged-at-once.png"), map_of("dragged.png"));
    CHECK(early.share_far < 0.25);
    const Pixels at_once = read_png(out / "dragged-at-once.png"), last = read_png(out / "dragged.png");
    const auto mark = [](const Pixels& p) { // its mean colour, where the drag has brought it
        std::array<double, 3> mean{};
        for (int y = 437 + 43 - 7; y <= 437 + 43 + 7; ++y)
            for (int x = 764 + 66 - 7; x <= 764 + 66 + 7; ++x)
                for (std::size_t c = 0; c < 3; ++c)
                    mean[c] += p.rgba[static_cast<std::size_t>(y * p.width + x) * 4 + c] / 225.0;
        return mean;
    };
    for (std::size_t c = 0; c < 3; ++c)
        CHECK(mark(at_once)[c] == Approx(mark(last)[c]).margin(12));
}

TEST_CASE("scale bar and keys stay where they are while the map is dragged", "[render][window][display]")
{
    const std::string begin = "move 764 437\nwait 3\n" + screenshot("keys-before.png") + "live\n";
    static_cast<void>(Session{}.run(begin + moves + screenshot("keys-dragged.png")));
    const Pixels before = read_png(out / "keys-before.png"), dragged = read_png(out / "keys-dragged.png");
    int ink = 0, apart = 0;
    for (int y = 786; y < 834; ++y) // the scale bar's corner of the map
        for (int x = 290; x < 400; ++x) {
            const auto i = static_cast<std::size_t>(y * before.width + x) * 4;
            if (before.rgba[i] < 90) { // its line and figures
                ++ink;
                apart += dragged.rgba[i] > 130;
            }
        }
    CHECK(ink > 20);
    // Where the new picture is there by now, its bar is longer or shorter by a pixel: a scale holds for the
    // latitude in the middle of the map.
    CHECK(apart * 3 < ink);
}

TEST_CASE("land around the picture is there when the map is made smaller", "[render][window][display]")
{
    Map map = test::small_map();
    Basemap base;
    base.world.land = {Polygon{{{5, 28}, {21, 28}, {21, 36}, {5, 36}, {5, 28}}, {}}};
    map.basemap = &base;
    const std::string begin = "live\nwait 120\nwheel 764 437 -2\n";
    static_cast<void>(Session{map}.run(begin + screenshot("smaller-at-once.png") + "wait 120\n" +
                                       screenshot("smaller.png")));
    const test::Difference d = test::difference(map_of("smaller-at-once.png"), map_of("smaller.png"));
    CHECK(d.mean < 12);
    const Pixels at_once = read_png(out / "smaller-at-once.png"), rest = read_png(out / "smaller.png");
    const auto corner = static_cast<std::size_t>(60 * rest.width + 320) * 4; // beyond the picture before
    for (std::size_t c = 0; c < 3; ++c)
        CHECK(std::abs(at_once.rgba[corner + c] - rest.rgba[corner + c]) < 6);
}

TEST_CASE("the window's map looks alike whoever paints it", "[render][window][display]")
{
    for (const char* const painter : {"cairo", "opengl"}) {
        const Painter chosen{painter};
        const std::string name = std::string{"painted-by-"} + painter + ".png";
        static_cast<void>(Session{}.run("key G\nwait 10\n" + screenshot(name.c_str())));
    }
    const test::Difference d =
        test::difference(map_of("painted-by-cairo.png"), map_of("painted-by-opengl.png"));
    CHECK(d.mean < 2.5);
    CHECK(d.share_far < 0.02);
}

TEST_CASE("parts drawn anew leave the window as if all of it had been", "[render][window][display]")
{
    // Hovered rows, an opened list of hits and a notice come and go over map and panels.
    const std::string steps =
        "move 100 400\nwait 4\nmove 100 300\nwait 4\nkey Ctrl+K\ntype tarsa\nwait 6\nkey Escape\n"
        "key Escape\nwait 6\nclick right 700 500\nwait 10\nmove 500 600\nwait 260\n";
    static_cast<void>(Session{}.run(steps + screenshot("parts.png") +
                                    "size 1601 1000\nwait 5\nsize 1600 1000\nwait 6\n" +
                                    screenshot("whole.png")));
    const test::Difference d = test::difference(read_png(out / "parts.png"), read_png(out / "whole.png"));
    CHECK(d.same_size);
    CHECK(d.share_far < 1e-5);
}

TEST_CASE("words in Arabic are typed into the search and read there", "[render][window][display]")
{
    Map map = test::small_map();
    Basemap base = test::small_basemap();
    base.places.front().name_local = "طرسا";
    map.basemap = &base;
    Session session{map};
    const auto state = session.run("key Ctrl+K\nwait 2\ntype طرسا\nwait 6\n" + screenshot("arabic.png"));
    CHECK(state.at("search") == "طرسا");
    CHECK(number(state.at("hits")) >= 1);
    // Not four question marks: the same letter four times would repeat itself.
    static_cast<void>(
        session.run("key Ctrl+K\nwait 2\ntype طططط\nwait 6\n" + screenshot("arabic-other.png")));
    const Pixels one = read_png(out / "arabic.png"), other = read_png(out / "arabic-other.png");
    std::size_t apart = 0;
    for (int y = 10; y < 30; ++y)
        for (int x = 660; x < 720; ++x) {
            const auto i = static_cast<std::size_t>(y * one.width + x) * 4;
            apart += std::abs(one.rgba[i] - other.rgba[i]) > 60;
        }
    CHECK(apart > 10);
}
