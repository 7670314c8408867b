#include "geodata/error.hpp"
#include "geodata/measure.hpp"
#include "render/hatching.hpp"
#include "render/layers/control.hpp"
#include "render/layers/flows.hpp"
#include "render/layers/incidents.hpp"
#include "render/px_geometry.hpp"
#include "render/scene.hpp"
#include "render/text/shaper.hpp"
#include "tests/render/small_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace sitmap;

namespace {

const bool fonts = [] {
    use_fonts(SITMAP_ASSETS "/fonts");
    return true;
}();

Camera camera_at(LonLat centre, double metres_per_px, double width = 800, double height = 600)
{
    return {Projection::web_mercator(), centre, metres_per_px, {0, 0, width, height}};
}

Location place(PlacePrecision precision, double radius_m = 5000)
{
    Location l;
    l.name = "Somewhere";
    l.point = test::strike_place;
    l.precision = precision;
    l.radius_m = radius_m;
    return l;
}

/// A map with one document and one event on it.
Map map_of(const std::optional<Location>& location, SubEventType sub_type, std::vector<Claim> more = {},
           const char* kind = "article")
{
    Intake intake;
    intake.document.text = "text";
    intake.document.id = sha256("text");
    intake.document.kind = kind;
    Event event;
    event.id = "0#1";
    event.document = intake.document.id;
    event.title = "A happening";
    const auto claim = [&](ClaimField field, ClaimValue value) {
        Claim c;
        c.field = field;
        c.value = std::move(value);
        c.evidence = {intake.document.id, 0, 4, "text"};
        return c;
    };
    event.claims.push_back(claim(ClaimField::kind, sub_type));
    if (location)
        event.claims.push_back(claim(ClaimField::place, *location));
    for (Claim& c : more) {
        c.evidence = {intake.document.id, 0, 4, "text"};
        event.claims.push_back(std::move(c));
    }
    intake.events.push_back(std::move(event));
    Map map;
    add(map.ledger, intake);
    return map;
}

Claim counted(ClaimField field, Quantity n, std::string speaker)
{
    Claim c;
    c.field = field;
    c.value = n;
    c.speaker = std::move(speaker);
    return c;
}

Mark mark_of(const Map& map)
{
    const auto all = incidents(map.ledger);
    REQUIRE(all.size() == 1);
    return mark_for(all.front(), map.ledger, screen_sizes);
}

std::vector<std::string> texts_of(const DrawList& list)
{
    std::vector<std::string> texts;
    for (const DrawCommand& c : list.commands)
        if (const auto* run = std::get_if<GlyphRun>(&c))
            texts.push_back(run->text);
    return texts;
}

bool says(const DrawList& list, const std::string& part)
{
    const auto texts = texts_of(list);
    return std::any_of(texts.begin(), texts.end(),
                       [&](const std::string& t) { return t.find(part) != std::string::npos; });
}

std::set<std::string> legend_of(const Scene& scene, LegendEntry::Group group)
{
    std::set<std::string> labels;
    for (const LegendEntry& e : scene.legend)
        if (e.group == group)
            labels.insert(e.label);
    return labels;
}

std::size_t hits_of_incidents(const Scene& scene)
{
    return static_cast<std::size_t>(
        std::count_if(scene.targets.begin(), scene.targets.end(),
                      [](const HitTarget& t) { return std::holds_alternative<IncidentSelection>(t.what); }));
}

} // namespace

TEST_CASE("a mark shows what is known of the place", "[render][scene]")
{
    REQUIRE(fonts);
    const auto fill = [](PlacePrecision p, const char* kind) {
        return mark_of(map_of(place(p), SubEventType::armed_clash, {}, kind)).fill;
    };
    CHECK(fill(PlacePrecision::exact, "dataset") == MarkFill::filled);
    CHECK(fill(PlacePrecision::near, "dataset") == MarkFill::filled);
    CHECK(fill(PlacePrecision::province, "dataset") == MarkFill::hollow);
    CHECK(fill(PlacePrecision::country, "dataset") == MarkFill::hollow);
    CHECK(fill(PlacePrecision::sea, "article") == MarkFill::hollow);
    CHECK(fill(PlacePrecision::locality, "article") == MarkFill::unverified);
    CHECK(mark_of(map_of(place(PlacePrecision::exact), SubEventType::armed_clash)).core);
    CHECK_FALSE(mark_of(map_of(place(PlacePrecision::locality), SubEventType::armed_clash)).core);
    CHECK(is_outlined(place(PlacePrecision::district)));
    CHECK(is_outlined(place(PlacePrecision::line)));
}

TEST_CASE("a disputed incident is split and two speakers are not one source", "[render][scene]")
{
    const Map map = test::small_map();
    const auto all = incidents(map.ledger);
    const auto strike = std::find_if(all.begin(), all.end(), [](const Incident& i) { return i.id == 1; });
    REQUIRE(strike != all.end());
    REQUIRE(strike->attribution == Attribution::disputed);
    const Mark mark = mark_for(*strike, map.ledger, screen_sizes);
    CHECK(mark.fill == MarkFill::split);
    CHECK(mark.r == Approx(mark_radius(40, screen_sizes)));
    CHECK_FALSE(mark.high_r); // an open high has no outline
    CHECK_FALSE(rests_on_one_source(*strike, map.ledger));
}

TEST_CASE("a closed high estimate is outlined around the low", "[render][scene]")
{
    const auto killed = counted(ClaimField::killed, *Quantity::of(10, 20, 60), "ministry");
    const Mark mark =
        mark_of(map_of(place(PlacePrecision::exact), SubEventType::attack, {killed}, "dataset"));
    CHECK(mark.r == Approx(mark_radius(10, screen_sizes)));
    REQUIRE(mark.high_r);
    CHECK(*mark.high_r == Approx(mark_radius(60, screen_sizes)));
}

TEST_CASE("an incident without a place is noted and not drawn", "[render][scene]")
{
    const Map map = map_of(std::nullopt, SubEventType::attack);
    const Scene scene = build_scene(map, {}, camera_at(test::strike_place, 150));
    CHECK(scene.shown.size() == 1);
    CHECK(scene.in_view == 0);
    CHECK(hits_of_incidents(scene) == 0);
    CHECK(legend_of(scene, LegendEntry::Group::incidents).empty());
    REQUIRE(scene.notes.size() == 1);
    CHECK(scene.notes.front() == "1 incident without a known place is not drawn");
}

TEST_CASE("an incident known to its country stands in the country's middle, not on its point",
          "[render][scene]")
{
    Basemap base;
    Basemap::Country country;
    country.iso = "XYZ";
    country.area.polygons = {{{{10, 30}, {14, 30}, {14, 34}, {10, 34}, {10, 30}}, {}}};
    country.extent = {10, 30, 14, 34};
    base.countries = {country};
    Location capital = place(PlacePrecision::country);
    capital.point = {13.9, 33.9};
    capital.country = "XYZ";
    Map map = map_of(capital, SubEventType::attack);
    map.basemap = &base;
    const Camera camera = camera_at({12, 32}, 1500);
    const Scene scene = build_scene(map, {}, camera);
    REQUIRE(hits_of_incidents(scene) == 1);
    CHECK(distance(scene.targets.front().at, *camera.to_px({12, 32})) < 12);
}

TEST_CASE("an area is outlined and can be hit on its outline, not in its middle", "[render][scene]")
{
    Location area = place(PlacePrecision::line, 0);
    area.shape = circle(area.point, 20'000);
    const Map map = map_of(area, SubEventType::armed_clash);
    const Camera camera = camera_at(test::strike_place, 150);
    const Scene scene = build_scene(map, {}, camera);
    const double radius = 20'000 / camera.ground_m_per_px(test::strike_place);
    CHECK(scene.hit({400 + radius, 300}) == Selection{IncidentSelection{1}});
    CHECK(scene.hit({400, 300}) == Selection{});
    CHECK(legend_of(scene, LegendEntry::Group::precision) == std::set<std::string>{"Area or district"});
}

TEST_CASE("a district is outlined once, and thinly where more than three others lie over it",
          "[render][scene]")
{
    const auto outlines = [](std::size_t incidents, double apart_deg) {
        Map map = map_of(place(PlacePrecision::district, 20'000), SubEventType::armed_clash);
        const Event first = map.ledger.events.front();
        for (std::size_t i = 1; i < incidents; ++i) {
            Event next = first;
            next.id = "0#" + std::to_string(i + 1);
            for (Claim& claim : next.claims)
                if (auto* location = std::get_if<Location>(&claim.value))
                    location->point.lon += apart_deg * static_cast<double>(i);
            map.ledger.events.push_back(std::move(next));
            map.ledger.incident_of.push_back(map.ledger.incident_of.back() + 1);
        }
        const Scene scene = build_scene(map, {}, camera_at(test::strike_place, 150));
        CHECK(scene.in_view == incidents);
        std::pair<std::size_t, std::size_t> drawn; // in full, and thinly
        const std::vector<double> dash{7, 4};
        for (const DrawCommand& command : scene.list.commands)
            if (const auto* stroke = std::get_if<StrokePath>(&command); stroke && stroke->dash_px == dash)
                ++(stroke->width_px > 1 ? drawn.first : drawn.second);
        return drawn;
    };
    using Drawn = std::pair<std::size_t, std::size_t>;
    CHECK(outlines(3, 0.02) == Drawn{3, 0});
    CHECK(outlines(6, 0) == Drawn{1, 0});
    CHECK(outlines(6, 0.02) == Drawn{0, 6});
}

TEST_CASE("an area smaller than its symbol is drawn as the symbol", "[render][scene]")
{
    Location area = place(PlacePrecision::district, 0);
    area.shape = circle(area.point, 20'000);
    const Map map = map_of(area, SubEventType::armed_clash);
    const Scene far = build_scene(map, {}, camera_at(test::strike_place, 20'000));
    CHECK(far.hit({400, 300}) == Selection{IncidentSelection{1}});
    CHECK_FALSE(legend_of(far, LegendEntry::Group::precision).contains("Area or district"));
    const Scene near = build_scene(map, {}, camera_at(test::strike_place, 150));
    CHECK(near.hit({400, 300}) == Selection{});
}

TEST_CASE("the uncertainty disc is true to scale at every zoom", "[render][scene]")
{
    const Map map = map_of(place(PlacePrecision::near, 10'000), SubEventType::attack, {}, "dataset");
    for (const double metres_per_px : {60.0, 150.0, 400.0}) {
        const Camera camera = camera_at(test::strike_place, metres_per_px, 1200, 1200);
        const Scene scene = build_scene(map, {}, camera);
        const std::vector<double> dash{2.5, 2.5};
        bool found = false;
        for (const DrawCommand& c : scene.list.commands)
            if (const auto* stroke = std::get_if<StrokePath>(&c);
                stroke != nullptr && stroke->dash_px == dash) {
                const PxRect box = bounds(stroke->path.front());
                const LonLat west = *camera.to_lonlat({box.x, 600}),
                             east = *camera.to_lonlat({box.x + box.width, 600});
                CHECK(distance_m(west, east) == Approx(20'000).epsilon(0.01));
                found = true;
            }
        CHECK(found);
    }
}

TEST_CASE("the legend has a row for each type that is drawn and no other", "[render][scene]")
{
    const Map map = test::small_map();
    ViewState view = test::small_view();
    const Camera camera = camera_at(view.centre, 400);
    const Scene all = build_scene(map, view, camera);
    std::set<std::string> types;
    for (const Incident& i : all.shown)
        types.insert(std::string{name_of(i.type())});
    std::set<std::string> rows = legend_of(all, LegendEntry::Group::incidents);
    rows.erase("Several incidents");
    CHECK(rows == types);
    view.query.types = {EventType::riots};
    const Scene riots = build_scene(map, view, camera);
    rows = legend_of(riots, LegendEntry::Group::incidents);
    rows.erase("Several incidents");
    CHECK(rows == std::set<std::string>{"Riots"});
    view.layers.incidents = view.layers.stocks = view.layers.displacement = view.layers.control = false;
    CHECK(build_scene(map, view, camera).legend.empty());
}

TEST_CASE("a frame with a kept cache equals a frame without", "[render][scene]")
{
    const Map map = test::small_map();
    SceneCache cache;
    for (const double metres_per_px : {150.0, 2000.0, 150.0}) {
        const Camera camera = camera_at(test::strike_place, metres_per_px);
        CHECK(build_scene(map, test::small_view(), camera, cache).list ==
              build_scene(map, test::small_view(), camera).list);
    }
}

TEST_CASE("everything drawn of the base map stays near the frame", "[render][scene]")
{
    const Map map = test::small_map();
    ViewState view = test::small_view();
    view.layers = {false, false, false, false, false, false, false, false, false};
    for (const double metres_per_px : {20.0, 300.0, 40'000.0}) {
        const Scene scene = build_scene(map, view, camera_at(test::strike_place, metres_per_px));
        const PxRect near = grown({0, 0, 800, 600}, 40.01);
        for (const DrawCommand& c : scene.list.commands) {
            const auto* fill = std::get_if<FillPath>(&c);
            const auto* stroke = std::get_if<StrokePath>(&c);
            for (const Contour& contour : fill != nullptr     ? fill->path
                                          : stroke != nullptr ? stroke->path
                                                              : Path{})
                CHECK(holds(near, bounds(contour)));
        }
    }
}

TEST_CASE("an arrow to nowhere stated fades and says so", "[render][scene]")
{
    Map map;
    Flow flow;
    flow.origin = place(PlacePrecision::locality);
    flow.origin->name = "Qasba";
    flow.people = Quantity::at_least(105'000);
    flow.interval = Interval::since(*parse_day("2019-04-04"));
    map.ledger.flows = {flow};
    const Scene scene = build_scene(map, {}, camera_at(test::strike_place, 150));
    const auto faded_fill =
        std::find_if(scene.list.commands.begin(), scene.list.commands.end(), [](const DrawCommand& c) {
            const auto* fill = std::get_if<FillPath>(&c);
            return fill != nullptr && fill->gradient.has_value();
        });
    REQUIRE(faded_fill != scene.list.commands.end());
    const auto& gradient = *std::get<FillPath>(*faded_fill).gradient;
    CHECK(gradient.end_colour.a == 15); // 6 %
    CHECK(distance(gradient.from, gradient.to) == Approx(200).margin(1));
    CHECK(says(scene.list, "105,000+ displaced"));
    CHECK(says(scene.list, "destination not stated"));
    CHECK(flow_width(Quantity::exactly(1000)) == Approx(2.95).margin(0.01));
    CHECK(flow_width(Quantity::exactly(105'000)) == Approx(11.72).margin(0.01));
    CHECK(flow_width(Quantity::exactly(10'000'000)) == 16);
    CHECK(flow_width(std::nullopt) == 3);
}

TEST_CASE("a way without a number is not told as people who came there", "[render][scene]")
{
    Map map;
    Flow flow;
    flow.origin = place(PlacePrecision::locality);
    flow.destination = place(PlacePrecision::locality);
    flow.destination->point = {test::strike_place.lon + 0.4, test::strike_place.lat + 0.1};
    flow.interval = Interval::since(*parse_day("2019-04-04"));
    map.ledger.flows = {flow};
    const auto legend = [&] {
        return legend_of(build_scene(map, {}, camera_at(test::strike_place, 150)), LegendEntry::Group::moves);
    };
    CHECK(legend() == std::set<std::string>{"Bound there, number not stated"});
    map.ledger.flows.front().people = Quantity::exactly(300);
    CHECK(legend() == std::set<std::string>{"People displaced, width by number"});
}

TEST_CASE("stock rings have areas in proportion and are never larger than 44 px", "[render][scene]")
{
    const auto radii = [](std::vector<std::int64_t> numbers) {
        Map map;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            Stock stock;
            stock.location = place(PlacePrecision::locality);
            stock.location.point.lon += 0.2 * static_cast<double>(i);
            stock.people = Quantity::exactly(numbers[i]);
            map.ledger.stocks.push_back(stock);
        }
        std::vector<double> out;
        for (const HitTarget& t : build_scene(map, {}, camera_at({13.4, 32.8}, 200)).targets)
            out.push_back(t.radius_px);
        return out;
    };
    const auto two = radii({3300, 600});
    REQUIRE(two.size() == 2);
    CHECK(two[0] == Approx(28.72).margin(0.01));
    CHECK(two[1] == Approx(12.25).margin(0.01));
    const auto great = radii({40'000, 10'000});
    CHECK(great[0] <= 44);
    CHECK(great[0] == Approx(2 * great[1]));
}

TEST_CASE("a stock's leader lies beneath the mark that stands at its place", "[render][scene]")
{
    Map map = map_of(place(PlacePrecision::locality), SubEventType::attack);
    Stock stock;
    stock.location = place(PlacePrecision::locality);
    stock.people = Quantity::exactly(600);
    map.ledger.stocks.push_back(stock);
    const Scene scene = build_scene(map, {}, camera_at(test::strike_place, 150));
    const Palette& p = palette(StyleName::light);
    const auto& all = scene.list.commands;
    const auto leader = std::find_if(all.begin(), all.end(), [&](const DrawCommand& c) {
        const auto* stroke = std::get_if<StrokePath>(&c);
        return stroke != nullptr && stroke->colour == p.stock && !stroke->closed;
    });
    const Rgba fill = p.types[static_cast<std::size_t>(type_of(SubEventType::attack))].fill;
    const auto mark = std::find_if(all.rbegin(), all.rend(), [&](const DrawCommand& c) {
        const auto* stroke = std::get_if<StrokePath>(&c);
        const auto* area = std::get_if<FillPath>(&c);
        return (stroke != nullptr && stroke->colour == fill) || (area != nullptr && area->colour == fill);
    });
    REQUIRE(leader != all.end());
    REQUIRE(mark != all.rend());
    CHECK(leader < mark.base());
}

TEST_CASE("teeth stand where an attacker is named and point away from it", "[render][scene]")
{
    const Contour front{{0, 100}, {300, 100}};
    const Path attacker{{{0, 100}, {300, 100}, {300, 200}, {0, 200}}};
    const Path teeth = front_teeth(front, attacker);
    REQUIRE(teeth.size() == 11);
    for (const Contour& tooth : teeth) {
        CHECK(tooth[2].y == Approx(93));
        CHECK(tooth[1].x - tooth[0].x == Approx(9));
    }
    CHECK(front_teeth(front, {}).empty());
}

TEST_CASE("the second party's ground is hatched and both are named as assessed", "[render][scene]")
{
    const Map map = test::small_map();
    ViewState view = test::small_view();
    view.layers.incidents = view.layers.displacement = view.layers.stocks = false;
    const Scene scene = build_scene(map, view, camera_at({13.3, 32.55}, 200));
    CHECK(legend_of(scene, LegendEntry::Group::control).contains("coastal council: assessed control"));
    CHECK(legend_of(scene, LegendEntry::Group::control).contains("inland army: assessed control"));
    const auto hatches =
        std::count_if(scene.list.commands.begin(), scene.list.commands.end(), [](const DrawCommand& c) {
            const auto* fill = std::get_if<FillPath>(&c);
            return fill != nullptr && fill->hatch.has_value();
        });
    CHECK(hatches == 1);
    CHECK(says(scene.list, "assessed control"));
    CHECK(std::count(scene.notes.begin(), scene.notes.end(),
                     "Areas of control and front line are illustrative") == 1);
}

TEST_CASE("a party is known under its other names and two parties are not mixed up", "[render][parties]")
{
    ControlArea north, south;
    north.party = "GNA and allies";
    south.party = "LNA and allies";
    const Parties parties{{north, south}, {}};
    for (const char* name :
         {"GNA", "Government of National Accord", "Libya’s Government of National Accord (GNA)"}) {
        CAPTURE(name);
        CHECK(parties.index(name) == std::optional<std::size_t>{0});
    }
    for (const char* name : {"LNA", "Libyan National Army", "Libyan National Army (LNA)"}) {
        CAPTURE(name);
        CHECK(parties.index(name) == std::optional<std::size_t>{1});
    }
    CHECK_FALSE(parties.index("Tripoli-based militias"));
    CHECK_FALSE(parties.index("Government"));
    CHECK_FALSE(parties.index(""));
}

TEST_CASE("the picture frames what is placed well, at least 40 km wide", "[render][scene]")
{
    Map map = map_of(place(PlacePrecision::exact), SubEventType::attack);
    Location country = place(PlacePrecision::country);
    country.point = {17, 27};
    const Map far = map_of(country, SubEventType::armed_clash);
    Event other = far.ledger.events.front();
    other.id = "0#2";
    map.ledger.events.push_back(other);
    map.ledger.incident_of.push_back(2);
    const Extent e = contents_extent(map, {});
    CHECK(e.contains(test::strike_place));
    CHECK_FALSE(e.contains({17, 27}));
    CHECK(distance_m({e.west, 32.8}, {e.east, 32.8}) == Approx(40'000).epsilon(0.01));
    CHECK(contents_extent(far, {}).contains({17, 27}));
    CHECK(contents_extent(Map{}, {}) == Extent{-180, -60, 180, 80});
}
