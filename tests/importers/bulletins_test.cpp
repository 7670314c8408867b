// How bulletins of one sentence, of the coast guard and of a night's fighting word things.

#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <tuple>
#include <utility>

namespace sitmap {

namespace {

std::vector<Incident> read(const std::string& lead)
{
    return test::incidents_of_lead(lead);
}

std::optional<Day> day(std::string_view text)
{
    return parse_day(text);
}

} // namespace

TEST_CASE("what happens at sea is told in many words", "[importers][wordings]")
{
    using enum SubEventType;
    const auto [text, kind, place] = GENERATE(table<std::string, SubEventType, std::string>({
        {"The bodies of 14 migrants were washed ashore near Sfax on Monday.", shipwreck, "near Sfax"},
        {"Greek coastguards recovered five bodies off the island of Samos on Thursday.", shipwreck,
         "off Samos"},
        {"The bodies of 14 migrants washed up on Monday on the beach of Zuwara.", shipwreck, "Zuwara beach"},
        {"A boat carrying 60 migrants sank on Monday off the Libyan coast near Zuwara.", shipwreck,
         "off Zuwara"},
        {"The Ocean Viking took 70 people on board off Libya on Tuesday.", interception_rescue, "off Libya"},
        {"A charity ship saved 70 people in the Mediterranean off Libya on Tuesday.", interception_rescue,
         "off Libya"},
        {"Pirates hijacked a tanker off Benin on Monday with 17 crew on board.",
         abduction_forced_disappearance, "off Benin"},
        {"Somali pirates seized an Iranian fishing boat off Eyl on Monday.", abduction_forced_disappearance,
         "off Eyl"},
    }));
    CAPTURE(text);

    const auto incidents = test::incidents_of(text);

    REQUIRE(incidents.size() == 1);
    CHECK(name_of(incidents.front().sub_type) == name_of(kind));
    REQUIRE(incidents.front().location);
    CHECK(incidents.front().location->name == place);
}

TEST_CASE("a text may open with the shore", "[importers][wordings]")
{
    const auto incidents = test::incidents_of("Ashore in Sfax on Monday were 14 bodies of drowned migrants.");

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().sub_type == SubEventType::shipwreck);
}

TEST_CASE("who is expelled is displaced, and no tree is", "[importers][wordings]")
{
    const auto expelled =
        test::incidents_of("Pakistan expelled 1,600 Afghans via Torkham on Tuesday, border officials said.");
    REQUIRE(expelled.size() == 1);
    CHECK(expelled.front().sub_type == SubEventType::forced_displacement);
    REQUIRE(expelled.front().displaced);
    CHECK(expelled.front().displaced->low() == 1'600);

    const auto trees = test::incidents_of("Settlers uprooted 120 olive trees near Turmus Ayya on Saturday.");
    REQUIRE(trees.size() == 1);
    CHECK_FALSE(trees.front().displaced);
}

TEST_CASE("a night is the one that ended on the day of the word", "[importers][wordings]")
{
    const auto incidents =
        read("Missiles hit Kharkiv overnight, killing three people, the mayor said on Sunday.");

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day("2024-06-08"));
    CHECK(incidents.front().interval.last() == day("2024-06-09"));
}

TEST_CASE("a report of a night dates what it names elsewhere", "[importers][wordings]")
{
    const auto incidents = read(
        "Russia launched 25 drones at Ukraine overnight, and a man was killed in Mykolaiv.\n\nIn Kryvyi Rih, "
        "a missile hit a block of flats and killed four people.");

    REQUIRE(incidents.size() == 2);
    for (const Incident& incident : incidents)
        CHECK(incident.interval.first() == day("2024-06-11"));
}

TEST_CASE("the day of what followed is not that of the deed", "[importers][wordings]")
{
    const auto incidents = read("The president declared an emergency on Monday after gunmen killed 11 people "
                                "in Guayaquil in Ecuador.");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() != day("2024-06-10"));

    const auto told_before =
        read("Eleven people died in Guayaquil on Monday after gunmen opened fire on a bar.");
    REQUIRE(told_before.size() == 1);
    CHECK(told_before.front().interval.first() == day("2024-06-10"));
}

TEST_CASE("a place lies inside what the text says", "[importers][wordings]")
{
    for (const auto& [text, country] :
         {std::pair{"An air strike killed a man in the southern Lebanese village of Houla on Monday.", "LBN"},
          std::pair{"Gunmen killed ten people in the Mozambican town of Palma on Monday.", "MOZ"},
          std::pair{"Gunmen killed ten people in Solhan on Monday. Burkina Faso has sent troops.", "BFA"},
          std::pair{"Gunmen killed ten people in the Lebanese city of Tripoli on Monday.", "LBN"}}) {
        CAPTURE(text);
        const auto incidents = test::incidents_of(text);
        REQUIRE(incidents.size() == 1);
        REQUIRE(incidents.front().location);
        CHECK(incidents.front().location->country == country);
    }
    const auto suburb = read("Gunmen killed ten people in the Tripoli suburb of Tajoura on Monday.");
    REQUIRE(suburb.size() == 1);
    CHECK(suburb.front().location->name == "Tajoura");
}

TEST_CASE("who holds an office is one, whatever he is over", "[importers][wordings]")
{
    for (const char* text : {"Gunmen assassinated the intelligence chief of Kandahar in his car on Thursday.",
                             "Militants shot dead the head of the district council in Bajaur on Monday."}) {
        CAPTURE(text);
        const auto incidents = read(text);
        REQUIRE(incidents.size() == 1);
        REQUIRE(incidents.front().killed);
        CHECK(incidents.front().killed->low() == 1);
    }
}

TEST_CASE("a report of one sentence names its place once", "[importers][wordings]")
{
    for (const auto& [text, place] :
         {std::pair{"M23 rebels entered Rubaya on Tuesday and hoisted their flag over the mine.", "Rubaya"},
          std::pair{"Chlorine gas was used in an attack on Saraqib on Sunday.", "Saraqib"},
          std::pair{"Gunmen killed ten villagers in Ituri on Sunday, officials said.", "Ituri"}}) {
        CAPTURE(text);
        const auto incidents = test::incidents_of(text);
        REQUIRE(incidents.size() == 1);
        REQUIRE(incidents.front().location);
        CHECK(incidents.front().location->name == place);
    }
}

TEST_CASE("one deed is told of two towns on two days", "[importers][wordings]")
{
    for (const char* text : {"Jets bombed targets in Idlib on Friday and the port of Latakia on Saturday.",
                             "Jets bombed targets on Friday in Idlib and on Saturday in Latakia."}) {
        CAPTURE(text);
        const auto incidents = read(text);
        REQUIRE(incidents.size() == 2);
        CHECK(incidents[0].location->name == "Idlib");
        CHECK(incidents[1].location->name.starts_with("Latakia"));
        CHECK(*incidents[1].interval.first() - *incidents[0].interval.first() == std::chrono::days{1});
    }
    const auto near = test::incidents_of(
        "Its jets bombed rebel positions near Mullaitivu and at Sampur, close to Trincomalee, on Friday.");
    CHECK(near.size() == 2);
}

TEST_CASE("this northern city is where the report comes from", "[importers][wordings]")
{
    const auto incidents = test::incidents_of(
        "MOSUL, Iraq - Hundreds of teachers marched through this northern city on Saturday, and police fired "
        "tear gas to keep them from the governor's office. The governor was in Baghdad at the time.");
    REQUIRE(incidents.size() == 1);
    REQUIRE(incidents.front().location);
    CHECK(incidents.front().location->name == "Mosul");
}

} // namespace sitmap
