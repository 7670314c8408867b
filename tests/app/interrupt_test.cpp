// What Ctrl-C and SIGTERM leave behind. All rows are made up.

#include "tests/app/program.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>
#include <set>

namespace fs = std::filesystem;

namespace {

std::string store_of_many(const fs::path& folder)
{
    std::string rows = "date,lat,lon,type,killed,place\n";
    for (int i = 0; i < 10'000; ++i)
        rows += "2019-07-0" + std::to_string(1 + i % 9) + ",32." + std::to_string(1000 + i % 9000) +
                ",13.2,Armed clash," + std::to_string(i % 7) + ",Place " + std::to_string(i) + "\n";
    write_text(folder / "events.csv", rows);
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

} // namespace

TEST_CASE("an export that is interrupted leaves nothing, and what was there before", "[app][interrupt]")
{
    const fs::path folder = fresh_folder("app-interrupt");
    const std::string store = store_of_many(folder);
    const fs::path to = folder / "to";
    for (const auto& [name, signal] :
         {std::pair<std::string, int>{"out.csv", SIGINT}, {"out.geojson", SIGTERM}, {"out.gpkg", SIGINT}}) {
        const auto is_writing = [&, hidden = "." + name + "."] {
            const auto names = names_in(to);
            return std::any_of(names.begin(), names.end(),
                               [&](const std::string& n) { return n.starts_with(hidden); });
        };
        Outcome outcome;
        int tries = 0;
        do { // on a busy machine the signal may come when all is done
            fs::remove_all(to);
            fs::create_directory(to);
            write_text(to / name, "precious");
            outcome = run_sitmap_and_stop({"export", store, (to / name).string(), "--overwrite"}, signal,
                                          is_writing);
        } while (outcome.code == 0 && ++tries < 5);
        INFO(name << ": " << outcome.err);
        CHECK(outcome.code == 130);
        CHECK(outcome.err.find("sitmap: interrupted; nothing was written") != std::string::npos);
        CHECK(names_in(to) == std::set<std::string>{name});
        CHECK(read_text(to / name) == "precious");
    }
}
