// Days, places and figures that stand beside a deed and belong to something else.
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

bool has_kind(const std::vector<Incident>& incidents, SubEventType kind)
{
    return std::any_of(incidents.begin(), incidents.end(),
                       [&](const Incident& incident) { return incident.sub_type == kind; });
}

} // namespace

TEST_CASE("a day of last year is one day and not a year", "[importers][belonging]")
{
    const auto incidents =
        incidents_of_lead("A bomb went off at a bus stop in Zinder on 6 November last year and "
                          "killed four people.");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day("2023-11-06"));
    CHECK(incidents.front().interval.last() == day("2023-11-06"));
}

TEST_CASE("how far a superlative reaches back sums nothing up", "[importers][belonging]")
{
    const auto incidents =
        incidents_of_lead("In the worst strike that the town has seen in two decades, a man drove "
                          "a car full of explosives into a bus in Diffa on Monday. Twelve "
                          "soldiers were killed.");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day("2024-06-10"));
    CHECK(incidents.front().killed->best() == 12);
}

TEST_CASE("what was counted between two years is no happening", "[importers][belonging]")
{
    CHECK(incidents_of_lead(
              "The price of bread rose again in Obock.\n\nBetween 2014 and 2018 the agency recorded at "
              "least 199 people drowned off Obock.")
              .empty());
}

TEST_CASE("where people talk, and where a speaker sits, nothing was hit", "[importers][belonging]")
{
    const auto place = [](const std::string& lead) {
        const auto incidents = incidents_of_lead(lead);
        return incidents.size() == 1 && incidents.front().location ? incidents.front().location->name : "";
    };
    CHECK(place("Shells struck a market in Diffa on Monday and killed two people, an envoy to a peace "
                "conference in "
                "Vienna said.") == "Diffa market");
    CHECK(place("Gunmen came to the boarding school of Maradi on Monday.\n\nTeachers hid in a barn. Parents "
                "waited "
                "outside. Defence headquarters in Niamey said that 12 pupils had been abducted on Monday "
                "night.") == "Maradi boarding school");
}

TEST_CASE("a town said to lie in a district is no namesake far away", "[importers][belonging]")
{
    const auto incidents = incidents_of_lead(
        "Bogotá, Colombia. Guerrillas ambushed a patrol on Monday at Mesetas, in the municipality of "
        "Hacarí, and killed two soldiers.");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().location->name == "Hacarí");
}

TEST_CASE("those who are flown to hospital were not hit by the aircraft", "[importers][belonging]")
{
    CHECK_FALSE(
        has_kind(incidents_of_lead("A lorry blew up at a crossroads in Zinder on Saturday, killing nine "
                                   "people.\n\nA military plane has flown 35 of the wounded to Niamey."),
                 SubEventType::air_drone_strike));
}

TEST_CASE("what a bomb hits is no happening of its own", "[importers][belonging]")
{
    const auto protest =
        incidents_of_lead("A bomb exploded on Monday in Lahore where chemists were holding a protest; "
                          "13 people were killed.");
    REQUIRE(protest.size() == 1);
    CHECK(protest.front().sub_type == SubEventType::remote_explosive_landmine_ied);
}

TEST_CASE("marches that are called for have not been held", "[importers][belonging]")
{
    CHECK(incidents_of_lead(
              "The council met on Monday in Zinder.\n\nMarches against the war have been called for "
              "Sunday in Zinder and Maradi.")
              .empty());
}

TEST_CASE("the day of a plebiscite is not that of the blasts after it", "[importers][belonging]")
{
    const auto incidents =
        incidents_of_lead("Two bombs exploded in the cathedral of Jolo on Sunday and killed 21 "
                          "people.\n\nThe blasts came six days after a plebiscite in which voters in "
                          "Mindanao approved a new region.");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().interval.first() == day("2024-06-09"));
}

TEST_CASE("a headline that gives a toll and a town tells of the happening", "[importers][belonging]")
{
    const auto incidents = test::incidents_of_lead("PESHAWAR: Pupils hid under desks when men of the "
                                                   "Tehreek-i-Taliban Pakistan (TTP) climbed the wall on "
                                                   "Tuesday and killed 14 of them.",
                                                   "Gunmen kill 14 at school in Peshawar");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().location->name.find("Peshawar") != std::string::npos);
    CHECK(incidents.front().killed->best() == 14);
}

TEST_CASE("one deed of a year is told as one", "[importers][belonging]")
{
    const auto incidents =
        incidents_of_lead("A car bomb killed two guards in Cali on Monday.\n\nIn 2003 a car bomb in "
                          "Bogotá killed 36 people.");
    REQUIRE(incidents.size() == 2);
    CHECK(incidents.back().interval.precision() == TimePrecision::year);
    CHECK(incidents.back().killed->best() == 36);
}

TEST_CASE("at sea the place that is measured is taken before a country's coast", "[importers][belonging]")
{
    const auto incidents = incidents_of_lead(
        "A boat overcrowded with migrants capsized around midnight on Saturday, off the coast of Libya "
        "and some 190 km south of the island of Lampedusa, and 40 people drowned.");
    REQUIRE(incidents.size() == 1);
    REQUIRE(incidents.front().location);
    CHECK(incidents.front().location->point.lat == Approx(33.8).margin(0.2));
    CHECK(incidents.front().location->point.lon == Approx(12.6).margin(0.2));
}

} // namespace sitmap
