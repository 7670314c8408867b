#include "geodata/gazetteer.hpp"

#include "geodata/error.hpp"
#include "geodata/measure.hpp"
#include "geodata/name_fold.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

using namespace sitmap;

namespace {

const Gazetteer& gazetteer()
{
    static const Gazetteer loaded = Gazetteer::load(SITMAP_ASSETS "/gazetteer");
    return loaded;
}

std::vector<Place> places_named(std::string_view name)
{
    std::vector<Place> places;
    for (const Candidate& candidate : gazetteer().find(fold_name(name)))
        places.push_back(gazetteer().place(candidate.place));
    return places;
}

bool is_near(LonLat a, LonLat b)
{
    return std::abs(a.lon - b.lon) < 0.1 && std::abs(a.lat - b.lat) < 0.1;
}

bool names_place_at(std::string_view name, LonLat point)
{
    return std::ranges::any_of(places_named(name),
                               [&](const Place& place) { return is_near(place.point, point); });
}

bool names_place_in(std::string_view name, std::string_view country)
{
    return std::ranges::any_of(places_named(name),
                               [&](const Place& place) { return place.country == country; });
}

Place first_named(std::string_view name)
{
    const std::vector<Place> places = places_named(name);
    CAPTURE(name);
    REQUIRE_FALSE(places.empty());
    return places.front();
}

/// A folder with small tables, some of them replaced.
std::filesystem::path small_tables(const std::string& file, const std::string& contents)
{
    const std::filesystem::path folder = SITMAP_TEST_OUT "/gazetteer";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto write = [&](const char* name, const std::string& text) {
        std::ofstream{folder / name} << (name == file ? contents : text);
    };
    write("places.tsv.gz", "head\ncountry:LBY\tLibya\t\tcountry\t18\t27\tLBY\t\t\t6000000\t\t\tLY\ngeonames:"
                           "1\tTajura\t\tcity\t13.35\t32."
                           "88\tLBY\tLY.77\t\t100000\t\t\t\n");
    write("names.tsv.gz", "libya\t0:20\ntajura\t1:10\n");
    write("overlay.tsv", "geonames:1\tTajoura\tتاجوراء\tcity\t\t\t\t\t\t\t\t\t\tTagiura|Old Tajoura@0.5\n"
                         "sitmap:sea\tA Sea\t\tsea\t18\t35\t\t\t\t\t\t\t\t\n");
    write("conflict_places.tsv",
          "sitmap:village\tA Village\t\tcity\t14\t32\tLBY\t\t\t\t10000\t\t\tAl-Village\n");
    write("demonyms.tsv", "LBY\tLibyan\n");
    write("own_demonyms.tsv", "");
    write("areas.shapes.gz", "sitmap shapes 1\n" + std::string(1, '\0'));
    write("offshore.tsv.gz", "country:LBY\t13.73\t32.93\t324\ngeonames:1\t13.38\t33.02\t\n");
    write("shapes.geojson", R"({"type":"FeatureCollection","features":[]})");
    return folder;
}

} // namespace

TEST_CASE("Tajoura is found in Latin and Arabic letters", "[geodata][gazetteer]")
{
    const LonLat tajoura{13.3506, 32.8817}; // GeoNames 2210394
    CHECK(names_place_at("Tajoura", tajoura));
    CHECK(names_place_at("Tājūrā’", tajoura));
    CHECK(names_place_at("تاجوراء", tajoura));
    CHECK(first_named("Tajoura").id == "geonames:2210394");
    CHECK(first_named("Tajoura").name_local == "تاجوراء");
}

TEST_CASE("a name may stand for places in several countries", "[geodata][gazetteer]")
{
    CHECK(names_place_in("Tripoli", "LBY"));
    CHECK(names_place_in("Tripoli", "LBN"));
    CHECK(names_place_in("Georgia", "GEO"));
    CHECK(names_place_in("Georgia", "USA"));
    CHECK(gazetteer().find("no such place as this").empty());
}

TEST_CASE("countries are found by the names of English news", "[geodata][gazetteer]")
{
    const auto [name, iso] = GENERATE(table<const char*, const char*>(
        {{"Turkey", "TUR"},        {"Türkiye", "TUR"},     {"Ivory Coast", "CIV"},
         {"Syria", "SYR"},         {"Burma", "MMR"},       {"Myanmar", "MMR"},
         {"DR Congo", "COD"},      {"DRC", "COD"},         {"UAE", "ARE"},
         {"U.S.", "USA"},          {"US", "USA"},          {"USA", "USA"},
         {"United States", "USA"}, {"UK", "GBR"},          {"Britain", "GBR"},
         {"Palestine", "PSE"},     {"Vatican", "VAT"},     {"Czech Republic", "CZE"},
         {"Kosovo", "XKX"},        {"South Sudan", "SSD"}, {"North Korea", "PRK"},
         {"South Korea", "KOR"},   {"Russia", "RUS"},      {"Iran", "IRN"},
         {"Laos", "LAO"},          {"Vietnam", "VNM"},     {"Taiwan", "TWN"},
         {"Moldova", "MDA"},       {"Gambia", "GMB"},      {"Bosnia", "BIH"},
         {"Macedonia", "MKD"},     {"Swaziland", "SWZ"},   {"East Timor", "TLS"},
         {"Cape Verde", "CPV"},    {"Libya", "LBY"},       {"ليبيا", "LBY"}}));
    CAPTURE(name);
    const Place place = first_named(name);
    CHECK(place.kind == PlaceKind::country);
    CHECK(place.country == iso);
}

TEST_CASE("every country has a code, a main name and a point on the globe", "[geodata][gazetteer]")
{
    std::size_t countries = 0;
    for (PlaceIndex i = 0; i < 400; ++i) {
        const Place place = gazetteer().place(i);
        if (place.kind != PlaceKind::country)
            continue;
        ++countries;
        CAPTURE(place.id);
        CHECK(gazetteer().country(place.country) == i);
        CHECK(is_valid(place.point));
        CHECK(names_place_in(place.name, place.country));
    }
    CHECK(countries > 230);
    CHECK(gazetteer().country("LY") == gazetteer().country("LBY"));
    CHECK_FALSE(gazetteer().country("ZZ"));
}

TEST_CASE("nationality words stand for their country", "[geodata][gazetteer]")
{
    for (const char* word : {"Libyan", "Libyans", "Syrian", "British", "Iraqis", "Turkish", "American"}) {
        CAPTURE(word);
        const auto found = gazetteer().find(fold_name(word));
        CHECK(std::ranges::any_of(found, [](const Candidate& candidate) {
            return candidate.demonym && gazetteer().place(candidate.place).kind == PlaceKind::country;
        }));
    }
    CHECK(gazetteer().find("britishs").empty());
}

TEST_CASE("seas, regions and facilities are places", "[geodata][gazetteer]")
{
    CHECK(first_named("Mediterranean").kind == PlaceKind::sea);
    CHECK(first_named("Gulf of Sidra").kind == PlaceKind::sea);
    CHECK(first_named("Fezzan").kind == PlaceKind::region);
    CHECK(first_named("Donbass").kind == PlaceKind::region);
    CHECK(first_named("Tajoura detention center").kind == PlaceKind::facility);
    CHECK(first_named("Mitiga").kind == PlaceKind::airport);
    CHECK(first_named("Calif.").id == "admin1:US.CA");
    CHECK(first_named("Northern Ireland").kind == PlaceKind::admin1);
}

TEST_CASE("migration routes have lines", "[geodata][gazetteer]")
{
    for (const char* name :
         {"Central Mediterranean route", "central mediterranean migrant route", "Balkan route"}) {
        CAPTURE(name);
        const auto found = gazetteer().find(fold_name(name));
        REQUIRE_FALSE(found.empty());
        CHECK(gazetteer().place(found.front().place).kind == PlaceKind::route);
        CHECK_FALSE(lines_of(gazetteer().shape(found.front().place)).empty());
    }
    CHECK(std::holds_alternative<std::monostate>(gazetteer().shape(0)));
}

TEST_CASE("the western Balkan route leads from Turkey to Hungary, Austria and Slovenia",
          "[geodata][gazetteer]")
{
    const auto lines =
        lines_of(gazetteer().shape(gazetteer().find(fold_name("western Balkans route")).front().place));
    REQUIRE(lines.size() > 3);
    // Istanbul, Edirne, Thessaloniki, Skopje, Niš, Belgrade, Zagreb, Budapest, Vienna, Graz, Ljubljana
    for (const LonLat town : {LonLat{28.95, 41.01},
                              {26.56, 41.68},
                              {22.94, 40.64},
                              {21.43, 42.0},
                              {21.9, 43.32},
                              {20.46, 44.8},
                              {15.98, 45.81},
                              {19.04, 47.5},
                              {16.37, 48.21},
                              {15.44, 47.07},
                              {14.5, 46.05}}) {
        CAPTURE(town.lon, town.lat);
        double nearest = 1e9;
        for (const LineString& line : lines)
            for (const LonLat p : line.points)
                nearest = std::min(nearest, distance_m(p, town));
        CHECK(nearest < 5'000);
    }
}

TEST_CASE("the water off a shore is off land, and near the town it belongs to", "[geodata][gazetteer]")
{
    const auto off = [](std::string_view name) {
        return gazetteer().offshore(gazetteer().find(fold_name(name)).front().place);
    };
    std::size_t towns = 0;
    for (PlaceIndex i = 0; i < gazetteer().size(); i += 7) {
        const auto water = gazetteer().offshore(i);
        if (!water || water->radius_m > 0)
            continue;
        ++towns;
        CHECK(distance_m(water->point, gazetteer().place(i).point) < 50'000);
    }
    CHECK(towns > 1'000);
    REQUIRE(off("Zuwara"));
    CHECK(off("Zuwara")->point.lat > gazetteer().place(gazetteer().find("zuwara").front().place).point.lat);
    CHECK_FALSE(off("Bani Walid"));
    CHECK_FALSE(off("Lampedusa")); // water all around: no side of it
    CHECK_FALSE(off("Chad"));
    REQUIRE(off("Libya"));
    CHECK(off("Libya")->radius_m > 100'000);
    CHECK(off("Libya")->point.lat > 32);
}

TEST_CASE("divisions and regions have land, and it holds their point", "[geodata][gazetteer]")
{
    const auto [name, inside, outside] =
        GENERATE(table<const char*, LonLat, LonLat>({{"Darfur", {25.0, 13.0}, {32.5, 15.5}},
                                                     {"Donbas", {37.8, 48.0}, {36.2, 50.0}},
                                                     {"Gaza Strip", {34.35, 31.4}, {35.2, 31.8}},
                                                     {"Cyrenaica", {20.1, 32.0}, {13.2, 32.8}},
                                                     {"Sinai", {33.8, 29.5}, {31.2, 30.0}}}));
    CAPTURE(name);
    const auto found = gazetteer().find(fold_name(name));
    REQUIRE_FALSE(found.empty());
    const Geometry land = gazetteer().shape(found.front().place);
    CHECK(covers(land, inside));
    CHECK_FALSE(covers(land, outside));
    CHECK(covers(land, gazetteer().place(found.front().place).point));

    const auto idlib = gazetteer().admin1("SY.12");
    REQUIRE(idlib);
    CHECK(covers(gazetteer().shape(*idlib), {36.63, 35.93}));
}

TEST_CASE("a division is found by its GeoNames code", "[geodata][gazetteer]")
{
    const auto tripoli = gazetteer().admin1("LY.77");
    REQUIRE(tripoli);
    CHECK(gazetteer().place(*tripoli).kind == PlaceKind::admin1);
    CHECK(gazetteer().place(*tripoli).country == "LBY");
    CHECK_FALSE(gazetteer().admin1("LY.00"));
}

TEST_CASE("the beginning of a longer name is a prefix", "[geodata][gazetteer]")
{
    CHECK(gazetteer().is_prefix("qasr bin"));
    CHECK(gazetteer().is_prefix("central mediterranean"));
    CHECK_FALSE(gazetteer().is_prefix("qasr bin ghashi"));
    CHECK_FALSE(gazetteer().is_prefix("zzzz"));
}

TEST_CASE("a spelling nobody listed is found by its sound", "[geodata][gazetteer]")
{
    CHECK(gazetteer().find(fold_name("Al-Houdeida")).empty());
    const auto found = gazetteer().find_transliterated("Al-Houdeida");
    CHECK(std::ranges::any_of(found, [](const Candidate& candidate) {
        return gazetteer().place(candidate.place).country == "YEM";
    }));
    CHECK(gazetteer().find_transliterated("xq").empty());
}

TEST_CASE("the main name of a place finds it", "[geodata][gazetteer]")
{
    std::size_t missed = 0, crowded = 0;
    for (PlaceIndex i = 0; i < gazetteer().size(); i += 37) {
        const Place place = gazetteer().place(i);
        const auto found = gazetteer().find(fold_name(place.name));
        if (std::ranges::find(found, i, &Candidate::place) != found.end())
            continue;
        if (found.size() == 40) { // as many as a name may have
            ++crowded;
            continue;
        }
        ++missed;
        UNSCOPED_INFO(place.id << " " << place.name);
    }
    CHECK(missed == 0);
    CHECK(crowded < 150);
}

TEST_CASE("candidates come by falling name weight, at most forty", "[geodata][gazetteer]")
{
    for (const char* name : {"san antonio", "paris", "tripoli", "santa rosa"}) {
        const auto found = gazetteer().find(name);
        CHECK(found.size() <= 40);
        CHECK(std::ranges::is_sorted(found, std::greater{}, &Candidate::name_weight));
    }
}

TEST_CASE("the overlay mends a place or adds one", "[geodata][gazetteer]")
{
    const Gazetteer small = Gazetteer::load(small_tables("", ""));
    CHECK(small.size() == 4);
    REQUIRE(small.find("tajoura").size() == 1);
    const Place tajoura = small.place(small.find("tajoura").front().place);
    CHECK(tajoura.id == "geonames:1");
    CHECK(tajoura.population == 100'000);
    CHECK(tajoura.name_local == "تاجوراء");
    CHECK(small.find("old tajoura").front().name_weight == 0.5F);
    CHECK(small.find("tajura").front().place == small.find("tagiura").front().place);
    CHECK(small.place(small.find("a sea").front().place).kind == PlaceKind::sea);
    CHECK(small.find("libyans").front().demonym);
}

TEST_CASE("damaged tables are refused with the line that is wrong", "[geodata][gazetteer]")
{
    const auto [file, contents, part] = GENERATE(table<const char*, const char*, const char*>({
        {"places.tsv.gz", "", "cut short"},
        {"places.tsv.gz", "head\n", "0 places"},
        {"places.tsv.gz", "head\nx\ty\n", "places.tsv.gz:2"},
        {"places.tsv.gz", "head\nid\tname\t\tcity\t500\t0\t\t\t\t\t\t\t\n", "places.tsv.gz:2"},
        {"names.tsv.gz", "libya\t0:20\nalgeria\t0:20\n", "out of order"},
        {"names.tsv.gz", "libya\t99:20\n", "out of range"},
        {"names.tsv.gz", "libya\t99999999999:20\n", "number:weight"},
        {"names.tsv.gz", "libya\n", "names.tsv.gz:1"},
        {"names.tsv.gz", "libya\t0:20", "cut short"},
        {"overlay.tsv", "nonsense\n", "overlay.tsv:1"},
        {"overlay.tsv",
         "sitmap:a\tA\t\tcity\t1\t1\t\t\t\t\t\t\t\t\nsitmap:a\tB\t\tcity\t1\t1\t\t\t\t\t\t\t\t\n",
         "overlay.tsv:2"},
        {"conflict_places.tsv", "nonsense\n", "conflict_places.tsv:1"},
        {"conflict_places.tsv", "sitmap:sea\tA\t\tcity\t1\t1\t\t\t\t\t\t\t\t\n", "conflict_places.tsv:1"},
        {"demonyms.tsv", "nonsense\n", "demonyms.tsv:1"},
        {"shapes.geojson", "{", "shapes.geojson"},
        {"areas.shapes.gz", "x", "areas.shapes.gz"},
        {"areas.shapes.gz", "sitmap shapes 1\n\x01\x01x\x01\x01\x02\x02", "no place has the id 'x'"},
    }));
    CAPTURE(file, contents);
    const auto folder = small_tables(file, contents);
    CHECK_THROWS_AS(Gazetteer::load(folder), Error);
    CHECK_THROWS_WITH(Gazetteer::load(folder), Catch::Contains(part));
}

TEST_CASE("a missing folder is refused by name", "[geodata][gazetteer]")
{
    CHECK_THROWS_WITH(Gazetteer::load("/no/such/folder"), Catch::Contains("/no/such/folder"));
}
