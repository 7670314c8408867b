// Places that a text means without naming them, and names that stand beside what is told.
#include "geodata/measure.hpp"
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace sitmap {

namespace {

/// Where the only incident of a text is.
Location place_of_only(const std::string& text)
{
    CAPTURE(text);
    const auto incidents = test::incidents_of(text);
    REQUIRE(incidents.size() == 1);
    REQUIRE(incidents.front().location);
    return *incidents.front().location;
}

} // namespace

TEST_CASE("a distance from what is not named places an event", "[importers][implied]")
{
    const LonLat lampedusa{12.61, 35.5};
    const Location wreck = place_of_only("LAMPEDUSA, Italy - On Friday evening a boat with some 250 people "
                                         "turned over about 60 nautical miles "
                                         "south of this island. At least 34 people drowned.");
    CHECK(distance_m(wreck.point, lampedusa) == Approx(111'000).epsilon(0.1));
    CHECK(wreck.point.lat < lampedusa.lat - 0.8);

    const LonLat dushanbe{68.78, 38.56};
    const Location gorge = place_of_only(
        "DUSHANBE - Twenty-five soldiers were killed on Sunday when a convoy came under fire in the Kamarob "
        "gorge, some 250 km east of the capital, the ministry said. Tajikistan has seen no such loss.");
    CHECK(distance_m(gorge.point, dushanbe) == Approx(250'000).epsilon(0.1));
}

TEST_CASE("the town that is meant by here is where the report was filed", "[importers][implied]")
{
    CHECK(
        place_of_only("CONAKRY - The soldiers came in at the main gate of the stadium on Monday and shot at "
                      "the crowd. At least 57 people were killed, the ministry said.")
            .name.starts_with("Conakry"));
    CHECK(place_of_only(
              "HONG KONG (Tuesday) - Hundreds of masked protesters smashed their way into the chamber "
              "on Monday night and threw stones at the police.")
              .name == "Hong Kong");
}

TEST_CASE("an aside gives an event no place", "[importers][implied]")
{
    CHECK(place_of_only(
              "Six tourists of a group, which had booked its tour in Barcelona, were killed at Marib in "
              "Yemen on Monday when a bomb went off.")
              .name.starts_with("Marib"));
}

TEST_CASE("a name behind a comma says where the town before it lies", "[importers][implied]")
{
    CHECK(place_of_only(
              "ZAMBOANGA - In Sumisip, Basilan, four rubber tappers on a truck were killed on Monday by "
              "gunmen, police said.")
              .name.starts_with("Sumisip"));
    CHECK(place_of_only(
              "KABUL - In Tirin Kot, whose outskirts they have held for a fortnight, the Taliban overran "
              "two checkpoints on Monday and killed six policemen, officials of Uruzgan province said.")
              .name.starts_with("Tarin"));
}

TEST_CASE("what happens between two towns is half-way, and no more exact than that", "[importers][implied]")
{
    for (const char* way : {"on the road between Khash and Zahedan", "on the road from Khash to Zahedan",
                            "between Khash and Zahedan"}) {
        CAPTURE(way);
        const Location there = place_of_only(std::string{"TEHRAN - A bus was blown up "} + way +
                                             " in Iran on Monday and 27 people were killed.");
        CHECK(there.name.find("between ") != std::string::npos);
        const LonLat khash{61.22, 28.22}, zahedan{60.86, 29.5};
        const double apart = distance_m(khash, zahedan);
        CHECK(distance_m(there.point, khash) == Approx(apart / 2).epsilon(0.05));
        CHECK(there.radius_m == Approx(apart / 2).epsilon(0.05));
    }
}

} // namespace sitmap
