// Own layers on the command line: remembered, listed, refused.

#include "tests/app/program.hpp"

#include <catch2/catch.hpp>

namespace fs = std::filesystem;

TEST_CASE("layers that draw remembers are drawn again, and 'layers' keeps them in order", "[app][layers]")
{
    const fs::path folder = fresh_folder("app-layers");
    write_text(folder / "events.csv", "date,lat,lon,type,killed\n2019-07-01,32.8,13.2,Armed clash,3\n");
    for (const char* name : {"camps", "roads"})
        write_text(
            folder / (std::string{name} + ".geojson"),
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kind":"tents","name":"One"},)"
            R"("geometry":{"type":"Point","coordinates":[13.25,32.75]}}]})");
    const std::string store = (folder / "s.gpkg").string(), camps = (folder / "camps.geojson").string();
    REQUIRE(run_sitmap({"import", (folder / "events.csv").string(), store}).code == 0);
    const auto drawn = [&](const char* name, std::vector<std::string> more) {
        std::vector<std::string> all{"draw", store};
        all.insert(all.end(), more.begin(), more.end());
        all.push_back((folder / name).string());
        const Outcome outcome = run_sitmap(all);
        INFO(outcome.err);
        CHECK(outcome.code == 0);
        return read_text(folder / name);
    };
    CHECK(drawn("bare.svg", {}).find("camps") == std::string::npos);
    CHECK(drawn("with.svg", {camps, "--colour-by", "kind", "--label", "name", "--remember"})
              .find("camps: tents") != std::string::npos);
    CHECK(drawn("again.svg", {}).find("camps: tents") != std::string::npos);

    const Outcome added =
        run_sitmap({"layers", store, "--add", (folder / "roads.geojson").string(), "--opacity", "0.5"});
    CHECK(added.code == 0);
    CHECK(added.out.find("1  " + camps + ", coloured by kind, named by name\n2  ") == 0);
    CHECK(added.out.find("opacity 50 %") != std::string::npos);
    CHECK(run_sitmap({"layers", store, "--top", "1"}).out.find("2  " + camps) != std::string::npos);
    CHECK(run_sitmap({"layers", store, "--hide", "2"}).out.find("hidden") != std::string::npos);
    CHECK(drawn("hidden.svg", {}).find("camps: tents") == std::string::npos);
    CHECK(run_sitmap({"layers", store, "--forget", "1", "2"}).out.empty());
    CHECK(run_sitmap({"layers", store, "--forget", "1"}).code == 1);

    const std::string scan = SITMAP_TEST_DATA "/rasters/quarters.png"; // has no attributes to be coloured by
    CHECK(drawn("scan.svg", {camps, scan, "--colour-by", "kind"}).find("camps: tents") != std::string::npos);
    const std::string other = (folder / "y.svg").string();
    CHECK(run_sitmap({"draw", store, camps, scan, "--label", "name", "--label", "name", other}).code == 1);
    CHECK(run_sitmap({"draw", store, camps, scan, "--label", "name", "--label", "-", other}).code == 0);
    CHECK(fs::exists(other));

    const Outcome wrong =
        run_sitmap({"draw", store, camps, (folder / "x.svg").string(), "--colour-by", "colour"});
    CHECK(wrong.code == 1);
    CHECK(wrong.err.find("'colour'") != std::string::npos);
    CHECK(wrong.err.find("it has kind, name") != std::string::npos);
}

TEST_CASE("each layer of a file is remembered by itself", "[app][layers]")
{
    const fs::path folder = fresh_folder("app-layers-of-one-file");
    write_text(folder / "events.csv", "date,lat,lon,type,killed\n2019-07-01,32.8,13.2,Armed clash,3\n");
    // A GPX file has a layer for waypoints and one for tracks.
    write_text(
        folder / "walk.gpx",
        R"(<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">)"
        R"(<wpt lat="32.8" lon="13.2"><name>Well</name></wpt><trk><name>Way</name><trkseg>)"
        R"(<trkpt lat="32.8" lon="13.2"/><trkpt lat="32.9" lon="13.3"/></trkseg></trk></gpx>)");
    const std::string store = (folder / "s.gpkg").string(), walk = (folder / "walk.gpx").string();
    REQUIRE(run_sitmap({"import", (folder / "events.csv").string(), store}).code == 0);
    // "sym" is an attribute of waypoints alone.
    const Outcome added = run_sitmap({"layers", store, "--add", walk, "--colour-by", "sym"});
    INFO(added.err);
    CHECK(added.out.find("1  " + walk + ": waypoints, coloured by sym\n2  " + walk + ": tracks\n") == 0);
    CHECK(run_sitmap({"layers", store, "--hide", "2"}).out.find(": tracks, hidden") != std::string::npos);
    const Outcome drawn = run_sitmap({"draw", store, (folder / "x.svg").string()});
    INFO(drawn.err);
    REQUIRE(drawn.code == 0);
    const std::string svg = read_text(folder / "x.svg");
    CHECK(svg.find("walk: waypoints") != std::string::npos);
    CHECK(svg.find("walk: tracks") == std::string::npos);
}
