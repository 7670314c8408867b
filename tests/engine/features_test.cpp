#include "engine/features.hpp"

#include "geodata/measure.hpp"
#include "tests/engine/random_ledger.hpp"
#include "tests/engine/samples.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace sitmap;
using namespace sitmap::test;

namespace {

Value value_of(const Layer& layer, std::size_t feature, std::string_view field)
{
    return layer.features.at(feature).values.at(layer.field(field).value());
}

std::string text_at(const Layer& layer, std::size_t feature, std::string_view field)
{
    return text_of(value_of(layer, feature, field));
}

Ledger sample()
{
    Ledger ledger;
    Event told = event("a");
    told.claims.push_back(claim("a", ClaimField::killed, Quantity::at_least(40), "health official",
                                Stance::asserts, day("2019-07-03")));
    told.claims.push_back(claim("a", ClaimField::perpetrator, std::string{"LNA"}, "GNA"));
    Intake intake = test::intake("a", {told});
    intake.document.outlet = "Outlet";
    intake.document.licence = "CC0";
    add(ledger, intake);
    return ledger;
}

} // namespace

TEST_CASE("an incident's feature carries its values, and its claims with their sentences",
          "[engine][features]")
{
    const Ledger ledger = sample();
    const auto all = incidents(ledger);
    const Layer layer = incident_layer(all, ledger);

    REQUIRE(layer.features.size() == 1);
    CHECK(layer.features[0].geometry == Geometry{LonLat{13.3, 32.8}});
    CHECK(text_at(layer, 0, "id") == "1");
    CHECK(text_at(layer, 0, "event_type") == "Explosions/Remote violence");
    CHECK(text_at(layer, 0, "date_start") == "2019-07-03");
    CHECK(text_at(layer, 0, "date_edtf") == "2019-07-03");
    CHECK(text_at(layer, 0, "killed_low") == "40");
    CHECK(value_of(layer, 0, "killed_high") == Value{});
    CHECK(value_of(layer, 0, "injured_low") == Value{});
    CHECK(text_at(layer, 0, "attribution") == "attributed");
    CHECK(text_at(layer, 0, "accused") == "LNA");
    const auto claims = nlohmann::json::parse(text_at(layer, 0, "claims"));
    REQUIRE(claims.size() == 5);
    CHECK(claims[3]["value"] == "40+");
    CHECK(claims[3]["low"] == 40);
    CHECK_FALSE(claims[3].contains("high"));
    CHECK(claims[3]["speaker"] == "health official");
    CHECK(claims[3]["said_on"] == "2019-07-03");
    CHECK(claims[3]["quotation"] == "ten letters");
    CHECK(claims[3]["begin"] == 10);
    const auto sources = nlohmann::json::parse(text_at(layer, 0, "sources"));
    REQUIRE(sources.size() == 1);
    CHECK(sources[0]["outlet"] == "Outlet");
    CHECK(sources[0]["licence"] == "CC0");
}

TEST_CASE("every row of every layer is as long as its fields, and layers without rows name them too",
          "[engine][features]")
{
    std::mt19937 random{31};
    Ledger full;
    for (int i = 0; i < 4; ++i)
        add(full, random_intake("d" + std::to_string(i), random, 10));
    const std::vector<DatedFronts> fronts{{day("2024-01-01"), {FrontLine{}}}};
    const Ledger none;
    const auto all = incidents(full);
    const std::vector<std::pair<Layer, Layer>> pairs{{incident_layer(all, full), incident_layer({}, none)},
                                                     {incident_area_layer(all), incident_area_layer({})},
                                                     {flow_layer(full.flows), flow_layer({})},
                                                     {stock_layer(full.stocks), stock_layer({})},
                                                     {route_layer(full.routes), route_layer({})},
                                                     {control_layer(full.control_areas), control_layer({})},
                                                     {front_layer(fronts), front_layer({})}};
    for (const auto& [layer, empty] : pairs) {
        CAPTURE(layer.name);
        CHECK_FALSE(layer.features.empty());
        CHECK(layer.fields == empty.fields);
        CHECK(empty.features.empty());
        for (const Feature& feature : layer.features)
            CHECK(feature.values.size() == layer.fields.size());
    }
}

TEST_CASE("an incident's area is its shape, else a disc of its radius", "[engine][features]")
{
    Ledger ledger;
    Location shaped = town("Shaped", 20, 10);
    shaped.shape = Polygon{{{20, 10}, {21, 10}, {21, 11}, {20, 10}}, {}};
    Location bare = town("Bare", 30, 10, 0);
    add(ledger, intake("a", {event("a", {.location = town("Disc", 13.3, 32.8, 5'000)}, "1"),
                             event("a", {.location = shaped}, "2"), event("a", {.location = bare}, "3")}));

    const Layer layer = incident_area_layer(incidents(ledger));

    REQUIRE(layer.features.size() == 2);
    const double disc_m2 = 3.14159265358979 * 5'000.0 * 5'000.0;
    CHECK(area_m2(layer.features[0].geometry) == Approx(disc_m2).epsilon(0.01));
    CHECK(layer.features[1].geometry == shaped.shape);
}

TEST_CASE("a flow with one known end is a point there, and one without is no shape", "[engine][features]")
{
    Flow both, one, none;
    both.origin = one.origin = town("Origin", 13, 32);
    both.destination = town("Destination", 14, 33);
    const std::vector<Flow> flows{both, one, none};

    const Layer layer = flow_layer(flows);

    CHECK(layer.features[0].geometry == Geometry{LineString{{{13, 32}, {14, 33}}}});
    CHECK(layer.features[1].geometry == Geometry{LonLat{13, 32}});
    CHECK(layer.features[2].geometry == Geometry{});
}

TEST_CASE("a quotation that is no UTF-8 does not stop an export", "[engine][features]")
{
    Event told = event("a");
    told.claims[0].evidence.quotation = "bad \xff byte";
    Ledger ledger;
    add(ledger, intake("a", {told}));
    const Layer layer = incident_layer(incidents(ledger), ledger);
    CHECK(nlohmann::json::parse(text_at(layer, 0, "claims"))[0]["quotation"] == "bad \uFFFD byte");
}
