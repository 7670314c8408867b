#include "render/cairo/kept_picture.hpp"
#include "render/cairo/painter.hpp"
#include "render/navigation.hpp"
#include "render/sfml/frame_parts.hpp"
#include "render/text/shaper.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <thread>

using namespace sitmap;

namespace {

FillPath box(double x, double y, double width, double height, Rgba colour)
{
    return {{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}}, colour, {}, {}};
}

/// A ground of two commands, the second of which clips what comes after.
DrawList made(double mark_x)
{
    DrawList list{200, 120, rgb(0xD3E0E8), {}};
    list.commands.emplace_back(box(10, 10, 150, 90, rgb(0xF4F1EA)));
    list.commands.emplace_back(Clip{PxRect{20, 15, 130, 70}});
    list.commands.emplace_back(box(mark_x, 30, 60, 80, rgb(0xA62F05, 0.5)));
    list.commands.emplace_back(StrokePath{{{{0, 0}, {200, 120}}}, false, rgb(0x1F5FBF), 3, {}, Cap::round});
    list.commands.emplace_back(Clip{});
    return list;
}

/// Cairo softens an edge a little otherwise where a picture ends near it.
constexpr int edge = 12;

/// Largest difference of a colour between a picture of a part and the whole picture.
int apart(const OpaquePixels& part, const Pixels& whole, int left, int top)
{
    int most = 0;
    for (int y = 0; y < part.height; ++y)
        for (int x = 0; x < part.width; ++x) {
            const std::uint32_t word = part.words[static_cast<std::size_t>(y * part.width + x)];
            const std::uint8_t* const p =
                &whole.rgba[static_cast<std::size_t>((y + top) * whole.width + x + left) * 4];
            for (const auto& [shift, at] : {std::pair{16, 0}, {8, 1}, {0, 2}})
                most = std::max(most, std::abs(static_cast<int>(word >> shift & 0xff) - p[at]));
        }
    return most;
}

} // namespace

TEST_CASE("a kept picture is the part of the picture that it is of", "[render][cairo]")
{
    const double scale = GENERATE(1.0, 2.0);
    const PxRect frame{16, 12, 120, 80};
    KeptPicture kept;
    for (const double mark_x : {40.0, 70.0, 70.0, 25.0}) {
        const DrawList list = made(mark_x);
        const OpaquePixels part = kept.paint(list, frame, scale, 2);
        CHECK(part.width == 120 * scale);
        CHECK(part.height == 80 * scale);
        CHECK(apart(part, paint(list, scale), static_cast<int>(16 * scale), static_cast<int>(12 * scale)) <=
              edge);
    }
}

TEST_CASE("a kept picture follows another ground, background or frame", "[render][cairo]")
{
    KeptPicture kept;
    DrawList list = made(40);
    static_cast<void>(kept.paint(list, {0, 0, 200, 120}, 1, 2));
    std::get<FillPath>(list.commands[0]).colour = rgb(0x171C24);
    CHECK(apart(kept.paint(list, {0, 0, 200, 120}, 1, 2), paint(list), 0, 0) <= edge);
    list.background = rgb(0x0B1017);
    CHECK(apart(kept.paint(list, {0, 0, 200, 120}, 1, 2), paint(list), 0, 0) <= edge);
    CHECK(apart(kept.paint(list, {30, 20, 90, 60}, 1, 2), paint(list), 30, 20) <= edge);
    CHECK(apart(kept.paint(list, {30, 20, 90, 60}, 1, 0), paint(list), 30, 20) <= edge);
}

TEST_CASE("parts of a frame that overlap become one", "[render][window]")
{
    CHECK(parts_apart({}, 100, 100).empty());
    CHECK(parts_apart({{-5, -5, 10, 10}, {200, 0, 5, 5}}, 100, 100) == std::vector<PxRect>{{0, 0, 5, 5}});
    // The first two reach each other only through the third.
    const auto one = parts_apart({{0, 0, 10, 10}, {30, 0, 10, 10}, {8.5, 2, 25, 3}}, 100, 100);
    CHECK(one == std::vector<PxRect>{{0, 0, 40, 10}});
    CHECK(parts_apart({{0, 0, 10, 10}, {10, 0, 10, 10}}, 100, 100).size() == 2);
}

TEST_CASE("a picture is moved, sized and turned as a camera of the new view has its places",
          "[render][window]")
{
    const PxRect frame{40, 30, 400, 300};
    ViewState drawn;
    drawn.centre = {13.2, 32.8};
    drawn.metres_per_px = 200;
    drawn.bearing_deg = GENERATE(0.0, 25.0);
    ViewState view = drawn;
    view.bearing_deg = drawn.bearing_deg + GENERATE(0.0, -40.0);
    view.metres_per_px = GENERATE(200.0, 120.0);
    view.centre = {13.4, 32.7};
    const auto corners = moved_corners(drawn, frame, frame, view, frame);
    const Camera before = camera_for(drawn, frame), now = camera_for(view, frame);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Px corner{frame.x + (i % 2 == 0 ? 0 : frame.width), frame.y + (i < 2 ? 0 : frame.height)};
        const auto place = before.to_lonlat(corner);
        REQUIRE(place);
        const auto at = now.to_px(*place);
        REQUIRE(at);
        CHECK(corners[i].x == Approx(at->x).margin(1e-3));
        CHECK(corners[i].y == Approx(at->y).margin(1e-3));
    }
}

TEST_CASE("two threads set text at the same time", "[render][text]")
{
    use_fonts(SITMAP_ASSETS "/fonts");
    const auto widths = [] {
        std::vector<double> all;
        for (int i = 0; i < 200; ++i)
            all.push_back(
                measure("طرابلس Tripoli " + std::to_string(i), {14, FontWeight::bold, false, 0}).advance);
        return all;
    };
    std::vector<double> here, there;
    std::thread other{[&] { there = widths(); }};
    here = widths();
    other.join();
    CHECK(here == there);
    CHECK(here.front() > 60);
}
