#include "geodata/error.hpp"
#include "geodata/measure.hpp"
#include "geodata/vector_file.hpp"
#include "importers/control_areas.hpp"
#include "importers/flows.hpp"
#include "tests/geodata/scratch.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;
using Catch::Contains;

namespace {

const Day first{std::chrono::year{2024} / 7 / 17};
const Day last{std::chrono::year{2024} / 7 / 20};

const std::string square =
    R"("geometry":{"type":"Polygon","coordinates":[[[30,48],[30,49],[31,49],[31,48],[30,48]]]})";

std::string collection(const std::string& features)
{
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

std::string area(const std::string& properties)
{
    return R"({"type":"Feature","properties":{)" + properties + "}," + square + "}";
}

bool has_issue(const Intake& intake, std::string_view part)
{
    for (const Issue& issue : intake.issues) {
        if (issue.what.find(part) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace

TEST_CASE("areas are read with party, kind and dates under usual names", "[importers][control_areas]")
{
    const Scratch scratch;
    const Intake intake = read_control_areas(scratch.file(
        "a.geojson",
        collection(
            area(
                R"("Controlled_By":"A","status":"Claimed","start":"2024-07-17","end":"2024-07-20","attacker":"B","illustrative":true)") +
            "," + area(R"("Controlled_By":null,"status":"contested")"))));
    REQUIRE(intake.control_areas.size() == 2);
    const ControlArea& one = intake.control_areas[0];
    CHECK(one.party == "A");
    CHECK(one.kind == ControlArea::Kind::claimed);
    CHECK(one.interval == Interval::between(first, last));
    CHECK(one.attacker == "B");
    CHECK(one.illustrative);
    CHECK(area_m2(one.area) > 7e9);
    CHECK(right_hand(one.area) == Geometry{one.area});
    CHECK(intake.control_areas[1].kind == ControlArea::Kind::contested);
    CHECK(intake.control_areas[1].party.empty());
    CHECK_FALSE(intake.control_areas[1].interval.is_known());
    CHECK(intake.document.kind == "control areas");
    CHECK(intake.document.id.size() == 64);
    CHECK(one.document == intake.document.id);
    CHECK(one.id == intake.document.id.substr(0, 16) + "#1");
}

TEST_CASE("the date in a file's name dates its areas", "[importers][control_areas]")
{
    const Scratch scratch;
    const Intake intake = read_control_areas(scratch.file("map_data_20240717.geojson", collection(area(""))));
    REQUIRE(intake.control_areas.size() == 1);
    CHECK(intake.control_areas[0].interval == Interval::since(first));
    CHECK(intake.control_areas[0].party == "party not named");
    CHECK(has_issue(intake, "does not say who holds it"));
}

TEST_CASE("options win over attributes", "[importers][control_areas]")
{
    const Scratch scratch;
    const auto path =
        scratch.file("a.geojson", collection(area(R"("party":"A","owner2":"C","date":"2020-01-01")")));
    ControlOptions options;
    options.party = "B";
    options.day = first;
    CHECK(read_control_areas(path, options).control_areas.at(0).party == "B");
    CHECK(read_control_areas(path, options).control_areas.at(0).interval == Interval::since(first));
    options = {};
    options.party_field = "owner2";
    CHECK(read_control_areas(path, options).control_areas.at(0).party == "C");
    options.party_field = "nobody";
    CHECK_THROWS_WITH(read_control_areas(path, options),
                      Contains("no attribute 'nobody'; it has: party, owner2, date"));
}

TEST_CASE("lines are no areas, and that is said", "[importers][control_areas]")
{
    const Scratch scratch;
    const Intake intake = read_control_areas(scratch.file(
        "a.geojson",
        collection(
            R"({"type":"Feature","properties":{"party":"A","date":"someday"},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}},)" +
            area(R"("party":"A","date":"someday")"))));
    CHECK(intake.control_areas.size() == 1);
    CHECK(has_issue(intake, "1 line was left out"));
    CHECK(has_issue(intake, "'someday' is not read as a day"));
}

TEST_CASE("the same file has the same ids, another file has others", "[importers][control_areas]")
{
    const Scratch scratch;
    const auto a = scratch.file("a.geojson", collection(area(R"("party":"A")")));
    const auto b = scratch.file("b.geojson", collection(area(R"("party":"B")")));
    CHECK(read_control_areas(a).document.id == read_control_areas(a).document.id);
    CHECK(read_control_areas(a).document.id != read_control_areas(b).document.id);
}

TEST_CASE("a Shapefile's attributes are part of its document", "[importers][control_areas]")
{
    const Scratch scratch;
    const Geometry shape = Polygon{{{30, 48}, {31, 48}, {31, 49}, {30, 48}}, {}};
    for (const char* party : {"A", "B"})
        write_vector_file(scratch.path(std::string{party} + ".shp"), "shp",
                          {Layer{"x", {{"party", FieldType::text}}, {{shape, {std::string{party}}}}}}, false);
    CHECK(read_control_areas(scratch.path("A.shp")).document.id !=
          read_control_areas(scratch.path("B.shp")).document.id);
    CHECK(read_control_areas(scratch.path("B.shp")).control_areas.at(0).party == "B");
}

TEST_CASE("a line with people is a flow from its first to its last position", "[importers][flows]")
{
    const Scratch scratch;
    const Intake intake = read_flows(scratch.file(
        "a.geojson",
        collection(
            R"({"type":"Feature","properties":{"people":"105,000+","origin":"Tripoli","destination":"Zuwara","start":"2024-07-17","end":"2024-07-20","speaker":"IRC"},
        "geometry":{"type":"LineString","coordinates":[[13.2,32.9],[12.9,32.8],[12.1,32.9]]}})")));
    REQUIRE(intake.flows.size() == 1);
    const Flow& flow = intake.flows[0];
    CHECK(flow.origin->point == LonLat{13.2, 32.9});
    CHECK(flow.origin->name == "Tripoli");
    CHECK(flow.destination->point == LonLat{12.1, 32.9});
    CHECK(flow.people == Quantity::at_least(105'000));
    CHECK(flow.interval == Interval::between(first, last));
    CHECK(flow.speaker == "IRC");
    CHECK(flow.title == "Displacement from Tripoli to Zuwara");
    CHECK(flow.evidence.document == intake.document.id);
    CHECK(flow.evidence.begin == 1);
    CHECK_THAT(flow.evidence.quotation, Contains("people: 105,000+; origin: Tripoli"));
    CHECK(intake.stocks.empty());
}

TEST_CASE("a point of origin is a flow with an unknown destination", "[importers][flows]")
{
    const Scratch scratch;
    const Intake intake =
        read_flows(scratch.file("a.csv", "origin,people,lon,lat\nTripoli,105000,13.2,32.9\n"));
    REQUIRE(intake.flows.size() == 1);
    CHECK(intake.flows[0].people == Quantity::exactly(105'000));
    CHECK_FALSE(intake.flows[0].destination);
}

TEST_CASE("points and areas with held or displaced people are stocks", "[importers][flows]")
{
    const Scratch scratch;
    const Intake intake = read_flows(scratch.file(
        "a.geojson",
        collection(
            R"({"type":"Feature","properties":{"place":"Camp","held":600,"population":null},"geometry":{"type":"Point","coordinates":[13.35,32.88]}},
           {"type":"Feature","properties":{"place":"North","displaced":"some"},)" +
            square + "}")));
    REQUIRE(intake.stocks.size() == 2);
    CHECK(intake.stocks[0].kind == Stock::Kind::held);
    CHECK(intake.stocks[0].people == Quantity::exactly(600));
    CHECK(intake.stocks[0].location.name == "Camp");
    CHECK(intake.stocks[1].kind == Stock::Kind::displaced);
    CHECK_FALSE(intake.stocks[1].people);
    CHECK(covers(intake.stocks[1].location.shape, intake.stocks[1].location.point));
    CHECK(has_issue(intake, "'some' is not read as a count"));
    CHECK(intake.flows.empty());
}

TEST_CASE("points that call themselves held or displaced people are stocks without being asked for",
          "[importers][flows]")
{
    const Scratch scratch;
    const auto path = scratch.file(
        "a.geojson",
        collection(
            R"({"type":"Feature","properties":{"kind":"held","people":600,"day":"2019-07-03","place":"Camp","title":"Held"},"geometry":{"type":"Point","coordinates":[13.35,32.88]}})"));
    const VectorFile file = read_vector_file(path);
    CHECK(looks_like_flows(file));
    const auto events = scratch.file(
        "b.geojson",
        collection(
            R"({"type":"Feature","properties":{"kind":"air strike","people":6,"day":"2019-07-03","title":"Hit"},"geometry":{"type":"Point","coordinates":[13.35,32.88]}})"));
    CHECK_FALSE(looks_like_flows(read_vector_file(events)));
}

TEST_CASE("a line that calls itself a route is a route", "[importers][flows]")
{
    const Scratch scratch;
    const Intake intake = read_flows(scratch.file(
        "a.geojson",
        collection(
            R"({"type":"Feature","properties":{"kind":"route","name":"Central"},"geometry":{"type":"LineString","coordinates":[[13.2,32.9],[12.6,35.5]]}})")));
    REQUIRE(intake.routes.size() == 1);
    CHECK(intake.routes[0].name == "Central");
    CHECK(intake.flows.empty());
}

TEST_CASE("each line of a multi-line is a flow with its own id", "[importers][flows]")
{
    const Scratch scratch;
    const Intake intake = read_flows(scratch.file(
        "a.geojson",
        collection(
            R"({"type":"Feature","properties":{"people":5},"geometry":{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3]]]}},
           {"type":"Feature","properties":{"people":6},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}})")));
    REQUIRE(intake.flows.size() == 3);
    CHECK(intake.flows[0].id != intake.flows[1].id);
    CHECK(intake.flows[1].id != intake.flows[2].id);
}
