// Tables of displacement and workbooks. All rows are made up.

#include "geodata/error.hpp"
#include "geodata/workbook.hpp"
#include "importers/displacement_table.hpp"
#include "importers/import.hpp"
#include "tests/geodata/scratch.hpp"
#include "tests/importers/kept_records.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

const Gazetteer& gazetteer()
{
    static const Gazetteer loaded = Gazetteer::load(SITMAP_ASSETS "/gazetteer");
    return loaded;
}

Intake read(const std::string& text)
{
    return read_displacement_table(text, {}, "t.csv", gazetteer());
}

const std::filesystem::path workbooks = SITMAP_TEST_DATA "/importers/workbooks";

} // namespace

TEST_CASE("origins and destinations become flows", "[importers][displacement]")
{
    const Intake intake =
        read("Origin,Origin country,Destination,Destination country,Individuals,Date,Source\n"
             "Tripoli,Libya,Misrata,Libya,\"1,200\",2019-04-20,IOM\n"
             "Nowhere at all,,Misrata,Libya,5,2019-04-20,IOM\n");
    REQUIRE(intake.flows.size() == 1);
    const Flow& flow = intake.flows.front();
    REQUIRE(flow.origin);
    REQUIRE(flow.destination);
    CHECK(flow.origin->name == "Tripoli");
    CHECK(flow.origin->country == "LBY");
    CHECK(flow.origin->point.lon == Approx(13.19).margin(0.1));
    CHECK(flow.destination->point.lon == Approx(15.09).margin(0.1));
    CHECK(flow.people == Quantity::exactly(1200));
    CHECK(flow.speaker == "IOM");
    CHECK(flow.interval.edtf() == "2019-04-20");
    CHECK(flow.evidence.quotation == "Tripoli,Libya,Misrata,Libya,\"1,200\",2019-04-20,IOM"); // as it stands
    CHECK(flow.evidence.begin == 1);
    REQUIRE(intake.issues.size() == 1);
    CHECK(intake.issues.front().weight == Issue::Weight::dropped);
    CHECK(intake.issues.front().line == 3);
}

TEST_CASE("a country named as origin or destination is the country, and no town of that name",
          "[importers][displacement]")
{
    const Intake intake = read("Origin,Destination,Individuals\nIzmir,Greece,12000\nTurkey,Tripoli,3\n");
    REQUIRE(intake.flows.size() == 2);
    const Flow& to_country = intake.flows.front();
    CHECK(to_country.origin->precision == PlacePrecision::locality); // each end as exact as it is known
    CHECK(to_country.origin->country == "TUR");
    CHECK(to_country.destination->precision == PlacePrecision::country);
    CHECK(to_country.destination->country == "GRC");
    CHECK(to_country.destination->point.lon == Approx(22).margin(3));
    CHECK(intake.flows.back().origin->precision == PlacePrecision::country);
    CHECK(intake.flows.back().origin->country == "TUR");
    CHECK(intake.flows.back().destination->precision == PlacePrecision::locality);
    // Where the table names the country, a site of its name may well be a town.
    const Intake town =
        read("Origin,Destination,Destination country,Individuals\nTadjoura,Djibouti,Djibouti,5\n");
    REQUIRE(town.flows.size() == 1);
    CHECK(town.flows.front().destination->precision == PlacePrecision::locality);
}

TEST_CASE("the displaced are found by what tables call them", "[importers][displacement]")
{
    for (const std::string people :
         {"People displaced", "Number of IDPs", "displaced_persons", "Individuals"}) {
        CAPTURE(people);
        const std::vector<std::string> header{"Origin", "Destination", "Date", people};
        CHECK(is_displacement_table(header));
        CHECK(
            read("Origin,Destination,Date," + people + "\nTripoli,Misrata,2019-07-04,1200\n").flows.size() ==
            1);
    }
    CHECK_FALSE(is_displacement_table({"Origin", "Destination", "Date", "Killed", "People displaced"}));
}

TEST_CASE("coordinates of a table win over names", "[importers][displacement]")
{
    const Intake intake = read("from,to,people,from_lat,from_lon,to_lat,to_lon\nA,B,50,10,20,11,21\n");
    REQUIRE(intake.flows.size() == 1);
    CHECK(intake.flows.front().origin->point == LonLat{20, 10});
    CHECK(intake.flows.front().destination->point == LonLat{21, 11});
    CHECK(intake.flows.front().origin->name == "A");
}

TEST_CASE("a year's stock and new displacements of a country are of the country", "[importers][displacement]")
{
    const Intake intake =
        read("ISO3,Country,Year,Conflict Stock Displacement,Conflict Internal Displacements\n"
             "LBY,Libya,2019,451000,215000\nSDN,Sudan,2019,,0\n");
    REQUIRE(intake.stocks.size() == 1);
    const Stock& stock = intake.stocks.front();
    CHECK(stock.kind == Stock::Kind::displaced);
    CHECK(stock.people == Quantity::exactly(451000));
    CHECK(stock.location.precision == PlacePrecision::country);
    CHECK(stock.location.country == "LBY");
    CHECK(stock.interval.precision() == TimePrecision::year);
    REQUIRE(intake.flows.size() == 1);
    CHECK(intake.flows.front().people == Quantity::exactly(215000));
    CHECK_FALSE(intake.flows.front().destination);
}

TEST_CASE("the displaced who are in a division are a stock of it", "[importers][displacement]")
{
    const Intake intake = read("admin0Name,admin1Name,admin2Name,numPresentIdpInd,reportingDate\n"
                               "Libya,Misrata,,3500,2020-02-01\n");
    REQUIRE(intake.stocks.size() == 1);
    CHECK(intake.stocks.front().location.precision == PlacePrecision::province);
    CHECK(intake.stocks.front().people == Quantity::exactly(3500));
}

TEST_CASE("IDMC's sheets of a country with tags below their header are read", "[importers][displacement]")
{
    const Intake intake = read("iso3,country_name,year,new_displacement,total_displacement\n"
                               "#country+code,#country+name,#date+year,#affected+newdisp,#affected+stock\n"
                               "LBY,Libya,2019,215000,451000\n");
    REQUIRE(intake.stocks.size() == 1);
    REQUIRE(intake.flows.size() == 1);
    CHECK(intake.stocks.front().people == Quantity::exactly(451'000));
    CHECK(intake.flows.front().people == Quantity::exactly(215'000));
    CHECK(intake.issues.empty());
    const Scratch scratch;
    std::ofstream{scratch.path("idmc.csv")} << "iso3,country_name,year,total_displacement\n#country+code,#"
                                               "country+name,#date+year,#affected+stock\n"
                                               "LBY,Libya,2019,451000\n";
    CHECK(recognise(scratch.path("idmc.csv")) == "displacement"); // not a sheet of events, for all its tags
}

TEST_CASE("of IDMC's updates those figures are taken that count", "[importers][displacement]")
{
    const std::string header =
        "id,country,iso3,latitude,longitude,role,displacement_type,qualifier,figure,displacement_date,"
        "displacement_start_date,displacement_end_date,event_id,event_name,type,standard_info_text,sources,"
        "locations_name,locations_coordinates,locations_accuracy,locations_type,created_at\n";
    const std::string tags =
        ",#country+name,#country+iso3,#geo+lat,#geo+lon,,,,#affected+displaced,,,,,,,,,,,,,\n";
    const auto row = [](const std::string& role, const std::string& type, const std::string& figure,
                        const std::string& event, const std::string& rest) {
        return "1,Sudan,SDN,12.9,23.5," + role + "," + type + "," + figure +
               ",2024-05-03,2024-05-01,2024-05-03," + event + ",A," + (type == "Disaster" ? "Flood" : "") +
               ",<b> Sudan: people </b>,Agency; Radio," + rest + "\n";
    };
    const std::string zalingei = "\"Zalingei, Central Darfur, Sudan\",\"12.9, 23.5\",Point,Origin,";
    const Intake intake = read(
        header + tags +
        row("Recommended figure", "Conflict", "more than,1200", "7", zalingei + "2024-05-04") +
        row("Triangulation", "Conflict", "total,900", "7", zalingei + "2024-05-09") +
        row("Triangulation", "Conflict", "approximately,300", "8", zalingei + "2024-05-04") +
        row("Triangulation", "Conflict", "less than,500", "8", zalingei + "2024-05-05") +
        row("Recommended figure", "Disaster", "total,70000", "9", zalingei + "2024-05-04") +
        row("Recommended figure", "Conflict", "total,40", "10",
            "\"El Fasher, Sudan; Tawila, Sudan; Zamzam, Sudan\",\"13.63, 25.35; 13.5, 24.9; 13.48, 25.31\","
            "State/Region/Province (ADM1); Point; Point,Origin; Destination; Destination,2024-05-04") +
        row("Recommended figure", "Conflict", "total,60", "11",
            "Nyala,\"12.05, 24.88\",Point,Destination,2024-05-04"));
    REQUIRE(intake.flows.size() == 4);
    const Flow& left = intake.flows[0];
    CHECK(left.people == Quantity::at_least(1200));
    REQUIRE(left.origin);
    CHECK(left.origin->name == "Zalingei");
    CHECK(left.origin->country == "SDN");
    CHECK(left.origin->point == LonLat{23.5, 12.9});
    CHECK(left.origin->precision == PlacePrecision::locality);
    CHECK_FALSE(left.destination);
    CHECK(left.interval == Interval::between(*parse_day("2024-05-01"), *parse_day("2024-05-03")));
    CHECK(left.speaker == "Agency; Radio");
    CHECK(left.evidence.quotation.starts_with(
        "1,Sudan,SDN,12.9,23.5,Recommended figure,Conflict,more than,1200"));
    CHECK(intake.flows[1].people ==
          Quantity::of(std::nullopt, std::nullopt, 500)); // the later of two estimates
    const Flow& moved = intake.flows[2];
    REQUIRE(moved.origin);
    REQUIRE(moved.destination);
    CHECK(moved.origin->precision == PlacePrecision::province);
    CHECK(moved.destination->name == "Tawila and 1 more place");
    CHECK(moved.destination->point.lon == Approx(25.105));
    CHECK(moved.destination->precision == PlacePrecision::near); // 22 km from either
    const Flow& arrived = intake.flows[3];
    CHECK_FALSE(arrived.origin);
    REQUIRE(arrived.destination);
    CHECK(arrived.destination->name == "Nyala");
    CHECK(arrived.title == "Displacement to Nyala");
    CHECK(arrived.evidence.begin == 7); // rows that are left out count
    REQUIRE(intake.issues.size() == 2);
    CHECK(intake.issues[0].what ==
          "1 row is left out: displacement by disasters or other causes than conflict");
    CHECK(intake.issues[1].what.starts_with("2 rows are left out: a first estimate"));
}

TEST_CASE("IDMC's updates are known by their header, as the site and as HDX write it",
          "[importers][displacement]")
{
    CHECK(is_displacement_table({"Id", "Country", "Iso3", "Latitude", "Longitude", "Centroid", "Role",
                                 "DisplacementType", "Qualifier", "Figure", "DisplacementDate", "Type"}));
    const Intake intake =
        read("country,iso3,latitude,longitude,displacement_type,qualifier,figure,displacement_date\n"
             "#country+name,#country+iso3,#geo+lat,#geo+lon,#event+displacement_type,#total,"
             "#affected+displaced,#date+displacement\n"
             "Sudan,SDN,12.9,23.5,Conflict,total,1200,2024-05-03\n"
             "Sudan,SDN,,,Conflict,total,1300,2024-05-03\n"
             "Sudan,SDN,12.9,23.5,Conflict,total,,2024-05-03\n");
    REQUIRE(intake.flows.size() == 1);
    CHECK(intake.flows.front().people == Quantity::exactly(1200));
    CHECK(intake.flows.front().origin->name == "Sudan");
    CHECK(intake.flows.front().origin->precision == PlacePrecision::district);
    CHECK(intake.issues.size() == 3); // no figure, no position, and nothing says how exactly places are known
}

TEST_CASE("a count that is none is told with the line of its row", "[importers][displacement]")
{
    const Intake intake =
        read("Origin,Destination,Individuals\nNowhere at all,Misrata,5\nTripoli,Misrata,many\n");
    REQUIRE(intake.flows.size() == 1);
    CHECK(intake.flows.front().evidence.begin == 2);
    REQUIRE(intake.issues.size() == 2);
    CHECK(intake.issues.back().line == 3);
}

TEST_CASE("a district that nobody knows keeps its name at its province", "[importers][displacement]")
{
    const Intake intake = read("operation,admin0Name,admin1Name,admin2Name,numPresentIdpInd,reportingDate\n"
                               "Armed clashes,Libya,Tripoli,Nowhere at all,5000,2019-07-30\n");
    REQUIRE(intake.stocks.size() == 1);
    CHECK(intake.stocks.front().location.name == "Nowhere at all, Tripoli");
    CHECK(intake.stocks.front().location.precision == PlacePrecision::province);
    CHECK(intake.stocks.front().speaker.empty()); // the operation is why people fled
}

TEST_CASE("tables of events are no tables of displacement", "[importers][displacement]")
{
    CHECK_FALSE(is_displacement_table({"date", "lat", "lon", "killed", "displaced"}));
    CHECK_FALSE(is_displacement_table({"date", "lat", "lon", "title", "displaced"}));
    CHECK(is_displacement_table({"from", "to", "people"}));
    CHECK_THROWS_AS(read("a,b\n1,2\n"), Error);
}

TEST_CASE("the sheets of a workbook are read as tables", "[importers][workbook]")
{
    for (const char* name : {"made_up.xlsx", "made_up.ods"}) {
        CAPTURE(name);
        const std::filesystem::path path = workbooks / name;
        CHECK(is_workbook(path));
        CHECK(recognise(path) == "hxl");
        const KeptDataset kept = kept_dataset(path);
        REQUIRE(kept.records.size() == 2);
        CHECK(*kept.records[0].record.point == LonLat{13.35, 32.88});
        CHECK(kept.records[0].record.killed.best == 53);
        CHECK(kept.records[0].quotation == "A hangar, \"Tajoura\"");
        CHECK(kept.records[0].record.interval.edtf() == "2019-07-03");

        const Sheet moves = read_sheet(path, "Moves");
        CHECK(moves.name == "Moves");
        CHECK(moves.csv == "from,to,people\nTripoli,Misrata,1200\n");
        CHECK(recognise(path, "Moves") == "displacement");
        CHECK_THROWS_WITH(read_sheet(path, "none"), Catch::Matchers::Contains("Events, Moves"));
    }
}

TEST_CASE("a workbook that would fill the memory is refused", "[importers][workbook]")
{
    const Scratch scratch;
    CHECK_FALSE(is_workbook(scratch.file("t.xlsx", "no archive")));
    CHECK_THROWS_AS(read_sheet(scratch.file("cut.xlsx", "PK\x03\x04 and no more")), Error);
    // One part that claims to unpack to 3 GiB.
    std::string part = std::string("PK\x01\x02", 4) + std::string(42, '\0') + "a";
    part[27] = '\xC0';
    part[28] = '\x01';
    std::string end = std::string("PK\x05\x06", 4) + std::string(18, '\0');
    end[10] = 1;
    end[12] = static_cast<char>(part.size());
    end[16] = 4;
    CHECK_THROWS_WITH(read_sheet(scratch.file("bomb.xlsx", std::string("PK\x03\x04", 4) + part + end)),
                      Catch::Matchers::Contains("unpacks to 3072 MiB"));
}
