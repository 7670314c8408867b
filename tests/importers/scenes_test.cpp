// What is part of a larger scene, and the town at which a scene lies that is told of a whole division.
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace sitmap {

namespace {

using test::incidents_of_lead;

std::optional<Day> day(std::string_view text)
{
    return parse_day(text);
}

std::string name_of_place(const Incident& incident)
{
    return incident.location ? incident.location->name : "";
}

} // namespace

TEST_CASE("arrests and looting at a demonstration are part of it", "[importers][scenes]")
{
    const auto incidents = incidents_of_lead(
        "Thousands marched through Lyon on Saturday against the price of fuel. Police fired "
        "tear gas when some threw stones. Shops around the opera were looted on Saturday "
        "evening in Lyon, and 120 people were arrested.");
    REQUIRE(incidents.size() == 1);
    CHECK(type_of(incidents.front().sub_type) != EventType::strategic_developments);
    CHECK(incidents.front().interval.first() == day("2024-06-08"));
}

TEST_CASE("people killed beside a demonstration are a matter of their own", "[importers][scenes]")
{
    const auto incidents =
        incidents_of_lead("A car bomb killed nine people at the market of Quetta on Saturday.\n\nHundreds "
                          "marched through Quetta on Saturday evening and shouted slogans.");
    CHECK(incidents.size() == 2);
}

TEST_CASE("bombs that are told again without a day are those of the day", "[importers][scenes]")
{
    const auto incidents = incidents_of_lead(
        "Two car bombs went off in Hilla on Monday and killed 16 people.\n\nA lorry blew up in Tikrit on "
        "Tuesday and killed four.\n\nThe interior ministry said that the car bombs in Hilla were the work "
        "of Islamic State.");
    CHECK(incidents.size() == 2);
}

TEST_CASE("a bloody day that another is measured by is told with its date", "[importers][scenes]")
{
    const auto incidents = incidents_of_lead(
        "Gunmen killed 141 people in a school in Peshawar on Tuesday.\n\nThe massacre is the bloodiest since "
        "October 2017, when bombs in Karachi killed 139 people at a procession.");
    REQUIRE(incidents.size() == 2);
    CHECK(name_of_place(incidents.back()) == "Karachi");
    CHECK(incidents.back().interval.first() == day("2017-10-01"));
    CHECK(incidents.back().interval.last() == day("2017-10-31"));
}

TEST_CASE("the day after is not the day of the deed", "[importers][scenes]")
{
    const auto incidents = incidents_of_lead(
        "Gunmen stormed a hotel in Bamako on Sunday and killed 20 people.\n\nIn March, militants seized a "
        "hotel in Sévaré, and 13 people were killed before the army retook it the following day.");
    REQUIRE(incidents.size() == 2);
    CHECK(incidents.back().interval.first() == day("2024-03-01"));
}

TEST_CASE("what lies a generation back is history, whatever its toll", "[importers][scenes]")
{
    CHECK(incidents_of_lead("Saddam Hussein's air force dropped gas on Halabja on 16 March 1988 and killed "
                            "some 5,000 people. Schoolchildren laid flowers at the monument.")
              .empty());
    CHECK(incidents_of_lead("Gunmen of al-Shabaab stormed the college in Garissa on 2 April 2015 and killed "
                            "148 people. Students laid flowers at the gate.")
              .size() == 1);
}

TEST_CASE("the capital of a division is not that of its country", "[importers][scenes]")
{
    const auto incidents = test::incidents_of_lead("MOSCOW, June 11 - Fighting broke out in the centre of "
                                                   "Grozny on Monday after militants shot at traffic "
                                                   "police. Ten policemen were killed.",
                                                   "Gun battle in Chechen capital leaves 10 policemen dead");
    REQUIRE(incidents.size() == 1);
    CHECK(name_of_place(incidents.front()) == "Grozny");
}

TEST_CASE("a day after something happened is reckoned from the day that is named", "[importers][scenes]")
{
    const auto incidents = incidents_of_lead(
        "Hopes of finding anyone alive faded on Tuesday, a day after a trawler capsized and sank "
        "off Zuwara with 200 people on board.");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day("2024-06-10"));
}

TEST_CASE("words of war in other company tell of no happening", "[importers][scenes]")
{
    CHECK(
        incidents_of_lead("A car hit an embankment in Laurel County on Friday and overturned several times.")
            .empty());
    CHECK(incidents_of_lead(
              "All livestock on a farm near Wanborough have been slaughtered, the ministry said on "
              "Monday.")
              .empty());
    CHECK(incidents_of_lead(
              "The last tenant of the house in Pittsburgh moved in on Monday, said Dick Lynch, the "
              "director.")
              .empty());
    CHECK(incidents_of_lead(
              "He will retire in Springfield today, march 31, after 35 years with the bus company.")
              .empty());
    CHECK(incidents_of_lead("The grocer is recalling shelled pistachios in the United States.").empty());
}

TEST_CASE("a van that overturns with migrants is no wreck at sea", "[importers][scenes]")
{
    const auto is_wreck = [](const Incident& incident) {
        return incident.sub_type == SubEventType::shipwreck;
    };
    const auto van =
        incidents_of_lead("In Lojane a van overturned on Sunday and three migrants were killed.");
    CHECK(std::none_of(van.begin(), van.end(), is_wreck));
    const auto boat =
        incidents_of_lead("Off Sfax a boat overturned on Sunday and three migrants were killed.");
    CHECK(std::any_of(boat.begin(), boat.end(), is_wreck));
}

TEST_CASE("ordinary crime is no happening of a conflict", "[importers][scenes]")
{
    CHECK(incidents_of_lead(
              "A man was arraigned in superior court on Tuesday on charges of burglary and grand "
              "theft. Sheriff's deputies had arrested him in Danbury on Monday night. He pleaded not "
              "guilty and is held in the county jail.")
              .empty());
}

TEST_CASE("a strike on a village of a region is the strike on the village", "[importers][scenes]")
{
    const auto incidents = incidents_of_lead(
        "The military admitted that its aircraft had bombed a village in the Sagaing region on "
        "Monday.\n\nThe jets "
        "came at eight on Monday morning and bombed Pazigyi, where 100 people were killed, residents said.",
        "News of the day");
    REQUIRE(incidents.size() == 1);
    CHECK(name_of_place(incidents.front()) == "Pazigyi");
}

TEST_CASE("gunmen who set fire attack, and a crowd that clashes riots", "[importers][scenes]")
{
    const auto kind_of = [](const std::string& lead) {
        const auto incidents = incidents_of_lead(lead);
        return incidents.size() == 1 ? incidents.front().sub_type : SubEventType::other;
    };
    CHECK(kind_of("Gunmen set fire to a church and 60 houses in Mazeze on Monday.") == SubEventType::attack);
    CHECK(kind_of("A crowd that wanted to keep the new mayors out clashed with peacekeepers in Zvečan on "
                  "Monday and "
                  "30 soldiers were injured.") == SubEventType::violent_demonstration);
}

TEST_CASE("an old deal is no news, and a march that is called for has not been held", "[importers][scenes]")
{
    CHECK(incidents_of_lead(
              "The council met in Juba on Monday.\n\nA ceasefire signed in Addis Ababa in January "
              "collapsed within days.")
              .empty());
    CHECK(incidents_of_lead(
              "The council met in Cali on Monday.\n\nMarches \"for life\" have been called for Sunday "
              "in Medellín.")
              .empty());
}

TEST_CASE("where all is of one day, what is told without a day is of that day", "[importers][scenes]")
{
    const auto incidents = incidents_of_lead("Soldiers shot 40 people dead in Mandalay on Monday, a doctor "
                                             "said.\n\nIn Myingyan, two protesters were "
                                             "killed when police opened fire.");
    REQUIRE(incidents.size() == 2);
    CHECK(incidents.back().interval.first() == day("2024-06-10"));
    const Intake intake = read_events(
        test::article(
            "News from the region\n\nSoldiers shot 40 people dead in Mandalay on Monday, a doctor said."
            "\n\nIn Myingyan, two protesters were killed when police opened fire.\n\nShops were closed. It "
            "was a long night. Relatives waited in the yard. The bishop asked all to stay calm.\n"),
        test::reader_tables());
    REQUIRE(intake.events.size() == 2);
    for (const Event& event : intake.events)
        for (const Claim& claim : event.claims)
            if (claim.field == ClaimField::time)
                CHECK(claim.hedged == (&event == &intake.events.back())); // nobody said the day of this one
    const auto two_days = incidents_of_lead(
        "A car bomb killed nine people in Zinder on Monday.\n\nGunmen killed four people in Maradi on "
        "Tuesday.\n\nIn Diffa, a mine killed two herders.");
    REQUIRE(two_days.size() == 3);
    CHECK_FALSE(two_days.back().interval.is_known());
}

TEST_CASE("a text that marks an anniversary tells of no happening without a day", "[importers][scenes]")
{
    CHECK(incidents_of_lead(
              "Red chairs stand in the main street of Sarajevo.\n\nThe siege began thirty years ago "
              "today. Snipers shot at trams from the hills and 300 shells fell on the city on an average "
              "day.")
              .empty());
}

TEST_CASE("what lies decades back is no happening, whether or not the text has a day", "[importers][scenes]")
{
    const std::string text =
        "Talks in Nicosia\n\nNegotiators met in Nicosia. The last deadly clash in the buffer zone of "
        "Nicosia lies two decades back; three soldiers were killed there.\n\nShops were open. It was "
        "warm. Few people came. The talks go on.\n";
    CHECK(test::incidents_of(text).empty());
    CHECK(test::incidents_of(read_article(text, "undated.txt", {})).empty());
}

TEST_CASE("a town that a text describes is where the happening of its division is", "[importers][scenes]")
{
    SECTION("described before")
    {
        const auto incidents = incidents_of_lead("A priest keeps the books of Merawi, a market town in the "
                                                 "Amhara region.\n\nSoldiers shot 20 people "
                                                 "dead in the Amhara region on Sunday and burned houses.");
        REQUIRE(incidents.size() == 1);
        CHECK(name_of_place(incidents.front()) == "Merawi");
    }
    SECTION("named next in its paragraph")
    {
        const auto incidents = incidents_of_lead(
            "Small drones bombed a police barracks in Michoacán on Sunday night and killed two officers. "
            "Smoke rose over the houses in Aguililla for hours.");
        REQUIRE(incidents.size() == 1);
        CHECK(name_of_place(incidents.front()) == "Aguililla");
    }
    SECTION("where the report was sent from, unless it is the seat of the division")
    {
        const auto sent = incidents_of_lead("URUAPAN, June 11 - Gunmen stormed an army post in Michoacán on "
                                            "Monday and killed 19 soldiers, the army said.");
        REQUIRE(sent.size() == 1);
        CHECK(name_of_place(sent.front()) == "Uruapan");
        const auto seat = incidents_of_lead("MORELIA, June 11 - Gunmen stormed an army post in Michoacán on "
                                            "Monday and killed 19 soldiers, the army said.");
        REQUIRE(seat.size() == 1);
        CHECK(name_of_place(seat.front()) == "Michoacán");
    }
}

TEST_CASE("harm that no one did is no happening", "[importers][scenes]")
{
    const std::string text =
        GENERATE("Three people were killed when a shark attacked swimmers near Durban on Saturday.",
                 "Lightning struck a church near Nyaruguru on Saturday and killed 14 people.",
                 "Elephants attacked a village near Alipurduar on Saturday and killed three people.",
                 "A helicopter crashed near Goma on Saturday and killed eight people.");
    CAPTURE(text);
    CHECK(test::incidents_of(text).empty());
}

TEST_CASE("weather beside armed men takes nothing away", "[importers][scenes]")
{
    const auto incidents = test::incidents_of(
        "Gunmen shot dead nine people in Beira on Saturday, two days after a storm hit the town.");
    REQUIRE(incidents.size() == 1);
    CHECK(name_of_place(incidents.front()) == "Beira");
}

TEST_CASE("harm told along takes nothing away", "[importers][scenes]")
{
    CHECK(test::incidents_of("Three days after an earthquake struck Idlib, shelling killed three people in "
                             "Jisr al-Shughur on Sunday.")
              .size() == 1);
    CHECK(test::incidents_of("An explosion killed two in Beira on Sunday, days after a cyclone hit the port.")
              .size() == 1);
    CHECK(test::incidents_of("Gunmen killed nine villagers in Beira on Sunday, two days after a cyclone hit "
                             "the city.")
              .size() == 1);
}

TEST_CASE("crimes of the house and thieves shot by police make no incident", "[importers][scenes]")
{
    const auto text = GENERATE("A man stabbed his wife to death in Nakuru on Saturday.",
                               "A jealous husband shot dead three people in a bar in Durban on Sunday.",
                               "Police shot dead an armed robber in Nakuru on Saturday.");
    CAPTURE(text);
    CHECK(test::incidents_of(text).empty());
}

TEST_CASE("kin among the victims of armed men take nothing away", "[importers][scenes]")
{
    const auto text =
        GENERATE("Gunmen shot dead a mayor and his wife in Beira on Saturday.",
                 "The army shelled Kidal on Saturday and killed his mother and three sisters, a "
                 "teacher said.");
    CAPTURE(text);
    CHECK(test::incidents_of(text).size() == 1);
}

TEST_CASE("who fights between two towns' names is not on the way between them", "[importers][scenes]")
{
    const auto incidents = test::incidents_of(
        "Clashes between Misrata and Zintan fighters in Tripoli killed 12 people on Sunday.");
    REQUIRE(incidents.size() == 1);
    CHECK(name_of_place(incidents.front()) == "Tripoli");
}

TEST_CASE("a deed told in full is one though a bus is in it", "[importers][scenes]")
{
    const std::string text =
        GENERATE("Three people were killed when a bus was ambushed near Chimoio on Saturday.",
                 "Three people were killed when a bus hit a mine near Chimoio on Saturday.",
                 "Three people were killed when a truck came under fire near Chimoio on Saturday.");
    CAPTURE(text);
    CHECK(test::incidents_of(text).size() == 1);
}

TEST_CASE("who comes under fire from critics is not shot at", "[importers][scenes]")
{
    CHECK(test::incidents_of("The mayor of Chimoio came under fire on Saturday for his handling of the "
                             "floods, in which three people died.")
              .empty());
}

} // namespace sitmap
