#include "engine/features.hpp"
#include "geodata/vector_file.hpp"
#include "importers/import.hpp"
#include "importers/own_export.hpp"
#include "tests/geodata/scratch.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

const Day day{std::chrono::year{2019} / 7 / 3};

Flow a_flow()
{
    Flow flow;
    flow.id = "f";
    flow.title = "Displacement from Tripoli";
    flow.origin = Location{.name = "Tripoli", .point = {13.2, 32.9}};
    flow.people = Quantity::at_least(105'000);
    flow.interval = Interval::since(day);
    flow.speaker = "IRC";
    return flow;
}

Stock a_stock()
{
    Stock stock;
    stock.id = "s";
    stock.location = {.name = "Camp", .point = {13.25, 32.75}, .precision = PlacePrecision::near};
    stock.people = Quantity::exactly(600);
    stock.interval = Interval::on(day);
    return stock;
}

Route a_route()
{
    Route route;
    route.id = "r";
    route.name = "Central";
    route.line = LineString{{{13.2, 32.9}, {12.6, 35.5}}};
    route.interval = Interval::ongoing();
    return route;
}

ControlArea an_area()
{
    ControlArea area;
    area.id = "c";
    area.party = "A";
    area.kind = ControlArea::Kind::claimed;
    area.area = {{Polygon{{{13, 32}, {14, 32}, {14, 33}, {13, 32}}, {}}}};
    area.interval = Interval::since(day);
    area.illustrative = true;
    return area;
}

} // namespace

TEST_CASE("flows, stocks, routes and areas come back from an export", "[importers][own_export]")
{
    const Flow flow = a_flow();
    const Stock stock = a_stock();
    const Route route = a_route();
    const ControlArea area = an_area();
    const std::vector<Layer> layers{flow_layer({&flow, 1}), stock_layer({&stock, 1}),
                                    route_layer({&route, 1}), control_layer({&area, 1})};
    const auto format = GENERATE(std::string{"gpkg"}, std::string{"kml"});
    CAPTURE(format);
    const Scratch scratch;
    const auto path = scratch.path("a." + format);
    write_vector_file(path, format, layers, false);
    CHECK(recognise(path) == "export");
    const Intake intake = read_own_export(path);
    REQUIRE(intake.flows.size() == 1);
    CHECK(intake.flows[0].people == flow.people);
    CHECK(intake.flows[0].interval == flow.interval);
    CHECK(intake.flows[0].origin->name == "Tripoli");
    CHECK(intake.flows[0].speaker == "IRC");
    CHECK_FALSE(intake.flows[0].destination);
    REQUIRE(intake.stocks.size() == 1);
    CHECK(intake.stocks[0].kind == Stock::Kind::held);
    CHECK(intake.stocks[0].people == stock.people);
    CHECK(intake.stocks[0].interval == stock.interval);
    CHECK(intake.stocks[0].location.precision == PlacePrecision::near);
    REQUIRE(intake.routes.size() == 1);
    CHECK(intake.routes[0].line == route.line);
    CHECK(intake.routes[0].interval == route.interval);
    REQUIRE(intake.control_areas.size() == 1);
    CHECK(intake.control_areas[0].party == "A");
    CHECK(intake.control_areas[0].kind == area.kind);
    CHECK(intake.control_areas[0].interval == area.interval);
    CHECK(intake.control_areas[0].illustrative);
}

TEST_CASE("features of one collection are told apart by their layer", "[importers][own_export]")
{
    const Scratch scratch;
    const auto path = scratch.file("a.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[13.35,32.88]},"properties":{"layer":"incidents","title":"Strike","sub_event_type":"Air/drone strike","date_edtf":"[..2019-07-03]","killed_low":40,"killed_best":40}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[13.2,32.9]},"properties":{"layer":"stocks","kind":"held","place":"Camp","people_low":600,"people_best":600,"people_high":600}},
{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[13,32],[14,32],[14,33],[13,32]]]},"properties":{"layer":"control_areas","party":"A","kind":"contested"}},
{"type":"Feature","geometry":{"type":"LineString","coordinates":[[13,33],[12,35]]},"properties":{"layer":"routes","name":"Central"}}]})");
    CHECK(recognise(path) == "export");
    const Intake intake = read_own_export(path);
    REQUIRE(intake.events.size() == 1);
    CHECK(interval_of(intake.events[0]) == Interval::before(day));
    REQUIRE(intake.stocks.size() == 1);
    CHECK(intake.stocks[0].people == Quantity::exactly(600));
    REQUIRE(intake.control_areas.size() == 1);
    CHECK(intake.control_areas[0].kind == ControlArea::Kind::contested);
    CHECK(intake.flows.empty());
    REQUIRE(intake.routes.size() == 1);
    CHECK(intake.routes[0].name == "Central"); // though the incidents have titles and it has none
}

TEST_CASE("a store with records of datasets is no export, and says what to do", "[importers][own_export]")
{
    const Flow flow = a_flow();
    const Layer records{
        "records", {{"id", FieldType::text}}, {{LonLat{13.2, 32.9}, {Value{std::string{"r1"}}}}}};
    const Scratch scratch;
    const auto path = scratch.path("store.gpkg");
    write_vector_file(path, "gpkg", std::vector<Layer>{flow_layer({&flow, 1}), records}, false);
    CHECK_THROWS_WITH(read_own_export(path),
                      Catch::Contains("1 record of datasets") && Catch::Contains("sitmap export"));
}
