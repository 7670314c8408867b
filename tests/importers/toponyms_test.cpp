#include "importers/article/reader.hpp"
#include "importers/article/resolve.hpp"

#include "geodata/measure.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace sitmap;

namespace {

const Gazetteer& gazetteer()
{
    static const Gazetteer loaded = Gazetteer::load(std::string{SITMAP_ASSETS} + "/gazetteer");
    return loaded;
}

const Lexicon& lexicon()
{
    static const Lexicon loaded = Lexicon::load(std::string{SITMAP_ASSETS} + "/lexicon");
    return loaded;
}

const NameTables& names()
{
    static const NameTables loaded = NameTables::load(std::string{SITMAP_ASSETS} + "/models", lexicon());
    return loaded;
}

std::vector<Toponym> read(const std::string& text)
{
    return read_toponyms(tokenise(text), gazetteer(), lexicon(), names());
}

/// The first toponym of this spelling; fails the test if there is none.
Toponym named(const std::vector<Toponym>& toponyms, const std::string& name)
{
    const auto found =
        std::find_if(toponyms.begin(), toponyms.end(), [&](const Toponym& t) { return t.name == name; });
    INFO("toponym " << name);
    REQUIRE(found != toponyms.end());
    return *found;
}

bool has(const std::vector<Toponym>& toponyms, const std::string& name)
{
    return std::any_of(toponyms.begin(), toponyms.end(), [&](const Toponym& t) { return t.name == name; });
}

Place place_of(const Toponym& toponym)
{
    REQUIRE(toponym.place.has_value());
    return gazetteer().place(*toponym.place);
}

double km_from(const Toponym& toponym, LonLat point)
{
    return distance_m(place_of(toponym).point, point) / 1000;
}

constexpr LonLat tripoli_libya{13.187, 32.887}, tripoli_lebanon{35.844, 34.434}, homs{36.72, 34.73};

} // namespace

TEST_CASE("a container decides between places of one name", "[importers][resolve]")
{
    CHECK(place_of(named(read("He was born in Paris, Texas, in 1950."), "Paris")).admin1 == "US.TX");
    CHECK(place_of(named(read("She lives in Paris, France."), "Paris")).country == "FRA");
    CHECK(place_of(named(read("A storm hit Prague, Oklahoma, on Monday."), "Prague")).admin1 == "US.OK");
    CHECK(place_of(named(read("The college in Oxford, Miss., was closed."), "Oxford")).admin1 == "US.MS");
    CHECK(place_of(named(read("A bomb went off in Alexandria, La., on Monday."), "Alexandria")).admin1 ==
          "US.LA");
}

TEST_CASE("the countries of a text decide between places of one name", "[importers][resolve]")
{
    CHECK(km_from(
              named(read("Clashes broke out in Tripoli. Lebanon's army sent troops from Beirut."), "Tripoli"),
              tripoli_lebanon) < 10);
    CHECK(km_from(
              named(read("Clashes broke out in Tripoli. Libya's army sent troops from Misrata."), "Tripoli"),
              tripoli_libya) < 10);
}

TEST_CASE("a town is meant, not the division named after it, unless the text says so", "[importers][resolve]")
{
    const auto fighting =
        read("Speaking from Berlin, an activist said that the fighting in Homs had not stopped.");
    CHECK(km_from(named(fighting, "Homs"), homs) < 10);
    CHECK(place_of(named(fighting, "Homs")).kind == PlaceKind::city);
    CHECK(place_of(named(read("Villages in Homs province were shelled."), "Homs")).kind == PlaceKind::admin1);
}

TEST_CASE("a country's name is never a village", "[importers][resolve]")
{
    for (const char* name :
         {"Libya", "Lebanon", "Jordan", "Chad", "China", "Turkey", "Mali", "Cuba", "Peru", "US"}) {
        CAPTURE(name);
        const auto toponyms = read("Delegates from " + std::string{name} + " left the talks.");
        CHECK(place_of(named(toponyms, name)).kind == PlaceKind::country);
    }
}

TEST_CASE("one name has one place throughout a document", "[importers][resolve]")
{
    const auto toponyms = read("A fire in Paris, Texas.\n\nFirefighters in Paris said that nobody was hurt.");
    std::vector<PlaceIndex> places;
    for (const Toponym& t : toponyms)
        if (t.name == "Paris")
            places.push_back(t.place.value());
    REQUIRE(places.size() == 2);
    CHECK(places[0] == places[1]);
}

TEST_CASE("governments are metonyms", "[importers][toponyms]")
{
    CHECK(named(read("Moscow said that its troops had moved."), "Moscow").kind == ToponymKind::metonym);
    CHECK(named(read("Italy’s Foreign Ministry condemned the strike."), "Italy").kind ==
          ToponymKind::metonym);
    const auto accused =
        read("The group has accused Jordan, the United Arab Emirates and Turkey of breaking it.");
    CHECK(named(accused, "Jordan").kind == ToponymKind::metonym);
    CHECK(named(accused, "Turkey").kind == ToponymKind::metonym);
    CHECK(named(read("Shells fell in Moscow at night."), "Moscow").kind == ToponymKind::literal);
}

TEST_CASE("organisations hold embedded names, nationalities are demonyms", "[importers][toponyms]")
{
    CHECK(named(read("The Libyan National Army attacked."), "Libyan").kind == ToponymKind::embedded);
    CHECK(named(read("A study by the University of Maryland says so."), "Maryland").kind ==
          ToponymKind::embedded);
    CHECK(named(read("Sen. Bob Menendez, D-New Jersey, wrote a letter."), "New Jersey").kind ==
          ToponymKind::embedded);
    CHECK(named(read("The boats of Libyan coast guards came."), "Libyan").kind == ToponymKind::demonym);
    CHECK(named(read("A strike near the Libyan capital killed ten."), "Libyan").kind == ToponymKind::demonym);
}

TEST_CASE("bylines and datelines are told from the story", "[importers][toponyms]")
{
    CHECK(
        named(read("It ended.\n\nCNN’s Ann Roe in New York contributed to this report."), "New York").kind ==
        ToponymKind::dateline);
    CHECK(named(read("Head\n\nKYIV, Ukraine (AP) — Shells fell."), "KYIV").kind == ToponymKind::dateline);
    CHECK(named(read("Head\n\nBy Ana Keller in Warsaw\n\nShells fell."), "Warsaw").kind ==
          ToponymKind::dateline);
    CHECK(named(read("Head\n\nCAIRO, Saturday\n\nShells fell."), "CAIRO").kind == ToponymKind::dateline);
}

TEST_CASE("small words inside a name belong to it", "[importers][toponyms]")
{
    for (const char* name : {"Port-au-Prince", "Clichy-sous-Bois", "Aix-en-Provence", "Newcastle-under-Lyme",
                             "Frankfurt am Main", "Rio de Janeiro", "Deir ez-Zor"}) {
        const auto toponyms =
            read(std::string{"Ten people were killed on Sunday in "} + name + ", police said.");
        CHECK(place_of(named(toponyms, name)).kind == PlaceKind::city);
    }
    const auto two = read("The march went from Port Harcourt in Rivers state to Bayelsa en route to Warri.");
    CHECK(has(two, "Port Harcourt"));
    CHECK(has(two, "Bayelsa"));
}

TEST_CASE("persons are no places", "[importers][toponyms]")
{
    CHECK_FALSE(has(read("Paris Hilton met Chad Boyer and Gen. Lincoln."), "Paris"));
    CHECK_FALSE(has(read("Paris Hilton met Chad Boyer and Gen. Lincoln."), "Chad"));
    CHECK_FALSE(has(read("Paris Hilton met Chad Boyer and Gen. Lincoln."), "Lincoln"));
    CHECK_FALSE(has(read("Jack Preston ran. Preston was caught."), "Preston"));
    CHECK(has(read("The mill in Preston burned."), "Preston"));
}

TEST_CASE("ordinary words are places only where the text puts something there", "[importers][toponyms]")
{
    CHECK_FALSE(has(read("Many people said that March was Mobile."), "Many"));
    CHECK_FALSE(has(read("Reading is good for you. Nice work."), "Reading"));
    CHECK_FALSE(has(read("US Sen. Jones said in Nov. that I'll go."), "Sen."));
    CHECK(has(read("The lorry attack in Nice killed 86."), "Nice"));
}

TEST_CASE("facilities are read before and after the name", "[importers][toponyms]")
{
    const Toponym after = named(read("The strike hit the Tajoura detention center at night."), "Tajoura");
    CHECK(after.kind == ToponymKind::facility);
    CHECK(after.facility == "detention centre");
    const std::string text = "They were taken to the detention centre in Tajoura.";
    const Toponym before = named(read(text), "Tajoura");
    CHECK(before.facility == "detention centre");
    CHECK(text.substr(before.phrase_begin, before.phrase_end - before.phrase_begin) ==
          "detention centre in Tajoura");
    CHECK(named(read("Shells hit a camp for displaced people near Marib."), "Marib").facility ==
          "displacement camp");
    CHECK(named(read("Shells hit a detention centre for migrants in Tajoura."), "Tajoura").facility ==
          "detention centre");
    CHECK(named(read("There was no room for migrants in Tajoura."), "Tajoura").facility.empty());
    CHECK(named(read("A missile struck the railway station of Kramatorsk."), "Kramatorsk").facility ==
          "railway station");

    const Location location = location_of(after, gazetteer());
    CHECK(location.precision == PlacePrecision::locality);
    CHECK(location.country == "LBY");
    CHECK(distance_m(location.point, {13.35, 32.88}) < 10'000);
}

TEST_CASE("distance and bearing lead from the anchor to the place", "[importers][toponyms][location]")
{
    const std::string text = "The boat sank off a port 120 km (75 miles) east of Tripoli, Libya.";
    const Toponym tripoli = named(read(text), "Tripoli");
    CHECK(tripoli.kind == ToponymKind::relative);
    CHECK(tripoli.distance_m == Approx(120'000));
    CHECK(tripoli.bearing_deg == Approx(90));
    CHECK(text.substr(tripoli.phrase_begin, tripoli.phrase_end - tripoli.phrase_begin) ==
          "120 km (75 miles) east of Tripoli");

    const Location location = location_of(tripoli, gazetteer());
    CHECK(location.precision == PlacePrecision::near);
    CHECK(distance_m(location.point, place_of(tripoli).point) == Approx(120'000).margin(1));
    CHECK(location.point.lon > 14);
    CHECK(location.radius_m == Approx(24'000));

    const Toponym mosul = named(read("A mine went off twenty miles to the north-west of Mosul."), "Mosul");
    CHECK(mosul.distance_m == Approx(20 * 1609.344));
    CHECK(mosul.bearing_deg == Approx(315));
}

TEST_CASE("words for surroundings make a place near", "[importers][toponyms][location]")
{
    for (const char* words : {"near", "outside", "on the outskirts of", "in the vicinity of"}) {
        CAPTURE(words);
        const Toponym aleppo = named(read("A bomb went off " + std::string{words} + " Aleppo."), "Aleppo");
        CHECK(aleppo.near);
        CHECK(location_of(aleppo, gazetteer()).precision == PlacePrecision::near);
        CHECK(location_of(aleppo, gazetteer()).radius_m == Approx(usual_radius_m(PlacePrecision::near)));
    }
    const auto between = read("The convoy was hit between Homs and Hama.");
    CHECK(named(between, "Homs").near);
    CHECK(named(between, "Hama").near);
}

TEST_CASE("what happens off a shore is at sea", "[importers][toponyms][location]")
{
    for (const char* text : {"A boat sank on Thursday off Zuwara.", "A boat sank off the coast of Zuwara.",
                             "A boat sank 20 miles off the coast of Zuwara."}) {
        CAPTURE(text);
        const Toponym zuwara = named(read(text), "Zuwara");
        CHECK(zuwara.off_shore);
        const Location location = location_of(zuwara, gazetteer());
        CHECK(location.precision == PlacePrecision::sea);
        CHECK(location.radius_m >= 50'000);
    }
    const Toponym libyan = named(read("A boat sank off the Libyan coast."), "Libyan");
    CHECK(libyan.off_shore);
    CHECK(libyan.kind == ToponymKind::relative);
    const Location off_libya = location_of(libyan, gazetteer());
    CHECK(distance_m(off_libya.point, {13.2, 32.9}) < 100'000); // off Tripoli, and not in the desert
    CHECK(off_libya.radius_m > 200'000);
    const Location off_shabwa =
        location_of(named(read("A boat went down off Shabwa, in Yemen."), "Shabwa"), gazetteer());
    CHECK(off_shabwa.point.lat < 14.1);
    const Location miles =
        location_of(named(read("A boat sank 20 miles off the coast of Zuwara."), "Zuwara"), gazetteer());
    CHECK(miles.point.lat > 33.1);
    CHECK(distance_m(miles.point, {12.08, 32.93}) == Approx(32'187).epsilon(0.1));
    const Location tarhuna =
        location_of(named(read("A boat sank off Tarhuna, in Libya."), "Tarhuna"), gazetteer());
    CHECK(distance_m(tarhuna.point, {13.63, 32.43}) < 10'000); // inland: nobody knows where
}

TEST_CASE("countries, provinces, seas and routes keep their own precision", "[importers][location]")
{
    const auto precision = [](const std::string& text, const std::string& name) {
        return location_of(named(read(text), name), gazetteer()).precision;
    };
    CHECK(precision("The war in Libya goes on.", "Libya") == PlacePrecision::country);
    CHECK(precision("Villages in Idlib province were shelled.", "Idlib") == PlacePrecision::province);
    CHECK(precision("They drowned in the Mediterranean.", "Mediterranean") == PlacePrecision::sea);
    const Toponym route = named(read("Libya lies along the central Mediterranean migrant route."),
                                "central Mediterranean migrant route");
    CHECK(place_of(route).kind == PlaceKind::route);
    CHECK_FALSE(lines_of(location_of(route, gazetteer()).shape).empty());
}

TEST_CASE("names in Arabic and Cyrillic are found, with their prefixes and cases", "[importers][toponyms]")
{
    const auto arabic = read("قتل عشرة في حلب وبيروت يوم الجمعة");
    CHECK(place_of(named(arabic, "حلب")).country == "SYR");
    CHECK(place_of(named(arabic, "وبيروت")).country == "LBN");
    const auto cyrillic = read("Обстріл у Харкові тривав. Взрывы в Донецке.");
    CHECK(place_of(named(cyrillic, "Харкові")).country == "UKR");
    CHECK(place_of(named(cyrillic, "Донецке")).country == "UKR");
}

TEST_CASE("toponyms are in order, do not overlap, and spell what stands in the text", "[importers][toponyms]")
{
    static const std::vector<std::string> stock = {
        "Tripoli", "Paris,", "Texas", "in",    "near",   "the",     "Libyan", "Army", "north", "of",
        "20",      "km",     "Gen.",  "D-New", "Jersey", ".",       "\n\n",   "(",    ")",     "—",
        "حلب",     "Київ",   "\xff",  "’s",    "said",   "between", "and",    "off",  "South", "St.",
    };
    const auto seed = GENERATE(range(1u, 30u));
    CAPTURE(seed);
    std::mt19937 random{seed};
    std::uniform_int_distribution<std::size_t> pick{0, stock.size() - 1};
    std::string text;
    for (int i = 0; i < 150; ++i)
        text += stock[pick(random)] + " ";
    const TokenisedText tokens = tokenise(text);
    std::uint32_t at = 0;
    for (const Toponym& t : read_toponyms(tokens, gazetteer(), lexicon(), names())) {
        CHECK(t.begin >= at);
        CHECK(t.end > t.begin);
        CHECK(t.name == text.substr(t.begin, t.end - t.begin));
        CHECK(t.phrase_begin <= t.begin);
        CHECK(t.phrase_end >= t.end);
        CHECK(t.last > t.first);
        CHECK(t.last <= tokens.tokens.size());
        CHECK((t.score >= 0 && t.score <= 1.0000001));
        if (t.place)
            CHECK(is_valid(location_of(t, gazetteer()).point));
        at = t.end;
    }
}

TEST_CASE("a long text and one word of megabytes are read", "[importers][toponyms]")
{
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += "Shells fell on Homs, Syria, and near Aleppo as Gen. Ali Hassan said in Paris. ";
    CHECK(read(text).size() >= 3000 * 3);
    CHECK(read(std::string(3'000'000, 'A')).empty());
    CHECK(read("").empty());
}
