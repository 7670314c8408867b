// Texts of a few sentences, which are about one happening.
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace sitmap {

namespace {

std::optional<Day> day(std::string_view text)
{
    return parse_day(text);
}

bool is_at(const Incident& incident, std::string_view place)
{
    return incident.location && incident.location->name.find(place) != std::string::npos;
}

} // namespace

TEST_CASE("a brief's happening takes the one day that the brief names", "[importers][briefs]")
{
    const auto incidents = test::incidents_of(
        "Car bomb in Kunduz kills nine\n\nOn Monday the market was full when it went off.\n");
    REQUIRE(incidents.size() == 1);
    CHECK(is_at(incidents.front(), "Kunduz"));
    CHECK(incidents.front().interval.first() == day("2024-06-10"));
}

TEST_CASE("a brief lies where its headline says and not where the wounded were flown", "[importers][briefs]")
{
    const auto incidents = test::incidents_of(
        "Garissa college: 147 killed\n\nGunmen shot the two watchmen and walked through the hostels on "
        "Monday. The worst cases were flown 350 km to Nairobi.\n");
    REQUIRE(!incidents.empty());
    CHECK(is_at(incidents.front(), "Garissa"));
}

TEST_CASE("a town that only tells a distance is no place of a happening", "[importers][briefs]")
{
    const auto incidents = test::incidents_of(
        "The Taliban captured the city of Herat on Monday after a fight at the governor's compound, a "
        "councillor said. Kabul is 640 km to the east.\n");
    REQUIRE(!incidents.empty());
    for (const Incident& incident : incidents)
        CHECK_FALSE(is_at(incident, "Kabul"));
}

TEST_CASE("a weapon, its dead, a place and a day are news whatever else a brief says", "[importers][briefs]")
{
    const auto incidents = test::incidents_of("Shells on a market\n\nShells killed nine people at a market "
                                              "in Kunduz on Monday.\n\nThe bishop asked "
                                              "all to stay calm. Most shops had closed by then.\n");
    REQUIRE(incidents.size() == 1);
    REQUIRE(incidents.front().killed);
    CHECK(incidents.front().killed->best() == 9);
}

TEST_CASE("a place taken without a fight changed hands without violence", "[importers][briefs]")
{
    const auto incidents = test::incidents_of(
        "Rebels take Kismayo\n\nRebel fighters captured the town of Kismayo without a fight on Monday.\n");
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().sub_type == SubEventType::non_violent_transfer_of_territory);
}

TEST_CASE("figures of a whole war, of another year and of a war beside a bomb stay out of a toll",
          "[importers][briefs]")
{
    const auto text = GENERATE(
        std::string{"An air strike hit Saada on Monday, killing 12 people. The war, now in its tenth year, "
                    "has cost more than 15,000 lives."},
        std::string{"An air strike on a market in Saada killed 12 people on Monday. In 2016 an air strike "
                    "killed 36 people in the same town."});
    CAPTURE(text);
    const auto incidents = test::incidents_of(text + "\n");
    REQUIRE(!incidents.empty());
    const auto now = std::find_if(incidents.begin(), incidents.end(), [](const Incident& incident) {
        return incident.interval.first() == day("2024-06-10");
    });
    REQUIRE(now != incidents.end());
    REQUIRE(now->killed);
    CHECK(now->killed->best() == 12);
    CHECK(now->killed->high() == 12);
}

} // namespace sitmap
