// Names of persons, parties, weapons and rivers that are towns' names too.
#include "importers/article/reading.hpp"
#include "importers/article/same_places.hpp"
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

namespace sitmap {

namespace {

bool is_place(const std::string& text, const std::string& name)
{
    const ArticleText read = test::article(text);
    const Reading reading = find_mentions(read, test::reader_tables());
    return std::any_of(reading.toponyms.begin(), reading.toponyms.end(), [&](const Toponym& toponym) {
        return toponym.name == name && toponym.place && toponym.kind != ToponymKind::embedded;
    });
}

} // namespace

TEST_CASE("a name of somebody or something is no town", "[importers][bearers]")
{
    const auto [text, name] = GENERATE(table<std::string, std::string>({
        {"On Friday a bomb under a car killed Carlos Saenz de Tejada, a policeman.", "Tejada"},
        {"On Friday gunmen killed Abdullah bin Taif, a journalist, in his car.", "Taif"},
        {"On Friday dissidents of the commander known as Calarca killed five soldiers.", "Calarca"},
        {"On Friday a Super Tucano warplane bombed a camp, killing five.", "Tucano"},
        {"A volley of Grad rockets fell on Avdiivka on Friday, killing two women.", "Grad"},
        {"On Friday a Toyota Corolla packed with explosives went off, killing five.", "Toyota"},
        {"On Friday fighters of al-Qaida in the Maghreb killed five soldiers, the army said.", "Maghreb"},
        {"On Friday men of the Liberators of the Southern Cameroons killed five soldiers.",
         "Southern Cameroons"},
        {"Marksmen on the destroyer Bainbridge killed three pirates off Somalia on Friday.", "Bainbridge"},
        {"Fighters of the Movement for the Emancipation of the Niger Delta killed five on Friday.",
         "Niger Delta"},
    }));
    CAPTURE(text);
    CHECK_FALSE(is_place(text, name));
}

TEST_CASE("a town keeps its name beside persons, parties and weapons", "[importers][bearers]")
{
    const auto [text, name] = GENERATE(table<std::string, std::string>({
        {"On Friday a bomb killed four people in the market of San Pedro de Macoris.",
         "San Pedro de Macoris"},
        {"Troops of the African Union in Somalia killed five men near Afgoye on Friday.", "Somalia"},
        {"A Ford car packed with explosives blew up in Mosul on Friday, killing five.", "Mosul"},
        {"Jets bombed a Homs missile base on Friday, killing five people in Homs.", "Homs"},
        {"Police arrested the leader of the Union of Congolese Patriots in Bunia on Friday.", "Bunia"},
    }));
    CAPTURE(text);
    CHECK(is_place(text, name));
}

TEST_CASE("a river is meant where its article says so", "[importers][bearers]")
{
    const ArticleText read = test::article(
        "On Friday Russian troops withdrew across the Dnipro. Shells fell on Kherson in Ukraine.\n");
    const Reading reading = find_mentions(read, test::reader_tables());
    const auto river = std::find_if(reading.toponyms.begin(), reading.toponyms.end(),
                                    [](const Toponym& toponym) { return toponym.name == "Dnipro"; });
    REQUIRE(river != reading.toponyms.end());
    REQUIRE(river->place);
    CHECK(place_of(reading, *river).kind == PlaceKind::water);
}

TEST_CASE("a town is known by the deed that is done to it", "[importers][bearers]")
{
    for (const auto& [text, name] :
         {std::pair{"The Army of Conquest took Ariha on Friday, activists said.", "Ariha"},
          std::pair{"Rebels captured Pibor on Friday.", "Pibor"},
          std::pair{"A volley of Grad rockets fell on Avdiivka on Friday, killing two women.", "Avdiivka"}}) {
        CAPTURE(text);
        const auto incidents = test::incidents_of(text);
        REQUIRE(incidents.size() == 1);
        REQUIRE(incidents.front().location);
        CHECK(incidents.front().location->name == name);
    }
    CHECK(test::incidents_of("Critics attacked Macron on Friday over the reform.").empty());
}

} // namespace sitmap
