// `control`: states, changes, months, layers, and what it refuses.

#include "tests/app/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace fs = std::filesystem;

namespace {

std::string state(double east)
{
    const std::string e = std::to_string(east);
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"party":"A"},"geometry":)"
           R"({"type":"Polygon","coordinates":[[[30,48],[)" +
           e + ",48],[" + e + R"(,49],[30,49],[30,48]]]}}]})";
}

/// A store with three invented states.
std::string store_in(const fs::path& folder)
{
    write_text(folder / "front_20240110.geojson", state(31));
    write_text(folder / "front_20240210.geojson", state(33));
    write_text(folder / "front_20240310.geojson", state(32));
    const std::string store = (folder / "s.gpkg").string();
    const Outcome made = run_sitmap({"import", (folder / "front_20240110.geojson").string(),
                                     (folder / "front_20240210.geojson").string(),
                                     (folder / "front_20240310.geojson").string(), store});
    INFO(made.err);
    REQUIRE(made.code == 0);
    return store;
}

constexpr double cell_km2 = 8217.73; // a degree between 48 and 49 N on WGS 84

} // namespace

TEST_CASE("control lists who held how much on each day", "[app][control]")
{
    const std::string store = store_in(fresh_folder("app-control-states"));
    const Outcome people = run_sitmap({"control", store});
    CHECK(people.code == 0);
    CHECK(people.out.find("2024-02-10  A      assessed  24,653.2") != std::string::npos);
    const auto rows = nlohmann::json::parse(run_sitmap({"control", store, "--json"}).out);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["km2"].get<double>() == Approx(cell_km2).margin(0.01));
}

TEST_CASE("control tells gains and losses, in whole and by month", "[app][control]")
{
    const std::string store = store_in(fresh_folder("app-control-change"));
    const auto whole = nlohmann::json::parse(
        run_sitmap({"control", store, "--change", "2024-01-10", "2024-03-10", "--json"}).out);
    REQUIRE(whole.size() == 1);
    CHECK(whole[0]["gained_km2"].get<double>() == Approx(cell_km2).margin(0.01));
    CHECK(whole[0]["lost_km2"].get<double>() == 0);
    const Outcome months =
        run_sitmap({"control", store, "--change", "2024-01-10", "2024-03-10", "--by", "month", "--csv"});
    CHECK(line_count(months.out) == 3);
    CHECK(months.out.find("month,from,to,party,gained_km2") == 0);
    CHECK(months.err.find("do not add up") != std::string::npos);
}

TEST_CASE("control writes the pieces as a layer that it reads again", "[app][control]")
{
    const fs::path folder = fresh_folder("app-control-layer");
    const std::string store = store_in(folder);
    for (const char* name : {"c.geojson", "c.gpkg", "c.csv"}) {
        const std::string out = (folder / name).string();
        const Outcome made =
            run_sitmap({"control", store, "--change", "2024-02-10", "2024-03-10", "-o", out});
        INFO(made.err);
        CHECK(made.code == 0);
        CHECK(run_sitmap({"info", out}).out.find("sliver") != std::string::npos);
        CHECK(run_sitmap({"control", store, "--change", "2024-02-10", "2024-03-10", "-o", out}).code == 1);
    }
    CHECK(read_text(folder / "c.geojson").find(R"("change":"lost")") != std::string::npos);
}

TEST_CASE("a sheet of change is drawn, twice the same", "[app][control]")
{
    const fs::path folder = fresh_folder("app-control-draw");
    const std::string store = store_in(folder);
    for (const char* name : {"a", "b"}) {
        fs::create_directories(folder / name);
        const Outcome drawn = run_sitmap(
            {"draw", store, (folder / name / "m.svg").string(), "--change", "2024-01-10", "2024-03-10"});
        INFO(drawn.err);
        CHECK(drawn.code == 0);
    }
    CHECK(read_text(folder / "a" / "m.svg") == read_text(folder / "b" / "m.svg"));
    // The colour of gains, as Cairo writes it.
    CHECK(read_text(folder / "a" / "m.svg").find("#a3182b") != std::string::npos);
}

TEST_CASE("control names what it cannot use", "[app][control]")
{
    const fs::path folder = fresh_folder("app-control-trouble");
    const std::string store = store_in(folder);
    const auto fails_with = [&](std::vector<std::string> arguments, const std::string& named) {
        arguments.insert(arguments.begin(), {"control", store});
        const Outcome outcome = run_sitmap(arguments);
        INFO(outcome.err);
        CHECK(outcome.code == 1);
        CHECK(outcome.err.find(named) != std::string::npos);
    };
    fails_with({"--change", "2024-01-10", "yesterday"}, "--change 'yesterday'");
    fails_with({"--party", "B"}, "the store has A");
    fails_with({"--change", "2024-03-10", "2024-01-10", "--by", "month"}, "the first day lies after");
    fails_with({"-o", (folder / "x.geojson").string()}, "--change A B");
    fails_with({"--estimate", "2024-02-01", "--party", "A", "--against", "B"}, "three of each");
    CHECK(run_sitmap({"control", store, "--by", "month"}).code == 2);
}
