// Sheets: pages, designs, what stands where.

#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/hatching.hpp"
#include "render/scene.hpp"
#include "render/sheet/sheet_frame.hpp"
#include "render/sheet/sheet_words.hpp"
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

bool says(const DrawList& list, const std::string& words)
{
    return std::any_of(list.commands.begin(), list.commands.end(), [&](const DrawCommand& c) {
        const auto* run = std::get_if<GlyphRun>(&c);
        return run != nullptr && run->text.find(words) != std::string::npos;
    });
}

bool says(const Scene& scene, const std::string& words)
{
    return says(scene.list, words);
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

TEST_CASE("a sheet's own words leave out what is hidden", "[render][sheet]")
{
    const Map map = test::small_map();
    ViewState view = test::small_view();
    REQUIRE(says(build_sheet(map, view, {}), "reported incidents"));
    view.layers.incidents = false;
    Scene sheet = build_sheet(map, view, {});
    CHECK_FALSE(says(sheet, "eported incident"));
    CHECK(says(sheet, "Areas of control"));
    CHECK(says(sheet, "4 Apr 2019 – 3 Jul 2019")); // incidents go on to the end of July
    view.layers.control = false;
    sheet = build_sheet(map, view, {});
    CHECK_FALSE(says(sheet, "ontrol"));
    CHECK(says(sheet, "Displacement"));
    view.layers.displacement = false;
    CHECK(says(build_sheet(map, view, {}), "People held or displaced"));
    view.layers.stocks = false;
    CHECK_FALSE(says(build_sheet(map, view, {}), "displaced"));
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

TEST_CASE("a sheet too full for its sources has all of them in its foot", "[render][sheet]")
{
    Map map = test::small_map();
    for (int i = 0; i < 4; ++i) {
        Document document;
        document.id = "d" + std::to_string(i);
        document.outlet = "Gazette " + std::to_string(i);
        document.licence = i == 3 ? "CC BY-SA 4.0" : "";
        document.title = "A headline that is long enough to run over more than a single line of the column";
        map.ledger.documents.push_back(document);
        Stock stock; // a source is named for what it tells, drawn or not
        stock.document = document.id;
        map.ledger.stocks.push_back(stock);
    }
    SheetOptions options;
    options.design = GENERATE(SheetOptions::Design::standard, SheetOptions::Design::ocha);
    int in_foot = 0, in_column = 0;
    for (options.height_px = 700; options.height_px <= 1600; options.height_px += 60) {
        const DrawList list = build_sheet(map, test::small_view(), options).list;
        std::string text;
        bool is_on = true;
        for (const DrawCommand& command : list.commands)
            if (const auto* run = std::get_if<GlyphRun>(&command)) {
                text += run->text + " ";
                is_on = is_on && run->baseline.y <= list.height_px && run->font.size_px >= 8;
            }
        CAPTURE(options.height_px);
        CHECK(is_on);
        for (const char* part : {"Gazette 0:", "And 3 more documents.", "All that is known", "CC BY-SA 4.0"})
            CHECK_THAT(text, Catch::Contains(part));
        in_foot += says(list, "Sources and notes: ");
        in_column += !says(list, "Sources and notes: ");
    }
    CHECK(in_foot > 0);
    CHECK(in_column > 0);
}

TEST_CASE("a sheet tells how many rows of its legend had no room", "[render][sheet]")
{
    Map map = test::small_map();
    SheetOptions options;
    options.width_px = 1200;
    options.height_px = 800;
    const auto tells_of_rows = [](const Scene& sheet) {
        return std::any_of(sheet.notes.begin(), sheet.notes.end(), [](const std::string& n) {
            return n.find("of the legend had no room") != std::string::npos;
        });
    };
    CHECK_FALSE(tells_of_rows(build_sheet(map, test::small_view(), options))); // with all layers there are
    for (const char letter : {'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'}) {
        OverlayLayer& picture = map.overlays.emplace_back();
        picture.title = std::string{"Scan "} + letter + " of a larger sheet, printed long ago";
        picture.image =
            std::make_shared<const Pixels>(Pixels{1, 1, std::vector<std::uint8_t>{90, 90, 90, 255}});
        picture.image_extent = {-180, -80, 180, 80};
    }
    options.width_px = 1000;
    std::size_t short_of_room = 0, whole = 0;
    for (options.height_px = 640; options.height_px <= 1100; options.height_px += 46) {
        const Scene sheet = build_sheet(map, test::small_view(), options);
        const auto missing = static_cast<std::size_t>(
            std::count_if(sheet.legend.begin(), sheet.legend.end(),
                          [&](const LegendEntry& e) { return !says(sheet, e.label.substr(0, 14)); }));
        const auto note = std::find_if(sheet.notes.begin(), sheet.notes.end(), [](const std::string& n) {
            return n.find("of the legend had no room") != std::string::npos;
        });
        CAPTURE(options.height_px, missing);
        CHECK((note != sheet.notes.end()) == (missing > 0));
        if (note != sheet.notes.end())
            CHECK(note->starts_with(std::to_string(missing) + " row"));
        (missing > 0 ? short_of_room : whole) += 1;
    }
    CHECK(short_of_room > 0);
    CHECK(whole > 0);
}

TEST_CASE("a small sheet gives up scales of sizes before it gives up rows", "[render][sheet]")
{
    Map map = test::small_map();
    OverlayLayer& scan = map.overlays.emplace_back();
    scan.title = "Scan of a larger sheet";
    scan.image = std::make_shared<const Pixels>(Pixels{1, 1, std::vector<std::uint8_t>{90, 90, 90, 255}});
    scan.image_extent = {-180, -80, 180, 80};
    SheetOptions options;
    options.width_px = 1000;
    options.height_px = 640;
    for (const SheetOptions::Design design : {SheetOptions::Design::standard, SheetOptions::Design::plain}) {
        options.design = design;
        const Scene sheet = build_sheet(map, test::small_view(), options);
        std::size_t without = 0;
        for (const LegendEntry& entry : sheet.legend) {
            CAPTURE(entry.label);
            const bool is_said = says(sheet, entry.label.substr(0, 14));
            CHECK((is_said || entry.group == LegendEntry::Group::base));
            without += !is_said;
        }
        const bool is_told = std::any_of(sheet.notes.begin(), sheet.notes.end(), [](const std::string& n) {
            return n.find("of the legend had no room") != std::string::npos;
        });
        CHECK(is_told == (without > 0));
    }
}

TEST_CASE("a toll of thousands does not push the key of sizes off the sheet", "[render][sheet]")
{
    Map map = test::small_map();
    for (Event& event : map.ledger.events)
        for (Claim& claim : event.claims)
            if (claim.field == ClaimField::killed)
                claim.value = Quantity::exactly(3000);
    const DrawList list = build_sheet(map, test::small_view(), {}).list;
    REQUIRE(says(list, "grow no more"));
    CHECK_FALSE(says(list, "1,000"));
    bool inside = true;
    for (const DrawCommand& command : list.commands)
        if (const auto* fill = std::get_if<FillPath>(&command))
            for (const Contour& ring : fill->path)
                for (const Px at : ring)
                    inside = inside && at.x <= list.width_px;
    CHECK(inside);
}

TEST_CASE("a sheet carries title, scale, sources, rule and the note on boundaries", "[render][sheet]")
{
    Map map = test::small_map();
    ViewState view = test::small_view();
    view.style = StyleName::print;
    view.as_of = parse_day("2019-07-05");
    SheetOptions options;
    options.title = "A coast in July";
    options.file_name = "coast.pdf";
    const Scene sheet = build_sheet(map, view, options);
    CHECK(sheet.list.width_px == 1600);
    for (const char* part : {"A coast in July", "do not imply endorsement", "1\u00a0:\u00a0", "Coast Courier",
                             "Rule for numbers: range", "Known on 5 Jul 2019", "coast.pdf",
                             "Reported incidents", "Natural Earth"}) {
        CAPTURE(part);
        CHECK(says(sheet.list, part));
    }
    for (const LegendEntry& entry : sheet.legend) {
        CAPTURE(entry.label);
        CHECK(says(sheet.list, entry.label.substr(0, 12)));
    }
    CHECK(build_sheet(map, view, options).list == sheet.list);
    options.width_px = 500;
    CHECK_THROWS_AS(build_sheet(map, view, options), Error);
}

TEST_CASE("a source's title keeps its own full stop and gets no second one", "[render][sheet]")
{
    Map map = test::small_map();
    Document& d = map.ledger.documents.front();
    const auto told = [&](const char* title, bool dated) {
        d.title = title;
        d.outlet.clear();
        d.licence.clear();
        d.published = dated ? parse_day("2019-07-03") : std::nullopt;
        return sources_in_words(map, test::small_view(), {}, {}).front();
    };
    CHECK(told("Strike at the port.", true) == "Strike at the port, 3 Jul 2019.");
    CHECK(told("Strike at the port.", false) == "Strike at the port.");
    CHECK(told("Fire in the U.S.", true) == "Fire in the U.S., 3 Jul 2019.");
    CHECK(told("Fire in the U.S.", false) == "Fire in the U.S.");
    CHECK(told("Strike at the port", false) == "Strike at the port.");
}

TEST_CASE("a small plain sheet shows what it is about beside its legend", "[render][sheet]")
{
    const Map map = test::small_map();
    ViewState view = test::small_view();
    view.style = StyleName::print;
    SheetOptions options;
    options.design = SheetOptions::Design::plain;
    options.width_px = 1123; // as `draw` has it
    options.height_px = 794;
    options.page = "A5";
    const Scene scene = build_sheet(map, view, options);
    PxRect legend; // the largest box of paper
    for (const DrawCommand& command : scene.list.commands)
        if (const auto* fill = std::get_if<FillPath>(&command);
            fill && fill->path.size() == 1 && fill->path[0].size() == 4 && fill->colour.r > 250) {
            const PxRect box = bounds_of(fill->path);
            if (box.width > 250 && box.width < 320 && box.height > legend.height)
                legend = box;
        }
    REQUIRE(legend.height > 100);
    std::size_t seen = 0;
    for (const HitTarget& target : scene.targets) {
        CAPTURE(target.at.x, target.at.y);
        CHECK_FALSE(legend.contains(target.at));
        ++seen;
    }
    CHECK(seen > 10);
}
