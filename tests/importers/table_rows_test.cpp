// Any table, and HXL's tagged ones, as records. All rows are made up.

#include "geodata/error.hpp"
#include "importers/table_rows.hpp"
#include "tests/geodata/scratch.hpp"
#include "tests/importers/kept_records.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

KeptDataset read(const std::string& text, const std::string& format, const DatasetOptions& given = {})
{
    const Scratch scratch;
    DatasetOptions options = given;
    options.format = format;
    return kept_dataset(scratch.file("raids.csv", text), options);
}

Day day(int year, int month, int of_month)
{
    return Day{std::chrono::year{year} / month / of_month};
}

} // namespace

TEST_CASE("a table's rows become records by usual headers", "[importers][records]")
{
    const KeptDataset kept = read("Ref;Date;End;Lat;Long;Town;Province;Country;Precision;Type;Killed;Injured;"
                                  "Perpetrator;Victims;Source;"
                                  "Notes\n"
                                  "r1;3 July 2019;;32,88;13,35;Tajoura;Tripoli;Libya;exact;Airstrike;at "
                                  "least 53;130;Army;migrants;UN;Hit\n"
                                  "r2;2019-07;;;;;;;;odd thing;n/a;;;;;\n"
                                  "r3;soon;2019-07-09;95;13;;;;;;;;;;;\n",
                                  "records");
    CHECK(kept.read.scheme == "raids");
    REQUIRE(kept.records.size() == 2);
    const KeptRecord& strike = kept.with_id("r1");
    CHECK(strike.record.interval == Interval::on(day(2019, 7, 3)));
    CHECK(*strike.record.point == LonLat{13.35, 32.88});
    CHECK(strike.record.precision == PlacePrecision::exact);
    CHECK(strike.record.sub_type == SubEventType::air_drone_strike);
    CHECK(strike.record.killed.low == 53);
    CHECK(strike.record.killed.high == GivenCount::absent);
    REQUIRE(strike.other_counts.size() == 1);
    CHECK(strike.other_counts.front().field == ClaimField::injured);
    CHECK(strike.other_counts.front().count.best == 130);
    CHECK(strike.country == "LBY");
    CHECK(strike.side_a == "Army");
    CHECK(strike.victims == "migrants");
    CHECK(strike.record.roles == PartyRole::perpetrator);
    CHECK(strike.source == "UN");
    CHECK(strike.quotation == "Hit");
    CHECK(kept.with_id("r2").record.interval == Interval::month(std::chrono::year{2019} / std::chrono::July));
    CHECK_FALSE(kept.with_id("r2").record.point);
    CHECK(kept.with_id("r2").record.sub_type == SubEventType::other);
    CHECK(kept.with_id("r2").title == "odd thing"); // in the table's own words
    CHECK(strike.title.empty());                    // made from type and place
    CHECK(kept.read.dropped_why.at("latitude is not within -90 and 90") == 1);
}

TEST_CASE("a mapping says which column holds what", "[importers][records]")
{
    DatasetOptions options;
    options.columns = ColumnMapping::parse("date=when it was,lat=north,lon=east,killed=toll");
    const KeptDataset kept =
        read("when it was,north,east,toll\n2019-07-03,32.88,13.35,5\n2019-07-03,32.88,13.35,5\n", "records",
             options);
    REQUIRE(kept.records.size() == 2);
    CHECK(kept.records[0].record.killed.best == 5);
    CHECK(kept.records[0].id.starts_with("row-"));
    CHECK(kept.records[0].id == kept.records[1].id); // the same words are the same row
    options.columns = ColumnMapping::parse("date=no such");
    CHECK_THROWS_AS(read("a,b\n1,2\n", "records", options), Error);
    CHECK_THROWS_AS(read("a,b\n1,2\n", "records"), Error);
}

TEST_CASE("HXL's tags say which column holds what", "[importers][hxl]")
{
    const std::string text =
        "Made-up sheet,,,,,,,\nWhen,North,East,Division,Dead,Dead at most,What,Who says\n"
        "#date+start,#geo+lat,#geo +lon,#adm1+name,#affected+killed,#affected+killed+max,"
        "#event+type,#meta+source\n"
        "2019-07-03,32.88,13.35,Tripoli,53,60,Air strike,UN\n";
    CHECK(dataset_format_of(text) == "hxl");
    const KeptDataset kept = read(text, "");
    REQUIRE(kept.records.size() == 1);
    const KeptRecord& strike = kept.records.front();
    CHECK(strike.record.interval == Interval::on(day(2019, 7, 3)));
    CHECK(*strike.record.point == LonLat{13.35, 32.88});
    CHECK(strike.admin1 == "Tripoli");
    CHECK(strike.record.killed == GivenCount{-1, 53, 60});
    CHECK(strike.record.sub_type == SubEventType::air_drone_strike);
    CHECK(strike.source == "UN");
    CHECK_THROWS_AS(read("a,b\n1,2\n", "hxl"), Error);
}
