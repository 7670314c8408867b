// GDELT's rows as records. All rows are made up.

#include "geodata/error.hpp"
#include "importers/gdelt.hpp"
#include "tests/geodata/scratch.hpp"
#include "tests/importers/kept_records.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

/// A row of 61 cells with what a test does not set being usual.
struct GdeltRow {
    std::string id = "1", day = "20190703", root = "1", code = "195", root_code = "19", sources = "4",
                geo_type = "4", full_name = "Tajura, Tarabulus, Libya", fips = "LY", lat = "32.88",
                lon = "13.35", actor1 = "ARMY", actor1_type = "MIL", actor2 = "MIGRANTS", actor2_type = "REF",
                url = "https://www.news.example/2019/07/a\"b?c";
    bool version_2 = true;

    [[nodiscard]] std::string text() const
    {
        std::vector<std::string> cells(version_2 ? 61 : 58);
        const std::size_t geo = version_2 ? 51 : 49, lat_at = version_2 ? 56 : 53;
        cells[0] = id, cells[1] = day, cells[5] = actor1.substr(0, 3), cells[6] = actor1,
        cells[12] = actor1_type;
        cells[15] = actor2.substr(0, 3), cells[16] = actor2, cells[22] = actor2_type, cells[25] = root;
        cells[26] = code, cells[28] = root_code, cells[32] = sources, cells[geo] = geo_type;
        cells[geo + 1] = full_name, cells[geo + 2] = fips, cells[lat_at] = lat, cells[lat_at + 1] = lon;
        cells[cells.size() - 2] = version_2 ? "20190704120000" : "20190704", cells.back() = url;
        std::string line;
        for (const std::string& cell : cells)
            line += (&cell == &cells.front() ? "" : "\t") + cell;
        return line + "\n";
    }
};

KeptDataset read(const std::string& text, const DatasetOptions& options = {})
{
    const Scratch scratch;
    return kept_dataset(scratch.file("20190704.export.CSV", text), options);
}

Day day(int year, int month, int of_month)
{
    return Day{std::chrono::year{year} / month / of_month};
}

} // namespace

TEST_CASE("GDELT's rows become records of reports", "[importers][gdelt]")
{
    GdeltRow row;
    row.version_2 = GENERATE(true, false);
    const KeptDataset kept = read(row.text());
    CHECK(kept.read.scheme == "gdelt");
    REQUIRE(kept.records.size() == 1);
    const KeptRecord& strike = kept.records.front();
    CHECK(strike.id == "1");
    CHECK(strike.record.sub_type == SubEventType::air_drone_strike);
    CHECK(strike.record.interval == Interval::between(day(2019, 7, 2), day(2019, 7, 3)));
    CHECK(strike.record.said_on == day(2019, 7, 4));
    CHECK(*strike.record.point == LonLat{13.35, 32.88});
    CHECK(strike.record.precision == PlacePrecision::locality);
    CHECK(strike.place == "Tajura");
    CHECK(strike.admin1 == "Tarabulus");
    CHECK(strike.country == "LBY");
    CHECK(strike.side_a == "ARMY");
    CHECK(strike.side_b == "MIGRANTS");
    CHECK(strike.record.roles == PartyRole::opponents);
    CHECK(strike.source == "news.example");
    CHECK_FALSE(strike.record.killed.is_given());
    CHECK(strike.raw + "\n" == row.text()); // a quotation mark in an address is a letter
    REQUIRE_FALSE(kept.read.issues.empty());
    CHECK(kept.read.issues.back().what.find("reports") != std::string::npos);
}

TEST_CASE("a place that GDELT knows by country or division is no dot", "[importers][gdelt]")
{
    GdeltRow country, province;
    country.geo_type = "1", country.full_name = "Libya";
    province.id = "2", province.geo_type = "5", province.full_name = "Tarabulus, Libya";
    const KeptDataset kept = read(country.text() + province.text());
    // Both lie in one cell on one day with the same actors: the same deed, as far as GDELT can tell.
    CHECK(kept.records.size() == 1);
    DatasetOptions all;
    all.all_of_gdelt = true;
    const KeptDataset whole = read(country.text() + province.text(), all);
    CHECK(whole.with_id("1").record.precision == PlacePrecision::country);
    CHECK(whole.with_id("2").record.precision == PlacePrecision::province);
    CHECK(whole.with_id("2").admin1 == "Tarabulus");
}

TEST_CASE("GDELT's doubtful rows are left out and counted by reason", "[importers][gdelt]")
{
    std::string text;
    GdeltRow row;
    text += row.text();
    row.id = "2", row.day = "20190704", row.lat = "32.9"; // repeated the day after, some kilometres off
    text += row.text();
    row.id = "3", row.day = "20190709";
    text += row.text();
    row.id = "4", row.root = "0";
    text += row.text();
    row.id = "5", row.root = "1", row.sources = "1";
    text += row.text();
    row.id = "6", row.sources = "2", row.code = "010";
    text += row.text();
    row.id = "7", row.code = "195", row.day = "2019-07-09";
    text += row.text();
    const KeptDataset kept = read(text);
    CHECK(kept.records.size() == 2);
    CHECK(kept.read.dropped == 5);
    CHECK(kept.read.dropped_why == std::map<std::string, std::size_t>{
                                       {"reported before: the same actors, kind and place within a day", 1},
                                       {"not the root event of its article (IsRootEvent)", 1},
                                       {"from a single source (NumSources)", 1},
                                       {"no event on the ground (statements, visits, aid, postures)", 1},
                                       {"SQLDATE is no day", 1}});
    DatasetOptions all;
    all.all_of_gdelt = true;
    const KeptDataset whole = read(text, all);
    CHECK(whole.records.size() == 6);
    CHECK_FALSE(whole.with_id("6").record.type_given);
    CHECK(whole.with_id("6").title == "CAMEO 010, Tajura");
}

TEST_CASE("CAMEO's codes stand for kinds of events", "[importers][gdelt]")
{
    CHECK(sub_type_of_cameo("141", false) == SubEventType::peaceful_protest);
    CHECK(sub_type_of_cameo("145", false) == SubEventType::violent_demonstration);
    CHECK(sub_type_of_cameo("0871", false) == SubEventType::agreement);
    CHECK(sub_type_of_cameo("1821", false) == SubEventType::sexual_violence);
    CHECK(sub_type_of_cameo("1823", false) == SubEventType::attack);
    CHECK(sub_type_of_cameo("1831", false) == SubEventType::suicide_bomb);
    CHECK(sub_type_of_cameo("1832", false) == SubEventType::remote_explosive_landmine_ied);
    CHECK(sub_type_of_cameo("1951", false) == SubEventType::air_drone_strike);
    CHECK(sub_type_of_cameo("192", true) == SubEventType::government_regains_territory);
    CHECK(sub_type_of_cameo("192", false) == SubEventType::non_state_actor_overtakes_territory);
    CHECK_FALSE(sub_type_of_cameo("010", false));
    CHECK_FALSE(sub_type_of_cameo("", false));
}

TEST_CASE("GDELT is told by its columns", "[importers][gdelt]")
{
    CHECK(dataset_format_of(GdeltRow{}.text()) == "gdelt");
    CHECK(dataset_format_of("1\t20190703\t2\n").empty());
    DatasetOptions options;
    options.format = "gdelt";
    CHECK_THROWS_AS(read("1\t20190703\t2\n", options), Error);
}
