#include "engine/store.hpp"

#include "engine/decide.hpp"
#include "geodata/error.hpp"
#include "tests/engine/random_ledger.hpp"
#include "tests/engine/samples.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <pugixml.hpp>
#include <sqlite3.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace sitmap;
using namespace sitmap::test;

namespace {

/// A path in the build folder where nothing lies yet.
std::filesystem::path fresh(const std::string& name)
{
    const std::filesystem::path path = std::filesystem::path{SITMAP_TEST_OUT} / name;
    for (const char* ending : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(path.string() + ending);
    return path;
}

std::string content_of(const std::filesystem::path& path)
{
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// The first column of all rows, one a line.
std::string ask(const std::filesystem::path& path, const std::string& sql)
{
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
    std::string answer;
    char* trouble = nullptr;
    sqlite3_exec(
        database, sql.c_str(),
        [](void* text, int, char** values, char**) {
            *static_cast<std::string*>(text) += std::string{values[0] ? values[0] : "NULL"} + "\n";
            return 0;
        },
        &answer, &trouble);
    if (trouble)
        answer += trouble;
    sqlite3_free(trouble);
    sqlite3_close(database);
    return answer;
}

/// All values of a table but times of writing and running numbers of styles.
std::string rows_of(const std::filesystem::path& path, const std::string& table)
{
    const std::string columns =
        ask(path, "SELECT group_concat('quote(\"' || name || '\")', '||') FROM pragma_table_info('" + table +
                      "') WHERE name NOT IN ('update_time', 'id')");
    return ask(path, "SELECT " + columns + " FROM \"" + table + "\" ORDER BY 1");
}

std::vector<Intake> random_intakes(unsigned seed, int count, std::size_t events)
{
    std::mt19937 random{seed};
    std::vector<Intake> intakes;
    for (int i = 0; i < count; ++i)
        intakes.push_back(random_intake("document" + std::to_string(i), random, events));
    return intakes;
}

Ledger ledger_of(const std::vector<Intake>& intakes)
{
    Ledger ledger;
    for (const Intake& intake : intakes)
        add(ledger, intake);
    return ledger;
}

} // namespace

TEST_CASE("everything that an intake holds comes back from the store", "[engine][store]")
{
    const auto seed = GENERATE(1u, 2u, 3u);
    const auto path = fresh("round_trip.gpkg");
    const auto intakes = random_intakes(seed, 6, 20);

    Store::open_or_create(path).import(intakes);

    CHECK(Store::open(path).load() == ledger_of(intakes));
}

TEST_CASE("importing the same again changes nothing", "[engine][store]")
{
    const auto path = fresh("again.gpkg");
    const auto intakes = random_intakes(4, 5, 10);
    const auto first = Store::open_or_create(path).import(intakes);
    CHECK(first.documents_added == 5);
    CHECK(first.events_added == 50);
    const std::string before = content_of(path);

    const auto second = Store::open_or_create(path).import(intakes);

    CHECK(second.documents_unchanged == 5);
    CHECK(second.documents_added + second.documents_replaced + second.events_added == 0);
    CHECK(second.incidents_before == first.incidents_after);
    CHECK(second.incidents_after == first.incidents_after);
    CHECK(content_of(path) == before);
}

TEST_CASE("a document that is read differently has its records replaced", "[engine][store]")
{
    const auto path = fresh("replaced.gpkg");
    auto intake = test::intake("a", {event("a")});
    Store::open_or_create(path).import(std::vector{intake});
    intake.events[0].claims.push_back(claim("a", ClaimField::killed, Quantity::at_least(40)));

    const auto changes = Store::open_or_create(path).import(std::vector{intake});

    CHECK(changes.documents_replaced == 1);
    CHECK(Store::open(path).load() == ledger_of({intake}));
}

TEST_CASE("imports one after the other leave what one import of all leaves", "[engine][store]")
{
    auto intakes = random_intakes(8, 5, 8);
    std::mt19937 random{15};
    intakes.push_back(random_intake("document1", random, 9)); // read anew
    intakes.push_back(random_intake("document4", random, 0)); // says nothing any more
    const auto step_by_step = fresh("step_by_step.gpkg");
    const auto at_once = fresh("at_once.gpkg");

    for (const Intake& one : intakes)
        Store::open_or_create(step_by_step).import(std::span{&one, 1});
    Store::open_or_create(at_once).import(intakes);

    CHECK(Store::open(step_by_step).load() == Store::open(at_once).load());
    for (const std::string table : {"incidents", "incident_areas", "flows", "stocks", "routes",
                                    "control_areas", "front_lines", "sources", "layer_styles"}) {
        CAPTURE(table);
        CHECK(rows_of(step_by_step, table) == rows_of(at_once, table));
    }
    CHECK(ask(step_by_step, "SELECT count(*) FROM sitmap_places") ==
          ask(at_once, "SELECT count(*) FROM sitmap_places"));
    CHECK(ask(step_by_step, "SELECT rtreecheck('rtree_incidents_geom')") == "ok\n");
}

TEST_CASE("a store is a GeoPackage whose spatial indexes are whole", "[engine][store]")
{
    const auto path = fresh("geopackage.gpkg");
    Store::open_or_create(path).import(random_intakes(5, 4, 30));

    CHECK(ask(path, "PRAGMA application_id") == "1196444487\n");
    CHECK(ask(path, "PRAGMA user_version") == "10300\n");
    CHECK(ask(path, "PRAGMA integrity_check") == "ok\n");
    CHECK(ask(path, "PRAGMA foreign_key_check").empty());
    CHECK(ask(path, "PRAGMA journal_mode") == "wal\n");
    CHECK(ask(path, "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id") == "-1\n0\n4326\n");
    for (const std::string layer :
         {"incidents", "incident_areas", "flows", "stocks", "routes", "control_areas", "front_lines"}) {
        CAPTURE(layer);
        CHECK(ask(path, "SELECT rtreecheck('rtree_" + layer + "_geom')") == "ok\n");
        CHECK(ask(path, "SELECT data_type FROM gpkg_contents WHERE table_name = '" + layer + "'") ==
              "features\n");
        CHECK(ask(path, "SELECT f_geometry_column FROM layer_styles WHERE f_table_name = '" + layer + "'") ==
              "geom\n");
    }
    CHECK(ask(path, "SELECT count(*) FROM rtree_incidents_geom") ==
          ask(path, "SELECT count(*) FROM incidents WHERE geom NOT NULL"));
}

TEST_CASE(
    "the styles are well-formed, one category an event type and a party, whatever the parties are called",
    "[engine][store]")
{
    const auto path = fresh("styles.gpkg");
    Intake told = intake("a", {event("a")});
    for (const char* party : {"Blue & <Sons>", "\"Red\" Front", "Blue & <Sons>"}) {
        ControlArea area;
        area.document = "a";
        area.party = party;
        area.area = {{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}, {}}}};
        told.control_areas.push_back(area);
    }
    Store::open_or_create(path).import(std::vector{told});

    const auto categories = [&](const std::string& layer) {
        pugi::xml_document style;
        const std::string text =
            ask(path, "SELECT styleQML FROM layer_styles WHERE f_table_name = '" + layer + "'");
        const auto parsed = style.load_string(text.c_str(), pugi::parse_default | pugi::parse_doctype);
        CHECK(parsed.status == pugi::status_ok);
        const auto renderer = style.child("qgis").child("renderer-v2");
        std::vector<std::string> values;
        for (const auto& category : renderer.child("categories")) {
            values.emplace_back(category.attribute("value").value());
            CHECK(renderer.child("symbols").find_child_by_attribute("name",
                                                                    category.attribute("symbol").value()));
        }
        return values;
    };
    CHECK(categories("incidents").size() == event_type_count);
    CHECK(categories("incidents").front() == "Battles");
    CHECK(categories("control_areas") == std::vector<std::string>{"Blue & <Sons>", "\"Red\" Front", ""});
    CHECK(categories("front_lines").empty());
}

TEST_CASE("a decision is kept in the store, and holds over the next import", "[engine][store]")
{
    const auto path = fresh("decided.gpkg");
    const std::vector<Intake> reports{intake("a", {event("a")}), intake("b", {event("b")})};
    Store store = Store::open_or_create(path);
    store.import(reports);
    CHECK(rows_of(path, "incidents").find("Strike") != std::string::npos);
    CHECK(ask(path, "SELECT count(*) FROM incidents") == "1\n");

    store.decide([](Ledger& ledger) {
        split(ledger, std::vector<std::string>{"b#1"}, day("2024-02-01"), "two quarters");
    });
    CHECK(ask(path, "SELECT count(*) FROM incidents") == "2\n");
    CHECK(ask(path, "SELECT incident FROM events ORDER BY fid") == "1\n2\n");
    CHECK(ask(path, "SELECT count(*) FROM claims c JOIN events e ON c.event = e.fid WHERE c.incident <> "
                    "e.incident") == "0\n");
    CHECK(Store::open(path).load().decisions.at(0).note == "two quarters");
    const Ledger decided = Store::open(path).load();
    store.import(reports);
    store.import(std::vector<Intake>{intake("c", {event("c", {.location = town("Far", 20, 30)})})});
    CHECK(ask(path, "SELECT incident FROM events ORDER BY fid") == "1\n2\n3\n");

    // A failure leaves all as it was.
    CHECK_THROWS_AS(store.decide([](Ledger& ledger) {
        split(ledger, std::vector<std::string>{"b#1"}, day("2024-02-01"), "");
    }),
                    Error);
    CHECK(Store::open(path).load().decisions == decided.decisions);

    store.decide([](Ledger& ledger) { undo_split(ledger, std::vector<std::string>{"b#1"}); });
    CHECK(ask(path, "SELECT incident FROM events ORDER BY fid") == "1\n1\n3\n");
    CHECK(ask(path, "SELECT count(*) FROM incidents") == "2\n");
    CHECK(Store::open(path).load().decisions.empty());
}

TEST_CASE("a report that regroups others moves their rows too", "[engine][store]")
{
    const auto path = fresh("regrouped.gpkg");
    const auto at = [](const char* document, double lon) {
        return intake(document, {event(document, {.location = town("Town", lon, 32.8, 9'000)})});
    };
    // The second and third are closest, so the third draws the second from the first.
    const std::vector<Intake> reports{at("a", 13.30), at("b", 13.37), at("c", 13.40)};
    Store store = Store::open_or_create(path);
    for (const Intake& report : reports)
        store.import({&report, 1});
    CHECK(Store::open(path).load() == ledger_of(reports));
    CHECK(ask(path, "SELECT incident FROM events ORDER BY fid") == "1\n2\n2\n");
    CHECK(ask(path, "SELECT count(DISTINCT incident) FROM claims") == "2\n");
}

TEST_CASE("every table of a store is in the contents or an extension", "[engine][store]")
{
    const auto path = fresh("contents.gpkg");
    Store::open_or_create(path).import(random_intakes(6, 1, 3));

    CHECK(ask(path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'gpkg_%' AND name "
                    "NOT LIKE "
                    "'rtree_%' AND name NOT LIKE 'sqlite_%' AND name NOT IN (SELECT table_name FROM "
                    "gpkg_contents) AND "
                    "name NOT IN (SELECT table_name FROM gpkg_extensions)")
              .empty());
}

TEST_CASE("a file that is no store is refused with its name and a reason", "[engine][store]")
{
    const auto missing = fresh("missing.gpkg");
    CHECK_THROWS_WITH(Store::open(missing),
                      Catch::Contains("missing.gpkg") && Catch::Contains("no such file"));

    const auto text = fresh("text.gpkg");
    std::ofstream{text} << "At least 40 people were killed, officials said on Wednesday.";
    CHECK_THROWS_WITH(Store::open(text), Catch::Contains("no GeoPackage"));
    CHECK_THROWS_WITH(Store::open_or_create(text), Catch::Contains("no GeoPackage"));
    CHECK(content_of(text).starts_with("At least"));

    const auto empty = fresh("empty.gpkg");
    std::ofstream{empty}.close();
    CHECK_THROWS_WITH(Store::open(empty), Catch::Contains("empty"));

    CHECK_THROWS_AS(Store::open(SITMAP_TEST_OUT), Error);
    CHECK_THROWS_AS(Store::open_or_create(std::filesystem::path{SITMAP_TEST_OUT} / "no_folder" / "x.gpkg"),
                    Error);
}

TEST_CASE("a database of another maker is refused", "[engine][store]")
{
    const auto plain = fresh("plain.sqlite");
    {
        std::ofstream{plain}.close();
        ask(plain, "CREATE TABLE t (x)");
    }
    CHECK_THROWS_WITH(Store::open(plain), Catch::Contains("no GeoPackage"));
    CHECK_THROWS_WITH(Store::open_or_create(plain), Catch::Contains("no GeoPackage"));

    ask(plain, "PRAGMA application_id = 1196444487");
    CHECK_THROWS_WITH(Store::open(plain), Catch::Contains("not one that sitmap made"));
}

TEST_CASE("a store of a newer layout is refused", "[engine][store]")
{
    const auto path = fresh("newer.gpkg");
    Store::open_or_create(path).import(random_intakes(7, 1, 1));
    ask(path, "UPDATE sitmap_meta SET value = 99 WHERE key = 'layout'");
    CHECK_THROWS_WITH(Store::open(path), Catch::Contains("newer"));
}

TEST_CASE("a damaged store gives an error and no crash", "[engine][store]")
{
    const auto path = fresh("damaged.gpkg");
    Store::open_or_create(path).import(random_intakes(8, 4, 20));
    const std::string whole = content_of(path);
    std::mt19937 random{8};
    int errors = 0;
    for (int round = 0; round < 40; ++round) {
        std::string broken = whole;
        if (round % 4 == 0)
            broken.resize(broken.size() / 2);
        for (int i = 0; i < 400; ++i)
            broken[std::uniform_int_distribution<std::size_t>{100, broken.size() - 1}(random)] =
                static_cast<char>(random());
        const auto copy = fresh("damaged_copy.gpkg");
        std::ofstream{copy, std::ios::binary} << broken;
        try {
            (void)Store::open(copy).load();
        } catch (const Error& error) {
            ++errors;
            CHECK(std::string{error.what()}.find("damaged_copy.gpkg") != std::string::npos);
        }
    }
    CHECK(errors > 20);
}

TEST_CASE("values that sitmap does not write are refused by name", "[engine][store]")
{
    const auto path = fresh("values.gpkg");
    Store::open_or_create(path).import(std::vector{intake("a", {event("a")})});
    ask(path, "UPDATE claims SET stance = 'shouts'");
    CHECK_THROWS_WITH(Store::open(path).load(), Catch::Contains("claims") && Catch::Contains("shouts"));
}

TEST_CASE("an import that fails leaves the store as it was", "[engine][store]")
{
    const auto path = fresh("failing.gpkg");
    const auto good = random_intakes(9, 2, 5);
    Store::open_or_create(path).import(good);
    auto bad = intake("b", {event("b")});
    bad.events[0].document = "of no document"; // the ledger has no such source

    CHECK_THROWS_AS(Store::open_or_create(path).import(std::vector{bad}), Error);

    CHECK(Store::open(path).load() == ledger_of(good));
}

TEST_CASE("a process killed in the middle of an import leaves the store as it was", "[engine][store]")
{
    const auto path = fresh("killed.gpkg");
    const auto before = random_intakes(10, 2, 5);
    Store::open_or_create(path).import(before);
    const Ledger expected = ledger_of(before);
    const auto more = random_intakes(11, 40, 60);
    const Ledger finished = [&] {
        auto all = before;
        all.insert(all.end(), more.begin(), more.end());
        return ledger_of(all);
    }();

    int killed = 0;
    for (const int wait_ms : {5, 20, 40, 80, 120, 200}) {
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            Store::open_or_create(path).import(more);
            _exit(0);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{wait_ms});
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        const Ledger left = Store::open(path).load();
        if (WIFSIGNALED(status) && left == expected)
            ++killed;
        else
            REQUIRE(left == finished);
    }
    CHECK(killed > 0);
    CHECK(ask(path, "PRAGMA integrity_check") == "ok\n");
}

TEST_CASE("a store that nobody may write can be read", "[engine][store]")
{
    const auto folder = std::filesystem::path{SITMAP_TEST_OUT} / "read_only";
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    const auto path = folder / "store.gpkg";
    std::filesystem::remove(path);
    const auto intakes = random_intakes(12, 2, 5);
    Store::open_or_create(path).import(intakes);
    std::filesystem::permissions(path, std::filesystem::perms::owner_read);
    std::filesystem::permissions(folder,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);

    CHECK(Store::open(path).load() == ledger_of(intakes));
    CHECK(std::distance(std::filesystem::directory_iterator{folder}, {}) == 1);

    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}
