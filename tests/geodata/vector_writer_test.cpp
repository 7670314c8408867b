#include "geodata/atomic_file.hpp"
#include "geodata/error.hpp"
#include "geodata/vector_file.hpp"
#include "tests/geodata/scratch.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <sstream>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace sitmap;
using Catch::Contains;
using Catch::StartsWith;

namespace {

Layer one_point(const std::string& text)
{
    return {"points", {{"title", FieldType::text}}, {{LonLat{1, 2}, {text}}}};
}

std::string content(const std::filesystem::path& path)
{
    std::ifstream in{path, std::ios::binary};
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

} // namespace

TEST_CASE("an existing file is replaced only when asked", "[geodata][vector_writer]")
{
    const auto format = GENERATE(std::string{"gpkg"}, std::string{"fgb"}, std::string{"kml"},
                                 std::string{"shp"}, std::string{"geojson"}, std::string{"csv"});
    CAPTURE(format);
    const Scratch scratch;
    const auto path = scratch.path("a." + format);
    write_vector_file(path, format, {one_point("first")}, false);
    const std::string before = content(path);
    const auto names = scratch.names();
    CHECK_THROWS_WITH(write_vector_file(path, format, {one_point("second")}, false), Contains("--overwrite"));
    CHECK(content(path) == before);
    CHECK(scratch.names() == names);
    write_vector_file(path, format, {one_point("second")}, true);
    CHECK(text_of(read_vector_file(path).layers.at(0).features.at(0).values.at(0)) == "second");
    CHECK(scratch.names() == names);
}

TEST_CASE("a destination that cannot be written leaves nothing behind", "[geodata][vector_writer]")
{
    const Scratch scratch;
    CHECK_THROWS_WITH(write_vector_file(scratch.path("no/such/a.gpkg"), "gpkg", {one_point("x")}, false),
                      Contains("no folder"));
    CHECK_THROWS_WITH(write_vector_file("/dev/null", "gpkg", {one_point("x")}, true),
                      Contains("not a regular file"));
    CHECK_THROWS_WITH(write_vector_file(scratch.path("a.doc"), "doc", {one_point("x")}, false),
                      Contains("there are geojson, gpkg"));
    CHECK_THROWS_WITH(
        write_vector_file(scratch.path("a.fgb"), "fgb", {one_point("x"), one_point("y")}, false),
        Contains("one layer"));
    CHECK(scratch.names().empty());
}

TEST_CASE("where there is no room a line says so, and nothing is left", "[geodata][vector_writer]")
{
    const std::string format = GENERATE("gpkg", "fgb", "shp", "kml", "geojson", "csv");
    CAPTURE(format);
    Layer layer = one_point("a");
    for (int i = 0; i < 2000; ++i)
        layer.features.push_back(layer.features.front());
    const Scratch scratch;
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto signal_before = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit little{10'000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &little);
    std::string message;
    try {
        write_vector_file(scratch.path("a." + format), format, {layer}, false);
    } catch (const Error& error) {
        message = error.what();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, signal_before);
    CHECK_THAT(message, StartsWith("cannot write '" + scratch.path("a." + format).string() + "': "));
    CHECK(message.size() < 400 + scratch.path("a." + format).string().size());
    CHECK(scratch.names().empty());
}

TEST_CASE("a Shapefile tells of every name and text that it cuts", "[geodata][vector_writer]")
{
    const Scratch scratch;
    const Layer layer{
        "a",
        {{"civilians_killed", FieldType::integer},
         {"civilians_injured", FieldType::integer},
         {"notes", FieldType::text}},
        {{LonLat{1, 2}, {std::int64_t{3}, std::int64_t{4}, std::string(253, 'x') + "ü and more"}}}};
    const Issues issues = write_vector_file(scratch.path("a.shp"), "shp", {layer}, false);
    REQUIRE(issues.size() == 2);
    CHECK_THAT(issues[0].what, Contains("'civilians_killed' is called 'civilians_'"));
    CHECK_THAT(issues[0].what, Contains("'civilians_injured' is called 'civilian_1'"));
    CHECK_THAT(issues[1].what, Contains("1 of 'notes'"));
    const Layer read = read_vector_file(scratch.path("a.shp")).layers.at(0);
    CHECK(text_of(read.features.at(0).values.at(0)) == "3");
    CHECK(text_of(read.features.at(0).values.at(1)) == "4");
    CHECK(text_of(read.features.at(0).values.at(2)) == std::string(253, 'x')); // ü does not fit whole
}

TEST_CASE("a mixed layer becomes a Shapefile for each kind", "[geodata][vector_writer]")
{
    const Scratch scratch;
    const Layer layer{"a",
                      {{"n", FieldType::integer}},
                      {{LonLat{1, 2}, {std::int64_t{1}}},
                       {LineString{{{0, 0}, {1, 1}}}, {std::int64_t{2}}},
                       {Geometry{}, {std::int64_t{3}}}}};
    const Issues issues = write_vector_file(scratch.path("a.shp"), "shp", {layer}, false);
    CHECK(issues.size() == 3);
    CHECK(read_vector_file(scratch.path("a_points.shp")).layers.at(0).features.size() == 1);
    CHECK(read_vector_file(scratch.path("a_lines.shp")).layers.at(0).features.size() == 1);
    CHECK(scratch.names().count("a.shp") == 0);
}

TEST_CASE("a FlatGeobuf tells of features that it cannot hold", "[geodata][vector_writer]")
{
    const Scratch scratch;
    Layer layer = one_point("placed");
    layer.features.push_back({Geometry{}, {"not placed"}});
    const Issues issues = write_vector_file(scratch.path("a.fgb"), "fgb", {layer}, false);
    REQUIRE(issues.size() == 1);
    CHECK(issues[0].weight == Issue::Weight::dropped);
    CHECK(read_vector_file(scratch.path("a.fgb")).layers.at(0).features.size() == 1);
}

TEST_CASE("several layers stand in one GeoPackage, and one KML", "[geodata][vector_writer]")
{
    const auto format = GENERATE(std::string{"gpkg"}, std::string{"kml"});
    const Scratch scratch;
    Layer second = one_point("b");
    second.name = "more";
    write_vector_file(scratch.path("a." + format), format, {one_point("a"), second}, false);
    const VectorFile read = read_vector_file(scratch.path("a." + format));
    REQUIRE(read.layers.size() == 2);
    CHECK(read.layers[0].name == "points");
    CHECK(read.layers[1].name == "more");
}

TEST_CASE("hostile texts survive writing", "[geodata][vector_writer]")
{
    const auto format = GENERATE(std::string{"gpkg"}, std::string{"fgb"}, std::string{"kml"},
                                 std::string{"geojson"}, std::string{"csv"});
    CAPTURE(format);
    const Scratch scratch;
    const std::string text = "a<b> & \"c\", 'd'; \\e\nf ]]> =1+1 اللغة 🗺";
    write_vector_file(scratch.path("a." + format), format, {one_point(text)}, false);
    CHECK(text_of(read_vector_file(scratch.path("a." + format)).layers.at(0).features.at(0).values.at(0)) ==
          text);
    const std::string broken = "caf\xE9 \x01 end";
    write_vector_file(scratch.path("b." + format), format, {one_point(broken)}, false);
    CHECK_THAT(
        text_of(read_vector_file(scratch.path("b." + format)).layers.at(0).features.at(0).values.at(0)),
        Contains("caf\xEF\xBF\xBD"));
}

TEST_CASE("an empty layer can be written and read", "[geodata][vector_writer]")
{
    const auto format = GENERATE(std::string{"gpkg"}, std::string{"fgb"}, std::string{"shp"},
                                 std::string{"geojson"}, std::string{"csv"});
    CAPTURE(format);
    const Scratch scratch;
    write_vector_file(scratch.path("a." + format), format, {Layer{"none", {{"n", FieldType::text}}, {}}},
                      false);
    const VectorFile read = read_vector_file(scratch.path("a." + format));
    CHECK(read.layers.at(0).features.empty());
}

TEST_CASE("an atomic file that is not committed leaves nothing", "[geodata][atomic_file]")
{
    const Scratch scratch;
    {
        AtomicFile file{scratch.path("a.txt"), false};
        file.write("half");
        CHECK(scratch.names().count("a.txt") == 0);
    }
    CHECK(scratch.names().empty());
}

TEST_CASE("an atomic file appears whole, with usual permissions", "[geodata][atomic_file]")
{
    const Scratch scratch;
    AtomicFile file{scratch.path("a.txt"), false};
    file.write("whole ");
    file.write("text");
    file.commit();
    CHECK(content(scratch.path("a.txt")) == "whole text");
    CHECK(scratch.names() == std::set<std::string>{"a.txt"});
    const mode_t mask = umask(0);
    umask(mask);
    struct stat status {};
    REQUIRE(stat(scratch.path("a.txt").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == (0666 & ~mask));
}

TEST_CASE("a file that comes meanwhile is not replaced", "[geodata][atomic_file]")
{
    const Scratch scratch;
    AtomicFile file{scratch.path("a.txt"), false};
    file.write("ours");
    (void)scratch.file("a.txt", "theirs");
    CHECK_THROWS_WITH(file.commit(), Contains("--overwrite"));
    CHECK(content(scratch.path("a.txt")) == "theirs");
}

TEST_CASE("folders and devices are never written over", "[geodata][atomic_file]")
{
    const Scratch scratch;
    CHECK_THROWS_WITH(AtomicFile(scratch.path(""), true), Contains("names a folder"));
    CHECK_THROWS_WITH(AtomicFile(SITMAP_TEST_OUT, true), Contains("folder"));
    CHECK_THROWS_WITH(AtomicFile("/dev/null", true), Contains("not a regular file"));
}

TEST_CASE("attributes keep their names even where a format has elements of that name",
          "[geodata][vector_writer]")
{
    const auto format = GENERATE(std::string{"gpkg"}, std::string{"fgb"}, std::string{"kml"},
                                 std::string{"shp"}, std::string{"geojson"}, std::string{"csv"});
    CAPTURE(format);
    const Scratch scratch;
    const std::vector<std::string> names{"id",   "title", "begin", "end",  "timestamp",
                                         "icon", "kind",  "fid",   "geom", "big"};
    Layer layer{"l", {}, {{LonLat{1, 2}, {}}}};
    std::int64_t number = 12;
    for (const std::string& name : names) {
        layer.fields.push_back({name, FieldType::integer});
        layer.features[0].values.emplace_back(++number);
    }
    layer.features[0].values.back() = std::int64_t{105'000'000'000};
    write_vector_file(scratch.path("a." + format), format, {layer}, false);
    const Layer read = read_vector_file(scratch.path("a." + format)).layers.at(0);
    for (std::size_t i = 0; i < names.size(); ++i) {
        CAPTURE(names[i]);
        const auto field = read.field(names[i]);
        REQUIRE(field);
        CHECK(text_of(read.features.at(0).values.at(*field)) == text_of(layer.features[0].values[i]));
    }
}

TEST_CASE("KML shows features under their title", "[geodata][vector_writer]")
{
    const Scratch scratch;
    write_vector_file(scratch.path("a.kml"), "kml", {one_point("Air strike")}, false);
    CHECK_THAT(content(scratch.path("a.kml")), Contains("<name>Air strike</name>"));
    CHECK(read_vector_file(scratch.path("a.kml")).layers.at(0).field("title"));
}

TEST_CASE("a KML has its features on the time line of a globe", "[geodata][vector_writer]")
{
    const Scratch scratch;
    const Layer layer{
        "a",
        {{"title", FieldType::text}, {"date_start", FieldType::text}, {"date_end", FieldType::text}},
        {{LonLat{1, 2},
          {std::string{"both <date_start>"}, std::string{"2019-07-03"}, std::string{"2019-07-05"}}},
         {LonLat{1, 2}, {std::string{"no\nend"}, std::string{"2019-07-03"}, Value{}}},
         {LonLat{1, 2}, {std::string{"none"}, std::string{"in July"}, Value{}}}}};
    write_vector_file(scratch.path("a.kml"), "kml", {layer}, false);
    const std::string kml = content(scratch.path("a.kml"));
    const std::string both = "<TimeSpan><begin>2019-07-03</begin><end>2019-07-05</end></TimeSpan>",
                      open = "<TimeSpan><begin>2019-07-03</begin></TimeSpan>";
    CHECK_THAT(kml, Contains(both) && Contains(open));
    CHECK(kml.find(both) < kml.find("<ExtendedData>")); // where the schema wants it
    CHECK(kml.find("<TimeSpan>", kml.find(open) + 1) == std::string::npos);
    const Layer read = read_vector_file(scratch.path("a.kml")).layers.at(0);
    REQUIRE(read.features.size() == 3);
    CHECK(text_of(read.features[0].values.at(read.field("title").value())) == "both <date_start>");
}
