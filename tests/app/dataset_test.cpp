// Datasets, from file to list, as a user runs it. All rows are made up.

#include "tests/app/program.hpp"

#include <catch2/catch.hpp>

namespace fs = std::filesystem;

namespace {

const std::string header =
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,"
    "inter2,iso,country,admin1,location,latitude,longitude,geo_precision,source,notes,"
    "fatalities\n";

std::string row(const std::string& id, const std::string& latitude, int killed)
{
    return id + ",2019-07-03,1,Battles,Armed clash,Group A,2,Group B,2,434,Libya,Tripoli,Tajoura," +
           latitude + ",13.35,1,Radio A,\"Clashes, in the \"\"east\"\".\"," + std::to_string(killed) + "\n";
}

} // namespace

TEST_CASE("a dataset is imported, and again changes what it changed", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-dataset");
    const std::string store = (folder / "s.gpkg").string(), file = (folder / "a.csv").string();
    const std::string rejects = (folder / "rejects.csv").string();
    write_text(file, header + row("LBY1", "32.88", 5) + row("LBY2", "99", 7));
    const Outcome first = run_sitmap({"import", file, store, "--rejects", rejects});
    INFO(first.err);
    REQUIRE(first.code == 0);
    CHECK(first.err.find("2 rows: 1 records added, 0 updated, 0 unchanged; 1 rows dropped") !=
          std::string::npos);
    CHECK(first.err.find("a.csv:3: dropped: latitude is not within -90 and 90: '99'") != std::string::npos);
    const std::string written = read_text(rejects);
    CHECK(written.starts_with("file,line,reason,row\r\n"));
    CHECK(written.find(",3,latitude is not within -90 and 90: '99',\"LBY2,") != std::string::npos);
    CHECK(written.find("\"\"\"\"east\"\"\"\"") != std::string::npos); // the row's own marks, doubled again

    const Outcome again = run_sitmap({"import", file, store});
    CHECK(again.err.find("0 records added, 0 updated, 1 unchanged") != std::string::npos);
    write_text(file, header + row("LBY1", "32.88", 6));
    const Outcome changed = run_sitmap({"import", file, store});
    CHECK(changed.err.find("0 records added, 1 updated, 0 unchanged") != std::string::npos);
    const std::string shown = run_sitmap({"show", store, "1"}).out;
    const auto formerly = shown.find("formerly, until ");
    REQUIRE(formerly != std::string::npos);
    CHECK(shown.find("relays: 5", formerly) != std::string::npos);
}

TEST_CASE("rejects do not write over a file", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-rejects");
    write_text(folder / "a.csv", header + row("LBY1", "32.88", 5));
    write_text(folder / "mine.csv", "precious");
    const Outcome outcome = run_sitmap({"import", (folder / "a.csv").string(), (folder / "s.gpkg").string(),
                                        "--rejects", (folder / "mine.csv").string()});
    CHECK(outcome.code == 1);
    CHECK(read_text(folder / "mine.csv") == "precious");
    CHECK_FALSE(fs::exists(folder / "s.gpkg"));
}

TEST_CASE("a mapping file names the columns of a large table", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-mapping");
    write_text(folder / "t.csv", "when,north,east,toll\n2019-07-03,32.88,13.35,5\n");
    write_text(folder / "map.txt", "# who made it\ndate=when\nlat=north\nlon = east\n\nkilled=toll\n");
    const Outcome outcome = run_sitmap({"import", (folder / "t.csv").string(), (folder / "s.gpkg").string(),
                                        "--format", "records", "--mapping", (folder / "map.txt").string()});
    INFO(outcome.err);
    CHECK(outcome.code == 0);
    CHECK(outcome.err.find("1 records added") != std::string::npos);
    write_text(folder / "bad.txt", "date=when\nnorth\n");
    const Outcome bad = run_sitmap({"import", (folder / "t.csv").string(), (folder / "t.gpkg").string(),
                                    "--mapping", (folder / "bad.txt").string()});
    CHECK(bad.code == 1);
    CHECK(bad.err.find("line 2") != std::string::npos);
}

TEST_CASE("a condition chooses what is listed, counted and exported", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-where");
    const std::string store = (folder / "s.gpkg").string(), file = (folder / "a.csv").string();
    write_text(file, header + row("LBY1", "32.88", 5) + row("LBY2", "31.5", 7) + row("LBY3", "31.6", 9));
    REQUIRE(run_sitmap({"import", file, store}).code == 0);
    const std::string condition = "killed_best > 5 and lat < 31.55";
    const Outcome listed = run_sitmap({"list", store, "--where", condition, "--json"});
    INFO(listed.err);
    CHECK(listed.out.find("31.5") != std::string::npos);
    CHECK(listed.out.find("32.88") == std::string::npos);
    CHECK(listed.out.find("31.6") == std::string::npos);
    const std::string out = (folder / "out.csv").string();
    REQUIRE(run_sitmap({"export", store, out, "--where", condition}).code == 0);
    CHECK(line_count(read_text(out)) == 2); // a header and a row
    const Outcome wrong = run_sitmap({"list", store, "--where", "deaths > 5"});
    CHECK(wrong.code == 1);
    CHECK(wrong.err.find("there is no field 'deaths'") != std::string::npos);
}
