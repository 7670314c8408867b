// Counting, cells and clusters through the whole program.

#include "tests/app/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

namespace fs = std::filesystem;

namespace {

/// Three bombs on three days at one camp in Mali, and one in Kabul.
fs::path imported(const std::string& name)
{
    const fs::path folder = fresh_folder(name);
    const fs::path store = folder / "store.gpkg", table = folder / "bombs.csv";
    std::ofstream{table}
        << "id,date,published,lat,lon,place,country,place_precision,type,killed_low,killed,killed_high\n"
           "1,2021-01-18,2021-01-19,16.2480,-0.0050,Gao camp,MLI,locality,Suicide "
           "bomb,42,42,\n"
           "2,2021-01-19,2021-01-20,16.2480,-0.0050,Gao camp,MLI,locality,Suicide bomb,3,3,3\n"
           "3,2021-01-20,2021-01-21,16.2480,-0.0050,Gao camp,MLI,locality,Suicide bomb,47,47,47\n"
           "4,2019-08-17,2019-08-18,34.5281,69.1723,Kabul,AFG,locality,Suicide bomb,24,24,24\n";
    const Outcome outcome = run_sitmap({"import", table.string(), store.string()});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    return store;
}

Outcome run_well(std::vector<std::string> arguments)
{
    const Outcome outcome = run_sitmap(arguments);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    return outcome;
}

nlohmann::json run_json(std::vector<std::string> arguments)
{
    arguments.emplace_back("--json");
    return nlohmann::json::parse(run_well(std::move(arguments)).out);
}

} // namespace

TEST_CASE("count gives the same sums as table, JSON, CSV and file", "[app][count]")
{
    const fs::path store = imported("app-count");
    const auto counted = run_json({"count", store.string(), "--by", "month,country"});
    REQUIRE(counted["rows"].size() == 2);
    CHECK(counted["rows"][0]["month"] == "2019-08");
    CHECK(counted["rows"][1]["country"] == "MLI");
    CHECK(counted["rows"][1]["incidents"] == 3);
    CHECK(counted["rows"][1]["killed_high"].is_null()); // "at least 42" has no top
    CHECK(counted["rows"][1]["killed_open"] == 1);
    CHECK(counted["total"]["incidents"] == 4);
    const auto low = counted["rows"][1]["killed_low"].get<int>();
    CHECK(counted["total"]["killed_low"] == low + counted["rows"][0]["killed_low"].get<int>());

    const std::string table = run_well({"count", store.string(), "--by", "country"}).out;
    CHECK(table.find(std::to_string(low) + "+") != std::string::npos);
    CHECK(line_count(table) == 4);
    const std::string csv = run_well({"count", store.string(), "--by", "month,country", "--csv"}).out;
    CHECK(csv.find("2021-01,MLI,3," + std::to_string(low) + ",") != std::string::npos);
    CHECK(csv.find("lon") == std::string::npos);

    const fs::path file = store.parent_path() / "counts.gpkg";
    run_well({"count", store.string(), "--by", "week", "-o", file.string()});
    CHECK(run_well({"info", file.string()}).out.find("counts") != std::string::npos);
    CHECK(run_sitmap({"count", store.string(), "-o", file.string()}).code == 1); // it is there

    CHECK(run_json({"count", store.string(), "--country", "AFG"})["total"]["incidents"] == 1);
    CHECK(run_json({"count", store.string(), "--as-of", "2019-01-01"})["total"]["incidents"] == 0);
    const Outcome wrong = run_sitmap({"count", store.string(), "--by", "moon"});
    CHECK(wrong.code == 1);
    CHECK(wrong.err.find("admin1") != std::string::npos);
    CHECK(run_sitmap({"count", store.string(), "--measure", "held"}).code == 1);
}

TEST_CASE("count puts the most first and stops where it is told", "[app][count]")
{
    const fs::path store = imported("app-count-limit");
    const auto by_day =
        run_json({"count", store.string(), "--by", "day", "--sort", "killed", "--limit", "2"});
    REQUIRE(by_day["rows"].size() == 2);
    CHECK(by_day["rows"][0]["day"] == "2021-01-20");
    CHECK(by_day["rows"][1]["day"] == "2021-01-18");
    CHECK(by_day["more_groups"] == 2);
    CHECK(by_day["total"]["incidents"] == 4); // what is left out is still counted in all
    const auto by_country = run_json({"count", store.string(), "--by", "country", "--sort", "incidents"});
    CHECK(by_country["rows"][0]["country"] == "MLI"); // by name Afghanistan would be first
    CHECK_FALSE(by_country.contains("more_groups"));
    const std::string table = run_well({"count", store.string(), "--by", "country", "--limit", "1"}).out;
    CHECK(table.find("AFG") != std::string::npos);
    CHECK(table.find("MLI") == std::string::npos);
    CHECK(table.find("and 1 more group, counted in all") != std::string::npos);
    const std::string csv = run_well({"count", store.string(), "--by", "day", "--limit", "3", "--csv"}).out;
    CHECK(line_count(csv) == 4);
    CHECK(run_sitmap({"count", store.string(), "--by", "day", "--sort", "injured"}).code == 1);
    CHECK(run_sitmap({"count", store.string(), "--by", "day", "--sort", "moon"}).code == 1);
}

TEST_CASE("density sums to the incidents and makes polygons", "[app][count]")
{
    const fs::path store = imported("app-density");
    for (const std::vector<std::string>& how :
         {std::vector<std::string>{}, {"--cell-km", "60"}, {"--hex-km", "50"}, {"--kernel-km", "100"}}) {
        std::vector<std::string> arguments{"density", store.string()};
        arguments.insert(arguments.end(), how.begin(), how.end());
        const auto found = run_json(arguments);
        CHECK(found["in_cells"].get<double>() + found["too_vague"].get<double>() +
                  found["not_placed"].get<double>() ==
              Approx(4));
        double sum = 0;
        for (const auto& cell : found["rows"])
            sum += cell["incidents"].get<double>();
        CHECK(sum == Approx(found["in_cells"].get<double>()).epsilon(0.01));
    }
    const auto layer =
        nlohmann::json::parse(run_well({"density", store.string(), "--hex-km", "80", "-o", "-"}).out);
    REQUIRE(layer["features"].size() >= 2);
    CHECK(layer["features"][0]["geometry"]["type"] == "Polygon");
    CHECK(run_well({"density", store.string(), "--limit", "1"}).out.find("incidents in cells") !=
          std::string::npos);
    CHECK(run_sitmap({"density", store.string(), "--cell-km", "0"}).code == 1);
    CHECK(run_sitmap({"density", store.string(), "--hex-km", "9", "--cell-km", "9"}).code == 2);
}

TEST_CASE("cluster finds the camp that was struck three times", "[app][count]")
{
    const fs::path store = imported("app-cluster");
    for (const std::vector<std::string>& how :
         {std::vector<std::string>{"--least", "3"}, {"--repeat", "--metres", "15000"}}) {
        std::vector<std::string> arguments{"cluster", store.string()};
        arguments.insert(arguments.end(), how.begin(), how.end());
        const auto found = run_json(arguments);
        REQUIRE(found["rows"].size() == 1);
        CHECK(found["rows"][0]["incidents"] == 3);
        CHECK(found["rows"][0]["country"] == "MLI");
        CHECK(found["rows"][0]["date_start"] == "2021-01-18");
        CHECK(found["rows"][0]["date_end"] == "2021-01-20");
        CHECK(run_well(arguments).out.find("2021-01-18  2021-01-20") != std::string::npos);
    }
    const fs::path file = store.parent_path() / "clusters.geojson";
    run_well({"cluster", store.string(), "--least", "3", "-o", file.string()});
    CHECK(nlohmann::json::parse(read_text(file))["features"][0]["geometry"]["type"] == "Polygon");
    CHECK(run_sitmap({"cluster", store.string(), "--days", "-1"}).code == 1);
}

TEST_CASE("list sorts and stops where it is told", "[app][count]")
{
    const fs::path store = imported("app-list-limit");
    const auto days_of = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"list", store.string(), "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        std::vector<std::string> days;
        const auto listed = nlohmann::json::parse(run_well(arguments).out);
        for (const auto& incident : listed["incidents"])
            days.push_back(incident["date_start"].get<std::string>());
        return days;
    };
    CHECK(days_of({"--sort", "day", "--limit", "2"}) == std::vector<std::string>{"2019-08-17", "2021-01-18"});
    CHECK(days_of({"--sort", "day", "--reverse"}).front() == "2021-01-20");
    CHECK(days_of({"--sort", "killed"}).front() == days_of({"--min-killed", "47"}).front());
    CHECK(days_of({"--sort", "country"}).front() == "2019-08-17");
    CHECK(run_well({"list", store.string(), "--limit", "1"}).out.find("and 3 more") != std::string::npos);
    CHECK(run_sitmap({"list", store.string(), "--sort", "colour"}).code == 1);
}
