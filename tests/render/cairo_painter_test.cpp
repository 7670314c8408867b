#include "golden.hpp"
#include "specimen.hpp"

#include "engine/evidence.hpp"
#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/text/shaper.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace sitmap;
namespace fs = std::filesystem;

namespace {

const fs::path out = SITMAP_TEST_OUT;

std::string bytes_of(const fs::path& path)
{
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

Rgba pixel(const Pixels& pixels, int x, int y)
{
    const std::size_t at =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x)) *
        4;
    return {pixels.rgba[at], pixels.rgba[at + 1], pixels.rgba[at + 2], pixels.rgba[at + 3]};
}

DrawList with(DrawCommand command)
{
    DrawList list;
    list.width_px = list.height_px = 40;
    list.commands.push_back(std::move(command));
    return list;
}

void use_our_fonts()
{
    use_fonts(fs::path{SITMAP_ASSETS} / "fonts");
}

} // namespace

TEST_CASE("the specimen looks as it did", "[render][cairo]")
{
    use_our_fonts();
    test::check_against_golden("specimen", paint(test::specimen()));
}

TEST_CASE("a hole is left out of a fill", "[render][cairo]")
{
    FillPath ring;
    ring.path = {test::box(0, 0, 40, 40), test::box(10, 10, 20, 20)};
    ring.colour = rgb(0x102030);
    const Pixels pixels = paint(with(ring));
    CHECK(pixel(pixels, 5, 5) == rgb(0x102030));
    CHECK(pixel(pixels, 20, 20) == rgb(0xffffff));
}

TEST_CASE("a clip ends where an empty clip follows", "[render][cairo]")
{
    FillPath all;
    all.path = {test::box(0, 0, 40, 40)};
    all.colour = rgb(0xff0000);
    DrawList list = with(Clip{PxRect{0, 0, 20, 40}});
    list.commands.push_back(all);
    CHECK(pixel(paint(list), 30, 20) == rgb(0xffffff));
    list.commands.push_back(Clip{});
    list.commands.push_back(all);
    CHECK(pixel(paint(list), 30, 20) == rgb(0xff0000));
}

TEST_CASE("twice the scale gives twice the pixels", "[render][cairo]")
{
    const Pixels pixels = paint(with(Clip{}), 2.0);
    CHECK(pixels.width == 80);
    CHECK(pixels.rgba.size() == 80u * 80u * 4u);
}

TEST_CASE("coordinates that are huge or not numbers do no harm", "[render][cairo]")
{
    FillPath fill;
    fill.path = {{{-1e12, -1e12}, {1e12, -1e12}, {1e12, 1e12}, {-1e12, 1e12}, {std::nan(""), 3}}};
    fill.colour = rgb(0x00ff00);
    CHECK(pixel(paint(with(fill)), 20, 20) == rgb(0x00ff00));
}

TEST_CASE("the same list gives the same bytes", "[render][cairo]")
{
    use_our_fonts();
    const auto ending = GENERATE(".png", ".svg", ".pdf");
    CAPTURE(ending);
    const fs::path one = out / (std::string{"same-1"} + ending), two = out / (std::string{"same-2"} + ending);
    write_picture(one, test::specimen(), true);
    write_picture(two, test::specimen(), true);
    CHECK(fs::file_size(one) > 1000);
    CHECK(sha256(bytes_of(one)) == sha256(bytes_of(two)));
    CHECK_FALSE(fs::exists(one.string() + ".part"));
}

TEST_CASE("an existing picture is kept unless told otherwise", "[render][cairo]")
{
    const fs::path path = out / "kept.png";
    write_picture(path, with(Clip{}), true);
    CHECK_THROWS_AS(write_picture(path, with(Clip{}), false), Error);
}

TEST_CASE("a picture that cannot be drawn says why", "[render][cairo]")
{
    CHECK_THROWS_WITH(write_picture(out / "x.bmp", with(Clip{}), true),
                      Catch::Contains(".png, .svg or .pdf"));
    CHECK_THROWS_WITH(write_picture(out / "no-such-folder" / "x.png", with(Clip{}), true),
                      Catch::Contains("no folder"));
    DrawList vast = with(Clip{});
    vast.width_px = 1e9;
    CHECK_THROWS_WITH(write_picture(out / "x.png", vast, true), Catch::Contains("pixels"));
    CHECK_FALSE(fs::exists(out / "x.png"));
}

TEST_CASE("a PNG comes back as it was written", "[render][cairo]")
{
    const Pixels pixels = paint(test::specimen());
    write_png(out / "there-and-back.png", pixels);
    CHECK(read_png(out / "there-and-back.png").rgba == pixels.rgba);
}

TEST_CASE("a damaged PNG is refused", "[render][cairo]")
{
    write_png(out / "whole.png", paint(test::specimen()));
    const std::string whole = bytes_of(out / "whole.png");
    const auto kept = GENERATE(std::size_t{0}, std::size_t{10}, std::size_t{24}, std::size_t{3000});
    std::ofstream{out / "cut.png", std::ios::binary} << whole.substr(0, kept);
    CHECK_THROWS_AS(read_png(out / "cut.png"), Error);
    CHECK_THROWS_AS(read_png(out / "absent.png"), Error);
}

TEST_CASE("a PDF keeps its text", "[render][cairo]")
{
    use_our_fonts();
    write_picture(out / "text.pdf", with(test::words("Tripoli", {2, 20}, 12)), true);
    CHECK(bytes_of(out / "text.pdf").find("/ToUnicode") != std::string::npos);
}
