#include "geodata/error.hpp"
#include "geodata/measure.hpp"
#include "geodata/vector_file.hpp"
#include "tests/geodata/scratch.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace sitmap;
using Catch::Contains;

namespace {

const char* const two_towns = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Tajoura تاجوراء","killed":40,"share":0.5,"day":"2019-07-03","open":true},
 "geometry":{"type":"Point","coordinates":[13.35,32.88]}},
{"type":"Feature","properties":{"name":"=1+1","killed":null,"share":-1.5,"day":"2019-07-04","open":false},
 "geometry":{"type":"Point","coordinates":[-13.5,-32.25]}}]})";

bool has_issue(const VectorFile& file, std::string_view part, Issue::Weight weight)
{
    for (const Issue& issue : file.issues) {
        if (issue.weight == weight && issue.what.find(part) != std::string::npos)
            return true;
    }
    return false;
}

const Value& value(const Layer& layer, std::size_t feature, std::string_view field)
{
    return layer.features.at(feature).values.at(layer.field(field).value());
}

} // namespace

TEST_CASE("GeoJSON is read with its attributes and types", "[geodata][vector_file]")
{
    const Scratch scratch;
    const VectorFile file = read_vector_file(scratch.file("towns.geojson", two_towns));
    CHECK(file.driver == "GeoJSON");
    CHECK(file.issues.empty());
    REQUIRE(file.layers.size() == 1);
    const Layer& layer = file.layers.front();
    REQUIRE(layer.features.size() == 2);
    CHECK(layer.features[0].geometry == Geometry{LonLat{13.35, 32.88}});
    CHECK(value(layer, 0, "name") == Value{"Tajoura تاجوراء"});
    CHECK(value(layer, 0, "killed") == Value{std::int64_t{40}});
    CHECK(value(layer, 1, "killed") == Value{});
    CHECK(value(layer, 0, "share") == Value{0.5});
    CHECK(value(layer, 0, "day") == Value{"2019-07-03"});
    CHECK(value(layer, 0, "open") == Value{true});
}

TEST_CASE("what is written in a format reads back", "[geodata][vector_file]")
{
    const auto format = GENERATE(std::string{"gpkg"}, std::string{"fgb"}, std::string{"kml"},
                                 std::string{"shp"}, std::string{"geojson"}, std::string{"csv"});
    CAPTURE(format);
    const Scratch scratch;
    const VectorFile source = read_vector_file(scratch.file("towns.geojson", two_towns));
    const auto path = scratch.path("copy." + format);
    CHECK(write_vector_file(path, format, source.layers, false).empty());
    const VectorFile copy = read_vector_file(path);
    REQUIRE(copy.layers.size() == 1);
    const Layer& layer = copy.layers.front();
    REQUIRE(layer.features.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const Feature& expected = source.layers[0].features[i];
        CHECK(layer.features[i].geometry == expected.geometry);
        for (const char* field : {"name", "killed", "share", "day"})
            CHECK(text_of(value(layer, i, field)) == text_of(value(source.layers[0], i, field)));
    }
}

TEST_CASE("shapes of every kind survive every format that holds them", "[geodata][vector_file]")
{
    const Polygon ring{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{{1, 1}, {1, 2}, {2, 2}, {2, 1}, {1, 1}}}};
    const Polygon away{{{10, 0}, {11, 0}, {11, 1}, {10, 0}}, {}};
    const auto shape =
        GENERATE_COPY(Geometry{MultiPoint{{{1, 2}, {3, 4}}}}, Geometry{LineString{{{0, 0}, {1, 1}, {2, 0}}}},
                      Geometry{MultiLineString{{{{{0, 0}, {1, 1}}}, {{{5, 5}, {6, 6}}}}}}, Geometry{ring},
                      Geometry{MultiPolygon{{ring, away}}});
    const auto format = GENERATE(std::string{"gpkg"}, std::string{"fgb"}, std::string{"kml"},
                                 std::string{"shp"}, std::string{"geojson"}, std::string{"csv"});
    CAPTURE(format, shape.index());
    const Scratch scratch;
    const auto path = scratch.path("shape." + format);
    write_vector_file(path, format,
                      {Layer{"shape", {{"n", FieldType::integer}}, {{shape, {std::int64_t{7}}}}}}, false);
    const VectorFile copy = read_vector_file(path);
    REQUIRE(copy.layers.size() == 1);
    REQUIRE(copy.layers[0].features.size() == 1);
    const Geometry read = right_hand(copy.layers[0].features[0].geometry);
    CHECK(read.index() == shape.index());
    CHECK(position_count(read) == position_count(shape));
    CHECK(area_m2(read) == Approx(area_m2(shape)));
    CHECK(length_m(read) == Approx(length_m(shape)));
    CHECK(text_of(value(copy.layers[0], 0, "n")) == "7");
}

TEST_CASE("features without a shape are kept", "[geodata][vector_file]")
{
    const auto format = GENERATE(std::string{"gpkg"}, std::string{"kml"}, std::string{"shp"},
                                 std::string{"geojson"}, std::string{"csv"});
    CAPTURE(format);
    const Scratch scratch;
    const auto path = scratch.path("bare." + format);
    const Layer layer{
        "bare", {{"title", FieldType::text}}, {{LonLat{1, 2}, {"placed"}}, {Geometry{}, {"not placed"}}}};
    write_vector_file(path, format, {layer}, false);
    const VectorFile copy = read_vector_file(path);
    REQUIRE(copy.layers.size() == 1);
    REQUIRE(copy.layers[0].features.size() == 2);
    CHECK(copy.layers[0].features[1].geometry == Geometry{});
    CHECK(text_of(value(copy.layers[0], 1, "title")) == "not placed");
}

TEST_CASE("projected files come out in degrees", "[geodata][vector_file]")
{
    // The position 15 E, 0 N is the origin of UTM zone 33 with its false easting.
    const Scratch scratch;
    VectorReadOptions options;
    options.crs = "EPSG:32633";
    const auto path = scratch.file("utm.csv", "name,x,y\r\norigin,500000,0\r\n");
    const VectorFile file = read_vector_file(path, options);
    const auto point = std::get<LonLat>(file.layers.at(0).features.at(0).geometry);
    CHECK(point.lon == Approx(15).margin(1e-9));
    CHECK(point.lat == Approx(0).margin(1e-9));
    CHECK_THROWS_WITH(read_vector_file(path), Contains("500000") && Contains("EPSG:32633"));
    options.crs = "file:///etc/passwd";
    CHECK_THROWS_WITH(read_vector_file(path, options), Contains("PROJ does not know it"));
}

TEST_CASE("a Shapefile without its companions is read with remarks", "[geodata][vector_file]")
{
    const Scratch scratch;
    const Layer layer{"a", {{"name", FieldType::text}}, {{LonLat{1, 2}, {"x"}}}};
    write_vector_file(scratch.path("a.shp"), "shp", {layer}, false);
    const auto before = scratch.names();

    std::filesystem::remove(scratch.path("a.shx"));
    VectorFile file = read_vector_file(scratch.path("a.shp"));
    CHECK(file.layers.at(0).features == layer.features);
    CHECK(has_issue(file, ".shx", Issue::Weight::note));
    CHECK(scratch.names().size() == before.size() - 1); // nothing was made in the user's folder

    std::filesystem::remove(scratch.path("a.prj"));
    std::filesystem::remove(scratch.path("a.dbf"));
    file = read_vector_file(scratch.path("a.shp"));
    CHECK(file.layers.at(0).features.at(0).geometry == layer.features[0].geometry);
    CHECK(has_issue(file, ".dbf is missing", Issue::Weight::note));
    CHECK(has_issue(file, "taken as WGS 84", Issue::Weight::note));
}

TEST_CASE("a Shapefile cut off anywhere gives one clear line", "[geodata][vector_file]")
{
    const Scratch scratch;
    const Polygon area{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {}};
    write_vector_file(scratch.path("a.shp"), "shp",
                      {Layer{"a", {{"n", FieldType::text}}, {{area, {"x"}}, {area, {"y"}}}}}, false);
    const auto size = std::filesystem::file_size(scratch.path("a.shp"));
    for (std::uintmax_t keep = size - 1; keep > 0; keep = keep * 3 / 4) {
        std::filesystem::resize_file(scratch.path("a.shp"), keep);
        CHECK_THROWS_WITH(read_vector_file(scratch.path("a.shp")), Contains("a.shp") && Contains("cut off"));
    }
}

TEST_CASE("a table cut off is named", "[geodata][vector_file]")
{
    const Scratch scratch;
    write_vector_file(scratch.path("a.shp"), "shp",
                      {Layer{"a", {{"n", FieldType::text}}, {{LonLat{1, 2}, {"x"}}}}}, false);
    std::filesystem::resize_file(scratch.path("a.dbf"),
                                 std::filesystem::file_size(scratch.path("a.dbf")) - 2);
    CHECK_THROWS_WITH(read_vector_file(scratch.path("a.shp")), Contains("'a.dbf' is cut off"));
}

TEST_CASE("deep nesting is refused before anybody recurses", "[geodata][vector_file]")
{
    const Scratch scratch;
    const std::size_t depth = 100'000;
    const std::string arrays = std::string(depth, '[') + std::string(depth, ']');
    CHECK_THROWS_WITH(read_vector_file(scratch.file("a.geojson", arrays)), Contains("nested deeper than 64"));
    const std::string in_properties =
        R"({"type":"Feature","geometry":null,"properties":{"a":)" + arrays + "}}";
    CHECK_THROWS_WITH(read_vector_file(scratch.file("b.geojson", in_properties)),
                      Contains("nested deeper than 64"));
    std::string folders = "<kml xmlns=\"http://www.opengis.net/kml/2.2\">";
    for (std::size_t i = 0; i < depth; ++i)
        folders += "<Folder>";
    CHECK_THROWS_WITH(read_vector_file(scratch.file("c.kml", folders)), Contains("nested deeper than 128"));
    // Brackets in a text are no nesting.
    const std::string in_text =
        R"({"type":"Feature","geometry":null,"properties":{"a":"\")" + std::string(depth, '[') + "\"}}";
    CHECK(read_vector_file(scratch.file("d.geojson", in_text)).layers.at(0).features.size() == 1);
}

TEST_CASE("document type declarations are refused", "[geodata][vector_file]")
{
    const Scratch scratch;
    const std::string laughs =
        "<?xml version=\"1.0\"?><!DOCTYPE k [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>"
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><name>&b;</name></Placemark></kml>";
    CHECK_THROWS_WITH(read_vector_file(scratch.file("a.kml", laughs)), Contains("document type declaration"));
    CHECK_THROWS_WITH(read_vector_file(scratch.file("a.gpx", "<!-- <gpx --><!DOCTYPE x><gpx></gpx>")),
                      Contains("document type declaration"));
    const std::string named_in_comment = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><!-- <!DOCTYPE "
                                         "--><Placemark><name><![CDATA[<!DOCTYPE <a>]]></name>"
                                         "<Point><coordinates>1,2</coordinates></Point></Placemark></kml>";
    CHECK(read_vector_file(scratch.file("b.kml", named_in_comment)).layers.at(0).features.size() == 1);
    const std::string wide = std::string("<\0k\0m\0l\0", 8);
    CHECK_THROWS_WITH(read_vector_file(scratch.file("c.kml", wide)), Contains("UTF-8"));
}

TEST_CASE("what is no vector file is refused with a reason", "[geodata][vector_file]")
{
    const Scratch scratch;
    const auto refusal = [&](const std::string& name, std::string_view content) {
        try {
            (void)read_vector_file(scratch.file(name, content));
        } catch (const Error& error) {
            return std::string{error.what()};
        }
        return std::string{"it was read"};
    };
    CHECK_THAT(refusal("empty.geojson", ""), Contains("empty.geojson': it is empty"));
    CHECK_THAT(refusal("cut.geojson", std::string_view{two_towns}.substr(0, 200)), Contains("cut off"));
    CHECK_THAT(refusal("other.json", "{\"a\":1}"), Contains("not what its name"));
    CHECK_THAT(refusal("bad.geojson", R"({"type":"FeatureCollection","features":[{]}})"),
               Contains("bad.geojson"));
    CHECK_THAT(refusal("a.zip", "PK\x03\x04zzzz"), Contains("archive"));
    CHECK_THAT(refusal("a.gpkg", "SQLite format 3 but not really, only a few bytes of it"),
               Contains("a.gpkg"));
    CHECK_THAT(refusal("a.fgb", "fgb\x03 and then nothing of the kind"), Contains("a.fgb"));
    CHECK_THAT(refusal("a.kml", "<kml><Placemark>"), Contains("cut off"));
    CHECK_THAT(refusal("a.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"x\"/></OGRVRTDataSource>"),
               Contains("no format"));
    CHECK_THAT(refusal("a.bin", std::string_view{"\x00\x01\x02\x03", 4}), Contains("no format"));
    (void)scratch.file("b.shp", "");
    CHECK_THAT(refusal("b.dbf", "whatever"), Contains("part of a Shapefile"));
}

TEST_CASE("only plain files are opened", "[geodata][vector_file]")
{
    CHECK_THROWS_WITH(read_vector_file("/vsicurl/http://127.0.0.1/a.geojson"), Contains("plain files"));
    CHECK_THROWS_WITH(read_vector_file("/vsimem/a.geojson"), Contains("plain files"));
    CHECK_THROWS_WITH(read_vector_file("https://127.0.0.1/a.geojson"), Contains("plain files"));
    CHECK_THROWS_WITH(read_vector_file("PG:dbname=x"), Contains("plain files"));
    CHECK_THROWS_WITH(read_vector_file("/nowhere/a.geojson"), Contains("no such file"));
    CHECK_THROWS_WITH(read_vector_file("/tmp"), Contains("folder"));
    CHECK_THROWS_WITH(read_vector_file("/dev/zero"), Contains("not a regular file"));
}

TEST_CASE("a Feature that is no place on earth is dropped and named", "[geodata][vector_file]")
{
    const Scratch scratch;
    const VectorFile file = read_vector_file(
        scratch.file("a.csv", "name,lon,lat\nright,13,32\nwrong,13,361.9\nalso right,14,32\nbare,,\n"));
    REQUIRE(file.layers.at(0).features.size() == 3);
    CHECK(has_issue(file, "position 13, 361.9", Issue::Weight::dropped));
    CHECK(file.issues.front().line == 2);
    CHECK(has_issue(file, "1 feature of layer 'a' has no shape", Issue::Weight::note));
}

TEST_CASE("longitudes of 0 to 360 are brought back", "[geodata][vector_file]")
{
    const Scratch scratch;
    const VectorFile file = read_vector_file(
        scratch.file("a.csv", "n,wkt\n1,\"POLYGON((170 0,190 0,190 10,170 10,170 0))\"\n2,POINT(350 5)\n"));
    REQUIRE(file.layers.at(0).features.size() == 2);
    CHECK(polygons_of(file.layers[0].features[0].geometry).size() == 2);
    CHECK(file.layers[0].features[1].geometry == Geometry{LonLat{-10, 5}});
}

TEST_CASE("a mixed collection is parted by kind", "[geodata][vector_file]")
{
    const Scratch scratch;
    const VectorFile file = read_vector_file(scratch.file(
        "a.geojson",
        R"({"type":"Feature","properties":{"n":5},"geometry":{"type":"GeometryCollection","geometries":[
        {"type":"Point","coordinates":[1,1]},{"type":"LineString","coordinates":[[0,0],[1,1]]},{"type":"Point","coordinates":[2,2]}]}})"));
    REQUIRE(file.layers.at(0).features.size() == 2);
    CHECK(file.layers[0].features[0].geometry == Geometry{MultiPoint{{{1, 1}, {2, 2}}}});
    CHECK(file.layers[0].features[1].geometry == Geometry{LineString{{{0, 0}, {1, 1}}}});
    CHECK(value(file.layers[0], 1, "n") == Value{std::int64_t{5}});
    CHECK(has_issue(file, "1 mixed collection was parted", Issue::Weight::note));
}

TEST_CASE("TopoJSON is read", "[geodata][vector_file]")
{
    const Scratch scratch;
    const VectorFile file = read_vector_file(scratch.file(
        "a.json",
        R"({"type":"Topology","objects":{"areas":{"type":"GeometryCollection","geometries":[{"type":"Polygon",
        "arcs":[[0]],"properties":{"party":"A"}}]}},"arcs":[[[0,0],[4,0],[4,4],[0,4],[0,0]]]})"));
    CHECK(file.driver == "TopoJSON");
    CHECK(file.layers.at(0).name == "areas");
    CHECK(value(file.layers[0], 0, "party") == Value{"A"});
    CHECK(file.issues.empty());
}

TEST_CASE("a GPX track and a GMT line are read", "[geodata][vector_file]")
{
    const Scratch scratch;
    const VectorFile gpx = read_vector_file(scratch.file(
        "a.gpx",
        R"(<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="32.9" lon="13.4"><name>A</name></wpt></gpx>)"));
    REQUIRE(gpx.layers.size() == 1);
    CHECK(gpx.layers[0].features.at(0).geometry == Geometry{LonLat{13.4, 32.9}});
    const VectorFile gmt = read_vector_file(
        scratch.file("a.gmt", "# @VGMT1.0 @GLINESTRING\n# @R0/1/0/1\n# FEATURE_DATA\n>\n0 0\n1 1\n"));
    CHECK(gmt.layers.at(0).features.at(0).geometry == Geometry{LineString{{{0, 0}, {1, 1}}}});
}

TEST_CASE("the columns of a CSV get the narrowest type, codes keep their zeros", "[geodata][vector_file]")
{
    const Scratch scratch;
    const VectorFile file = read_vector_file(scratch.file(
        "a.csv", "lon,lat,code,n,share,text,open\n1,2,007,3,0.5,'=x,true\n1,2,012,,-2,y,false\n"));
    const Layer& layer = file.layers.at(0);
    CHECK(value(layer, 0, "code") == Value{"007"});
    CHECK(value(layer, 0, "n") == Value{std::int64_t{3}});
    CHECK(value(layer, 1, "n") == Value{});
    CHECK(value(layer, 1, "share") == Value{-2.0});
    CHECK(value(layer, 0, "text") == Value{"=x"});
    CHECK(value(layer, 1, "open") == Value{false});
}

TEST_CASE("text that is no UTF-8 is taken as Windows-1252 or as the user says", "[geodata][vector_file]")
{
    const Scratch scratch;
    const auto path = scratch.file("a.csv", "lon,lat,name\n1,2,M\xFCnchen\n");
    const VectorFile file = read_vector_file(path);
    CHECK(value(file.layers.at(0), 0, "name") == Value{"München"});
    CHECK(has_issue(file, "Windows-1252", Issue::Weight::note));
    VectorReadOptions options;
    options.encoding = "ISO-8859-5";
    CHECK(value(read_vector_file(path, options).layers.at(0), 0, "name") == Value{"Mќnchen"});
    options.encoding = "no-such";
    CHECK_THROWS_WITH(read_vector_file(path, options), Contains("no-such"));
}

TEST_CASE("limits stop a file that is too large", "[geodata][vector_file]")
{
    const Scratch scratch;
    const auto path = scratch.file("a.geojson", two_towns);
    VectorReadOptions options;
    options.max_features = 1;
    CHECK_THROWS_WITH(read_vector_file(path, options), Contains("more than 1 features"));
    options.max_features = 10;
    options.max_positions = 1;
    CHECK_THROWS_WITH(read_vector_file(path, options), Contains("more than 1 positions"));
}

TEST_CASE("a layer that is not there is answered with those that are", "[geodata][vector_file]")
{
    const Scratch scratch;
    const Layer layer{"admin1", {{"n", FieldType::text}}, {{LonLat{1, 2}, {"x"}}}};
    Layer other = layer;
    other.name = "admin2";
    write_vector_file(scratch.path("a.gpkg"), "gpkg", {layer, other}, false);
    VectorReadOptions options;
    options.layer = "admin3";
    CHECK_THROWS_WITH(read_vector_file(scratch.path("a.gpkg"), options),
                      Contains("no such layer; it has: admin1, admin2"));
    options.layer = "admin2";
    CHECK(read_vector_file(scratch.path("a.gpkg"), options).layers.size() == 1);
}

TEST_CASE("positions that are no numbers never come through", "[geodata][vector_file]")
{
    const std::string format = "fgb"; // GDAL writes them into this format alone
    const double odd =
        GENERATE(std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 1e300);
    CAPTURE(format, odd);
    const Scratch scratch;
    const Layer layer{"a",
                      {{"n", FieldType::integer}},
                      {{LineString{{{0, 0}, {odd, 1}}}, {std::int64_t{1}}},
                       {LineString{{{0, 0}, {1, 1}}}, {std::int64_t{2}}}}};
    write_vector_file(scratch.path("a." + format), format, {layer}, false);
    const VectorFile file = read_vector_file(scratch.path("a." + format));
    REQUIRE(file.layers.at(0).features.size() == 1);
    CHECK(file.layers[0].features[0].geometry == layer.features[1].geometry);
    CHECK(has_issue(file, "is not within -180 to 180", Issue::Weight::dropped));
}

TEST_CASE("issues of a whole file are told even when many features have their own", "[geodata][vector_file]")
{
    const Scratch scratch;
    std::string rows = "name,lon,lat\n";
    for (int i = 0; i < 200; ++i)
        rows += "bad,13,99\ngood,13,32\nbetter,13,33\n";
    const VectorFile file = read_vector_file(scratch.file("a.csv", rows + "bare,,\n"));
    CHECK(file.layers.at(0).features.size() == 401);
    CHECK(has_issue(file, "150 more remarks", Issue::Weight::note));
    CHECK(has_issue(file, "has no shape", Issue::Weight::note));
    CHECK(file.issues.size() < 60);
}

TEST_CASE("GeoJSON with a feature a line is read", "[geodata][vector_file]")
{
    const std::string feature =
        R"({"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[13,32]}})";
    const auto ending = GENERATE(std::string{".geojsonl"}, std::string{".geojsonseq"});
    const auto mark = GENERATE(std::string{}, std::string{"\x1e"}); // with a mark it is RFC 8142
    const Scratch scratch;
    const VectorFile file =
        read_vector_file(scratch.file("a" + ending, mark + feature + "\n" + mark + feature + "\n"));
    REQUIRE(file.layers.at(0).features.size() == 2);
    CHECK(file.layers[0].features[1].geometry == Geometry{LonLat{13, 32}});
    CHECK_THROWS_WITH(read_vector_file(scratch.file("b" + ending, feature + "\n" + feature.substr(0, 40))),
                      Contains("cut off"));
}
