// Bad input: one clear line and exit code 1, or a result; no crash, nothing half-written.

#include "tests/app/program.hpp"

#include <catch2/catch.hpp>

#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

namespace fs = std::filesystem;

namespace {

void check_clear_failure(const Outcome& outcome, const std::string& named)
{
    INFO(outcome.err);
    CHECK(outcome.code == 1);
    CHECK(line_count(outcome.err) == 1);
    CHECK(outcome.err.find("sitmap: error: ") == 0);
    CHECK(outcome.err.find(named) != std::string::npos);
}

} // namespace

TEST_CASE("wrong usage is told apart from failure", "[app]")
{
    CHECK(run_sitmap({}).code == 2);
    CHECK(run_sitmap({"fly"}).code == 2);
    CHECK(run_sitmap({"list"}).code == 2);
    CHECK(run_sitmap({"--help"}).code == 0);
    CHECK(run_sitmap({"formats"}).code == 0);
}

TEST_CASE("a store that is not there is named", "[app]")
{
    check_clear_failure(run_sitmap({"list", "no-such.gpkg"}), "no-such.gpkg");
}

TEST_CASE("a store before its sources is told from one behind them", "[app]")
{
    const fs::path folder = fresh_folder("app-order");
    write_text(folder / "strike.txt", "An air strike killed four people in Zuwara on 3 July 2019.");
    check_clear_failure(
        run_sitmap({"import", (folder / "s.gpkg").string(), (folder / "strike.txt").string()}),
        "the store comes last");
    CHECK_FALSE(fs::exists(folder / "s.gpkg"));
}

TEST_CASE("an empty article fails and leaves no store", "[app]")
{
    const fs::path folder = fresh_folder("app-empty");
    write_text(folder / "empty.txt", "");
    check_clear_failure(run_sitmap({"import", (folder / "empty.txt").string(), (folder / "s.gpkg").string()}),
                        "empty.txt");
    CHECK_FALSE(fs::exists(folder / "s.gpkg"));
}

TEST_CASE("a GeoJSON nested a hundred thousand deep is refused", "[app]")
{
    const fs::path folder = fresh_folder("app-deep");
    const std::string open(100000, '['), close(100000, ']');
    write_text(folder / "deep.geojson",
               R"({"type":"Feature","geometry":{"type":"Polygon","coordinates":)" + open + close + "}}");
    check_clear_failure(run_sitmap({"info", (folder / "deep.geojson").string()}), "deep.geojson");
    check_clear_failure(
        run_sitmap({"import", (folder / "deep.geojson").string(), (folder / "s.gpkg").string()}),
        "deep.geojson");
}

TEST_CASE("a page cut in the middle is read as far as it goes", "[app]")
{
    const fs::path folder = fresh_folder("app-cut");
    write_text(folder / "cut.html",
               "<html><head><title>Shelling of Hodeidah kills 14</title></head><body><article>"
               "<p>Shells struck a market in Hodeidah, Yemen, on 11 March 2021, killing 14 "
               "people, a health official said.</p><p>The shelling cont");
    const Outcome outcome =
        run_sitmap({"import", (folder / "cut.html").string(), (folder / "s.gpkg").string()});
    INFO(outcome.err);
    CHECK(outcome.code == 0);
    CHECK(run_sitmap({"list", (folder / "s.gpkg").string()}).out.find("14") != std::string::npos);
}

TEST_CASE("a destination that cannot be written is named", "[app]")
{
    const fs::path folder = fresh_folder("app-unwritable");
    const std::string article = SITMAP_TEST_DATA "/app/market_strike.txt";
    check_clear_failure(run_sitmap({"import", article, (folder / "no" / "such" / "s.gpkg").string()}),
                        "s.gpkg");
    REQUIRE(run_sitmap({"import", article, (folder / "s.gpkg").string()}).code == 0);
    check_clear_failure(run_sitmap({"draw", (folder / "s.gpkg").string(), "/proc/nowhere/map.png"}),
                        "map.png");
    check_clear_failure(run_sitmap({"export", (folder / "s.gpkg").string(), "/proc/nowhere/out.geojson"}),
                        "out.geojson");
}

TEST_CASE("a truncated Shapefile is named", "[app]")
{
    const fs::path folder = fresh_folder("app-truncated");
    write_text(folder / "broken.shp", std::string("\0\0\x27\x0a", 4) + std::string(40, '\0'));
    check_clear_failure(run_sitmap({"info", (folder / "broken.shp").string()}), "broken.shp");
}

TEST_CASE("control characters of a stranger's file name stay off the terminal", "[app]")
{
    const Outcome outcome = run_sitmap({"info", "a\x1b[31mb.geojson"});
    CHECK(outcome.code == 1);
    CHECK(outcome.err.find('\x1b') == std::string::npos);
}

TEST_CASE("a dataset through a pipe must be named, and is read as it comes", "[app]")
{
    const fs::path folder = fresh_folder("app-pipe");
    const std::string pipe = (folder / "pipe").string(), store = (folder / "s.gpkg").string();
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    check_clear_failure(run_sitmap({"import", pipe, store}), "it is a pipe");
    CHECK_FALSE(fs::exists(store));

    std::thread writer{[&] { write_text(pipe, "date,lat,lon,killed\n2019-07-03,32.88,13.35,5\n"); }};
    const Outcome outcome = run_sitmap({"import", pipe, store, "--format", "records"});
    writer.join();
    INFO(outcome.err);
    CHECK(outcome.code == 0);
    CHECK(outcome.err.find("1 record added") != std::string::npos);
}

TEST_CASE("past a limit on the size of files all is as it was, and told", "[app]")
{
    const fs::path folder = fresh_folder("app-limit"), to = fresh_folder("app-limit-to");
    std::string rows = "date,lat,lon,killed,place\n";
    for (int i = 0; i < 8'000; ++i)
        rows += "2019-07-03,32.88,13." + std::to_string(i) + ",5,Place " + std::to_string(i) + "\n";
    write_text(folder / "a.csv", rows);
    const std::string store = (folder / "s.gpkg").string();
    REQUIRE(run_sitmap({"import", (folder / "a.csv").string(), store, "--format", "records"}).code == 0);

    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const rlimit small{300'000, before.rlim_max};
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    std::vector<Outcome> outcomes{run_sitmap(
        {"import", (folder / "a.csv").string(), (to / "s.gpkg").string(), "--format", "records", "-q"})};
    for (const char* name : {"o.geojson", "o.csv", "o.gpkg", "o.fgb", "o.kml"})
        outcomes.push_back(run_sitmap({"export", store, (to / name).string()}));
    REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
    for (const Outcome& outcome : outcomes) {
        INFO(outcome.err);
        CHECK(outcome.code == 1);
        CHECK(outcome.err.find("sitmap: error: cannot w") != std::string::npos);
    }
    CHECK(fs::is_empty(to));
}
