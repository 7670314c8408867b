// Sheets: pages, designs, what stands where.

#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/scene.hpp"
#include "render/sheet/sheet_frame.hpp"
#include "tests/render/golden.hpp"
#include "tests/render/small_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sitmap;

namespace {

Location located(std::string name, LonLat point, std::string country)
{
    Location l;
    l.name = std::move(name);
    l.point = point;
    l.precision = PlacePrecision::locality;
    l.country = std::move(country);
    return l;
}

/// Two square countries with sea between them.
Basemap two_countries()
{
    Basemap base;
    for (const auto& [iso, west] : {std::pair{"AAA", 10.0}, std::pair{"BBB", 16.0}}) {
        Basemap::Country country;
        country.iso = iso;
        country.area.polygons = {{{{west, 30}, {west + 4, 30}, {west + 4, 34}, {west, 34}, {west, 30}}, {}}};
        country.extent = {west, 30, west + 4, 34};
        base.countries.push_back(country);
        AreaLabel label;
        label.name = iso[0] == 'A' ? "Aland" : "Beland";
        label.kind = AreaLabel::Kind::country;
        label.at = {west + 2, 32};
        base.areas.push_back(label);
    }
    return base;
}

bool says(const Scene& scene, const std::string& words)
{
    return std::any_of(scene.list.commands.begin(), scene.list.commands.end(), [&](const DrawCommand& c) {
        const auto* run = std::get_if<GlyphRun>(&c);
        return run != nullptr && run->text.find(words) != std::string::npos;
    });
}

/// Base lines of all text, for what must lie on the sheet.
bool is_all_text_on(const DrawList& list)
{
    return std::all_of(list.commands.begin(), list.commands.end(), [&](const DrawCommand& c) {
        const auto* run = std::get_if<GlyphRun>(&c);
        return run == nullptr || (run->baseline.x >= 0 && run->baseline.y >= 0 &&
                                  run->baseline.x < list.width_px && run->baseline.y < list.height_px);
    });
}

} // namespace

TEST_CASE("a sheet's title names the countries of what it shows", "[render][sheet]")
{
    const Basemap base = two_countries();
    const Location port = located("Port", {13.8, 31}, "AAA"), there = located("Haven", {19.9, 31}, "BBB");
    Map map;
    map.basemap = &base;
    Intake intake;
    intake.document.id = sha256("text");
    intake.document.text = "text";
    for (const Location& place : {port, there}) {
        Event event;
        event.id = place.name;
        event.document = intake.document.id;
        event.title = "Clash at " + place.name;
        for (ClaimValue value : {ClaimValue{SubEventType::armed_clash}, ClaimValue{place}}) {
            Claim claim;
            claim.field = std::holds_alternative<Location>(value) ? ClaimField::place : ClaimField::kind;
            claim.value = value;
            claim.evidence = {intake.document.id, 0, 4, "text"};
            event.claims.push_back(claim);
        }
        intake.events.push_back(event);
    }
    add(map.ledger, intake);
    CHECK(says(build_sheet(map, {}, {}), "Reported incidents in Aland and Beland"));
}

TEST_CASE("a sheet taller than wide has its legend below the map and loses no licence", "[render][sheet]")
{
    const Map map = test::small_map();
    SheetOptions options;
    options.width_px = 1131;
    options.height_px = 1600;
    options.page = "A4 portrait";
    options.mm_per_px = 297.0 / 1600;
    const SheetLayout layout = layout_for(options, 300);
    REQUIRE(layout.columns.size() == 3);
    for (const PxRect& column : layout.columns)
        CHECK(column.y > layout.map.y + layout.map.height);
    const Scene sheet = build_sheet(map, test::small_view(), options);
    CHECK(says(sheet, "do not imply endorsement"));
    CHECK(says(sheet, "(CC BY 4.0)"));
    CHECK(says(sheet, "on A4 portrait"));
    CHECK(says(sheet, "Sources and notes"));
    CHECK(is_all_text_on(sheet.list));
}

TEST_CASE("the scale told is the paper's where a sheet has a size on paper", "[render][sheet]")
{
    const Camera camera{Projection::web_mercator(), {13, 32}, 1000, {0, 0, 800, 600}};
    SheetOptions screen, paper;
    paper.mm_per_px = 25.4 / 96 / 2;
    CHECK(scale_told(screen, camera) == Approx(camera.scale_denominator()));
    CHECK(scale_told(paper, camera) == Approx(2 * camera.scale_denominator()));
}

TEST_CASE("each design of a sheet has title, disclaimer, sources and legend", "[render][sheet]")
{
    using Design = SheetOptions::Design;
    const Map map = test::small_map();
    SheetOptions options;
    options.title = "A coast in July";
    options.design = GENERATE(Design::standard, Design::ocha, Design::plain);
    options.contact = "maps@example.org";
    options.page = "A4 landscape";
    const Scene sheet = build_sheet(map, test::small_view(), options);
    for (const char* part :
         {"A coast in July", "do not imply", "Coast Courier", "Battles", "1\u00a0:\u00a0"}) {
        CAPTURE(part);
        CHECK(says(sheet, part));
    }
    CHECK(says(sheet, "maps@example.org") == (options.design == Design::ocha));
    CHECK(says(sheet, "a_coast_in_july_A4") == (options.design == Design::ocha));
    CHECK(is_all_text_on(sheet.list));
}

TEST_CASE("a sheet shows a part larger where it is asked to", "[render][sheet]")
{
    const Map map = test::small_map();
    SheetOptions options;
    options.inset = {SheetOptions::Inset::Choice::given, {13.30, 32.75, 13.40, 32.82}, "The depot"};
    CHECK(says(build_sheet(map, test::small_view(), options), "The depot"));
    options.inset.extent = {40, 10, 41, 11};
    CHECK_THROWS_AS(build_sheet(map, test::small_view(), options), Error);
}

TEST_CASE("the designs of sheets look as they did", "[render][golden]")
{
    using Design = SheetOptions::Design;
    const Map map = test::small_map();
    ViewState view = test::small_view();
    view.style = StyleName::print;
    for (const auto& [design, name] :
         {std::pair{Design::ocha, "sheet-ocha"}, {Design::plain, "sheet-plain"}}) {
        SheetOptions options;
        options.design = design;
        options.title = "Round the Sahra depot";
        test::check_against_golden(name, paint(build_sheet(map, view, options).list, 0.35));
    }
}

TEST_CASE("what lies on both sides of the antimeridian is shown in one piece", "[render][sheet]")
{
    Map map;
    for (const double lon : {178.0, -178.5}) {
        Stock stock;
        stock.location = located("Atoll", {lon, -17}, "FJI");
        stock.people = Quantity::exactly(100);
        map.ledger.stocks.push_back(stock);
    }
    const Extent extent = contents_extent(map, {});
    CHECK(extent.crosses_antimeridian());
    CHECK(extent.contains({179.9, -17}));
    CHECK_FALSE(extent.contains({0, -17}));
    const Scene sheet = build_sheet(map, {}, {});
    CHECK(sheet.targets.size() == 2);
}

TEST_CASE("a sheet of the Arctic has the pole in it and its meridians round it", "[render][sheet]")
{
    Map map;
    Basemap base;
    base.world.land = {Polygon{{{-180, 60}, {180, 60}, {180, 70}, {-180, 70}, {-180, 60}}, {}}};
    map.basemap = &base;
    for (const double lon : {-170.0, -60.0, 30.0, 120.0}) {
        Stock stock;
        stock.location = located("Station", {lon, 80}, "");
        stock.people = Quantity::exactly(100);
        map.ledger.stocks.push_back(stock);
    }
    SheetOptions options;
    options.extent = Extent{-180, 66, 180, 90};
    const Scene sheet = build_sheet(map, {}, options);
    CHECK(sheet.targets.size() == 4);
    CHECK(says(sheet, "about the North Pole"));
}
