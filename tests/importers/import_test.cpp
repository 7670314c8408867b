#include "geodata/error.hpp"
#include "geodata/vector_file.hpp"
#include "importers/import.hpp"
#include "tests/geodata/scratch.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;
using Catch::Contains;

namespace {

const ReaderTables& no_tables()
{
    throw Error{"the tables were asked for"};
}

Intake import(const std::filesystem::path& path, const std::string& format = {})
{
    ImportOptions options;
    options.format = format;
    return read_source(path, options, no_tables);
}

std::string feature(const std::string& properties, const std::string& geometry)
{
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{)" + properties +
           R"(},"geometry":)" + geometry + "}]}";
}

const std::string triangle = R"({"type":"Polygon","coordinates":[[[30,48],[31,48],[31,49],[30,48]]]})";
const std::string spot = R"({"type":"Point","coordinates":[13.35,32.88]})";

} // namespace

TEST_CASE("the format of a source is recognised", "[importers][import]")
{
    const Scratch scratch;
    CHECK(recognise(scratch.file("a.txt", "A headline\n\nA story.")) == "article");
    CHECK(recognise(scratch.file("a.html", "<p>x</p>")) == "article");
    CHECK(recognise(scratch.file("page", "\n<!DOCTYPE html><html>")) == "article");
    CHECK(recognise(scratch.file("a.CSV", "date,lat,lon\n")) == "csv");
    CHECK(recognise(scratch.file("ids.csv", "Event ID;date;lat;lon\n")) == "records");
    CHECK(recognise(scratch.file("codes.csv", "code,date,lat,lon\nA,2019-07-03,1,2\nA,2019-07-04,1,2\n")) ==
          "csv");
    CHECK(recognise(scratch.file("own.csv", "id,date,lat,lon,claims\n")) == "csv");
    CHECK(recognise(scratch.file("a.geojson", feature(R"("party":"A")", triangle))) == "control");
    CHECK(recognise(scratch.file("state_20240717.geojson", feature("", triangle))) == "control");
    CHECK(recognise(scratch.file("b.geojson", feature(R"("held":600)", spot))) == "flows");
    CHECK(recognise(scratch.file("c.json", feature(R"("event_type":"Battles","date":"2019-07-03")", spot))) ==
          "events");
}

TEST_CASE("coastlines are not taken for areas of control", "[importers][import]")
{
    const Scratch scratch;
    const auto path = scratch.file("coast.geojson", feature(R"("name":"Island")", triangle));
    CHECK_THROWS_WITH(recognise(path), Contains("control, flows or events"));
    CHECK(import(path, "control").control_areas.size() == 1);
}

TEST_CASE("what cannot be a source gives one clear line", "[importers][import]")
{
    const Scratch scratch;
    CHECK_THROWS_WITH(import(scratch.path("none.txt")), Contains("no such file"));
    CHECK_THROWS_WITH(import(scratch.path("")), Contains("folder"));
    CHECK_THROWS_WITH(import(scratch.file("empty.txt", "")), Contains("empty"));
    CHECK_THROWS_WITH(import(scratch.file("a.bin", "\x01\x02")),
                      Contains("article, feed, articles, csv, acled, ucdp, gdelt"));
    CHECK_THROWS_WITH(import(scratch.file("a.csv", "date\n2019-07-03\n"), "excel"),
                      Contains("no such format"));
    CHECK_THROWS_WITH(import(scratch.file("deep.geojson", std::string(100'000, '['))),
                      Contains("nested deeper"));
}

TEST_CASE("the reader's tables are loaded for articles alone", "[importers][import]")
{
    const Scratch scratch;
    CHECK(import(scratch.file("a.csv", "date,lat,lon\n2019-07-03,32,13\n")).events.size() == 1);
    CHECK_THROWS_WITH(import(scratch.file("a.txt", "A headline\n\nA story of some length.")),
                      Contains("tables were asked for"));
}

TEST_CASE("points in a vector file become events as rows of a table do", "[importers][import]")
{
    const Scratch scratch;
    const Layer layer{"incidents",
                      {{"title", FieldType::text},
                       {"sub_event_type", FieldType::text},
                       {"date_edtf", FieldType::text},
                       {"date_end", FieldType::text},
                       {"place", FieldType::text},
                       {"place_precision", FieldType::text},
                       {"killed_low", FieldType::integer},
                       {"killed_best", FieldType::integer},
                       {"killed_high", FieldType::integer},
                       {"injured_best", FieldType::integer}},
                      {{LonLat{13.35, 32.88},
                        {"Air strike", "Air/drone strike", "2019-07", "2019-07-31", "Tajoura", "district",
                         std::int64_t{40}, std::int64_t{40}, Value{}, std::int64_t{200}}}}};
    const auto format =
        GENERATE(std::string{"gpkg"}, std::string{"geojson"}, std::string{"fgb"}, std::string{"kml"});
    CAPTURE(format);
    write_vector_file(scratch.path("a." + format), format, {layer}, false);
    const Intake intake = import(scratch.path("a." + format));
    REQUIRE(intake.events.size() == 1);
    const Event& event = intake.events[0];
    CHECK(event.title == "Air strike");
    CHECK(sub_type_of(event) == SubEventType::air_drone_strike);
    CHECK(interval_of(event).edtf() == "2019-07");
    CHECK(location_of(event)->point == LonLat{13.35, 32.88});
    CHECK(location_of(event)->precision == PlacePrecision::district);
    CHECK(std::get<Quantity>(first_claim(event, ClaimField::killed)->value) == Quantity::at_least(40));
    CHECK(std::get<Quantity>(first_claim(event, ClaimField::injured)->value) == Quantity::exactly(200));
    CHECK(event.id.starts_with(intake.document.id.substr(0, 16) + "#"));
}
