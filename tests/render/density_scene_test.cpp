#include "render/cairo/painter.hpp"
#include "render/layers/density.hpp"
#include "render/px_geometry.hpp"
#include "render/scene.hpp"
#include "render/text/shaper.hpp"
#include "tests/render/golden.hpp"
#include "tests/render/made_records.hpp"
#include "tests/render/small_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

using namespace sitmap;

namespace {

Map map_with(IncidentTable table)
{
    use_fonts(std::filesystem::path{SITMAP_ASSETS} / "fonts");
    Map map;
    map.basemap = &test::small_basemap();
    map.records = std::make_shared<Records>(std::move(table));
    return map;
}

IncidentTable coast_records(std::size_t rows)
{
    return test::made_records(rows, test::settlements_in({12.2, 31.9, 14.6, 32.6}, 40, 4), 9);
}

Camera coast_camera(double width = 800, double height = 600)
{
    return {Projection::web_mercator(), {13.4, 32.3}, 400, {0, 0, width, height}};
}

Scene scene_of(const Map& map, const ViewState& view = {}, const Camera& camera = coast_camera())
{
    return build_scene(map, view, camera);
}

std::size_t records_in(const Scene& scene, const Map& map, const PxRect& box)
{
    const CellCounts& counts = *scene.density->counts;
    std::size_t sum = 0;
    for (int row = 0; row < counts.rows; ++row)
        for (int column = 0; column < counts.columns; ++column)
            if (box.contains({(column - counts.margin + 0.5) * counts.cell_px,
                              (row - counts.margin + 0.5) * counts.cell_px}))
                sum += counts.counts[static_cast<std::size_t>(row * counts.columns + column)];
    CHECK(sum <= map.records->size());
    return sum;
}

std::size_t rasters_in(const DrawList& list)
{
    return static_cast<std::size_t>(
        std::count_if(list.commands.begin(), list.commands.end(),
                      [](const DrawCommand& c) { return std::holds_alternative<Raster>(c); }));
}

bool has_note(const Scene& scene, const std::string& words)
{
    return std::any_of(scene.notes.begin(), scene.notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

} // namespace

TEST_CASE("few records are marks, many are a density", "[render][density]")
{
    const Scene few = scene_of(map_with(coast_records(most_records_as_marks)));
    CHECK_FALSE(few.density);
    CHECK(rasters_in(few.list) == 0);
    CHECK(few.shown.size() == few.in_view);
    CHECK(few.in_view > 1000);
    CHECK_FALSE(few.targets.empty());

    const Scene many = scene_of(map_with(coast_records(8000)));
    REQUIRE(many.density);
    CHECK(rasters_in(many.list) == 1);
    CHECK(many.in_view == many.density->in_view);
    CHECK(many.passing() == 8000);
    CHECK(many.shown.size() < 400);
    CHECK(has_note(many, "known to a province or worse, are not in the density"));
    // The few that are left single are not told in words.
    CHECK(std::none_of(many.list.commands.begin(), many.list.commands.end(), [](const DrawCommand& c) {
        const auto* run = std::get_if<GlyphRun>(&c);
        return run != nullptr && run->text.find("reported killed") != std::string::npos;
    }));
}

TEST_CASE("a turned map counts what is in view", "[render][density]")
{
    const Map map = map_with(coast_records(20'000));
    const Camera turned{Projection::web_mercator(), {13.4, 32.3}, 400, {0, 0, 800, 600}, 40};
    const Scene scene = build_scene(map, {}, turned);
    REQUIRE(scene.density);
    std::size_t inside = 0;
    const IncidentTable& table = map.records->table();
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (const auto at = table.is_placed(row) ? turned.to_px(table.point(row)) : std::nullopt)
            inside += turned.frame().contains(*at);
    CHECK(scene.in_view == inside);
    CHECK(scene.in_view != scene_of(map).in_view);
}

TEST_CASE("the choice depends on what is in view alone", "[render][density]")
{
    const Map map = map_with(coast_records(8000));
    SceneCache cache;
    const Camera near{Projection::web_mercator(), {13.4, 32.3}, 2, {0, 0, 800, 600}};
    const Scene close = build_scene(map, {}, near, cache);
    CHECK_FALSE(close.density);
    CHECK(build_scene(map, {}, coast_camera(), cache).density);
    CHECK(build_scene(map, {}, near, cache).list == close.list);
    CHECK(build_scene(map, {}, near).list == close.list);
}

TEST_CASE("the filters decide which records are in view", "[render][density]")
{
    const Map map = map_with(coast_records(20'000));
    ViewState view;
    view.query.since = parse_day("2015-01-01");
    view.query.until = parse_day("2017-12-31");
    const Scene scene = scene_of(map, view);
    REQUIRE(scene.density);
    CHECK(scene.passing() == summary_of(map.records->table(), view.query, {}).passing);
    view.query.countries = {"YYY"};
    const Scene none = scene_of(map, view);
    CHECK_FALSE(none.density);
    CHECK(none.passing() == 0);
    CHECK(none.in_view == 0);
}

TEST_CASE("what is known to a province only is counted in words and not piled up", "[render][density]")
{
    IncidentTable table = coast_records(5000);
    const std::size_t first = table.size();
    for (std::size_t i = 0; i < 3000; ++i) {
        const std::string id = "p" + std::to_string(i);
        Record record;
        record.id = id;
        record.point = LonLat{13.0, 32.0};
        record.precision = PlacePrecision::province;
        table.append(record, static_cast<IncidentId>(100'000 + i), 1);
    }
    std::size_t vague = 3000;
    for (std::size_t row = 0; row < first; ++row)
        vague += table.precision[row] == PlacePrecision::province;
    const Map map = map_with(std::move(table));
    const Camera wide{Projection::web_mercator(), {13.4, 32.3}, 800, {0, 0, 800, 600}};
    const Scene scene = scene_of(map, {}, wide);
    REQUIRE(scene.density);
    CHECK(scene.density->vague == vague);
    CHECK(scene.density->in_view == 8000);
    const auto at = wide.to_px({13.0, 32.0});
    REQUIRE(at);
    CHECK(scene.density->counts->within(*at, 3) < 100);
    CHECK(scene.density->counts->total() == 8000 - vague);
}

TEST_CASE("the ramp's ends hold the densities of the picture", "[render][density]")
{
    // 3000 in one place: a Gaussian of 7 px makes 3000 / (2 pi 7^2) a square pixel of its middle.
    IncidentTable table;
    for (std::size_t i = 0; i < 3000; ++i) {
        const std::string id = std::to_string(i);
        Record record;
        record.id = id;
        record.point = LonLat{13.4, 32.0};
        record.precision = PlacePrecision::exact;
        table.append(record, static_cast<IncidentId>(1 + i), 1);
    }
    const Map map = map_with(std::move(table));
    const Scene scene = scene_of(map);
    REQUIRE(scene.density);
    const double km = coast_camera().ground_m_per_px({13.4, 32.0}) / 1000;
    const double peak = 3000 / (2 * 3.14159265 * 49) / (km * km) * 100;
    CHECK(scene.density->scale.high > peak * 0.4);
    CHECK(scene.density->scale.high < peak * 2.1);
    CHECK(scene.density->scale.low < peak / 100);
    CHECK(scene.density->sigma_km == Approx(7 * km).epsilon(0.02));
    CHECK(words_on(*scene.density) == "3,000 incidents in view");
}

TEST_CASE("the numbers under the ramp do not touch, and a ten goes before its three", "[render][density]")
{
    use_fonts(std::filesystem::path{SITMAP_ASSETS} / "fonts");
    DensityKey key;
    key.scale.low = GENERATE(0.003, 0.1, 0.6, 1.0);
    key.scale.high = key.scale.low * GENERATE(12.0, 200.0, 1'000.0, 20'000.0, 3e6);
    const double width = GENERATE(180.0, 240.0, 340.0);
    DrawList list;
    draw_density_key(list, palette(StyleName::light), key, {100, 50}, width);
    std::vector<std::pair<double, double>> spans;
    double bottom = 0;
    for (const DrawCommand& command : list.commands)
        if (const auto* tick = std::get_if<StrokePath>(&command))
            bottom = tick->path[0].front().y;
    std::set<std::string> named;
    for (const DrawCommand& command : list.commands)
        if (const auto* run = std::get_if<GlyphRun>(&command);
            run != nullptr && run->baseline.y > bottom && run->baseline.y < bottom + 20) {
            spans.emplace_back(run->baseline.x, run->baseline.x + measure(run->text, run->font).advance);
            named.insert(run->text);
        }
    REQUIRE_FALSE(spans.empty());
    std::sort(spans.begin(), spans.end());
    CHECK(spans.front().first >= 100);
    CHECK(spans.back().second <= 100 + width + 0.01);
    for (std::size_t i = 1; i < spans.size(); ++i)
        CHECK(spans[i].first - spans[i - 1].second >= 6);
    if (named.contains("300") && key.scale.high >= 1'000)
        CHECK(named.contains("1,000"));
}

TEST_CASE("records on both sides of the antimeridian are one picture", "[render][density]")
{
    const Map map = map_with(
        test::made_records(6000, std::vector<test::Settlement>{{{179.9, -17}, 1}, {{-179.9, -17}, 1}}, 2));
    const Camera camera{Projection::web_mercator(), {180, -17}, 300, {0, 0, 800, 600}};
    const Scene scene = scene_of(map, {}, camera);
    REQUIRE(scene.density);
    const auto& counts = *scene.density->counts;
    const auto east = camera.to_px({-179.9, -17}), west = camera.to_px({179.9, -17});
    REQUIRE((east && west));
    CHECK(counts.within(*east, 30) > 1000);
    CHECK(counts.within(*west, 30) > 1000);
    CHECK(west->x < east->x);
}

TEST_CASE("a selected record is a mark above the density", "[render][density]")
{
    const Map map = map_with(coast_records(8000));
    ViewState view;
    view.selection = IncidentSelection{1000 + 77};
    const Scene scene = scene_of(map, view);
    REQUIRE(scene.density);
    CHECK(
        std::any_of(scene.shown.begin(), scene.shown.end(), [](const Incident& i) { return i.id == 1077; }));
    CHECK(std::any_of(scene.targets.begin(), scene.targets.end(),
                      [&](const HitTarget& t) { return t.what == view.selection; }));
}

TEST_CASE("the density looks as it did, in all three styles", "[render][golden]")
{
    const Map map = map_with(coast_records(40'000));
    const Camera camera{Projection::web_mercator(), {13.4, 32.35}, 1100, {0, 0, 256, 256}};
    for (const auto& [style, name] : {std::pair{StyleName::dark, "density-dark"},
                                      {StyleName::light, "density-light"},
                                      {StyleName::print, "density-print"}}) {
        ViewState view;
        view.style = style;
        test::check_against_golden(name, paint(scene_of(map, view, camera).list));
    }
}

TEST_CASE("a sheet of many records has the ramp and counts them all", "[render][density]")
{
    const Map map = map_with(coast_records(8000));
    ViewState view;
    view.style = StyleName::print;
    const Scene sheet = build_sheet(map, view, {});
    REQUIRE(sheet.density);
    const auto says = [&](const std::string& words) {
        return std::any_of(sheet.list.commands.begin(), sheet.list.commands.end(), [&](const DrawCommand& c) {
            const auto* run = std::get_if<GlyphRun>(&c);
            return run != nullptr && run->text.find(words) != std::string::npos;
        });
    };
    CHECK(says("8,000 reported incidents"));
    CHECK(says("Incidents per 100 km²"));
    CHECK(says("Spread by a Gaussian"));
    CHECK(says("2012"));
}

TEST_CASE("a ring over a density knows the box round what it counts", "[render][density]")
{
    const Map map = map_with(coast_records(30'000));
    const Scene scene = scene_of(map);
    REQUIRE(scene.density);
    std::size_t rings = 0;
    for (const HitTarget& target : scene.targets) {
        if (!target.gathered)
            continue;
        ++rings;
        CHECK(grown(*target.gathered, 1).contains(target.at));
        CHECK(target.gathered->width <= 2 * 46 + 8 + 1e-6);    // middles within 46 px, of squares of 8 px
        CHECK(records_in(scene, map, *target.gathered) >= 50); // the fewest that make a ring
        CHECK(scene.target_at(target.at) != nullptr);
    }
    CHECK(rings > 2);
}
