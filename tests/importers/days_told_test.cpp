// Which day a report means where it does not say it in so many words.
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <tuple>

namespace sitmap {

namespace {

std::optional<Day> day(std::string_view text)
{
    return parse_day(text);
}

} // namespace

// The texts are published on Wednesday 12 June 2024.
TEST_CASE("a day of the month is of the month that is spoken of", "[importers][days]")
{
    const auto [text, when] = GENERATE(table<std::string, std::string>({
        {"In November last year, on the 9th, a suicide bomber killed 26 people at the station in Quetta.",
         "2023-11-09"},
        {"Volgograd was hit in October too: on the 21st a woman blew herself up on a bus, killing six.",
         "2023-10-21"},
        {"In January five people drowned off Wimereux as they waded out to a boat; that was on the 14th.",
         "2024-01-14"},
        {"Near Rutshuru around 150 people were killed on the 4th and 5th of November.", "2023-11-04"},
        {"Near Bilbao, on the 2nd, a bomb under his car killed an inspector of the police.", "2024-06-02"},
    }));
    CAPTURE(text);
    const auto incidents = test::incidents_of(text);
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day(when));
}

TEST_CASE("the day of a page is not that of what it tells with a day", "[importers][days]")
{
    const auto [text, when] = GENERATE(table<std::string, std::string>({
        {"A night of rubber bullets in Tbilisi\n\nTHE EXAMPLE GAZETTE\nWednesday, June 12, 2024\n\nThe "
         "speaker "
         "of parliament has gone.\n\nIt was the opposite of Monday. That evening 10,000 people gathered in "
         "front of parliament in Tbilisi. At midnight riot police fired rubber bullets and tear gas at them.",
         "2024-06-10"},
        {"Volgograd counts its dead\n\nReview of the week, June 12\n\nThere will be no fireworks in the city "
         "tonight. Twice suicide bombers "
         "have "
         "struck the city on the Volga.\n\nThe first one came to the station on Monday. He blew himself up "
         "there. Seventeen people were killed.",
         "2024-06-10"},
        {"LIVE: a country at war with its gangs\n\n12.45 | Eight people were killed by gunmen in different "
         "parts of Guayaquil on Monday, most of them from passing motorcycles, says the mayor.\n\n11.55 | "
         "Schools are closed.",
         "2024-06-10"},
        {"LIVE: a country at war with its gangs\n\n12.45 | Eight people were killed by gunmen in different "
         "parts of Guayaquil, says the mayor.\n\n11.55 | Schools are closed.",
         "2024-06-12"},
    }));
    CAPTURE(text);
    const auto incidents = test::incidents_of(text);
    REQUIRE_FALSE(incidents.empty());
    CHECK(std::all_of(incidents.begin(), incidents.end(),
                      [&](const Incident& incident) { return incident.interval.first() == day(when); }));
}

TEST_CASE("a day is counted from what stands beside it", "[importers][days]")
{
    const auto [text, when] = GENERATE(table<std::string, std::string>({
        {"A bomb killed 12 people in Kabul the Thursday before last.", "2024-05-30"},
        {"Nine policemen were killed in an ambush near Caala in Angola on Thursday 6 June.", "2024-06-06"},
        {"Nine policemen were killed in an ambush near Caala in Angola on Saturday, May 25.", "2024-05-25"},
        {"LUANDA, 12 June 2024 - Nine policemen were killed on Thursday 6 June in an ambush near Caala.",
         "2024-06-06"},
        {"Rebels signed an agreement with the government in Delhi on Monday and will hand in their weapons "
         "on Thursday.",
         "2024-06-10"},
        {"Last week, on Thursday, a bomb killed three soldiers in Maiduguri.", "2024-06-06"},
        {"On Tuesday this week rebels ambushed a patrol near Goma and killed two soldiers.", "2024-06-11"},
        {"Three people died last evening in Linden in Guyana when police fired on a crowd.", "2024-06-11"},
        {"A week before the abduction, on June 2, a task force raided a rebel camp at Yby Yau and killed two "
         "guerrillas.",
         "2024-06-02"},
    }));
    CAPTURE(text);
    const auto incidents = test::incidents_of(text);
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day(when));
}

TEST_CASE("a month behind a year is of that year", "[importers][days]")
{
    const auto incidents =
        test::incidents_of("A bomb killed three people in Kabul on Tuesday.\n\nLast year, in "
                           "April, gunmen attacked a jail at Owerri in Nigeria and killed "
                           "two guards.");
    REQUIRE(incidents.size() == 2);
    CHECK(incidents[1].interval.first() == day("2023-04-01"));
}

TEST_CASE("a week is narrowed by the day that is told behind it", "[importers][days]")
{
    const auto incidents = test::incidents_of("News from Sudan\n\nParamilitary fighters killed at least 104 "
                                              "people in a village of Sudan's Gezira state "
                                              "this week, a committee said.\n\nThe Rapid Support Forces came "
                                              "to Wad al-Noura twice on Monday, in the "
                                              "morning and again in the afternoon, with heavy weapons.\n");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day("2024-06-10"));
    CHECK(incidents.front().interval.precision() == TimePrecision::day);
}

TEST_CASE("that year is the one named before", "[importers][days]")
{
    const auto incidents =
        test::incidents_of("A suicide bomber killed 32 people in Maiduguri on Sunday.\n\nIn May 2021 gunmen "
                           "killed nine people in "
                           "Zinder, and in August of that year a bomb killed 12 people in Maradi.\n");
    REQUIRE(incidents.size() == 3);
    CHECK(std::count_if(incidents.begin(), incidents.end(), [](const Incident& incident) {
              return incident.interval.first() == day("2021-08-01");
          }) == 1);
}

TEST_CASE("the day of a clause about a place is not that of the deed there", "[importers][days]")
{
    const auto [text, when] = GENERATE(table<std::string, std::string>({
        {"In Atbara, the railway town where the uprising began in December, a crowd sat down on the tracks "
         "on Monday night and demanded civilian rule.",
         "2024-06-10"},
        {"Gunmen killed four people on Sunday at Barah, a town that the rebels had left in May.",
         "2024-06-09"},
    }));
    CAPTURE(text);
    const auto incidents = test::incidents_of(text);
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day(when));
}

TEST_CASE("two deeds of a sentence have days that are reckoned from each other", "[importers][days]")
{
    const auto incidents =
        test::incidents_of("A day after a bomb killed 12 people in Kabul, gunmen attacked a "
                           "police post in Jalalabad on Sunday.");
    REQUIRE(incidents.size() == 2);
    REQUIRE(incidents[0].location);
    CHECK(incidents[0].location->name == "Kabul");
    CHECK(incidents[0].interval.first() == day("2024-06-08"));
    CHECK(incidents[1].interval.first() == day("2024-06-09"));
}

TEST_CASE("the day of a toll is not that of the deed", "[importers][days]")
{
    const auto text =
        GENERATE(as<std::string>{},
                 "Gunmen attacked the market of Maiduguri.\n\nPolice had spoken on Tuesday of 32 dead. "
                 "They came on Monday morning, traders said, and killed 37 people.",
                 "Gunmen attacked the market of Maiduguri.\n\nOn Tuesday the ministry gave a toll of 32 "
                 "dead. The men had come on Monday morning and killed 37 people.");
    CAPTURE(text);
    const auto incidents = test::incidents_of(text);
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day("2024-06-10"));
}

TEST_CASE("the same day is the one that was told just before", "[importers][days]")
{
    const auto incidents = test::incidents_of(
        "News from Congo\n\nA mission reached Yumbi town on 1 June.\n\nOn Sunday 18 February armed men "
        "attacked "
        "Yumbi town and killed 60 people. On the same day the village of Nkolo was attacked and nine people "
        "were killed.\n");
    REQUIRE_FALSE(incidents.empty());
    for (const Incident& incident : incidents)
        CHECK(incident.interval.first() == day("2024-02-18"));
}

TEST_CASE("what is to come is no event", "[importers][days]")
{
    for (const char* text : {"The students' union is to hold a protest in Guwahati on Sunday.",
                             "Rallies are to be held in Paris on Sunday, police said.",
                             "Police are bracing for a protest in Paris on Sunday."}) {
        CAPTURE(text);
        CHECK(test::incidents_of(text).empty());
    }
    CHECK(test::incidents_of("The crowd outside parliament in Honiara began to throw stones on Tuesday, and "
                             "shops were burned.")
              .size() == 1);
}

TEST_CASE("each clause of a sentence has its own town and day", "[importers][days]")
{
    const auto [text, first, second] = GENERATE(table<std::string, std::string, std::string>({
        {"Two soldiers were killed by a mine near Kidal on Sunday, while in Gao a convoy was ambushed on "
         "Monday "
         "and five soldiers died.",
         "2024-06-09", "2024-06-10"},
        {"Gunmen killed five people in Beni on Sunday and eight in Butembo on Monday.", "2024-06-09",
         "2024-06-10"},
        {"On Sunday an ambush near Kidal cost six soldiers their lives, and on Monday twelve villagers died "
         "near "
         "Timbuktu.",
         "2024-06-09", "2024-06-10"},
        {"On Sunday a boat sank off Malta with at least two dead; on Monday a dinghy capsized off "
         "Crete and thirty people drowned.",
         "2024-06-09", "2024-06-10"},
        {"In Istanbul and Ankara tens of thousands marched on Sunday with flags.", "2024-06-09",
         "2024-06-09"},
    }));
    CAPTURE(text);
    const auto incidents = test::incidents_of(text);
    REQUIRE(incidents.size() == 2);
    CHECK(incidents[0].interval.first() == day(first));
    CHECK(incidents[1].interval.first() == day(second));
    REQUIRE(incidents[0].location);
    REQUIRE(incidents[1].location);
    CHECK(incidents[0].location->place_id != incidents[1].location->place_id);
}

} // namespace sitmap
