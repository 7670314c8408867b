// What Ctrl-C and SIGTERM leave behind. All rows are made up.

#include "tests/app/program.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>
#include <functional>
#include <set>

namespace fs = std::filesystem;

namespace {

void write_table(const fs::path& file, int count)
{
    std::string rows = "date,lat,lon,type,killed,place\n";
    for (int i = 0; i < count; ++i)
        rows += "2019-07-0" + std::to_string(1 + i % 9) + ",32." + std::to_string(1000 + i % 9000) +
                ",13.2,Armed clash," + std::to_string(i % 7) + ",Place " + std::to_string(i) + "\n";
    write_text(file, rows);
}

std::string store_of_many(const fs::path& folder)
{
    write_table(folder / "events.csv", 3'000);
    const std::string store = (folder / "s.gpkg").string();
    const Outcome made = run_sitmap({"import", (folder / "events.csv").string(), store, "-q"});
    INFO(made.err);
    REQUIRE(made.code == 0);
    return store;
}

std::set<std::string> names_in(const fs::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder})
        names.insert(entry.path().filename().string());
    return names;
}

bool has_name_with(const fs::path& folder, const std::string& beginning)
{
    const auto names = names_in(folder);
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return name.starts_with(beginning); });
}

// Two different ones, as the system makes one of two equal ones that come before the first is handled.
const std::vector<std::vector<int>> ways_to_stop{{SIGINT}, {SIGTERM}, {SIGINT, SIGTERM}};

/// Runs what `prepare` makes ready until the signals come in time, which they may not on a busy machine.
Outcome stopped(const std::function<void()>& prepare, const std::vector<std::string>& arguments,
                const std::vector<int>& signals, const std::function<bool()>& ready)
{
    constexpr int most_tries = 5;
    Outcome outcome;
    for (int tries = 0; tries < most_tries; ++tries) {
        prepare();
        outcome = run_sitmap_and_stop(arguments, signals, ready);
        if (outcome.code != 0)
            break;
    }
    return outcome;
}

} // namespace

TEST_CASE("an export that is interrupted leaves nothing, and what was there before", "[app][interrupt]")
{
    const fs::path folder = fresh_folder("app-interrupt");
    const std::string store = store_of_many(folder);
    const std::set<std::string> beside_store = names_in(folder);
    const fs::path to = fresh_folder("app-interrupt-to");
    for (const std::string name :
         {"out.csv", "out.geojson", "out.geojsonl", "out.gpkg", "out.fgb", "out.shp", "out.kml"})
        for (const auto& signals : ways_to_stop) {
            const auto prepare = [&] {
                fs::remove_all(to);
                fs::create_directory(to);
                write_text(to / name, "precious");
            };
            const Outcome outcome = stopped(prepare, {"export", store, (to / name).string(), "--overwrite"},
                                            signals, [&] { return has_name_with(to, "." + name + "."); });
            INFO(name << ", " << signals.size() << " signals: " << outcome.err);
            CHECK(outcome.code == 130);
            CHECK(outcome.err.find("sitmap: interrupted; nothing was written") != std::string::npos);
            CHECK(names_in(to) == std::set<std::string>{name});
            CHECK(read_text(to / name) == "precious");
            CHECK(names_in(folder) == beside_store);
        }
}

TEST_CASE("an import that is interrupted leaves no store, or the store as it was", "[app][interrupt]")
{
    const fs::path sources = fresh_folder("app-interrupt-import");
    const std::string table = (sources / "events.csv").string();
    write_table(table, 8'000);
    write_text(sources / "one.csv", "date,lat,lon,type,killed,place\n2020-01-01,32,13,Armed clash,1,Sirte\n");
    const fs::path to = fresh_folder("app-interrupt-import-to");
    const std::string store = (to / "s.gpkg").string();
    const auto empty_folder = [&] {
        fs::remove_all(to);
        fs::create_directory(to);
    };
    for (const std::string format : {"csv", "records"})
        for (const auto& signals : ways_to_stop) {
            const std::vector<std::string> arguments{
                "import", table, store, "--format", format, "--rejects", (to / "rejects.csv").string()};
            const Outcome of_new = stopped(empty_folder, arguments, signals,
                                           [&] { return has_name_with(to, ".s.gpkg.unfinished"); });
            INFO(format << ", " << signals.size() << " signals: " << of_new.err);
            CHECK(of_new.code == 130);
            CHECK(of_new.err.find("the store is as it was before") != std::string::npos);
            CHECK(names_in(to).empty());

            std::string before;
            const auto with_one = [&] {
                empty_folder();
                REQUIRE(run_sitmap({"import", (sources / "one.csv").string(), store, "-q"}).code == 0);
                before = run_sitmap({"export", store, "-"}).out;
            };
            const Outcome of_old = stopped(with_one, arguments, signals, [&] {
                return has_name_with(to, "s.gpkg-journal") || has_name_with(to, "s.gpkg-wal");
            });
            INFO("store that is there: " << of_old.err);
            CHECK(of_old.code == 130);
            CHECK(of_old.err.find("the store is as it was before") != std::string::npos);
            CHECK(names_in(to) == std::set<std::string>{"s.gpkg"});
            CHECK(run_sitmap({"export", store, "-"}).out == before);
        }
}
