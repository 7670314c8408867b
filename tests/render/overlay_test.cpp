// The user's own layers: styles, classes, names, pictures.

#include "engine/front_estimate.hpp"
#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/overlay_style.hpp"
#include "render/scene.hpp"
#include "render/text/shaper.hpp"
#include "tests/render/golden.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sitmap;

namespace {

const bool fonts = [] {
    use_fonts(SITMAP_ASSETS "/fonts");
    return true;
}();

OverlayLayer layer_of(std::vector<Field> fields, std::vector<Feature> features)
{
    OverlayLayer overlay;
    overlay.title = "clinics";
    overlay.layer.fields = std::move(fields);
    overlay.layer.features = std::move(features);
    overlay.colour = rgb(0x3d5a80);
    return overlay;
}

Geometry square(double west, double south, double side)
{
    return Polygon{{{west, south},
                    {west + side, south},
                    {west + side, south + side},
                    {west, south + side},
                    {west, south}},
                   {}};
}

Camera camera()
{
    return {Projection::web_mercator(), {13.5, 32.5}, 900, {0, 0, 256, 256}};
}

Scene scene_of(OverlayLayer overlay, ViewState view = {})
{
    Map map;
    map.overlays = {std::move(overlay)};
    return build_scene(map, view, camera());
}

std::vector<std::string> labels_of(const Scene& scene)
{
    std::vector<std::string> labels;
    for (const LegendEntry& entry : scene.legend)
        labels.push_back(entry.label);
    return labels;
}

std::size_t count_of_text(const Scene& scene, const std::string& words)
{
    return static_cast<std::size_t>(
        std::count_if(scene.list.commands.begin(), scene.list.commands.end(), [&](const DrawCommand& c) {
            const auto* run = std::get_if<GlyphRun>(&c);
            return run != nullptr && run->text == words;
        }));
}

const Field kind{"kind", FieldType::text};

} // namespace

TEST_CASE("colours are read as simplestyle writes them", "[render][overlay]")
{
    CHECK(parse_hex_colour("#f00") == rgb(0xff0000));
    CHECK(parse_hex_colour("00ff7f") == rgb(0x00ff7f));
    for (const char* bad : {"", "#", "#ff00", "red", "#gg0000", "#ff00000"})
        CHECK_FALSE(parse_hex_colour(bad));
}

TEST_CASE("simplestyle's properties are honoured, with its defaults for the rest", "[render][overlay]")
{
    OverlayLayer overlay =
        layer_of({{"stroke", FieldType::text},
                  {"fill-opacity", FieldType::real},
                  {"marker-color", FieldType::text},
                  {"marker-size", FieldType::text},
                  {"marker-symbol", FieldType::text}},
                 {{square(13, 32, 1), {std::string{"#ff0000"}, 0.25, {}, {}, {}}},
                  {LonLat{13, 32}, {{}, {}, std::string{"#00f"}, std::string{"large"}, std::string{"h"}}},
                  {square(13, 32, 1), {{}, {}, {}, {}, {}}}});
    dress(overlay);
    CHECK(overlay.styles[0].stroke == rgb(0xff0000));
    CHECK(overlay.styles[0].stroke_px == 2);
    CHECK(overlay.styles[0].fill == rgb(0x555555, 0.25));
    CHECK(overlay.styles[1].fill == rgb(0x0000ff));
    CHECK(overlay.styles[1].radius_px == 9);
    CHECK(overlay.styles[1].symbol == "h");
    CHECK(overlay.styles[2].stroke.r == 0x3d); // none of them: the layer's own
}

TEST_CASE("texts make a class each, the rarest one for all others", "[render][overlay]")
{
    std::vector<Feature> features;
    for (int i = 0; i < 9; ++i)
        for (int k = 0; k <= i; ++k)
            features.push_back(
                {LonLat{13.0 + i * 0.1, 32.0 + k * 0.1}, {std::string{"kind "} + std::to_string(i)}});
    OverlayLayer overlay = layer_of({kind}, features);
    overlay.colour_by = "KIND";
    dress(overlay);
    REQUIRE(overlay.classes.size() == 7);
    CHECK(overlay.classes.front().label == "kind 8");
    CHECK(overlay.classes.back().label == "other");
    CHECK(overlay.styles.back().fill == overlay.classes.front().colour);
    CHECK(overlay.styles.front().fill == overlay.classes.back().colour);
}

TEST_CASE("numbers make five classes of equal count, from pale to dark", "[render][overlay]")
{
    std::vector<Feature> features;
    for (int i = 1; i <= 100; ++i)
        features.push_back({LonLat{13, 32}, {static_cast<double>(i * i)}});
    OverlayLayer overlay = layer_of({{"people", FieldType::real}}, features);
    overlay.colour_by = "people";
    dress(overlay);
    REQUIRE(overlay.classes.size() == 5);
    CHECK(overlay.classes[0].label == "1–400");
    CHECK(overlay.classes[4].label == "6,561–10,000");
    for (const OverlayLayer::Class& one : overlay.classes)
        CHECK(std::count_if(overlay.styles.begin(), overlay.styles.end(),
                            [&](const FeatureStyle& s) { return s.fill == one.colour; }) == 20);
    overlay.colour_by = "weight";
    CHECK_THROWS_WITH(dress(overlay), Catch::Contains("'weight'") && Catch::Contains("people"));
}

TEST_CASE("a layer's classes are in the legend and its names stand once", "[render][overlay]")
{
    OverlayLayer overlay = layer_of({kind}, {{LonLat{13.2, 32.6}, {std::string{"Clinic"}}},
                                             {LonLat{13.8, 32.4}, {std::string{"Clinic"}}},
                                             {LonLat{13.5, 32.2}, {std::string{"School"}}}});
    overlay.colour_by = overlay.label_by = "kind";
    dress(overlay);
    const Scene scene = scene_of(overlay);
    CHECK(labels_of(scene) == std::vector<std::string>{"clinics: Clinic", "clinics: School"});
    CHECK(count_of_text(scene, "Clinic") == 1);
    CHECK(count_of_text(scene, "School") == 1);
    ViewState hidden;
    hidden.hidden_overlays = {0};
    CHECK(labels_of(scene_of(overlay, hidden)).empty());
}

TEST_CASE("opacity thins all of a layer", "[render][overlay]")
{
    OverlayLayer overlay = layer_of({}, {{LonLat{13.5, 32.5}, {}}});
    overlay.opacity = 0.5;
    dress(overlay);
    const Scene scene = scene_of(overlay);
    const auto thin =
        std::any_of(scene.list.commands.begin(), scene.list.commands.end(), [&](const DrawCommand& c) {
            const auto* fill = std::get_if<FillPath>(&c);
            return fill != nullptr && fill->colour == rgb(0x3d5a80, 0.5);
        });
    CHECK(thin);
}

TEST_CASE("a picture lies where its extent says, in any projection", "[render][overlay]")
{
    auto pixels = std::make_shared<Pixels>(
        Pixels{2, 2, {255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 0, 255}});
    Map map;
    OverlayLayer overlay;
    overlay.title = "scan";
    overlay.image = pixels;
    overlay.image_extent = {13, 32, 14, 33};
    map.overlays = {overlay};
    const Extent shown{12.5, 31.5, 14.5, 33.5};
    const Projection projection =
        GENERATE(0, 1) == 0 ? Projection::web_mercator() : Projection::conic_for(shown);
    const Camera seen = Camera::showing(shown, projection, {0, 0, 200, 200});
    const Pixels painted = paint(build_scene(map, {}, seen).list);
    const auto at = [&](LonLat p) {
        const Px px = *seen.to_px(p);
        const auto i = (static_cast<std::size_t>(px.y) * 200 + static_cast<std::size_t>(px.x)) * 4;
        return std::array<int, 3>{painted.rgba[i], painted.rgba[i + 1], painted.rgba[i + 2]};
    };
    CHECK(at({13.05, 32.95}) == std::array{255, 0, 0});
    CHECK(at({13.95, 32.95}) == std::array{0, 255, 0});
    CHECK(at({13.05, 32.05}) == std::array{0, 0, 255});
    CHECK(at({13.95, 32.05}) == std::array{255, 255, 0});
    CHECK(at({14.3, 32.5}) != std::array{255, 255, 0});
    CHECK(contents_extent(map, {}).contains({13, 32}));
}

TEST_CASE("own layers look as they did", "[render][golden][overlay]")
{
    OverlayLayer overlay =
        layer_of({kind}, {{square(12.9, 32.1, 0.5), {std::string{"Camp"}}},
                          {LineString{{{12.8, 32.9}, {13.4, 32.7}, {14.1, 32.8}}}, {std::string{"Road"}}},
                          {LonLat{13.9, 32.4}, {std::string{"Clinic"}}}});
    overlay.colour_by = overlay.label_by = "kind";
    dress(overlay);
    test::check_against_golden("overlay", paint(scene_of(overlay).list));
}

TEST_CASE("a front that was estimated is named so, dashed over its band, and never as a source's",
          "[render][overlay]")
{
    FrontEstimate estimate;
    estimate.day = *parse_day("2031-03-04");
    estimate.first = "Orange";
    estimate.second = "Blue";
    estimate.evidence = 57;
    estimate.line.lines = {{{{12.8, 32.5}, {14.2, 32.5}}}};
    estimate.band.polygons = {std::get<Polygon>(square(12.9, 32.2, 0.6))};
    OverlayLayer overlay;
    overlay.title = "est";
    overlay.layer = estimate_layer(estimate);
    REQUIRE(is_front_estimate(overlay.layer));
    overlay.is_front_estimate = true;
    dress(overlay);
    const Scene scene = scene_of(overlay);
    CHECK(labels_of(scene) == std::vector<std::string>{"Front line, estimated from incidents",
                                                       "Where the estimated line may be"});
    CHECK(scene.legend.front().note == "4 Mar 2031, from 57 incidents");
    CHECK(count_of_text(scene, "Front line, estimated") == 1);
    CHECK(std::any_of(scene.list.commands.begin(), scene.list.commands.end(), [](const DrawCommand& c) {
        const auto* line = std::get_if<StrokePath>(&c);
        return line != nullptr && !line->closed && !line->dash_px.empty();
    }));

    overlay.layer.features.front().values.back() = std::string{"surveyed"};
    CHECK_FALSE(is_front_estimate(overlay.layer));
    overlay.layer.fields.pop_back();
    CHECK_FALSE(is_front_estimate(overlay.layer));
    CHECK_FALSE(is_front_estimate({}));
}
