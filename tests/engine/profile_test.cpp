#include "engine/profile.hpp"

#include "engine/features.hpp"
#include "geodata/csv_writer.hpp"
#include "geodata/geojson_writer.hpp"
#include "tests/engine/random_ledger.hpp"
#include "tests/engine/random_records.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace sitmap;
using namespace sitmap::test;
using Json = nlohmann::json;

namespace {

Document dataset()
{
    Document document;
    document.id = sha256("dataset");
    document.title = "A \"dataset\"";
    document.licence = "CC BY 4.0";
    return document;
}

Json exported(const Record& record, Profile profile, const Document& document)
{
    std::string text;
    ExportRows rows{profile};
    GeoJsonLines writer{[&](std::string_view part) { text += part; }, rows.fields()};
    const ExportRow& row = rows.row(7, record, document);
    writer.add_point(row.point, row.digits, row.values);
    writer.finish();
    return Json::parse(text);
}

Record strike()
{
    Record record;
    record.id = "LBY1";
    record.row = 12;
    record.sub_type = SubEventType::air_drone_strike;
    record.interval = Interval::on(std::chrono::year{2019} / 7 / 2);
    record.point = LonLat{13.350561, 32.881672};
    record.precision = PlacePrecision::near;
    record.place = "Tajoura";
    record.country = "LBY";
    record.side_a = "LNA";
    record.side_b = "Civilians";
    record.roles = PartyRole::perpetrator;
    record.killed = {50, 53, 60};
    record.source = "Observer";
    record.quotation = "A hangar \"was\" hit.\n";
    return record;
}

} // namespace

TEST_CASE("incidents of a ledger go out as the layer incidents says", "[engine][profile]")
{
    std::mt19937 random{5};
    Ledger ledger;
    add(ledger, random_intake("document", random, 60));
    const auto all = incidents(ledger);
    const Layer layer = incident_layer(all, ledger);
    ExportRows rows{Profile::sitmap};
    CHECK(rows.fields() == layer.fields);
    std::string streamed, whole;
    GeoJsonWriter one{[&](std::string_view part) { streamed += part; }, rows.fields()};
    GeoJsonWriter other{[&](std::string_view part) { whole += part; }, layer.fields, {"claims", "sources"}};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const ExportRow& row = rows.row(all[i], ledger);
        one.add_point(row.point, row.digits, row.values);
        other.add(layer.features[i], row.digits);
    }
    one.finish();
    other.finish();
    CHECK(Json::parse(streamed) == Json::parse(whole));
}

TEST_CASE("parts put together are what one writer makes", "[engine][profile]")
{
    const RandomRecords records{22, 500};
    const Document document = dataset();
    ExportRows rows{Profile::sitmap};
    std::string one_text, put_together;
    GeoJsonWriter one{[&](std::string_view text) { one_text += text; }, rows.fields()};
    GeoJsonWriter whole{[&](std::string_view text) { put_together += text; }, rows.fields()};
    for (std::size_t at = 0; at < records.all().size(); at += 100) {
        GeoJsonWriter part = whole.part();
        for (std::size_t i = at; i < at + 100; ++i) {
            const auto id = static_cast<IncidentId>(i + 1);
            for (GeoJsonWriter* writer : {&one, &part}) {
                const ExportRow& row = rows.row(id, records.all()[i], document);
                writer->add_point(row.point, row.digits, row.values);
            }
        }
        whole.append(std::move(part));
        whole.append(whole.part()); // nothing
    }
    one.finish();
    whole.finish();
    CHECK(one_text == put_together);
}

TEST_CASE("records of every kind go out as valid JSON in every profile", "[engine][profile]")
{
    const auto profile = static_cast<Profile>(GENERATE(0, 1, 2, 3, 4));
    const RandomRecords records{21, 300};
    const ExportRows rows{profile};
    const Document document = dataset();
    for (const Record& record : records.all()) {
        const Json feature = exported(record, profile, document);
        CHECK(feature["geometry"].is_null() == !record.point.has_value());
        // Counts that a row does not give may be left out, and nothing else.
        for (const Field& field : rows.fields()) {
            CAPTURE(name_of(profile), field.name);
            CHECK((feature["properties"].contains(field.name) || field.name.ends_with("_low") ||
                   field.name.ends_with("_best") || field.name.ends_with("_high")));
        }
    }
}

TEST_CASE("a row's one claim carries its sentence, and its source the terms", "[engine][profile]")
{
    const Json feature = exported(strike(), Profile::sitmap, dataset());
    const Json& properties = feature["properties"];
    CHECK(feature["geometry"]["coordinates"] == Json::array({13.3506, 32.8817}));
    CHECK(properties["killed_low"] == 50);
    CHECK(properties["accused"] == "LNA");
    CHECK(properties["victims"] == "Civilians");
    CHECK(properties["attribution"] == "attributed");
    REQUIRE(properties["claims"].size() == 1);
    CHECK(properties["claims"][0]["quotation"] == "A hangar \"was\" hit.\n");
    CHECK(properties["claims"][0]["begin"] == 12);
    CHECK(properties["claims"][0]["speaker"] == "Observer");
    CHECK(properties["sources"][0]["licence"] == "CC BY 4.0");
    CHECK(properties["sources"][0]["title"] == "A \"dataset\"");
}

TEST_CASE("profiles speak the codes of their codebooks", "[engine][profile]")
{
    Record record = strike();
    const Json acled = exported(record, Profile::acled, dataset())["properties"];
    CHECK(acled["event_id_cnty"] == "LBY1");
    CHECK(acled["geo_precision"] == 2);
    CHECK(acled["time_precision"] == 1);
    CHECK(acled["year"] == 2019);
    CHECK(acled["fatalities"] == 53);
    CHECK(acled["latitude"] == 32.8817); // no more exactly than the shape
    const Json ucdp = exported(record, Profile::ucdp, dataset())["properties"];
    CHECK(ucdp["where_prec"] == 2);
    CHECK(ucdp["date_prec"] == 1);
    CHECK(ucdp["type_of_violence"] == 3);
    CHECK(ucdp["best"] == 53);
    const Day first = std::chrono::year{2019} / 7 / 1;
    for (const auto& [days, code] : {std::pair{2, 2}, std::pair{6, 2}, std::pair{7, 3}, std::pair{8, 4},
                                     std::pair{31, 4}, std::pair{32, 5}}) {
        record.interval = Interval::between(first, first + std::chrono::days{days - 1});
        CHECK(exported(record, Profile::ucdp, dataset())["properties"]["date_prec"] == code);
    }
    for (const PlacePrecision vague : {PlacePrecision::country, PlacePrecision::sea}) {
        record.precision = vague; // the vaguest that ACLED has, since a reader of its files looks for 1 to 3
        CHECK(exported(record, Profile::acled, dataset())["properties"]["geo_precision"] == 3);
    }
    record.point.reset();
    CHECK(exported(record, Profile::acled, dataset())["properties"]["geo_precision"].is_null());
    record.point = strike().point;
    const Json event = exported(record, Profile::timemap, dataset())["properties"];
    CHECK(event["date"] == "7/1/2019");
    CHECK(event["latitude"] == "32.882"); // a text, and no more exactly than the shape
    CHECK(event["description"] == "A hangar \"was\" hit.\n");
}

TEST_CASE("civilians stand where ACLED and UCDP have the second side", "[engine][profile]")
{
    Record record = strike();
    record.side_b = {};
    record.victims = "Civilians (Libya)";
    CHECK(exported(record, Profile::acled, dataset())["properties"]["actor2"] == "Civilians (Libya)");
    CHECK(exported(record, Profile::ucdp, dataset())["properties"]["side_b"] == "Civilians (Libya)");
    record.side_b = "Group B"; // two sides that fought, and others who suffered
    CHECK(exported(record, Profile::acled, dataset())["properties"]["actor2"] == "Group B");
}

TEST_CASE("a sheet for HXL has a row of tags as wide as its names", "[engine][profile]")
{
    std::string text;
    ExportRows rows{Profile::hxl};
    CsvWriter writer{[&](std::string_view part) { text += part; }, rows.fields(), CsvWriter::Shapes::none};
    writer.add_tags(rows.tags());
    const Document document = dataset();
    Record record = strike();
    record.quotation = "=1+1";
    const ExportRow& row = rows.row(7, record, document);
    writer.add_point(row.point, row.digits, row.values);
    writer.finish();
    const auto first_end = text.find("\r\n"), second_end = text.find("\r\n", first_end + 2);
    const std::string names = text.substr(0, first_end),
                      tags = text.substr(first_end + 2, second_end - first_end - 2);
    CHECK(std::count(names.begin(), names.end(), ',') == std::count(tags.begin(), tags.end(), ','));
    CHECK(tags.starts_with("#event+id,"));
    CHECK(tags.find(",,") == std::string::npos);
    CHECK(text.ends_with(",'=1+1\r\n"));
}
