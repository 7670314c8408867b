// Rows of datasets as records. All rows are made up.

#include "geodata/error.hpp"
#include "importers/cells.hpp"
#include "importers/country_codes.hpp"
#include "tests/geodata/scratch.hpp"
#include "tests/importers/kept_records.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace sitmap;
using namespace std::chrono_literals;

namespace {

const std::string acled_header =
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_"
    "1,"
    "inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,"
    "admin3,"
    "location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n";

const std::string acled_rows =
    "LBY1,2019-07-03,2019,1,Political violence,Explosions/Remote violence,Air/drone strike,Air Arm "
    "(Libya),,1,"
    "Civilians (Libya),Migrants (International),7,17,Civilian targeting,434,Northern Africa,Libya,Tripoli,,,"
    "Tajoura,32.88,13.35,1,\"Radio A; Paper B\",National,\"On 3 July, \"\"a strike\"\"\nhit a hangar.\",53,,"
    "1562630400\n"
    "LBY2,03 July 2019,2019,2,Political violence,Battles,Armed clash,Group A,,Rebel group,Group B,,Political "
    "militia"
    ",23,,434,Northern Africa,Libya,Al Jifarah,,,Zahra,32.6,12.9,2,Radio A,National,Clashes.,0,,\n"
    "LBY3,2019-07-16,2019,3,Political violence,Violence against civilians,Attack,Group A,,2,Civilians "
    "(Libya),,7,"
    "27,Civilian targeting,434,Northern Africa,Libya,Fezzan Province,,,Sabha,27.03,14.43,3,,,,,,\n"
    "LBY4,2019-07-16,2019,1,Political violence,Battles,Armed "
    "clash,A,,1,B,,2,12,,434,N,Libya,X,,,Y,361.9,14,1,,,,"
    "2,,\n"
    "LBY5,no day,2019,1,Political violence,Battles,Armed "
    "clash,A,,1,B,,2,12,,434,N,Libya,X,,,Y,31,14,1,,,,2,,\n"
    "LBY6,2019-01-01,2019\n";

const std::string ucdp_header =
    "id,relid,year,active_year,code_status,type_of_violence,conflict_new_id,conflict_name,dyad_name,side_a,"
    "side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,country,country_id,region,"
    "event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low\n";

const std::string ucdp_rows =
    "1,X-1,2016,1,Clear,1,299,Made up: Government,A - B,Government of A,B,2,\"\"\"Agency,2016-01-02,Ten "
    "killed\"\"\","
    "Agency;Radio,2016-01-02;2016-01-04,Ten killed,army,1,Kafr village,,North province,,35.5,36.5,"
    "POINT (36.5 35.5),Syria,652,Middle East,1,1,2016-01-01 00:00:00.000,2016-01-01 "
    "00:00:00.000,4,3,2,1,10,12,9\n"
    "2,X-2,2016,1,Clear,3,300,Made up,C - civilians,C,Civilians,-1,,,,,,4,North province,,North "
    "province,,35,36,,"
    "Macedonia (FYR),9999,Europe,2,4,2016-03-01,2016-03-31,0,0,5,0,5,4,6\n"
    "3,X-3,2016,1,Clear,2,301,Made up,D - E,D,E,1,,,,,,6,Syria,,,,35,38,,Syria,652,Middle "
    "East,2,3,2016-05-02,"
    "2016-05-08,0,0,0,7,7,7,7\n"
    "4,X-4,2016,1,Clear,9,301,Made up,D - E,D,E,1,,,,,,6,Syria,,,,35,38,,Syria,652,Middle "
    "East,2,3,2016-05-02,"
    "2016-05-08,0,0,0,7,7,7,7\n";

Day day(int year, int month, int of_month)
{
    return Day{std::chrono::year{year} / month / of_month};
}

} // namespace

TEST_CASE("ACLED's rows become records", "[importers][acled]")
{
    const Scratch scratch;
    const auto path = scratch.file("a.csv", acled_header + acled_rows);
    const KeptDataset kept = kept_dataset(path);
    CHECK(kept.read.scheme == "acled");
    CHECK(kept.read.document.outlet == "ACLED");
    CHECK(kept.read.document.id == sha256(acled_header + acled_rows));
    REQUIRE(kept.records.size() == 3);

    const KeptRecord& strike = kept.with_id("LBY1");
    CHECK(strike.record.sub_type == SubEventType::air_drone_strike);
    CHECK(strike.record.interval == Interval::on(day(2019, 7, 3)));
    REQUIRE(strike.record.point);
    CHECK(*strike.record.point == LonLat{13.35, 32.88});
    CHECK(strike.record.precision == PlacePrecision::locality);
    CHECK(strike.country == "LBY");
    CHECK(strike.admin1 == "Tripoli");
    CHECK(strike.place == "Tajoura");
    CHECK(strike.side_a == "Air Arm (Libya)");
    CHECK(strike.side_b.empty());
    CHECK(strike.victims == "Civilians (Libya); Migrants (International)");
    CHECK(strike.record.roles == PartyRole::opponents);
    CHECK(strike.record.killed == GivenCount{-1, 53, -1});
    CHECK(strike.source == "Radio A; Paper B");
    CHECK(strike.record.said_on == day(2019, 7, 9));
    CHECK(strike.quotation == "On 3 July, \"a strike\"\nhit a hangar.");
    CHECK(strike.raw == acled_rows.substr(0, acled_rows.find("\nLBY2")));
    CHECK(strike.record.row == 1);

    const KeptRecord& clash = kept.with_id("LBY2");
    CHECK(clash.record.interval == Interval::within(day(2019, 6, 30), day(2019, 7, 6), TimePrecision::week));
    CHECK(clash.record.precision == PlacePrecision::near);
    CHECK(clash.side_b == "Group B");
    CHECK(clash.record.killed.best == 0);
    CHECK_FALSE(clash.record.said_on);
}

TEST_CASE("an ACLED row on a province capital is the province", "[importers][acled]")
{
    const Scratch scratch;
    const KeptDataset kept = kept_dataset(scratch.file("a.csv", acled_header + acled_rows));
    const KeptRecord& attack = kept.with_id("LBY3");
    CHECK(attack.record.precision == PlacePrecision::province);
    CHECK(attack.place == "Fezzan Province");
    CHECK(attack.record.interval == Interval::month(2019y / std::chrono::July));
    CHECK_FALSE(attack.record.killed.is_given());
    // The codebook: violence against civilians is done to them by the other side.
    CHECK(attack.record.roles == PartyRole::perpetrator);
    CHECK(attack.victims == "Civilians (Libya)");
}

TEST_CASE("a row of ACLED's vaguest level that names its country alone is the country", "[importers][acled]")
{
    // As our own profile `acled` writes what is known to the country only: its codebook has no code for it.
    const Scratch scratch;
    const auto path =
        scratch.file("c.csv", "event_id_cnty,event_date,event_type,sub_event_type,actor1,country,"
                              "admin1,location,latitude,longitude,geo_precision\n"
                              "1,2019-07-03,Battles,Armed clash,A,LBY,,Libya,27,17,3\n"
                              "2,2019-07-03,Battles,Armed clash,A,LBY,,Sahara,27,17,3\n"
                              "3,2019-07-03,Battles,Armed clash,A,LBY,,Libya,27,17,1\n");
    const KeptDataset kept = kept_dataset(path);
    CHECK(kept.with_id("1").record.precision == PlacePrecision::country);
    CHECK(kept.with_id("2").record.precision == PlacePrecision::province);
    CHECK(kept.with_id("3").record.precision == PlacePrecision::locality); // who codes it 1 means it
}

TEST_CASE("rows that cannot be taken are counted by reason and handed out", "[importers][datasets]")
{
    const Scratch scratch;
    const auto path = scratch.file("a.csv", acled_header + acled_rows);
    DatasetOptions options;
    std::vector<std::string> rejected;
    options.reject = [&](const RejectedRow& row) {
        rejected.push_back(std::to_string(row.line) + " " + std::string{row.why} + " | " +
                           std::string{row.raw.substr(0, 4)});
    };
    const KeptDataset kept = kept_dataset(path, options);
    CHECK(kept.read.rows == 6);
    CHECK(kept.read.taken == 3);
    CHECK(kept.read.dropped == 3);
    CHECK(kept.read.dropped_why ==
          std::map<std::string, std::size_t>{{"latitude is not within -90 and 90", 1},
                                             {"event_date is no day", 1},
                                             {"it has fewer cells than the header", 1}});
    CHECK(rejected == std::vector<std::string>{"6 latitude is not within -90 and 90: '361.9' | LBY4",
                                               "7 event_date is no day: 'no day' | LBY5",
                                               "8 it has fewer cells than the header | LBY6"});
}

TEST_CASE("an older ACLED file with other columns in another order is read", "[importers][acled]")
{
    const Scratch scratch;
    const auto path = scratch.file(
        "old.csv",
        "LONGITUDE;LATITUDE;GEO_PRECISION;FATALITIES;DATA_ID;EVENT_DATE;TIME_PRECISION;EVENT_TYPE;ACTOR1;"
        "INTER1;ACTOR2;INTER2;COUNTRY;ADMIN1;LOCATION;SOURCE;NOTES;ISO3\r\n"
        "36.5;35.5;1;4;77;5 March 2016;1;Battle-No change of territory;A;1;B;2;Syria;Idlib;Town;S;N;SYR\r\n"
        "36.5;35.5;1;;78;2016-03-05;1;Violence against civilians;A;1;Civilians "
        "(Syria);7;Syria;I;T;S;N;SYR\r\n");
    const KeptDataset kept = kept_dataset(path);
    REQUIRE(kept.records.size() == 2);
    CHECK(kept.with_id("77").record.sub_type == SubEventType::armed_clash);
    CHECK(kept.with_id("77").record.interval == Interval::on(day(2016, 3, 5)));
    CHECK(kept.with_id("77").country == "SYR");
    CHECK(kept.with_id("78").record.sub_type == SubEventType::attack);
    CHECK(kept.with_id("78").record.killed.best == GivenCount::absent);
}

TEST_CASE("a row in UCDP's columns may leave the kind of violence open", "[importers][ucdp]")
{
    // As the profile `ucdp` writes an armed clash: state-based and non-state violence are told apart by
    // nobody.
    const Scratch scratch;
    const KeptDataset kept = kept_dataset(
        scratch.file("o.csv", "id,year,type_of_violence,side_a,side_b,where_prec,latitude,longitude,country,"
                              "date_prec,date_start,date_end,best,high,low\n"
                              "7,2019,,A,B,1,35.6,36.5,SYR,1,2019-11-02,2019-11-02,2,3,1\n"
                              "8,2019,9,A,B,1,35.6,36.5,SYR,1,2019-11-02,2019-11-02,2,3,1\n"));
    REQUIRE(kept.records.size() == 1);
    CHECK(kept.with_id("7").record.sub_type == SubEventType::other);
    CHECK_FALSE(kept.with_id("7").record.type_given);
    CHECK(kept.with_id("7").record.killed.best == 2);
    CHECK(kept.read.dropped_why.at("type_of_violence is none of 1 to 3") == 1);
}

TEST_CASE("UCDP's rows become records", "[importers][ucdp]")
{
    const Scratch scratch;
    const KeptDataset kept = kept_dataset(scratch.file("u.csv", ucdp_header + ucdp_rows));
    CHECK(kept.read.scheme == "ucdp");
    CHECK(kept.read.document.licence == "CC BY 4.0");
    REQUIRE(kept.records.size() == 3);
    CHECK(kept.read.dropped_why.at("type_of_violence is none of 1 to 3") == 1);

    const KeptRecord& clash = kept.with_id("1");
    CHECK(clash.record.sub_type == SubEventType::armed_clash);
    CHECK(clash.record.interval == Interval::on(day(2016, 1, 1)));
    CHECK(clash.record.killed == GivenCount{9, 10, 12});
    CHECK(clash.country == "SYR");
    CHECK(clash.record.precision == PlacePrecision::locality);
    CHECK(clash.source == "Agency;Radio");
    CHECK(clash.record.said_on == day(2016, 1, 4));
    CHECK(clash.quotation == "Ten killed");
    CHECK(*clash.record.point == LonLat{36.5, 35.5});

    const KeptRecord& attack = kept.with_id("2");
    CHECK(attack.record.sub_type == SubEventType::attack);
    CHECK(attack.record.roles == PartyRole::perpetrator);
    CHECK(attack.side_a == "C");
    CHECK(attack.side_b == "Civilians");
    CHECK(attack.country == "MKD"); // by name, as the number is not known
    CHECK(attack.record.interval ==
          Interval::within(day(2016, 3, 1), day(2016, 3, 31), TimePrecision::month));
    CHECK(attack.record.killed == GivenCount{6, 5, 4}); // out of order, as given
    CHECK_FALSE(attack.record.said_on);

    CHECK(kept.with_id("3").record.precision == PlacePrecision::country);
    CHECK(kept.with_id("3").record.interval.precision() == TimePrecision::week);
}

TEST_CASE("the sums over UCDP's records are the sums over the file", "[importers][ucdp]")
{
    std::string text = ucdp_header;
    std::mt19937 random{11};
    std::int64_t low = 0, best = 0, high = 0;
    for (int i = 0; i < 5000; ++i) {
        const int numbers[] = {static_cast<int>(random() % 9), static_cast<int>(random() % 90),
                               static_cast<int>(random() % 400)};
        best += numbers[0];
        high += numbers[1];
        low += numbers[2];
        text += std::to_string(i) +
                ",r,2016,1,Clear,1,1,\"c, d\",d,a,b,1,\"\"\"x\n\"\"\",o,2016-01-02,h,s,1,w,,p,,35.1,"
                "36.2,,Syria,652,M,1,1,2016-01-01,2016-01-01,0,0,0,0," +
                std::to_string(numbers[0]) + "," + std::to_string(numbers[1]) + "," +
                std::to_string(numbers[2]) + "\n";
    }
    const Scratch scratch;
    const KeptDataset kept = kept_dataset(scratch.file("u.csv", text));
    CHECK(kept.records.size() == 5000);
    for (const KeptRecord& one : kept.records) {
        low -= one.record.killed.low;
        best -= one.record.killed.best;
        high -= one.record.killed.high;
    }
    CHECK(low == 0);
    CHECK(best == 0);
    CHECK(high == 0);
}

TEST_CASE("an import can be stopped, and tells how far it is", "[importers][datasets]")
{
    std::string text = ucdp_header;
    while (text.size() < 5'000'000)
        text += ucdp_rows;
    const Scratch scratch;
    const auto path = scratch.file("u.csv", text);
    DatasetOptions options;
    options.one_thread = GENERATE(false, true);
    std::uint64_t before = 0;
    std::size_t batches = 0;
    options.progress = [&](const DatasetProgress& progress) {
        CHECK(progress.bytes >= before);
        CHECK(progress.of == text.size());
        before = progress.bytes;
        ++batches;
    };
    kept_dataset(path, options);
    CHECK(before == text.size());
    CHECK(batches > 2);
    options.progress = nullptr;
    options.stop = [&] { return true; };
    CHECK_THROWS_AS(kept_dataset(path, options), Error);
}

TEST_CASE("a table that is no dataset is named", "[importers][datasets]")
{
    const Scratch scratch;
    DatasetOptions options;
    options.format = "acled";
    CHECK_THROWS_AS(kept_dataset(scratch.file("x.csv", "a,b\n1,2\n"), options), Error);
    CHECK_THROWS_AS(kept_dataset(scratch.file("y.csv", "a,b\n1,2\n")), Error);
    CHECK_THROWS_AS(kept_dataset(scratch.file("z.csv", "")), Error);
    CHECK(dataset_format_of(acled_header) == "acled");
    CHECK(dataset_format_of(ucdp_header) == "ucdp");
    CHECK(dataset_format_of("date,lat,lon,killed\n").empty());
}

TEST_CASE("countries are known by each dataset's codes", "[importers][countries]")
{
    CHECK(country_of_iso_number(434) == "LBY");
    CHECK(country_of_iso_number(0).empty());
    CHECK(country_of_gw_number(652) == "SYR");
    CHECK(country_of_gw_number(345) == "SRB");
    CHECK(country_of_fips("UP") == "UKR");
    CHECK(country_of_fips("AU") == "AUT");
    CHECK(country_of_fips("AS") == "AUS");
    CHECK(country_of_fips("GM") == "DEU");
    CHECK(country_of_fips("GZ") == "PSE");
    CHECK(country_of_fips("??").empty());
    CHECK(country_named("DR Congo (Zaire)") == "COD");
    CHECK(country_named("yemen (north yemen)") == "YEM");
    CHECK(country_named("SDN") == "SDN");
    CHECK(country_named("Atlantis").empty());
}

TEST_CASE("numbers and days of cells are read as written", "[importers][cells]")
{
    CHECK(decimal_in("13.35") == 13.35);
    CHECK(decimal_in(" -0.1 ") == -0.1);
    CHECK(decimal_in("+7") == 7.0);
    CHECK(decimal_in("36.558974123456789012") == 36.558974123456789012);
    CHECK(decimal_in("1e1") == 10.0);
    for (const char* none : {"", "-", ".", "1.2.3", "1,5", "nan", "inf", "12a", "--1"})
        CHECK_FALSE(decimal_in(none));
    std::mt19937 random{3};
    for (int i = 0; i < 2000; ++i) {
        const std::string text =
            std::to_string(static_cast<int>(random() % 180)) + "." + std::to_string(random());
        CHECK(decimal_in(text) == std::stod(text));
    }
    CHECK(integer_in("12") == 12);
    CHECK(integer_in("-3.0") == -3);
    CHECK_FALSE(integer_in("3.5"));
    CHECK_FALSE(integer_in("99999999999999999999"));
    CHECK(day_in("2019-07-03 00:00:00.000") == day(2019, 7, 3));
    CHECK(day_in("03 July 2019") == day(2019, 7, 3));
    CHECK_FALSE(day_in("2019-02-30"));
    CHECK(day_in_digits("20190703") == day(2019, 7, 3));
    CHECK_FALSE(day_in_digits("20191303"));
}
