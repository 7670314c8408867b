// Arrows of people moving: what is known of their ends is what is drawn.

#include "geodata/measure.hpp"
#include "render/layers/flows.hpp"

#include "render/cairo/painter.hpp"
#include "render/hatching.hpp"
#include "render/px_geometry.hpp"
#include "render/scene.hpp"
#include "tests/render/golden.hpp"
#include "tests/render/small_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sitmap;

namespace {

Location located(std::string name, LonLat point, PlacePrecision precision, std::string country = "")
{
    Location l;
    l.name = std::move(name);
    l.point = point;
    l.precision = precision;
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

Flow crossing(Location from, Location to)
{
    Flow flow;
    flow.origin = std::move(from);
    flow.destination = std::move(to);
    flow.interval = Interval::on(*parse_day("2019-07-03"));
    return flow;
}

const Location port = located("Port", {13.8, 31}, PlacePrecision::locality, "AAA");
const Location there = located("Beland", {19.9, 30.1}, PlacePrecision::country, "BBB");
const Location here = located("Aland", {10.1, 30.1}, PlacePrecision::country, "AAA");

Camera camera_over(LonLat centre, double metres_per_px)
{
    return {Projection::web_mercator(), centre, metres_per_px, {0, 0, 800, 600}};
}

Scene scene_of(const Basemap& base, const Flow& flow, const Camera& camera)
{
    Map map;
    map.basemap = &base;
    map.ledger.flows = {flow};
    return build_scene(map, {}, camera);
}

bool says(const Scene& scene, const std::string& words)
{
    return std::any_of(scene.list.commands.begin(), scene.list.commands.end(), [&](const DrawCommand& c) {
        const auto* run = std::get_if<GlyphRun>(&c);
        return run != nullptr && run->text.find(words) != std::string::npos;
    });
}

bool has_row(const Scene& scene, const std::string& label)
{
    return std::any_of(scene.legend.begin(), scene.legend.end(),
                       [&](const LegendEntry& e) { return e.label == label; });
}

/// The arrow's body: the one fill in the colour of displacement.
const FillPath* arrow_in(const Scene& scene)
{
    const Rgba colour =
        palette(StyleName::light).types[static_cast<std::size_t>(EventType::displacement)].fill;
    for (const DrawCommand& c : scene.list.commands)
        if (const auto* fill = std::get_if<FillPath>(&c))
            if (fill->colour.r == colour.r && fill->colour.g == colour.g && fill->colour.b == colour.b)
                return fill;
    return nullptr;
}

} // namespace

TEST_CASE("a way to a country fades into the country and says that it is schematic", "[render][flows]")
{
    const Basemap base = two_countries();
    const Camera camera = camera_over({15, 32}, 1600);
    const Scene scene = scene_of(base, crossing(port, there), camera);
    const FillPath* arrow = arrow_in(scene);
    REQUIRE(arrow != nullptr);
    REQUIRE(arrow->gradient);
    CHECK(arrow->gradient->end_colour.a < arrow->colour.a / 2);
    CHECK(has_row(scene, "Known by country or province only, schematic"));
    CHECK(says(scene, "Bound for Beland"));
    CHECK(says(scene, "from Port, schematic"));
    // It ends a little way inside the country: neither at its capital nor at its middle.
    double furthest = 0;
    for (const Px p : arrow->path.front())
        furthest = std::max(furthest, p.x);
    CHECK(furthest > camera.to_px({16, 32})->x);
    CHECK(furthest < camera.to_px({17, 32})->x);
}

TEST_CASE("a way to a country with islands and gulfs ends where it first comes to its main land",
          "[render][flows]")
{
    Basemap base = two_countries();
    // An island before the coast, and a gulf between the coast and the country's middle.
    auto& polygons = base.countries.back().area.polygons;
    polygons = {{{{16, 30}, {16.6, 30}, {16.6, 34}, {16, 34}, {16, 30}}, {}},
                {{{17.2, 30}, {20, 30}, {20, 34}, {17.2, 34}, {17.2, 30}}, {}},
                {{{15.2, 31.2}, {15.4, 31.2}, {15.4, 31.5}, {15.2, 31.5}, {15.2, 31.2}}, {}}};
    const Camera camera = camera_over({15, 32}, 800);
    const Scene scene = scene_of(base, crossing(port, there), camera);
    const FillPath* arrow = arrow_in(scene);
    REQUIRE(arrow != nullptr);
    double furthest = 0;
    for (const Px p : arrow->path.front())
        furthest = std::max(furthest, p.x);
    CHECK(furthest > camera.to_px({16, 32})->x);
    CHECK(furthest < camera.to_px({16.6, 32})->x);
    // As far where only the island is in the picture: then the way goes on to where the main land begins.
    const Camera near = camera_over({14.6, 31.2}, 300);
    const FillPath* cut = nullptr;
    const Scene closer = scene_of(base, crossing(port, there), near);
    REQUIRE((cut = arrow_in(closer)) != nullptr);
    double cut_at = 0;
    for (const Px p : cut->path.front())
        cut_at = std::max(cut_at, p.x);
    CHECK(cut_at > near.to_px({15.4, 31})->x);
    // Somewhere there: dots past the head, the only discs in the edge's colour.
    const Rgba edge = palette(StyleName::light).types[static_cast<std::size_t>(EventType::displacement)].edge;
    const auto dots =
        std::find_if(scene.list.commands.begin(), scene.list.commands.end(), [&](const DrawCommand& command) {
            const auto* fill = std::get_if<FillPath>(&command);
            return fill != nullptr && fill->colour == edge && fill->path.size() > 4;
        });
    REQUIRE(dots != scene.list.commands.end());
    for (const Contour& dot : std::get<FillPath>(*dots).path)
        CHECK(dot.front().x > furthest - 4);
}

TEST_CASE("a way from country to country is faint at both ends", "[render][flows]")
{
    const Basemap base = two_countries();
    const Scene scene = scene_of(base, crossing(here, there), camera_over({15, 32}, 1600));
    const FillPath* arrow = arrow_in(scene);
    REQUIRE(arrow != nullptr);
    CHECK_FALSE(arrow->gradient);
    CHECK(arrow->colour.a < 100);
}

TEST_CASE("a way to a country beyond the frame ends within it", "[render][flows]")
{
    const Basemap base = two_countries();
    const Camera camera = camera_over(port.point, 200);
    const Scene scene = scene_of(base, crossing(port, there), camera);
    const FillPath* arrow = arrow_in(scene);
    REQUIRE(arrow != nullptr);
    for (const Px p : arrow->path.front())
        CHECK(camera.frame().contains(p));
    // The country lies beyond: no dots say that it begins here.
    const Rgba edge = palette(StyleName::light).types[static_cast<std::size_t>(EventType::displacement)].edge;
    CHECK(std::none_of(scene.list.commands.begin(), scene.list.commands.end(), [&](const DrawCommand& c) {
        const auto* fill = std::get_if<FillPath>(&c);
        return fill != nullptr && fill->colour == edge && fill->path.size() > 4;
    }));
}

TEST_CASE("a way between countries of which none is in the picture is not drawn", "[render][flows]")
{
    const Basemap base = two_countries();
    const Scene scene = scene_of(base, crossing(here, there), camera_over({15, 32}, 100));
    CHECK(arrow_in(scene) == nullptr);
    CHECK(std::any_of(scene.notes.begin(), scene.notes.end(),
                      [](const std::string& note) { return note.find("1 way") == 0; }));
}

TEST_CASE("a way from a town to a town is solid", "[render][flows]")
{
    const Basemap base = two_countries();
    const Scene scene =
        scene_of(base, crossing(port, located("Haven", {16.2, 31}, PlacePrecision::locality, "BBB")),
                 camera_over({15, 32}, 1600));
    const FillPath* arrow = arrow_in(scene);
    REQUIRE(arrow != nullptr);
    CHECK_FALSE(arrow->gradient);
    CHECK(arrow->colour.a > 200);
    CHECK_FALSE(says(scene, "schematic"));
    CHECK(says(scene, "Bound for Haven")); // no arrow among a few is left without words
    CHECK(says(scene, "from Port"));
}

namespace {

/// Ninety ways from nine towns about one place to ten about another, 1,000 people and more on each.
Map ninety_ways(const Basemap& base)
{
    Map map;
    map.basemap = &base;
    for (int i = 0; i < 90; ++i) {
        const int from = i % 9, to = i / 9;
        Flow flow =
            crossing(located("Town " + std::to_string(from), {10.6 + 0.3 * (from % 3), 31 + 0.4 * (from / 3)},
                             PlacePrecision::locality, "AAA"),
                     located("Haven " + std::to_string(to), {17 + 0.4 * (to % 4), 31.2 + 0.5 * (to / 4)},
                             PlacePrecision::locality, "BBB"));
        flow.people = Quantity::of(1000 + 10 * i, std::nullopt, 1500 + 10 * i);
        map.ledger.flows.push_back(flow);
    }
    return map;
}

} // namespace

TEST_CASE("many ways share arrows that carry all their people, and the legend says so", "[render][flows]")
{
    const Basemap base = two_countries();
    const Map map = ninety_ways(base);
    const Camera camera{Projection::web_mercator(), {15, 32}, 1800, {0, 0, 512, 384}};
    const Scene scene = build_scene(map, {}, camera);
    const auto row = std::find_if(scene.legend.begin(), scene.legend.end(), [](const LegendEntry& e) {
        return e.label == "People displaced, width by number";
    });
    REQUIRE(row != scene.legend.end());
    CHECK(row->note.find("are one arrow") != std::string::npos);
    CHECK(says(scene, " places near"));
    // A click reaches every figure: each is in one arrow.
    std::vector<std::size_t> reached;
    for (const FlowArrow& arrow : scene.arrows)
        reached.insert(reached.end(), arrow.flows.begin(), arrow.flows.end());
    std::sort(reached.begin(), reached.end());
    CHECK(reached.size() == 90);
    CHECK(std::unique(reached.begin(), reached.end()) == reached.end());
    CHECK(scene.arrows.size() < 40);
    CHECK(std::none_of(scene.notes.begin(), scene.notes.end(),
                       [](const std::string& note) { return note.find("not drawn") != std::string::npos; }));
    test::check_against_golden("flows-bundled", paint(scene.list));
}

TEST_CASE("an arrow is marked when any of its figures is chosen", "[render][flows]")
{
    const Basemap base = two_countries();
    const Map map = ninety_ways(base);
    const Camera camera{Projection::web_mercator(), {15, 32}, 1800, {0, 0, 512, 384}};
    const auto accents = [&](const Selection& selection) {
        ViewState view;
        view.selection = selection;
        const Scene scene = build_scene(map, view, camera);
        return std::count_if(
            scene.list.commands.begin(), scene.list.commands.end(), [](const DrawCommand& c) {
                const auto* stroke = std::get_if<StrokePath>(&c);
                return stroke != nullptr && stroke->colour == palette(StyleName::light).accent;
            });
    };
    CHECK(accents({}) == 0);
    for (const std::size_t flow : {std::size_t{0}, std::size_t{17}, std::size_t{89}})
        CHECK(accents(FlowSelection{flow}) == 1);
}

TEST_CASE("a way without a number is named by where it leads", "[render][flows]")
{
    const Basemap base = two_countries();
    const Location haven = located("Haven", {16.2, 31}, PlacePrecision::locality, "BBB");
    const Camera camera = camera_over({15, 32}, 1600);
    const Scene beyond = scene_of(base, crossing(port, haven), camera_over({11, 32}, 1000));
    CHECK(says(beyond, "Bound for Haven"));
    CHECK(says(beyond, "from Port"));
    Flow open = crossing(port, haven);
    open.origin.reset();
    const Scene from_nowhere = scene_of(base, open, camera);
    CHECK(says(from_nowhere, "Bound for Haven"));
    CHECK(says(from_nowhere, "origin not stated"));
    open.origin = port;
    open.destination.reset();
    const Scene to_nowhere = scene_of(base, open, camera);
    CHECK(says(to_nowhere, "Leaving Port"));
    CHECK(says(to_nowhere, "destination not stated"));
}

TEST_CASE("an arrow without a destination is a stub where it would point into other countries",
          "[render][flows]")
{
    const Basemap base = two_countries();
    Flow open = crossing(port, port);
    open.destination.reset();
    open.people = Quantity::exactly(950'000);
    const auto reach = [&](double metres_per_px) { // from the origin to the furthest part that can be clicked
        const Camera camera = camera_over(port.point, metres_per_px);
        const Px from = *camera.to_px(port.point);
        const Scene scene = scene_of(base, open, camera);
        CHECK(says(scene, "destination not stated"));
        double furthest = 0;
        for (const HitTarget& target : scene.targets)
            if (std::holds_alternative<FlowSelection>(target.what))
                furthest = std::max(furthest, std::hypot(target.at.x - from.x, target.at.y - from.y));
        return furthest;
    };
    CHECK(reach(200) > 180);
    CHECK(reach(1600) < 130);
    CHECK(reach(8000) < 75);
    CHECK(reach(8000) > 40);
    CHECK(reach(30'000) < 75);
}

TEST_CASE("a country that is asked for frames and leaves its own displacement alone", "[render][flows]")
{
    const Basemap base = two_countries();
    Map map;
    map.basemap = &base;
    map.ledger.flows = {crossing(port, located("Inland", {11, 33}, PlacePrecision::locality, "AAA")),
                        crossing(located("Haven", {16.2, 31}, PlacePrecision::locality, "BBB"),
                                 located("Shelter", {19, 33}, PlacePrecision::locality, "BBB"))};
    ViewState view;
    view.query.countries = {"AAA"};
    CHECK(contents_extent(map, view).east < 15);
    const Scene scene = build_scene(map, view, camera_over({15, 32}, 1600));
    REQUIRE(scene.arrows.size() == 1);
    CHECK(scene.arrows[0].flows == std::vector<std::size_t>{0});
    CHECK(contents_extent(map, {}).east > 18);
}

TEST_CASE("ways between the same regions are drawn beside one another", "[render][flows][golden]")
{
    const Basemap base = two_countries();
    Map map = ninety_ways(base);
    map.ledger.flows.resize(8);
    const Camera camera{Projection::web_mercator(), {15, 32}, 1800, {0, 0, 512, 384}};
    const Scene scene = build_scene(map, {}, camera);
    CHECK(std::all_of(scene.legend.begin(), scene.legend.end(),
                      [](const LegendEntry& e) { return e.note.empty(); }));
    test::check_against_golden("flows-apart", paint(scene.list));
}

TEST_CASE("a way to a continent does not end in a land that has no code either", "[render][flows]")
{
    const Location continent = located("Europe", {16.2, 33}, PlacePrecision::country);
    Basemap base = two_countries();
    const Camera camera = camera_over({15, 32}, 1600);
    const auto end_of = [&](const Scene& scene) {
        const FillPath* arrow = arrow_in(scene);
        REQUIRE(arrow != nullptr);
        return bounds_of(arrow->path);
    };
    const PxRect alone = end_of(scene_of(base, crossing(port, continent), camera));
    Basemap::Country leased = base.countries.front();
    leased.iso.clear();
    base.countries.insert(base.countries.begin(), leased);
    const PxRect beside = end_of(scene_of(base, crossing(port, continent), camera));
    CHECK(beside.x == Approx(alone.x));
    CHECK(beside.width == Approx(alone.width));
    CHECK(base.country("") == nullptr);
    CHECK(base.country("BBB") == &base.countries.back());
}

TEST_CASE("a route by land is not said to lead from port to port", "[render][routes]")
{
    Basemap base = two_countries();
    for (const Basemap::Country& country : base.countries) {
        base.world.land.push_back(country.area.polygons.front());
        base.shore.land.push_back(country.area.polygons.front());
    }
    const auto note_of = [&](std::vector<LonLat> points) {
        Map map;
        map.basemap = &base;
        Route route;
        route.name = "Route";
        route.line = LineString{std::move(points)};
        route.interval = Interval::on(*parse_day("2019-07-03"));
        map.ledger.routes = {route};
        const Scene scene = build_scene(map, {}, camera_over({15, 32}, 1600));
        REQUIRE(scene.legend.size() >= 1);
        for (const LegendEntry& e : scene.legend)
            if (e.label.find("Route") == 0)
                return e.note;
        return std::string{};
    };
    CHECK(note_of({{10.5, 31}, {13.5, 33}}) == "Schematic: the course between towns is not known");
    CHECK(note_of({{13.9, 31}, {15, 32}, {16.1, 31}}) == "Schematic: the course between ports is not known");
}

TEST_CASE("routes by land and by sea in one picture leave both open, and name where they end",
          "[render][routes]")
{
    Basemap base = two_countries();
    for (const Basemap::Country& country : base.countries) {
        base.world.land.push_back(country.area.polygons.front());
        base.shore.land.push_back(country.area.polygons.front());
    }
    base.places = {{{16.15, 31.02}, "Landing", "", 4, false, 900}, {{17.5, 33}, "Hamlet", "", 4, false, 900}};
    Map map;
    map.basemap = &base;
    Route route;
    route.name = "Route";
    route.line = MultiLineString{{{{{10.5, 31}, {13.5, 33}}}, {{{13.9, 31}, {15, 32}, {16.1, 31}}}}};
    route.interval = Interval::on(*parse_day("2019-07-03"));
    map.ledger.routes = {route};
    const Scene scene = build_scene(map, {}, camera_over({15, 32}, 1600));
    for (const LegendEntry& e : scene.legend)
        if (e.label.find("Route") == 0)
            CHECK(e.note == "Schematic: the course between ports, and between towns, is not known");
    CHECK(says(scene, "Landing"));
    CHECK_FALSE(says(scene, "Hamlet"));
}

TEST_CASE("an arrow without a destination does not go to the other side of a front", "[render][flows]")
{
    const Map map = test::small_map();
    const double metres_per_px = GENERATE(120.0, 200.0, 300.0, 500.0, 900.0);
    CAPTURE(metres_per_px);
    const Camera camera{Projection::web_mercator(), {13.2, 32.6}, metres_per_px, {0, 0, 900, 700}};
    const auto inland = [&](LonLat p) {
        for (const ControlArea& area : map.ledger.control_areas)
            if (area.party == "inland army" && covers(area.area, p))
                return true;
        return false;
    };
    REQUIRE_FALSE(inland(map.ledger.flows.front().origin->point));
    std::size_t seen = 0;
    for (const HitTarget& target : build_scene(map, test::small_view(), camera).targets)
        if (std::holds_alternative<FlowSelection>(target.what)) {
            ++seen;
            CHECK_FALSE(inland(*camera.to_lonlat(target.at)));
        }
    CHECK(seen > 3);
}
