#include "geodata/csv_writer.hpp"
#include "geodata/geojson_writer.hpp"
#include "geodata/json_text.hpp"
#include "geodata/measure.hpp"
#include "geodata/utf8.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace sitmap;

TEST_CASE("GeoJSON comes out as RFC 7946 has it", "[geodata][geojson]")
{
    const Layer layer{
        "a",
        {{"name", FieldType::text},
         {"killed", FieldType::integer},
         {"share", FieldType::real},
         {"open", FieldType::boolean},
         {"claims", FieldType::text}},
        {{LonLat{13.350000000001, 32.88}, {"T\"a\"", std::int64_t{40}, 0.1, true, R"([{"field":"killed"}])"}},
         {Geometry{},
          {std::monostate{}, std::monostate{}, std::numeric_limits<double>::quiet_NaN(), false, ""}}}};
    CHECK(
        to_geojson(layer, 6, {"claims"}) ==
        "{\"type\":\"FeatureCollection\",\"features\":[\n"
        R"({"type":"Feature","geometry":{"type":"Point","coordinates":[13.35,32.88]},"properties":{"name":"T\"a\"","killed":40,"share":0.1,"open":true,"claims":[{"field":"killed"}]}},)"
        "\n"
        R"({"type":"Feature","geometry":null,"properties":{"name":null,"killed":null,"share":null,"open":false,"claims":null}})"
        "\n],\"bbox\":[13.35,32.88,13.35,32.88]}\n");
}

TEST_CASE("an empty collection has no bbox", "[geodata][geojson]")
{
    CHECK(to_geojson(Layer{"a", {}, {}}) == "{\"type\":\"FeatureCollection\",\"features\":[]}\n");
}

TEST_CASE("each feature has its own digits and id", "[geodata][geojson]")
{
    std::string text;
    GeoJsonWriter writer{[&](std::string_view part) { text += part; }, {}};
    writer.add({LonLat{13.351234, 32.889876}, {}}, 2, std::int64_t{7});
    writer.add({LonLat{-0.00001, 32.889876}, {}}, 4, std::string{"b"});
    writer.finish();
    CHECK_THAT(text, Catch::Contains(R"("id":7,"geometry":{"type":"Point","coordinates":[13.35,32.89]})"));
    CHECK_THAT(text, Catch::Contains(R"("id":"b","geometry":{"type":"Point","coordinates":[0,32.8899]})"));
}

TEST_CASE("rings are turned right and closed", "[geodata][geojson]")
{
    CHECK(to_geojson(Polygon{{{0, 0}, {0, 4}, {4, 4}, {4, 0}}, {}}) ==
          R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]]]})");
}

TEST_CASE("a line over the antimeridian is cut, and the bbox crosses it", "[geodata][geojson]")
{
    const std::string text = to_geojson(Layer{"a", {}, {{LineString{{{177, -20}, {-178, -16}}}, {}}}});
    CHECK_THAT(text, Catch::Contains(R"("coordinates":[[[177,-20],[180,-17.6]],[[-180,-17.6],[-178,-16]]])"));
    CHECK_THAT(text, Catch::Contains(R"("bbox":[177,-20,-178,-16])"));
}

TEST_CASE("points on both sides of the world do not cross it", "[geodata][geojson]")
{
    const std::string text = to_geojson(Layer{"a", {}, {{LonLat{-170, 1}, {}}, {LonLat{170, 2}, {}}}});
    CHECK_THAT(text, Catch::Contains(R"("bbox":[-170,1,170,2])"));
}

TEST_CASE("an area smaller than its digits does not vanish", "[geodata][geojson]")
{
    const Polygon yard = circle({13.35, 32.88}, 20, 16);
    const Geometry coarse = rounded(yard, 2);
    CHECK(area_m2(coarse) > 0);
    CHECK(area_m2(rounded(yard, 7)) == Approx(area_m2(yard)).epsilon(0.01));
}

TEST_CASE("text is always valid JSON and UTF-8", "[geodata][geojson]")
{
    CHECK(json_string("a\n\t\x01\x7F\\ \"") == R"("a\n\t\u0001\u007f\\ \"")");
    CHECK(json_string("caf\xE9") == "\"caf\xEF\xBF\xBD\"");
    CHECK(json_string("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""); // a surrogate
    CHECK(json_string("تاجوراء") == "\"تاجوراء\"");
    CHECK(json_string("") == "\"\"");
}

TEST_CASE("a character is escaped wherever in a text it stands", "[geodata][writers]")
{
    for (const auto& [character, escaped] : {std::pair{"\"", "\\\""},
                                             {"\\", "\\\\"},
                                             {"\n", "\\n"},
                                             {"\x1f", "\\u001f"},
                                             {"\x7f", "\\u007f"},
                                             {"é", "é"}})
        for (std::size_t size = 0; size < 20; ++size)
            for (std::size_t at = 0; at <= size; ++at) {
                CAPTURE(character, size, at);
                const std::string before(at, '!'), after(size - at, '~');
                CHECK(json_string(before + character + after) == '"' + before + escaped + after + '"');
            }
}

TEST_CASE("UTF-8 is told from what is not", "[geodata][utf8]")
{
    CHECK(is_utf8("Tajoura تاجوراء 🗺"));
    CHECK_FALSE(is_utf8("\xC0\xAF"));         // overlong
    CHECK_FALSE(is_utf8("\xF4\x90\x80\x80")); // over U+10FFFF
    CHECK_FALSE(is_utf8("\xE2\x82"));         // cut off
    CHECK(is_utf8(to_utf8_mended("\xE2\x82 \xFF x")));
    CHECK(to_utf8_mended("good") == "good");
}

TEST_CASE("coordinates are rounded and trimmed", "[geodata][coordinate_text]")
{
    CHECK(coordinate_text(13.3505, 6) == "13.3505");
    CHECK(coordinate_text(13, 6) == "13");
    CHECK(coordinate_text(100, 0) == "100");
    CHECK(coordinate_text(-0.0000001, 4) == "0");
    CHECK(coordinate_text(32.88, all_digits) == "32.88");
    CHECK(coordinate_text(1e-7, all_digits) == "0.0000001");
    CHECK(well_known_text(MultiPolygon{{{{{0, 0}, {4, 0}, {4, 4}, {0, 0}}, {}}}}, 3) ==
          "MULTIPOLYGON (((0 0,4 0,4 4,0 0)))");
}

TEST_CASE("CSV is RFC 4180 and harmless in a spreadsheet", "[geodata][csv]")
{
    const Layer layer{"a",
                      {{"title", FieldType::text}, {"n", FieldType::integer}, {"x", FieldType::real}},
                      {{LonLat{-13.35, 32.88}, {"=HYPERLINK(\"http://a\")", std::int64_t{-3}, -0.5}},
                       {Geometry{}, {"two\nlines, \"quoted\"", std::monostate{}, std::monostate{}}},
                       {LonLat{1, 2},
                        {"\xEF\xBC\x9D"
                         "1",
                         std::int64_t{0}, 1e21}}}};
    CHECK(to_csv(layer, 4) == "title,n,x,lon,lat\r\n"
                              "\"'=HYPERLINK(\"\"http://a\"\")\",-3,-0.5,-13.35,32.88\r\n"
                              "\"two\nlines, \"\"quoted\"\"\",,,,\r\n"
                              "'\xEF\xBC\x9D"
                              "1,0,1e+21,1,2\r\n");
    CHECK_THAT(to_csv(layer, 4, CsvWriter::Formulas::as_they_are), Catch::Contains("\r\n\"=HYPERLINK"));
}

TEST_CASE("shapes other than points stand as well-known text", "[geodata][csv]")
{
    const Layer layer{"a",
                      {{"n", FieldType::integer}},
                      {{LineString{{{0, 0}, {1, 1}}}, {std::int64_t{1}}}, {LonLat{5, 6}, {std::int64_t{2}}}}};
    CHECK(to_csv(layer) == "n,lon,lat,wkt\r\n1,,,\"LINESTRING (0 0,1 1)\"\r\n2,5,6,\r\n");
}

TEST_CASE("every text that begins as a formula is disarmed and comes back", "[geodata][csv]")
{
    for (const std::string text : {"=1", "+1", "-1", "@a", "\t=1", "\r=1",
                                   "\xEF\xBC\x8B"
                                   "1",
                                   "\xEF\xBC\x8D"
                                   "1",
                                   "\xEF\xBC\xA0"
                                   "a",
                                   "'=1", "''+1"}) {
        CAPTURE(text);
        CHECK(looks_like_formula(text));
        CHECK(without_apostrophe("'" + text) == text);
    }
    for (const std::string text : {"", "a=1", "'quoted'", "1-2", " =1"})
        CHECK_FALSE(looks_like_formula(text));
    CHECK(without_apostrophe("'quoted'") == "'quoted'");
}
