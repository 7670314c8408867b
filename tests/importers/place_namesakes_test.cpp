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

TEST_CASE("a town lies roughly where an inexact distance says", "[importers][namesakes]")
{
    // Gwoza lies 95 km east of Chibok.
    const auto gwoza =
        point_of("Some headline\n\nOn Thursday gunmen killed a district head in Gwoza, 50 km east "
                 "of Chibok.\n",
                 "Gwoza");
    REQUIRE(gwoza);
    CHECK(distance_m(*gwoza, {13.69, 11.08}) < 20'000);
}

TEST_CASE("a town lies in the division that the text names behind it", "[importers][namesakes]")
{
    const auto aba =
        point_of("Some headline\n\nOn Sunday police shot at demonstrators in Aba, a county town of "
                 "Sichuan; eight died. In Lhasa, monks had marched on Monday.\n",
                 "Aba");
    REQUIRE(aba);
    CHECK(distance_m(*aba, {101.7, 32.9}) < 30'000); // and not in Nigeria
    // The falls of that name lie 200 km off.
    const auto erawan =
        point_of("Some headline\n\nA bomb killed 20 people at the Erawan shrine in central Bangkok on "
                 "Monday.\n",
                 "Erawan");
    CHECK((!erawan || distance_m(*erawan, {100.54, 13.74}) < 30'000));
    const auto calamar =
        point_of("Some headline\n\nIn the south, two factions fought each other near the town of Calamar, in "
                 "Guaviare department, on Sunday; 20 died.\n",
                 "Calamar");
    REQUIRE(calamar);
    CHECK(distance_m(*calamar, {-72.65, 1.96}) < 60'000); // and not near the Caribbean
    // No Rashad is known near Hawija: none is better than the one in Sudan.
    const auto rashad =
        point_of("Some headline\n\nMasked men overran two army posts at Rashad and Riyadh, in "
                 "Hawija district, on Saturday, killing nine soldiers.\n",
                 "Rashad");
    CHECK((!rashad || distance_m(*rashad, {43.77, 35.32}) < 70'000));
    const auto kisumu =
        point_of("Some headline\n\nIn Kisumu, a city on Lake Victoria, police shot at crowds on "
                 "Friday.\n",
                 "Kisumu");
    CHECK(kisumu);
}

TEST_CASE("a square or a part of a town is no town elsewhere", "[importers][namesakes]")
{
    CHECK_FALSE(
        point_of("Some headline\n\nTwo grenades were thrown into Melchor Ocampo square in Morelia on Monday "
                 "night. Eight people died in Morelia.\n",
                 "Melchor Ocampo"));
    CHECK_FALSE(point_of("Some headline\n\nIn Damascus, a sit-in at Qulay square was broken up on Sunday.\n",
                         "Qulay"));
    const auto square = point_of(
        "Some headline\n\nIn Damascus, a sit-in at Marjeh square was broken up on Sunday.\n", "Marjeh");
    REQUIRE(square); // the gazetteer has this one
    CHECK(distance_m(*square, {36.29, 33.51}) < 5'000);
    CHECK_FALSE(point_of("Some headline\n\nIn Donetsk, officials said that shells had hit the Kuibyshev "
                         "district on Thursday.\n",
                         "Kuibyshev"));
    CHECK_FALSE(point_of("Some headline\n\nThey marched across the campus in Charlottesville on Friday and "
                         "surrounded students at the statue of Jefferson.\n",
                         "Jefferson"));
    const auto part =
        point_of("Some headline\n\nOn Thursday a shell struck a bus in the Leninsky district of "
                 "Donetsk. Eight people died in Donetsk.\n",
                 "Leninsky");
    const auto town =
        point_of("Some headline\n\nEight people died in Donetsk on Thursday in a shelling.\n", "Donetsk");
    REQUIRE(town);
    CHECK((!part || distance_m(*part, *town) < 35'000));
}

TEST_CASE("a country's frontier has two sides", "[importers][namesakes]")
{
    const auto camp =
        point_of("Some headline\n\nOn Sunday jihadists overran the camp at Boulkessi, on the Burkina "
                 "Faso frontier, and killed 40 of Mali's soldiers.\n",
                 "Boulkessi");
    REQUIRE(camp);
    CHECK(distance_m(*camp, {-1.08, 14.78}) < 20'000);
}

TEST_CASE("a city that the world knows is meant where no namesake is at home", "[importers][namesakes]")
{
    const auto geneva =
        point_of("Some headline\n\nTwo Libyan generals signed a ceasefire in Geneva on Friday. "
                 "Tripoli and Benghazi were calm.\n",
                 "Geneva");
    REQUIRE(geneva);
    CHECK(distance_m(*geneva, {6.15, 46.2}) < 20'000);
}

} // namespace sitmap
