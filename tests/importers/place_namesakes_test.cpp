// Names whose words say that they mean another place than the one known best.
#include "geodata/measure.hpp"
#include "importers/article/reading.hpp"
#include "importers/article/same_places.hpp"
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

namespace sitmap {

namespace {

/// Where the first name of this spelling is read to be; nothing where that is not known.
std::optional<LonLat> point_of(const std::string& text, const std::string& name)
{
    const ArticleText read = test::article(text);
    const Reading reading = find_mentions(read, test::reader_tables());
    const auto found = std::find_if(reading.toponyms.begin(), reading.toponyms.end(),
                                    [&](const Toponym& toponym) { return toponym.name == name; });
    CAPTURE(text, name);
    REQUIRE(found != reading.toponyms.end());
    if (!found->place)
        return std::nullopt;
    return place_of(reading, *found).point;
}

constexpr LonLat baghdad{44.4, 33.34};

} // namespace

TEST_CASE("a town lies where its distance says", "[importers][namesakes]")
{
    // The gazetteer's Haswa lies some 50 km to the south, at 32.85 degrees.
    const auto west =
        point_of("Some headline\n\nOn Sunday in Haswa, thirty miles west of Baghdad, a truck hit "
                 "a mine and 15 people died. Doctors in Baghdad spoke of 20 wounded.\n",
                 "Haswa");
    CHECK((!west || west->lat > 33.1));
    const auto town =
        point_of("Some headline\n\nOn Sunday in Taji, 30 km north of Baghdad, a truck hit a mine and "
                 "15 people died. Doctors in Baghdad spoke of 20 wounded.\n",
                 "Taji");
    REQUIRE(town);
    CHECK(distance_m(*town, baghdad) < 50'000);
}

TEST_CASE("a square or a part of a town is no town elsewhere", "[importers][namesakes]")
{
    CHECK_FALSE(
        point_of("Some headline\n\nTwo grenades were thrown into Melchor Ocampo square in Morelia on Monday "
                 "night. Eight people died in Morelia.\n",
                 "Melchor Ocampo"));
    const auto part =
        point_of("Some headline\n\nOn Thursday a shell struck a bus in the Leninsky district of "
                 "Donetsk. Eight people died in Donetsk.\n",
                 "Leninsky");
    const auto town =
        point_of("Some headline\n\nEight people died in Donetsk on Thursday in a shelling.\n", "Donetsk");
    REQUIRE(town);
    CHECK((!part || distance_m(*part, *town) < 35'000));
}

} // namespace sitmap
