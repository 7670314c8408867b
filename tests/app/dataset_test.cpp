// Datasets, from file to list, as a user runs it. All rows are made up.

#include "tests/app/program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

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
    CHECK(first.err.find("2 rows: 1 record added, 0 updated, 0 unchanged; 1 row dropped") !=
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

TEST_CASE("a small table of one's own with ids is updated when it comes again", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-own-table");
    const std::string store = (folder / "s.gpkg").string(), file = (folder / "own.csv").string();
    const auto table = [](int killed) {
        return "nr,day,lat,lon,place,type,killed\n1,2019-07-03,32.88,13.35,Tajoura,air strike," +
               std::to_string(killed) + "\n2,2019-07-04,32.46,14.56,Zliten,clash,\n";
    };
    const std::vector<std::string> import{"import", "--columns", "id=nr,date=day", file, store};
    write_text(file, table(53));
    REQUIRE(run_sitmap(import).code == 0);
    CHECK(run_sitmap(import).err.find("0 records added, 0 updated, 2 unchanged") != std::string::npos);
    write_text(file, table(54));
    CHECK(run_sitmap(import).err.find("0 records added, 1 updated, 1 unchanged") != std::string::npos);
    const auto listed = nlohmann::json::parse(run_sitmap({"list", store, "--json"}).out)["incidents"];
    REQUIRE(listed.size() == 2);
    CHECK(listed[0]["killed_best"] == 54);
    CHECK(run_sitmap({"show", store, "1"}).out.find("asserts: 53", 0) != std::string::npos); // formerly
}

TEST_CASE("an export says what the makers of its sources ask for", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-terms");
    const std::string store = (folder / "s.gpkg").string(), acled = (folder / "a.csv").string(),
                      ucdp = (folder / "u.csv").string(), out = (folder / "o.csv").string();
    write_text(acled, header + row("LBY1", "32.88", 5));
    write_text(
        ucdp,
        "id,year,type_of_violence,side_a,side_b,where_prec,latitude,longitude,country,date_prec,"
        "date_start,date_end,best,high,low\n7,2019,1,A,B,1,35.6,36.5,Syria,1,2019-11-02,2019-11-02,2,3,1\n");
    REQUIRE(run_sitmap({"import", acled, ucdp, store}).code == 0);
    REQUIRE(run_sitmap({"export", store, out, "--country", "SYR"}).code == 0);
    const std::string of_one = read_text(out + ".licence.txt");
    CHECK(of_one.find("cite Davies, Pettersson and Öberg") != std::string::npos);
    CHECK(of_one.find("ACLED") == std::string::npos); // nothing of it is in the file
    REQUIRE(run_sitmap({"export", store, out, "--overwrite"}).code == 0);
    const std::string of_both = read_text(out + ".licence.txt");
    CHECK(of_both.find("The sources have different terms") != std::string::npos);
    CHECK(of_both.find("cite ACLED with the day of access") != std::string::npos);
}

TEST_CASE("an import says what it brought beside incidents", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-brought");
    const std::string store = (folder / "s.gpkg").string(), flows = (folder / "flows.csv").string();
    write_text(flows, "Origin,Destination,Individuals,Date\nTripoli,Misrata,1200,2019-04-20\n"
                      "Tripoli,Zliten,300,2019-04-22\n");
    const std::string said = run_sitmap({"import", flows, store}).err;
    CHECK(said.find("1 source added, 0 updated, 0 unchanged; incidents: 0 before, 0 now; with 2 flows\n") !=
          std::string::npos);
    CHECK(run_sitmap({"import", flows, store}).err ==
          "nothing new: 1 of 1 source is there already, unchanged\n");
}

TEST_CASE("ACLED's one figure stands as one figure wherever it is told", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-plain-figures");
    const std::string store = (folder / "s.gpkg").string(), file = (folder / "a.csv").string();
    write_text(file, header + row("LBY1", "32.88", 1024) + row("LBY2", "32.89", 5));
    REQUIRE(run_sitmap({"import", file, store}).code == 0);
    for (const std::string rule : {"range", "conservative", "ucdp"}) {
        CAPTURE(rule);
        CHECK(run_sitmap({"list", store, "--rule", rule}).out.find(" 1,024 ") != std::string::npos);
        CHECK(run_sitmap({"count", store, "--rule", rule}).out.find(" 1,029\n") != std::string::npos);
        const std::string shown = run_sitmap({"show", store, "1", "--rule", rule}).out;
        CHECK(shown.find("killed  1,024\n") != std::string::npos);
        const std::string picture = (folder / (rule + ".svg")).string();
        REQUIRE(run_sitmap({"draw", store, picture, "--rule", rule}).code == 0);
        const std::string drawn = read_text(picture);
        CHECK(drawn.find("1,024") != std::string::npos);
        CHECK(drawn.find("1,024+") == std::string::npos);
        CHECK(drawn.find("or more reported") == std::string::npos);
    }
}

TEST_CASE("a Shapefile keeps every count and comes back whole", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-shapefile");
    const std::string store = (folder / "s.gpkg").string(), file = (folder / "a.csv").string();
    write_text(file,
               "id,date_start,date_end,lat,lon,place,place_precision,type,killed_low,killed_best,killed_high,"
               "displaced_low,displaced_best,displaced_high\n"
               "1,2021-01-18,2021-01-20,16.25,-0.05,Gao,province,Suicide bomb,3,4,5,10,20,30\n"
               "2,2021-01-19,2021-01-19,16.25,-0.15,Bourem,locality,Suicide bomb,1,,7,,,\n");
    REQUIRE(run_sitmap({"import", file, store}).code == 0);
    const std::string shapes = (folder / "out.shp").string(), back = (folder / "back.gpkg").string();
    const Outcome written = run_sitmap({"export", store, shapes});
    INFO(written.err);
    REQUIRE(written.code == 0);
    CHECK(written.err.find("'killed_high' is called 'killedhigh'") != std::string::npos);
    CHECK(fs::file_size(folder / "out.dbf") < 10'000); // columns no wider than their texts
    REQUIRE(run_sitmap({"import", shapes, back}).code == 0);
    const auto incidents = [](const std::string& of) {
        return nlohmann::json::parse(run_sitmap({"list", of, "--json"}).out)["incidents"];
    };
    const nlohmann::json before = incidents(store), after = incidents(back);
    REQUIRE(after.size() == 2);
    for (std::size_t i = 0; i < 2; ++i)
        for (const char* field :
             {"date_start", "date_end", "place", "place_precision", "sub_event_type", "killed_low",
              "killed_best", "killed_high", "displaced_low", "displaced_best", "displaced_high"})
            CHECK(after[i][field] == before[i][field]);
}

TEST_CASE("incidents are listed as CSV, in the order that was asked for", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-list-csv");
    const std::string store = (folder / "s.gpkg").string(), file = (folder / "a.csv").string();
    write_text(file, header + row("LBY1", "32.88", 5) + row("LBY2", "32.89", 70) + row("LBY3", "32.8", 6));
    REQUIRE(run_sitmap({"import", file, store}).code == 0);
    const std::string listed = run_sitmap({"list", store, "--csv", "--sort", "killed", "--limit", "2"}).out;
    CHECK(listed.starts_with("id,title,event_type,"));
    CHECK(listed.find("\r\n2,\"Armed clash, Tajoura\",") < listed.find("\r\n3,"));
    CHECK(listed.find("\r\n1,") == std::string::npos);
    CHECK(listed.find(",13.35,32.89\r\n") != std::string::npos);
    const std::string none = run_sitmap({"list", store, "--csv", "--min-killed", "99"}).out;
    CHECK(none == listed.substr(0, none.size()));
    CHECK(line_count(none) == 1);
}

TEST_CASE("a country is asked for by code or name, and an unknown one has no incidents", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-countries");
    const std::string store = (folder / "s.gpkg").string(), file = (folder / "a.csv").string();
    write_text(file, header + row("LBY1", "32.88", 5) + row("LBY2", "32.89", 7));
    REQUIRE(run_sitmap({"import", file, store}).code == 0);
    const auto listed = [&](const std::string& country) {
        return nlohmann::json::parse(
                   run_sitmap({"list", store, "--json", "--country", country}).out)["incidents"]
            .size();
    };
    for (const char* country : {"LBY", "lby", "LY", "Libya"})
        CHECK(listed(country) == 2);
    for (const char* country : {"SYR", "Syria", "ZZZ"}) // the store has never heard of them
        CHECK(listed(country) == 0);
    const Outcome unknown = run_sitmap({"list", store, "--country", "Atlantis"});
    CHECK(unknown.code == 1);
    CHECK(unknown.err.find("'Atlantis': it takes an ISO 3166 alpha-3 code") != std::string::npos);
}

TEST_CASE("what was exported comes back with who says it and who is accused", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-there-and-back");
    const std::string store = (folder / "s.gpkg").string(), file = (folder / "a.csv").string();
    write_text(file, header + row("LBY1", "32.88", 5));
    write_text(folder / "story.txt",
               "Strike on camp kills 5\n\nTRIPOLI, July 3, 2019 - At least 5 people were killed "
               "in an air strike on a camp in Tajoura on Tuesday. The GNA blamed forces of "
               "Khalifa Haftar.\n");
    REQUIRE(run_sitmap({"import", file, (folder / "story.txt").string(), store}).code == 0);
    const auto incidents = [](const std::string& of) {
        return nlohmann::json::parse(run_sitmap({"list", of, "--json"}).out)["incidents"];
    };
    const auto killed_claim = [](const nlohmann::json& incident) {
        for (const nlohmann::json& claim : incident["claims"])
            if (claim["field"] == "killed")
                return claim;
        return nlohmann::json::object();
    };
    const nlohmann::json before = incidents(store);
    REQUIRE(before.size() == 2);
    for (const char* format : {"geojson", "geojsonl", "geojsons", "csv", "gpkg", "fgb"}) {
        CAPTURE(format);
        const std::string out = (folder / "out.").string() + format,
                          back = (folder / "back-").string() + format + ".gpkg";
        REQUIRE(run_sitmap({"export", store, out, "--layer", "incidents"}).code == 0);
        REQUIRE(run_sitmap({"import", out, back}).code == 0);
        const nlohmann::json after = incidents(back);
        REQUIRE(after.size() == 2);
        for (std::size_t i = 0; i < 2; ++i) {
            CAPTURE(i);
            for (const char* field : {"title", "attribution", "accused", "accusers", "killed_low",
                                      "killed_best", "date_edtf", "place_precision"})
                CHECK(after[i][field] == before[i][field]);
            for (const char* key : {"speaker", "quotation"})
                CHECK(killed_claim(after[i]).value(key, "") == killed_claim(before[i]).value(key, ""));
        }
    }
}

TEST_CASE("rejects of a small table keep the row too", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-rejects-of-table");
    const std::string rejects = (folder / "rejects.csv").string();
    write_text(folder / "t.csv",
               "date,lat,lon,killed\n2019-07-03,32.8,13.3,5\n2019-07-04,95,13.3,\"1,200\"\n");
    const Outcome outcome = run_sitmap(
        {"import", (folder / "t.csv").string(), (folder / "s.gpkg").string(), "--rejects", rejects});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    const std::string written = read_text(rejects);
    CHECK(line_count(written) == 2);
    CHECK(written.find(",3,latitude '95' is not within -90 and 90,\"2019-07-04,95,13.3,\"\"1,200\"\"\"") !=
          std::string::npos);
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
    CHECK(outcome.err.find("1 record added") != std::string::npos);
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

TEST_CASE("TimeMap gets its events, sources and associations", "[app][dataset]")
{
    const fs::path folder = fresh_folder("app-timemap");
    const std::string store = (folder / "s.gpkg").string(), file = (folder / "a.csv").string();
    write_text(file, header + row("LBY1", "32.88", 5) + row("LBY2", "31.5", 7));
    REQUIRE(run_sitmap({"import", file, store}).code == 0);
    REQUIRE(run_sitmap({"export", store, (folder / "e.json").string(), "--profile", "timemap"}).code == 0);
    const auto events = nlohmann::json::parse(read_text(folder / "e.json"));
    const auto sources = nlohmann::json::parse(read_text(folder / "e.sources.json"));
    const auto associations = nlohmann::json::parse(read_text(folder / "e.associations.json"));
    REQUIRE(events.size() == 2);
    CHECK(events[0]["date"] == "7/3/2019");
    CHECK(events[0]["latitude"] == "32.88");
    REQUIRE(sources.size() == 1);
    CHECK(sources[0]["id"] == events[1]["sources"][0]);
    REQUIRE(associations.size() == 1);
    CHECK(associations[0]["id"] == events[1]["category"]);
}

TEST_CASE("a condition chooses what is drawn and filmed, as a filter that says the same",
          "[app][dataset][where]")
{
    const fs::path folder = fresh_folder("app-where-drawn");
    write_text(folder / "records.csv",
               header + row("LBY1", "32.88", 5) + row("LBY2", "32.6", 17) + row("LBY3", "32.7", 19));
    write_text(folder / "ledger.csv", "date,lat,lon,type,killed,place\n"
                                      "2019-07-01,32.8,13.2,Armed clash,3,Tripoli\n"
                                      "2019-07-03,32.7,13.3,Armed clash,11,Tripoli\n");
    const auto run_into = [&](const char* way, std::vector<std::string> all, const char* name) {
        fs::create_directories(folder / way);
        const fs::path out = folder / way / name; // of one name, since sheets print it
        all.insert(all.begin() + 2, {out.string(), "--overwrite"});
        const Outcome outcome = run_sitmap(all);
        INFO(outcome.err);
        REQUIRE(outcome.code == 0);
        return read_text(fs::is_directory(out) ? out / "00001.png" : out);
    };
    // The letters of a sheet's fonts and its notes tell by what its incidents were chosen.
    const auto drawn = [](const std::string& svg) {
        const auto begin = svg.find("</style>"), end = svg.find("Sources and notes");
        REQUIRE(end != std::string::npos);
        return svg.substr(begin, end - begin);
    };
    for (const char* source : {"records.csv", "ledger.csv"}) {
        INFO(source);
        const std::string store = (folder / source).replace_extension(".gpkg").string();
        REQUIRE(run_sitmap({"import", (folder / source).string(), store}).code == 0);
        const std::string condition = "killed_best between 10 and 1000";
        const std::string by_condition = run_into("a", {"draw", store, "--where", condition}, "m.svg");
        const std::string by_number = run_into("b", {"draw", store, "--min-killed", "10"}, "m.svg");
        const std::string all = run_into("c", {"draw", store}, "m.svg");
        CHECK(drawn(by_condition) == drawn(by_number));
        CHECK(drawn(by_condition) != drawn(all));
        CHECK(by_condition.find("Only incidents chosen by") != std::string::npos);
        CHECK(by_number.find("at least 10 killed") != std::string::npos);
        CHECK(all.find("Only incidents chosen by") == std::string::npos);
        const std::string none = run_into("a", {"draw", store, "--where", "killed_best > 99"}, "m.svg");
        CHECK(none.find("reported killed<") == std::string::npos);

        const std::vector<std::string> film{"film", store, "--size", "800x450", "--step", "year"};
        const auto filmed = [&](const char* way, std::vector<std::string> more) {
            more.insert(more.begin(), film.begin(), film.end());
            return run_into(way, more, "pictures");
        };
        // Its head says by what, so that the pictures differ; what is counted there does not.
        const std::string by_filter = filmed("b", {"--min-killed", "10"});
        CHECK(filmed("a", {"--where", "killed_best between 10 and 1000"}) != by_filter);
        CHECK(filmed("a", {"--where", condition}) == filmed("d", {"--where", condition}));
        CHECK(filmed("c", {}) != by_filter);
    }
}

TEST_CASE("a condition that is not understood is told alike by all that take one", "[app][where]")
{
    const fs::path folder = fresh_folder("app-where-wrong");
    const std::string store = (folder / "s.gpkg").string(), file = (folder / "a.csv").string();
    write_text(file, header + row("LBY1", "32.88", 5));
    REQUIRE(run_sitmap({"import", file, store}).code == 0);
    const std::string listed = run_sitmap({"list", store, "--where", "deaths > 5"}).err;
    CHECK(listed.find("there is no field 'deaths'") != std::string::npos);
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"draw", store, (folder / "m.svg").string()},
          {"film", store, (folder / "film").string()},
          {"view", store}}) {
        std::vector<std::string> all = command;
        all.insert(all.end(), {"--where", "deaths > 5"});
        const Outcome wrong = run_sitmap(all);
        INFO(command.front());
        CHECK(wrong.code == 1);
        CHECK(wrong.err == listed);
    }
    CHECK_FALSE(fs::exists(folder / "m.svg"));
    CHECK_FALSE(fs::exists(folder / "film"));
}
