#include "golden.hpp"
#include "made_records.hpp"
#include "specimen.hpp"

#include "render/cairo/painter.hpp"
#include "render/scene.hpp"
#include "render/sfml/painter.hpp"
#include "render/text/shaper.hpp"

#include <SFML/Graphics/Image.hpp>
#include <SFML/Graphics/RenderTexture.hpp>
#include <catch2/catch.hpp>

#include <filesystem>

using namespace sitmap;

namespace {

Pixels painted_by_sfml(const DrawList& list, double scale)
{
    sf::RenderTexture target;
    const auto width = static_cast<unsigned>(std::ceil(list.width_px * scale));
    const auto height = static_cast<unsigned>(std::ceil(list.height_px * scale));
    REQUIRE(target.create(width, height, sf::ContextSettings{0, 8, 4}));
    SfmlPainter painter;
    painter.paint(target, list, scale);
    target.display();
    const sf::Image image = target.getTexture().copyToImage();
    Pixels pixels{static_cast<int>(width), static_cast<int>(height), {}};
    pixels.rgba.assign(image.getPixelsPtr(), image.getPixelsPtr() + std::size_t{width} * height * 4);
    return pixels;
}

void check_alike(const char* name, const DrawList& list, double scale, double most_mean, double most_far)
{
    const Pixels cairo = paint(list, scale), sfml = painted_by_sfml(list, scale);
    const test::Difference d = test::difference(cairo, sfml);
    CAPTURE(name, d.mean, d.share_far);
    write_png(std::filesystem::path{SITMAP_TEST_OUT} / (std::string{"painters-"} + name + ".png"),
              test::side_by_side(cairo, sfml));
    CHECK(d.same_size);
    CHECK(d.mean <= most_mean);
    CHECK(d.share_far <= most_far);
}

struct OurFonts {
    OurFonts() { use_fonts(std::filesystem::path{SITMAP_ASSETS} / "fonts"); }
};

DrawList blank()
{
    DrawList list;
    list.width_px = list.height_px = 128;
    return list;
}

} // namespace

// The painters differ only where an edge crosses a pixel: Cairo knows how much of it is covered to 1/255,
// OpenGL to 1/4.
TEST_CASE_METHOD(OurFonts, "both painters paint the specimen alike", "[render][display]")
{
    check_alike("specimen", test::specimen(), 1.0, 1.0, 0.004);
    check_alike("specimen-2x", test::specimen(), 2.0, 0.8, 0.003);
}

TEST_CASE_METHOD(OurFonts, "both painters paint each kind of command alike", "[render][display]")
{
    DrawList shapes = test::specimen(), hatches = shapes, strokes = shapes, texts = shapes;
    for (DrawList* list : {&shapes, &hatches, &strokes, &texts})
        list->commands.clear();
    test::add_shapes(shapes);
    test::add_hatches(hatches);
    test::add_strokes(strokes);
    test::add_texts(texts);
    check_alike("shapes", shapes, 1.0, 1.0, 0.005);
    check_alike("hatches", hatches, 1.0, 1.0, 0.005);
    check_alike("strokes", strokes, 1.0, 1.0, 0.005);
    check_alike("texts", texts, 1.0, 1.0, 0.005);
}

TEST_CASE_METHOD(OurFonts, "both painters paint a density alike", "[render][density][display]")
{
    Map map;
    map.records = std::make_shared<Records>(
        test::made_records(20'000, test::settlements_in({12.2, 31.9, 14.6, 32.6}, 40, 4), 9));
    for (const StyleName style : {StyleName::dark, StyleName::light}) {
        ViewState view;
        view.style = style;
        const Camera camera{Projection::web_mercator(), {13.4, 32.3}, 900, {0, 0, 400, 300}};
        const Scene scene = build_scene(map, view, camera);
        REQUIRE(scene.density);
        check_alike(style == StyleName::dark ? "density-dark" : "density-light", scene.list, 1.0, 1.0, 0.01);
    }
}

TEST_CASE_METHOD(OurFonts, "both painters paint bundled flows alike", "[render][flows][display]")
{
    Map map;
    for (int i = 0; i < 60; ++i) {
        Flow flow;
        flow.origin = Location{};
        flow.origin->precision = PlacePrecision::locality;
        flow.origin->name = "Town " + std::to_string(i % 6);
        flow.origin->point = {12.0 + 0.1 * (i % 6), 32.1};
        flow.destination = flow.origin;
        flow.destination->name = "Haven " + std::to_string(i / 6);
        flow.destination->point = {14.0, 31.8 + 0.1 * (i / 6)};
        flow.people = Quantity::exactly(500 + 700 * i);
        flow.interval = Interval::on(*parse_day("2031-06-01"));
        map.ledger.flows.push_back(flow);
    }
    const Camera camera{Projection::web_mercator(), {13, 32.2}, 700, {0, 0, 400, 300}};
    check_alike("flows", build_scene(map, {}, camera).list, 1.0, 1.0, 0.006);
}

TEST_CASE("a translucent stroke is as dark where it bends and crosses itself as elsewhere",
          "[render][display]")
{
    DrawList list = blank();
    list.commands.push_back(
        test::line({{20, 20}, {100, 100}, {100, 20}, {20, 100}}, rgb(0x000000, 0.5), 20, {}, Cap::round));
    const Pixels pixels = painted_by_sfml(list, 1.0);
    for (const auto& [x, y] : {std::pair{60, 60}, {30, 30}, {100, 60}, {99, 97}}) {
        CAPTURE(x, y);
        CHECK(static_cast<int>(
                  pixels.rgba[(static_cast<std::size_t>(y) * 128 + static_cast<std::size_t>(x)) * 4]) ==
              Approx(127).margin(2));
    }
}

TEST_CASE("painting one list twice gives one picture", "[render][display]")
{
    sf::RenderTexture target;
    REQUIRE(target.create(256, 256, sf::ContextSettings{0, 8, 4}));
    SfmlPainter painter;
    painter.paint(target, test::specimen());
    target.display();
    const sf::Image first = target.getTexture().copyToImage();
    painter.paint(target, test::specimen());
    target.display();
    const sf::Image second = target.getTexture().copyToImage();
    CHECK(std::equal(first.getPixelsPtr(), first.getPixelsPtr() + 256 * 256 * 4, second.getPixelsPtr()));
}
