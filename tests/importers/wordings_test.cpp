// Ways in which agencies word things, a sentence or two for each class.

#include "geodata/measure.hpp"
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <optional>

#include <string>

#include <set>

#include <map>

#include <tuple>

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

TEST_CASE("a happening is told in many words", "[importers][wordings]")
{
    using enum SubEventType;
    const auto [lead, kind, on] = GENERATE(table<std::string, SubEventType, std::string>({
        {"A bomb fell on the market of Zinder at noon on Monday, and six people died.", air_drone_strike,
         "2024-06-10"},
        {"Rockets killed four children in Kilis on Monday, the mayor said.", shelling_artillery_missile,
         "2024-06-10"},
        {"Three traders were gunned down by men on motorbikes in Maiduguri on Tuesday.", attack,
         "2024-06-11"},
        {"Men with machetes went from house to house in Oicha on Sunday and killed nine people.", attack,
         "2024-06-09"},
        {"In Ghazni on Friday rebels set off a bomb beside a road; two people were hurt.",
         remote_explosive_landmine_ied, "2024-06-07"},
        {"Kunduz fell to the Taliban on Monday, residents said.", non_state_actor_overtakes_territory,
         "2024-06-10"},
        {"Afghan troops have driven the Taliban from Ghazni, officials said on Tuesday.",
         government_regains_territory, "2024-06-11"},
        {"In Puno some 2,000 people walked through the streets on Tuesday behind empty coffins.",
         peaceful_protest, "2024-06-11"},
        {"In the early hours of Tuesday a crowd attacked a patrol car in Juliaca and killed a policeman.",
         mob_violence, "2024-06-11"},
        {"The Taliban announced a truce in Kunduz on Sunday, their spokesman said.", agreement, "2024-06-09"},
        {"Police have arrested four men in Zamboanga on suspicion of making bombs.\n\nThe raid took place at "
         "dawn on Monday.",
         arrests, "2024-06-10"},
        {"Bandits whisked away 45 schoolgirls from their dormitory in Zamfara on Thursday night.",
         abduction_forced_disappearance, "2024-06-06"},
        {"Gunmen ambushed an army patrol near Menaka in Mali on Tuesday.", armed_clash, "2024-06-11"},
        {"A truck ploughed into a crowd at a market in Berlin on Monday, killing 12.", attack, "2024-06-10"},
        {"Hundreds of students clashed with police in Dhaka on Tuesday.", violent_demonstration,
         "2024-06-11"},
        {"Russian guided bombs hit a hardware store in Kharkiv on Saturday, killing 12 people.",
         air_drone_strike, "2024-06-08"},
        {"A warehouse in An Nuhud was looted on 2 May.", looting_property_destruction, "2024-05-02"},
        {"Villagers in An Nuhud put the chief's granary to the torch on Tuesday.",
         looting_property_destruction, "2024-06-11"},
        {"A crowd in Jacmel beat two strangers to death on Sunday, a judge said.", mob_violence,
         "2024-06-09"},
        {"In Yirgalem on Monday a man steered a lorry at full speed into a crowd and killed six people.",
         attack, "2024-06-10"},
        {"Fighters of the two clans signed in Mandera on Sunday, after a week of talks, a truce.", agreement,
         "2024-06-09"},
        {"The Rapid Support Forces announced on 1 May that they had taken control of El Fasher.",
         non_state_actor_overtakes_territory, "2024-05-01"},
    }));
    CAPTURE(lead);

    const auto incidents = read(lead);

    REQUIRE(incidents.size() == 1);
    CHECK(name_of(incidents.front().sub_type) == name_of(kind));
    CHECK(incidents.front().interval.first() == day(on));
}

TEST_CASE("words of violence that tell of none give no incident", "[importers][wordings]")
{
    const std::string lead = GENERATE(as<std::string>{}, "Yerevan denies having fired on Ganja.",
                                      "Relatives of the missing have called for a march in Tunis on Friday.",
                                      "A cyclone tore through Beira on Sunday and killed 40 people.");
    CAPTURE(lead);

    CHECK(read(lead).empty());
}

TEST_CASE("a toll with its own place and day is an incident of its own", "[importers][wordings]")
{
    const auto incidents =
        read("Gunmen opened fire on a bus near Ayorou in Niger on Monday, killing nine people. "
             "In Gao five traders were killed on Sunday.");

    REQUIRE(incidents.size() == 2);
    CHECK(incidents.back().location->name == "Gao");
    CHECK(incidents.back().killed->low() == 5);
}

TEST_CASE("the day of a verdict is not that of the deed", "[importers][wordings]")
{
    const auto incidents =
        read("A court in Paris on Tuesday sentenced two men for their links to the driver who "
             "ploughed a truck into a crowd in Nice and killed 86 people.");

    for (const Incident& incident : incidents)
        CHECK(incident.interval.first() != day("2024-06-11"));
}

TEST_CASE("a capital that stands for its government is no place", "[importers][wordings]")
{
    const auto incidents = read("Rockets hit a school in Batken on Monday and killed four people. Dushanbe "
                                "maintains that mortars hit one of its outposts first.");

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().location->name == "Batken school");
}

TEST_CASE("where somebody is from is no place of the deed", "[importers][wordings]")
{
    const auto incidents =
        read("Gunmen shot dead nine people in Kaduna on Monday. Musa Bello, 20, of Kano, was "
             "arrested on Tuesday.");

    for (const Incident& incident : incidents)
        CHECK(incident.location->name != "Kano");
}

TEST_CASE("an exercise is no war", "[importers][wordings]")
{
    CHECK(
        read("On Tuesday the first shells hit the bridge in Adazi and a car bomb went off. Umpires declared "
             "31 men killed. The exercise simulated the storming of a town; its scenario is invented, and "
             "the manoeuvres go on until Friday with reservists of two countries.")
            .empty());
}

TEST_CASE("a month of last year is that month", "[importers][wordings]")
{
    const auto incidents =
        read("Jets bombed a school in Kanbalu on Tuesday, killing nine. In October last "
             "year more than 60 people were killed when jets bombed a concert in Hpakant.");

    REQUIRE(incidents.size() == 2);
    CHECK(incidents.back().interval.edtf() == "2023-10");
    CHECK(incidents.back().killed->low() == 60);
}

TEST_CASE("an army's report of its own strike is a claim, however far the verb is", "[importers][wordings]")
{
    const auto [lead, status] = GENERATE(table<std::string, Attribution>({
        {"Gunmen ambushed a convoy near Ayorou in Niger on Monday, killing nine soldiers. Islamic State said "
         "in a "
         "message carried by its agency on Tuesday that its men had laid the ambush.",
         Attribution::claimed},
        {"A bomb went off in a bar in Kampala on Monday, killing a man. Islamic State said in a message on "
         "Tuesday that its “soldiers” had placed the device.",
         Attribution::claimed},
        {"A van bomb went off in Saravena on Monday, killing a man. The minister said that the National "
         "Liberation Army (ELN) was responsible. The ELN denied this.",
         Attribution::disputed},
        {"Azerbaijan and Armenia accused each other of shelling villages near Tegh on Tuesday.",
         Attribution::disputed},
        {"A bomb went off in Kabul on Monday, killing 60 people. The government blamed the Taliban, which "
         "rejected it.",
         Attribution::disputed},
    }));
    CAPTURE(lead);

    const auto incidents = read(lead);

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().attribution == status);
}

TEST_CASE("an entry of a live page is of the page's day", "[importers][wordings]")
{
    const auto incidents =
        test::incidents_of("The day at a glance\n\n17.30 We are closing this page.\n\n14.05 In "
                           "Nikopol a drone attack during the night killed two people.\n\n11.20 "
                           "Good morning. It is cold. The trains run late. Snow is expected.\n");

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day("2024-06-12"));
}

TEST_CASE("a village that is not known lies where the sentence says", "[importers][wordings]")
{
    const auto incidents = read("Two women were killed on Tuesday when their cart hit a landmine near the "
                                "village of Xandiadiu, 30 km north of Ziguinchor, the army said.");

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().location->name == "30 km north of Ziguinchor");
}

TEST_CASE("an earlier count and a part are not the toll", "[importers][wordings]")
{
    const auto incidents =
        read("A man blew himself up in Quetta on Monday. Twenty-six people were killed, the health office "
             "says; the first count had been 29 dead. The dead include 14 soldiers.");

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().killed->best() == 26);
}

TEST_CASE("riots of two days in one town are one, and arrests end a peaceful protest",
          "[importers][wordings]")
{
    const auto riots = read("On Monday two groups threw stones at each other in Delhi. By night shops were "
                            "burning, and on Tuesday mobs with iron rods and petrol bombs went from house to "
                            "house.");
    REQUIRE(riots.size() == 1);
    CHECK(riots.front().type() == EventType::riots);

    const auto protest = read("Police in Minsk detained more than 1,000 people at demonstrations on Sunday.");
    REQUIRE(protest.size() == 1);
    CHECK(protest.front().sub_type == SubEventType::protest_with_intervention);
}

TEST_CASE("names with an ezafe are names", "[importers][wordings]")
{
    const auto incidents = read("A roadside bomb exploded near Pul-e Khumri on Monday, killing 11 people.");

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().location->name.find("Pul-e Khumri") != std::string::npos);
}

/// What a text of another genre says of shells, raids and the dead has not happened.
TEST_CASE("reviews, lives, disasters and bids tell of no incident", "[importers][wordings]")
{
    const std::string text = GENERATE(
        as<std::string>{},
        "Review: \"Frontline\" is all thunder\n\nDevelopers in Montreal have spent four years on a video "
        "game in "
        "which you storm Kharkiv street by street. Rockets hit the square; a drone strike kills the whole "
        "platoon "
        "of the player on Monday. The graphics are superb, the plot is thin. On the second level 200 enemies "
        "attack at once. Critics have called it tasteless. It is out on Friday for consoles.\n",
        "Rescuers dig on in Herat\n\nRescuers searched the rubble in Zinda Jan on Monday, after an "
        "earthquake of "
        "magnitude 6.3 had struck western Afghanistan. Aftershocks hit the area on Tuesday. Thousands have "
        "fled "
        "their homes. The flames of a burst pipe attacked a school. Army helicopters bombarded the hills "
        "with "
        "food. Winds and a storm were forecast. It was like a war.\n",
        "Elsa Holm, nurse, 1931-2024\n\nElsa Holm has died in Oslo at the age of 92. She was born in Bergen. "
        "She "
        "was shelled in Beirut and shot at near Gardez; an ambush on Monday made the papers. Her memoir has "
        "been "
        "translated. Her daughter said that she fought the ministry. A colleague remembered her. Her funeral "
        "will be on Friday.\n");
    CAPTURE(text);

    CHECK(test::incidents_of(text).empty());
}

TEST_CASE("days are told by other days", "[importers][wordings]")
{
    const auto [lead, on] = GENERATE(table<std::string, std::string>({
        {"On the 9th, a Sunday, gunmen killed eight travellers in Gao.", "2024-06-09"},
        {"Shops in Gao opened on Tuesday, after gunmen had shot dead eight travellers on Saturday.",
         "2024-06-08"},
        {"The army mourned its first loss on Monday. Gunmen had shot dead the man in Gao the day before.",
         "2024-06-09"},
        {"Al-Shabaab took responsibility on Tuesday for a bomb that killed eight people in Mogadishu on "
         "Monday.",
         "2024-06-10"},
    }));
    CAPTURE(lead);

    const auto incidents = read(lead);

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day(on));
}

TEST_CASE("the day on which a boat set out is not that of its wreck", "[importers][wordings]")
{
    const auto incidents = read(
        "At least 65 people drowned on Sunday when a boat capsized off Sfax in Tunisia, the UN refugee "
        "agency said.\n\nSurvivors told aid workers that they had set out from Zuwara, in western Libya, "
        "on Saturday evening and that high waves had overturned the boat during the night.");

    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval == Interval::on(*day("2024-06-09")));
    CHECK(incidents.front().killed == Quantity::at_least(65));
    CHECK(incidents.front().attribution == Attribution::unattributed); // survivors own up to nothing
}

TEST_CASE("a place is not that of errands, namesakes or speakers", "[importers][wordings]")
{
    const auto [lead, name] = GENERATE(table<std::string, std::string>({
        {"Four men on their way to attend a funeral in Segou were shot dead in Mopti on Monday.", "Mopti"},
        {"Seven nuns were abducted on Friday from a convent in Kuzaga, a town in Kaduna state.", "Kaduna"},
        {"A Palestinian was killed by Israeli troops in a raid on the Bazata camp, east of Nablus, on "
         "Tuesday. "
         "Ministers in Ramallah met.",
         "Nablus"},
        {"\"They came by night,\" said a teacher in Macomia. Insurgents killed seven people in the "
         "Mozambican "
         "town on Monday.",
         "Macomia"},
    }));
    CAPTURE(lead);

    const auto incidents = read(lead);

    REQUIRE(incidents.size() == 1);
    REQUIRE(incidents.front().location);
    CHECK(incidents.front().location->name.find(name) != std::string::npos);
}

TEST_CASE("ages, attackers and companions in a toll", "[importers][wordings]")
{
    const auto [lead, killed] = GENERATE(table<std::string, Quantity::Count>({
        {"Nine people, one of them a boy of 12 to 15, were shot dead in Gao on Monday.", 9},
        {"A suicide bomber killed himself and six others in Mogadishu on Sunday.", 6},
        {"A policewoman and three bystanders died in a blast in Davao on Monday.", 4},
        {"As many as nine people were hacked to death in three villages in Zamfara state on Monday.", 9},
    }));
    CAPTURE(lead);

    const auto incidents = read(lead);

    REQUIRE(incidents.size() == 1);
    REQUIRE(incidents.front().killed);
    CHECK(incidents.front().killed->high() == killed);
}

TEST_CASE("a distance from an island leads out to sea", "[importers][wordings]")
{
    const auto incidents = read("A rubber boat with 60 migrants sank 160 km south-east of Gran Canaria on "
                                "Monday, and two people drowned.");
    REQUIRE(incidents.size() == 1);
    REQUIRE(incidents.front().location);
    const Location& wreck = *incidents.front().location;
    const LonLat island{-15.6, 27.96};
    CHECK(distance_m(island, wreck.point) > 150'000);
    CHECK(wreck.point.lat < island.lat);
    CHECK(wreck.point.lon > island.lon);
    CHECK(wreck.radius_m > 30'000); // people measure from an edge
}

TEST_CASE("a figure with a town of its own is told of that town", "[importers][wordings]")
{
    const auto incidents =
        read("Nine demonstrators were shot dead by police on Thursday. Five died in Niamey, where crowds had "
             "set fire to buses, three in Zinder, and one in Agadez.");
    std::map<std::string, std::optional<Quantity::Count>> dead;
    for (const Incident& incident : incidents)
        if (incident.location && incident.killed)
            dead[incident.location->name] = incident.killed->best();
    CHECK(dead["Zinder"] == 3);
}

TEST_CASE("what stands under a place's name in capitals is told of that place", "[importers][wordings]")
{
    const auto incidents = test::incidents_of(
        "Attacks in the north, town by town\n\nNIAMEY, June 12 - Gunmen attacked towns in the north on "
        "Tuesday. What is known:\n\nZINDER. Gunmen raided the market at noon and killed six "
        "traders.\n\nAGADEZ. A gate near the road to Tahoua was blown up. Gunmen shot four guards "
        "dead.\n\nThe bishop asked all to stay calm. Most shops had closed by then.\n");
    std::set<std::string> places;
    for (const Incident& incident : incidents)
        if (incident.location)
            places.insert(incident.location->name);
    CHECK(places.count("Zinder") == 1);
    CHECK(places.count("Agadez") == 1);
    CHECK(places.count("Tahoua") == 0);
}

TEST_CASE("where a truce was brokered, nothing was hit", "[importers][wordings]")
{
    const auto incidents = read(
        "A missile hit a house in Zinder on Monday and wounded three people, officials said.\n\nLast "
        "Sunday ten people were killed there when a missile hit an apartment building, a day after a truce "
        "brokered in Moscow was supposed to take effect.");
    REQUIRE_FALSE(incidents.empty());
    for (const Incident& incident : incidents)
        CHECK((!incident.location || incident.location->name != "Moscow"));
}

TEST_CASE("a ministry that puts the dead at a number tells of no attack at its seat", "[importers][wordings]")
{
    const auto incidents = read(
        "An air strike hit a bus in Zinder on Thursday and killed 29 children, doctors said.\n\nThe health "
        "ministry that the rebels run in Niamey put the dead at 43 on Thursday; on Friday it spoke of 51 "
        "killed.");
    REQUIRE_FALSE(incidents.empty());
    for (const Incident& incident : incidents)
        CHECK((!incident.location || incident.location->name != "Niamey"));
}

} // namespace sitmap
