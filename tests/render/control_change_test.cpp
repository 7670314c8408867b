#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/px_geometry.hpp"
#include "render/scene.hpp"
#include "render/sheet/change_chart.hpp"
#include "render/style.hpp"
#include "render/text/shaper.hpp"
#include "tests/render/golden.hpp"
#include "tests/render/small_map.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

Day on(unsigned month, unsigned day)
{
    return std::chrono::sys_days{std::chrono::year{2024} / std::chrono::month{month} / std::chrono::day{day}};
}

ControlArea area(double east, Day since, double north = 32.6)
{
    ControlArea made;
    made.id = made.document = format_day(since);
    made.party = "A";
    made.interval = Interval::since(since);
    made.area = {
        {{{{12.6, 32}, {east, 32}, {east, 32.3}, {east - 0.2, north}, {12.6, north}, {12.6, 32}}, {}}}};
    return made;
}

/// Three invented states: ground is gained in the east, lost in the north, and a sliver is gained.
Map war_map()
{
    Map map;
    map.basemap = &test::small_basemap();
    map.ledger.control_areas = {area(13.0, on(1, 10)), area(13.4, on(2, 10)), area(13.6, on(3, 10), 32.5)};
    map.ledger.control_areas[2].area.polygons.push_back(
        {{{13.8, 32.1}, {13.802, 32.1}, {13.802, 32.102}, {13.8, 32.1}}, {}});
    return map;
}

ViewState change_view()
{
    ViewState view = test::small_view();
    view.style = StyleName::print;
    view.change = ControlComparison{on(1, 10), on(3, 10), {}};
    return view;
}

Scene scene_of(const ViewState& view)
{
    return build_scene(war_map(), view,
                       Camera{Projection::web_mercator(), {13.2, 32.35}, 600, {0, 0, 256, 256}});
}

std::size_t fills_of(const Scene& scene, Rgba colour)
{
    return static_cast<std::size_t>(std::count_if(
        scene.list.commands.begin(), scene.list.commands.end(), [&](const DrawCommand& command) {
            const auto* fill = std::get_if<FillPath>(&command);
            return fill != nullptr && !fill->hatch && fill->colour == colour;
        }));
}

bool says(const Scene& scene, const std::string& text)
{
    return std::any_of(scene.list.commands.begin(), scene.list.commands.end(),
                       [&](const DrawCommand& command) {
                           const auto* run = std::get_if<GlyphRun>(&command);
                           return run != nullptr && run->text.find(text) != std::string::npos;
                       });
}

SheetOptions sheet_options()
{
    SheetOptions options;
    options.extent = Extent{12.4, 31.8, 14.4, 33};
    options.title = "A spring of front line";
    return options;
}

} // namespace

TEST_CASE("a change shows what is held, gained and lost, with its km²", "[render][control]")
{
    const Scene scene = scene_of(change_view());
    const Palette& p = palette(StyleName::print);
    CHECK(fills_of(scene, p.held) == 1);
    CHECK(fills_of(scene, p.gains) == 1);
    CHECK(fills_of(scene, p.losses) == 1);
    REQUIRE(scene.legend.size() >= 3);
    CHECK(scene.legend[0].label == "Held by A");
    CHECK(scene.legend[1].value.front() == '+');
    CHECK(scene.legend[1].value.find("km²") != std::string::npos);
    CHECK(std::any_of(scene.notes.begin(), scene.notes.end(), [](const std::string& note) {
        return note.find("1 change under 0.5 km²") != std::string::npos;
    }));
}

TEST_CASE("without a comparison no change is drawn", "[render][control]")
{
    ViewState view = change_view();
    view.change.reset();
    const Scene scene = scene_of(view);
    CHECK(fills_of(scene, palette(StyleName::print).gains) == 0);
}

TEST_CASE("the fronts of a change are those of its last day", "[render][control]")
{
    ViewState view = change_view();
    view.query.until = on(1, 15);
    CHECK(scene_of(view).list == scene_of(change_view()).list);
}

TEST_CASE("a change of control looks as it did", "[render][golden]")
{
    test::check_against_golden("control-change", paint(scene_of(change_view()).list));
}

TEST_CASE("the sheet of a change has figures, a chart by month and an inset", "[render][sheet]")
{
    const Map map = war_map();
    const Scene sheet = build_sheet(map, change_view(), sheet_options());
    CHECK(says(sheet, "Change by month, km²"));
    CHECK(says(sheet, "Held by A"));
    CHECK(says(sheet, "WGS 84 ellipsoid"));
    CHECK(sheet.list == build_sheet(map, change_view(), sheet_options()).list);

    SheetOptions titled = sheet_options();
    titled.inset.choice = SheetOptions::Inset::Choice::given;
    titled.inset.extent = {13.2, 32.15, 13.4, 32.25};
    titled.inset.title = "The eastern road";
    CHECK(says(build_sheet(map, change_view(), titled), "The eastern road"));
    titled.inset.choice = SheetOptions::Inset::Choice::none;
    CHECK_FALSE(says(build_sheet(map, change_view(), titled), "The eastern road"));
}

TEST_CASE("a sheet of change says by what the incidents on it were chosen", "[render][sheet]")
{
    SheetOptions options = sheet_options();
    const auto says_it = [&](const ViewState& view) {
        std::string all; // its lines, as they follow each other
        for (const DrawCommand& c : build_sheet(war_map(), view, options).list.commands)
            if (const auto* run = std::get_if<GlyphRun>(&c))
                all += run->text + " ";
        return all.find("Only incidents chosen by country AAA, at least 25 killed are shown.") !=
               std::string::npos;
    };
    CHECK_FALSE(says_it(change_view()));
    options.chosen_by = "country AAA, at least 25 killed";
    CHECK(says_it(change_view()));
    ViewState bare = change_view();
    bare.layers.incidents = false;
    CHECK_FALSE(says_it(bare));
}

TEST_CASE("an inset that is off the map or as large as it is refused", "[render][sheet]")
{
    SheetOptions options = sheet_options();
    options.inset.choice = SheetOptions::Inset::Choice::given;
    options.inset.extent = GENERATE(Extent{40, 10, 41, 11}, Extent{12.5, 31.9, 14.3, 32.9});
    CHECK_THROWS_AS(build_sheet(war_map(), change_view(), options), Error);
}

TEST_CASE("between two states the front is dashed, with a band that grows with the days", "[render][control]")
{
    ViewState view = test::small_view();
    const auto band_of = [&](Day day) {
        view.query.until = day;
        const Scene scene = scene_of(view);
        double widest = 0;
        bool dashed = false;
        for (const DrawCommand& command : scene.list.commands)
            if (const auto* stroke = std::get_if<StrokePath>(&command)) {
                if (stroke->colour == faded(palette(view.style).front, 0.08))
                    widest = std::max(widest, stroke->width_px);
                dashed = dashed || stroke->dash_px == std::vector<double>{8, 5};
            }
        CHECK(dashed == (widest > 0));
        return widest * 600 * 0.845 / 2; // cos 32.35°: ground metres from the line to the band's edge
    };
    CHECK(band_of(on(2, 10)) == 0);
    CHECK(band_of(on(2, 12)) == Approx(2'000).epsilon(0.01));
    // It moved some 18 km in four weeks, which is more than half a kilometre a day.
    const double in_between = band_of(on(2, 20));
    CHECK(in_between > 6'000);
    CHECK(in_between < 7'000);
    CHECK(band_of(on(3, 8)) == Approx(2'000).epsilon(0.01)); // two days before the next state
    CHECK(band_of(on(6, 1)) == 0);
}

TEST_CASE("teeth stand only where a source says who attacks", "[render][control]")
{
    Map map = war_map();
    const Camera camera{Projection::web_mercator(), {13.2, 32.35}, 600, {0, 0, 256, 256}};
    const auto legend_of = [&] {
        ViewState view = test::small_view();
        std::string all;
        for (const LegendEntry& entry : build_scene(map, view, camera).legend)
            all += entry.label + "\n";
        return all;
    };
    CHECK(legend_of().find("teeth") == std::string::npos);
    for (ControlArea& area : map.ledger.control_areas)
        area.attacker = "A";
    CHECK(legend_of().find("teeth") != std::string::npos);
}

TEST_CASE("the figures of a chart by month do not touch each other", "[render][sheet]")
{
    const double lost = GENERATE(79.0, 123.0, 188.0, 1250.0);
    std::vector<ControlChange> months(13);
    for (std::size_t i = 0; i < months.size(); ++i) {
        months[i].to = on(1, 10) + std::chrono::days{30 * static_cast<int>(i)};
        months[i].parties.resize(1);
        months[i].parties[0].gained.km2 = 1380 + static_cast<double>(i);
        months[i].parties[0].lost.km2 = lost;
    }
    DrawList list;
    draw_change_chart(list, palette(StyleName::print), {40, 100, 336, 220}, months);
    std::vector<PxRect> boxes;
    std::size_t losses = 0;
    for (const DrawCommand& command : list.commands)
        if (const auto* run = std::get_if<GlyphRun>(&command)) {
            losses += run->text.rfind("–", 0) == 0;
            boxes.push_back({run->baseline.x, run->baseline.y - 8, measure(run->text, run->font).advance, 8});
        }
    CHECK(losses == months.size());
    for (std::size_t i = 0; i < boxes.size(); ++i)
        for (std::size_t k = i + 1; k < boxes.size(); ++k) {
            const PxRect &a = boxes[i], &b = boxes[k];
            CAPTURE(a.x, b.x, a.y, b.y);
            CHECK((a.x + a.width + 1 <= b.x || b.x + b.width + 1 <= a.x || a.y + a.height <= b.y ||
                   b.y + b.height <= a.y));
        }
}
