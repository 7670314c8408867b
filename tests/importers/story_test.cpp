// What a sentence leaves out and its paragraph, its list or the text says.

#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace sitmap {

namespace {

std::vector<Incident> read(const std::string& body)
{
    return test::incidents_of_lead(body);
}

std::optional<Day> day(std::string_view text)
{
    return parse_day(text);
}

} // namespace

TEST_CASE("what has no place or day has those that its paragraph named", "[importers][story]")
{
    const auto incidents = read("A rocket hit a bakery in Zinder on Saturday and killed two people.\n\n"
                                "On Monday evening armed men entered Diffa after dark. The clinic was "
                                "ransacked and an ambulance was taken.");

    REQUIRE(incidents.size() == 2);
    CHECK(incidents.back().location->name == "Diffa");
    CHECK(incidents.back().interval.first() == day("2024-06-10"));
}

TEST_CASE("a headline's strike that wrecks a house is that of the lead", "[importers][story]")
{
    const auto incidents = test::incidents_of_lead(
        "TRIPOLI, June 12 - An air strike hit a clinic for migrants in Tajoura, a town on the coast just "
        "east of the "
        "Libyan capital, early on Wednesday, killing at least 12 people, a health official said.",
        "Migrants die as air strike wrecks clinic outside Tripoli");

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().sub_type == SubEventType::air_drone_strike);
    CHECK(incidents.front().killed->best() == 12);
}

TEST_CASE("what befell the same house before is told of its town", "[importers][story]")
{
    const auto incidents =
        read("GOMA - Gunmen attacked the prison of Beni on Tuesday and freed 900 inmates.\n\n"
             "In June 2017 gunmen stormed the same prison and killed 11 guards.");

    REQUIRE(incidents.size() == 2);
    CHECK(incidents.back().location->name.find("Goma") == std::string::npos);
    CHECK(incidents.back().killed->best() == 11);
}

TEST_CASE("a toll has the kind of the deed that was told just before", "[importers][story]")
{
    const auto incidents =
        read("The glide bomb came down just after noon. Two people who waited for a bus in "
             "the centre of Kharkiv died on Tuesday afternoon.");

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().sub_type == SubEventType::air_drone_strike);
    CHECK(incidents.front().killed->best() == 2);
}

TEST_CASE("the line above a paragraph says where it is and when", "[importers][story]")
{
    const auto incidents =
        read("GAO\n\nTwo traders were shot dead by gunmen on Monday.\n\n"
             "TIMBUKTU\n\nRockets landed in the airport's car park on Tuesday; a guard was "
             "injured.");

    REQUIRE(incidents.size() == 2);
    CHECK(incidents.front().location->name == "Gao");
    CHECK(incidents.back().location->name == "Timbuktu");
}

TEST_CASE("items of a list tell of one thing each", "[importers][story]")
{
    const auto incidents =
        read("1. Saturday 8 June. Two jets bombed a market in Gondar. Three people were killed.\n\n"
             "2. Sunday 9 June. Two jets bombed a school in Mekele. Five people were killed.");

    REQUIRE(incidents.size() == 2);
    CHECK(incidents.front().killed->best() == 3);
    CHECK(incidents.back().killed->best() == 5);
    CHECK(incidents.back().interval.first() == day("2024-06-09"));
}

TEST_CASE("fighting of some weeks is one spell with one toll, a year's sum is none", "[importers][story]")
{
    const auto spell = read("Since fighting started in Tripoli on May 26, 115 people have been killed, the "
                            "health ministry says.");
    REQUIRE(spell.size() == 1);
    CHECK(spell.front().killed->best() == 115);
    CHECK(spell.front().location->name == "Tripoli");

    CHECK(read("Some 94 civilians have been killed in Tripoli since 8 December, the ministry says.").empty());
}

TEST_CASE("arrests and clashes are told by whom they befell", "[importers][story]")
{
    const auto arrests = read("On Monday police surrounded a house in Hasakah and detained seven men.");
    REQUIRE(arrests.size() == 1);
    CHECK(arrests.front().sub_type == SubEventType::arrests);

    const auto clash = read("Troops killed 20 bandits at a camp near Maradi on Friday, the army said.");
    REQUIRE(clash.size() == 1);
    CHECK(clash.front().sub_type == SubEventType::armed_clash);
    CHECK(clash.front().killed->best() == 20);

    const auto operation = read("Eleven bandits were shot dead in an operation in Maradi on Friday, police "
                                "said.");
    REQUIRE(operation.size() == 1);
    CHECK(operation.front().killed->best() == 11);
}

TEST_CASE("a fire is laid by whoever stands before it", "[importers][story]")
{
    const auto drone = read("On Tuesday a drone set two tanks ablaze at a depot in Kassala.");
    REQUIRE(drone.size() == 1);
    CHECK(drone.front().sub_type == SubEventType::air_drone_strike);
}

TEST_CASE("ages in a row are no tolls, and two counts of one toll make a range", "[importers][story]")
{
    const auto incidents = read("Two jets bombed a market in Gondar on Monday. Two sisters, aged 12 and 15, "
                                "were killed.");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().killed->best() == 2);

    const auto disputed = read("Gunmen attacked a village near Oicha on Monday. Local groups counted 42 "
                               "bodies; the army confirmed 38.");
    REQUIRE(disputed.size() == 1);
    CHECK(disputed.front().killed->low() == 38);
    CHECK(disputed.front().killed->high() == 42);
}

TEST_CASE("what took somebody until a day, and what is to be, tells of nothing", "[importers][story]")
{
    CHECK(read("It took Baghdad until Sunday to send a reply.").empty());
    CHECK(read("A vigil is to be held in Folkestone on Wednesday.").empty());
    CHECK(
        read("Supermarkets opened a new front in their price war on Tuesday. Retailers fired the first shots "
             "in Leeds, and their market share is under siege, analysts say. Shareholders wait for quarterly "
             "figures.")
            .empty());
}

TEST_CASE("people at sea are not placed by a town that the paragraph named before", "[importers][story]")
{
    const auto events =
        read("A shell hit a camp in Misrata on Monday and killed four people.\n\n"
             "Some 900 people are held in centres around Zawiya, the agency said. Most of them "
             "were intercepted by the coast guard as they tried to reach Europe.");
    REQUIRE(events.size() == 1);
    CHECK(events.front().killed->low() == 4);
}

TEST_CASE("the month of March is no march", "[importers][story]")
{
    const auto told = test::incidents_of(
        "HARARE, March 12 (Wire) - Soldiers beat villagers in Bikita on Friday, lawyers said.");
    REQUIRE(told.size() == 1);
    CHECK(told.front().type() != EventType::protests);
}

TEST_CASE("a deed of arms that the words name is no movement of a group", "[importers][story]")
{
    const auto told = test::incidents_of(
        "DAKAR, June 12 (Wire) - The army attacked a convoy of aid lorries in Kolda on Monday.");
    REQUIRE(told.size() == 1);
    CHECK(group_of(told.front().type()) == TypeGroup::armed);
}

TEST_CASE("a district is not moved to the town that it is said to be of", "[importers][story]")
{
    const auto told = test::incidents_of(
        "TRIPOLI, June 12 (Wire) - Heavy clashes broke out between armed groups in Tripoli's "
        "Tajoura district on Friday, killing nine people, an ambulance service said.");
    REQUIRE(told.size() == 1);
    CHECK(told.front().location->name.find("Tajoura") != std::string::npos);
}

TEST_CASE("a headline without a place is where the lead says, not where the next story is",
          "[importers][story]")
{
    const auto told =
        test::incidents_of("Colombian army kills 10 dissidents; ELN frees hostage\n\n"
                           "BOGOTA, June 12 (Wire) - Colombia's army said it had killed 10 members of a FARC "
                           "dissident faction in fighting in Guaviare on Sunday.\n\n"
                           "Separately, the ELN released a hostage near Valledupar on Thursday.");
    REQUIRE_FALSE(told.empty());
    CHECK(told.front().location->name == "Guaviare");
}

TEST_CASE("a parliament that is stormed stands in the capital", "[importers][story]")
{
    const auto told = test::incidents_of(
        "Kenya: five shot dead as protesters storm parliament\n\n"
        "NAIROBI, June 12 (Wire) - Police opened fire on demonstrators trying to storm Kenya's parliament on "
        "Tuesday, with at least five protesters killed and sections of the building set ablaze.\n\n"
        "Protests were also held in Mombasa, Kisumu and Eldoret.");
    REQUIRE_FALSE(told.empty());
    CHECK(told.front().location->name == "Nairobi");
    CHECK(told.front().killed->best() == 5);
}

TEST_CASE("one deed in a row of towns is told of each", "[importers][story]")
{
    const auto told =
        read("Russian missiles struck Kharkiv on Monday, killing four people, the governor said. He "
             "said that the dead were two couples and that rescuers were at work.\n\n"
             "On Sunday drones hit power plants in Odesa, Poltava and Dnipro, wounding 12 people.");
    for (const char* town : {"Odesa", "Poltava", "Dnipro"})
        CHECK(std::any_of(told.begin(), told.end(), [&](const Incident& incident) {
            return incident.location->name.find(town) != std::string::npos;
        }));
}

TEST_CASE("what overturns on a road is no ship", "[importers][story]")
{
    CHECK(test::incidents_of("Police in Nairobi said a matatu had overturned, killing eight.").empty());
}

TEST_CASE("a deed that a place has given its name to is not told of that place", "[importers][story]")
{
    const auto told =
        test::incidents_of("The intelligence service said it had killed the planner of the Kabul "
                           "airport bombing in a raid in Nimruz.");
    REQUIRE(told.size() == 1);
    CHECK(told.front().location->country == "AFG");
    CHECK(told.front().location->name.find("Kabul") == std::string::npos);
}

TEST_CASE("an entry of a report borrows no place from another", "[importers][story]")
{
    const auto told = test::incidents_of(
        "Security incident report, week 23\n\n"
        "5 June: Four armed men stopped an NGO vehicle on the Xyzanth road and abducted two staff.\n\n"
        "7 June: Unidentified gunmen fired at a lorry near Gonaives. The driver was killed.\n\n"
        "9 June: A grenade was thrown at the police station in Mirebalais. No injuries.\n");
    const auto in_gonaives = std::count_if(told.begin(), told.end(), [](const Incident& incident) {
        return incident.location && incident.location->name.find("Gona") != std::string::npos;
    });
    CHECK(in_gonaives == 1);
}

TEST_CASE("who did it and who says so, in reports of two sentences", "[importers][story]")
{
    struct Row {
        std::string text;
        Attribution status;
        std::string accused; ///< empty: nobody
    };
    const auto row = GENERATE(
        Row{"DAMASCUS, June 12 - An Israeli strike on Mezzeh in Damascus killed two people on Tuesday, state "
            "media "
            "said. Israel did not comment.",
            Attribution::attributed, "Israel Defense Forces"},
        Row{"MEXICO CITY, June 12 - Gunmen believed to belong to the Sinaloa cartel shot dead four policemen "
            "in "
            "Culiacan on Tuesday.",
            Attribution::suspected, "Sinaloa Cartel"},
        Row{"GAZA, June 12 - An explosion at a hospital in Gaza City killed hundreds on Tuesday. Hamas "
            "blamed an "
            "Israeli air strike, Israel said a failed rocket launch by Islamic Jihad was to blame.",
            Attribution::disputed, "Israel Defense Forces"},
        Row{"ZAHLE, June 12 - Two rockets were fired at Zahle on Tuesday.", Attribution::unattributed, ""});
    CAPTURE(row.text);
    const auto told = test::incidents_of(row.text);
    REQUIRE(told.size() == 1);
    CHECK(told.front().attribution == row.status);
    const auto& accused = told.front().accused;
    if (row.accused.empty())
        CHECK(accused.empty());
    else
        CHECK(std::find(accused.begin(), accused.end(), row.accused) != accused.end());
}

} // namespace sitmap
