#include "geodata/error.hpp"
#include "geodata/measure.hpp"
#include "geodata/shapes_file.hpp"
#include "render/map.hpp"
#include "render/scene.hpp"
#include "render/text/shaper.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

using namespace sitmap;

namespace {

const Basemap& basemap()
{
    static const Basemap loaded = Basemap::load(SITMAP_ASSETS);
    return loaded;
}

/// Polygons with their boxes, so that a question does not walk through all of them.
class Land {
public:
    explicit Land(const std::vector<Polygon>& polygons)
    {
        for (const Polygon& polygon : polygons)
            boxed_.emplace_back(extent_of(polygon).value_or(Extent{}), &polygon);
    }
    [[nodiscard]] bool covers_point(LonLat p) const
    {
        return std::ranges::any_of(
            boxed_, [&](const auto& box) { return box.first.contains(p) && covers(*box.second, p); });
    }

private:
    std::vector<std::pair<Extent, const Polygon*>> boxed_;
};

bool is_world_land(LonLat p)
{
    static const Land land{basemap().world.land};
    return land.covers_point(p);
}

bool is_shore_land(LonLat p)
{
    static const Land land{basemap().shore.land};
    return land.covers_point(p);
}

const Basemap::Country* country(std::string_view iso)
{
    const auto found = std::ranges::find(basemap().countries, iso, &Basemap::Country::iso);
    return found == basemap().countries.end() ? nullptr : &*found;
}

double nearest_m(const std::vector<LineString>& lines, LonLat p)
{
    double nearest = 1e9;
    for (const LineString& line : lines)
        for (const LonLat q : line.points)
            if (std::abs(q.lon - p.lon) < 0.3 && std::abs(q.lat - p.lat) < 0.3)
                nearest = std::min(nearest, distance_m(p, q));
    return nearest;
}

std::filesystem::path file_with(const std::string& bytes)
{
    const std::filesystem::path path = SITMAP_TEST_OUT "/damaged.shapes.gz";
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
}

} // namespace

TEST_CASE("towns lie on land and wrecks in the sea, in both details", "[render][basemap]")
{
    for (const LonLat town : {LonLat{13.18, 32.85}, LonLat{20.1, 32.1}, LonLat{14.41, 35.89},
                              LonLat{34.45, 31.5}, LonLat{36.2, 45.2}, LonLat{43.0, 14.8}}) {
        CAPTURE(town.lon, town.lat);
        CHECK(is_world_land(town));
        CHECK(is_shore_land(town));
    }
    for (const LonLat sea : {LonLat{13.2, 33.1}, LonLat{18.0, 34.0}, LonLat{34.0, 32.5}, LonLat{32.0, 44.5},
                             LonLat{42.0, 15.0}, LonLat{51.0, 27.0}}) {
        CAPTURE(sea.lon, sea.lat);
        CHECK_FALSE(is_world_land(sea));
        CHECK_FALSE(is_shore_land(sea));
    }
    CHECK(is_world_land({0, -89}));
    CHECK(is_world_land({179, 66.5}));
}

TEST_CASE("inside a shore window the two details agree on land almost everywhere", "[render][basemap]")
{
    std::size_t asked = 0, differing = 0;
    for (const Extent& window : basemap().shore_windows)
        for (double lon = window.west + 0.37; lon < window.east; lon += 2.3)
            for (double lat = window.south + 0.41; lat < window.north; lat += 1.7) {
                ++asked;
                differing += is_world_land({lon, lat}) != is_shore_land({lon, lat});
            }
    CHECK(asked > 200);
    CHECK(differing <= asked / 100);
}

TEST_CASE("the shore off Tripoli is fine enough for a city", "[render][basemap]")
{
    std::size_t positions = 0;
    for (const LineString& line : basemap().shore.coast)
        for (const LonLat p : line.points)
            positions += p.lon > 13.0 && p.lon < 13.5 && p.lat > 32.7 && p.lat < 33.0;
    CHECK(positions > 250);
    // The head of the harbour mole is within 600 m of some position of the shore.
    CHECK(nearest_m(basemap().shore.coast, {13.19, 32.905}) < 1500);
}

TEST_CASE("coasts do not run along window edges or the antimeridian", "[render][basemap]")
{
    std::size_t on_cut = 0, jumps = 0;
    for (const LineString& line : basemap().world.coast)
        for (std::size_t i = 1; i < line.points.size(); ++i) {
            on_cut += std::abs(line.points[i - 1].lon) > 179.9999 && std::abs(line.points[i].lon) > 179.9999;
            jumps += std::abs(line.points[i].lon - line.points[i - 1].lon) > 90;
        }
    CHECK(on_cut == 0);
    CHECK(jumps == 0);
    std::size_t straight = 0;
    for (const LineString& line : basemap().shore.coast)
        for (std::size_t i = 1; i < line.points.size(); ++i)
            straight += std::abs(line.points[i].lon - line.points[i - 1].lon) > 0.2 ||
                        std::abs(line.points[i].lat - line.points[i - 1].lat) > 0.2;
    CHECK(straight == 0);
}

TEST_CASE("countries cover their capitals and have their codes", "[render][basemap]")
{
    const auto [iso, capital] = GENERATE(table<const char*, LonLat>({{"LBY", {13.18, 32.85}},
                                                                     {"SYR", {36.3, 33.5}},
                                                                     {"SDN", {32.53, 15.55}},
                                                                     {"UKR", {34.1, 45.0}},
                                                                     {"PSE", {35.2, 31.9}},
                                                                     {"FJI", {178.3, -17.9}},
                                                                     {"RUS", {-175.0, 66.5}}}));
    CAPTURE(iso);
    const Basemap::Country* found = country(iso);
    REQUIRE(found != nullptr);
    CHECK(covers(found->area, capital));
    CHECK(found->extent.contains(capital));
    CHECK(basemap().countries.size() > 220);
}

TEST_CASE("disputed lines are not drawn as settled borders", "[render][basemap]")
{
    const LonLat perekop{33.6, 46.14}, gaza{34.4, 31.41}, tunisia_libya{11.5, 33.17};
    CHECK(nearest_m(basemap().disputed_borders, perekop) < 25'000);
    CHECK(nearest_m(basemap().borders, perekop) > 30'000);
    CHECK(nearest_m(basemap().disputed_borders, gaza) < 15'000);
    CHECK(nearest_m(basemap().borders, tunisia_libya) < 15'000);
}

TEST_CASE("labels have names, ranks and local scripts", "[render][basemap]")
{
    const auto named = [](std::string_view name) {
        const auto found = std::ranges::find(basemap().places, name, &PlaceLabel::name);
        return found == basemap().places.end() ? PlaceLabel{} : *found;
    };
    CHECK(named("Tripoli").capital);
    CHECK(named("Tripoli").rank == 1);
    CHECK(named("Tripoli").name_local == "طرابلس");
    CHECK(named("Tajoura").name_local == "تاجوراء");
    CHECK(named("Kharkiv").name_local == "Харків");
    CHECK(named("Ain Zara").rank == 3);
    CHECK(std::ranges::is_sorted(basemap().places, {}, &PlaceLabel::rank));
    const auto sea = std::ranges::find(basemap().areas, "Mediterranean Sea", &AreaLabel::name);
    REQUIRE(sea != basemap().areas.end());
    CHECK(sea->kind == AreaLabel::Kind::sea);
    CHECK(sea->curve.points.size() > 3);
    CHECK(std::ranges::count(basemap().areas, AreaLabel::Kind::country, &AreaLabel::kind) > 200);
}

TEST_CASE("rivers, lakes, divisions and relief are there", "[render][basemap]")
{
    CHECK(basemap().rivers.size() == basemap().river_ranks.size());
    CHECK(nearest_m(basemap().rivers, {31.2, 30.1}) < 10'000); // the Nile at Cairo
    CHECK(Land{basemap().lakes}.covers_point({33.0, -1.0}));   // Lake Victoria
    CHECK(basemap().admin1_borders.size() > 5000);
    const Relief& relief = basemap().relief;
    REQUIRE(relief.width == 2 * relief.height);
    REQUIRE(relief.shade.size() == std::size_t{5400} * 2700);
    const auto shade = [&relief](LonLat p) {
        const auto x = static_cast<std::size_t>((p.lon + 180) / 360 * relief.width);
        const auto y = static_cast<std::size_t>((90 - p.lat) / 180 * relief.height);
        return static_cast<int>(relief.shade[y * static_cast<std::size_t>(relief.width) + x]);
    };
    CHECK(shade({18, 34.5}) == 181);
    CHECK(shade({7.5, 45.98}) != 181); // the Alps
}

TEST_CASE("a damaged layer is refused with the byte that is wrong", "[render][basemap]")
{
    const std::string head = "sitmap shapes 1\n";
    const auto [bytes, part] = GENERATE_COPY(table<std::string, const char*>({
        {"", "does not begin"},
        {"something else", "does not begin"},
        {head, "ends too early"},
        {head + "\x01", "more than the file can hold"},
        {head + "\xff\xff\xff\xff\x7f" + std::string(9, '\0'), "more than the file can hold"},
        {head + std::string("\x01\x00\x01\xff\x7f\x02\x02", 7), "more than the file can hold"},
        {head + std::string("\x01\x00\x01\x01\xff\xff\xff\xff\x7f\x02", 10), "off the globe"},
        {head + std::string("\x01\x00\x01\x01\x02\x02\x02", 7), "follows the last row"},
        {head + std::string(12, '\xff'), "too long"},
    }));
    const auto path = file_with(bytes);
    CHECK_THROWS_AS(read_shapes_file(path), Error);
    CHECK_THROWS_WITH(read_shapes_file(path), Catch::Contains(part) && Catch::Contains("damaged.shapes.gz"));
}

TEST_CASE("a layer is read as it was written", "[render][basemap]")
{
    // One row "a": one part with two positions, (0.00001, -0.00001) and (0.00002, -0.00001).
    const auto rows =
        read_shapes_file(file_with("sitmap shapes 1\n" + std::string("\x01\x01"
                                                                     "a\x01\x02\x02\x01\x02\x00",
                                                                     9)));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].label == "a");
    REQUIRE(rows[0].parts.size() == 1);
    REQUIRE(rows[0].parts[0].size() == 2);
    CHECK(rows[0].parts[0][1].lon == Approx(0.00002));
    CHECK(rows[0].parts[0][1].lat == Approx(-0.00001));
}

TEST_CASE("a missing base map is refused by name", "[render][basemap]")
{
    CHECK_THROWS_WITH(Basemap::load("/no/such/folder"), Catch::Contains("/no/such/folder"));
}

TEST_CASE("seas have their names at middle scales", "[render][basemap]")
{
    use_fonts(SITMAP_ASSETS "/fonts");
    Map map;
    map.basemap = &basemap();
    const auto [middle, width_px, m_per_px, names] =
        GENERATE(table<LonLat, double, double, std::vector<std::string>>(
            {{{13, 35.8}, 910, 870, {"Strait of Sicily", "Gulf of Gabès", "MEDITERRANEAN SEA"}},
             {{15, 36}, 910, 1600, {"Strait of Sicily", "TYRRHENIAN SEA", "IONIAN SEA"}},
             {{15, 37}, 910, 3200, {"TYRRHENIAN SEA", "IONIAN SEA", "Gulf of Sidra", "ADRIATIC SEA"}}}));
    const Scene scene =
        build_scene(map, {}, Camera{Projection::web_mercator(), middle, m_per_px, {0, 0, width_px, 700}});
    std::string text;
    for (const DrawCommand& command : scene.list.commands)
        if (const auto* run = std::get_if<GlyphRun>(&command))
            text += run->text;
    for (const std::string& name : names) {
        CAPTURE(m_per_px);
        CHECK_THAT(text, Catch::Contains(name));
    }
}

TEST_CASE("towns of Ukraine have no Russian name under their own", "[render][basemap]")
{
    const Basemap base = Basemap::load(SITMAP_ASSETS);
    std::size_t towns = 0;
    for (const PlaceLabel& place : base.places) {
        if (place.at.lon < 25 || place.at.lon > 31 || place.at.lat < 48.9 || place.at.lat > 50.9)
            continue; // a box that lies in Ukraine
        CAPTURE(place.name, place.name_local);
        ++towns;
        for (const char* const letter : {"ы", "э", "ъ", "ё"})
            CHECK(place.name_local.find(letter) == std::string::npos);
        if (place.name == "Rivne" && place.rank == 2)
            CHECK(place.name_local == "Рівне");
    }
    CHECK(towns > 200);
}
