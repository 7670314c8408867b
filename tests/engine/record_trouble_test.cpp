// What a store is after an import of records that came to no end.

#include "engine/store.hpp"
#include "geodata/error.hpp"
#include "tests/engine/random_records.hpp"
#include "tests/engine/record_scratch.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace sitmap;
using namespace sitmap::test;

TEST_CASE("an import of records that fails leaves the store as it was", "[engine][store][record]")
{
    const RandomRecords records{9, 4'000}, more{10, 4'000, "M"};
    const auto path = fresh("records_failed.gpkg");
    Store store = Store::open_or_create(path);
    put(store, records.all(), "a.csv");
    const IncidentTable before = store.records();
    CHECK_THROWS_AS(store.import_records([&](const TakeRecords& take) -> DatasetHead {
        take(more.all());
        throw Error{"interrupted"};
    }),
                    Error);
    CHECK(store.records() == before);
    CHECK(ask(path, "SELECT count(*) FROM records") == "4000\n");
    CHECK(ask(path, "SELECT rtreecheck('rtree_records_geom')") == "ok\n");
    CHECK(put(store, more.all(), "b.csv") == RecordChanges{4'000, 0, 0});
}

TEST_CASE("a new store that cannot be finished is not there", "[engine][store][record]")
{
    const RandomRecords records{13, 30'000};
    const auto path = fresh("records_unfinished.gpkg");
    const auto unfinished = path.parent_path() / ".records_unfinished.gpkg.unfinished";
    std::filesystem::remove(unfinished);

    SECTION("an exception while it is read")
    {
        Store store = Store::open_or_create(path);
        CHECK_THROWS_WITH(store.import_records([&](const TakeRecords& take) -> DatasetHead {
            take(records.all());
            throw Error{"interrupted"};
        }),
                          "interrupted");
        CHECK_FALSE(std::filesystem::exists(path));
        CHECK_FALSE(std::filesystem::exists(unfinished));
    }
    SECTION("killed; the next import takes over what is left")
    {
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            Store store = Store::open_or_create(path);
            store.import_records([&](const TakeRecords& take) -> DatasetHead {
                take(records.all());
                kill(getpid(), SIGKILL);
                return {};
            });
            _exit(0);
        }
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(WIFSIGNALED(status));
        CHECK_FALSE(std::filesystem::exists(path));
        Store store = Store::open_or_create(path);
        CHECK(put(store, records.all(), "a.csv") == RecordChanges{30'000, 0, 0});
        CHECK_FALSE(std::filesystem::exists(unfinished));
    }
}

TEST_CASE("a store whose disk is full stays as it was, and says so", "[engine][store][record]")
{
    const RandomRecords records{14, 300}, many{15, 30'000, "M"};
    const auto path = fresh("records_full.gpkg");
    put(*std::make_unique<Store>(Store::open_or_create(path)), records.all(), "a.csv");
    const IncidentTable before = Store::open(path).records();

    const pid_t child = fork(); // limits cannot be taken back
    REQUIRE(child >= 0);
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{3'000'000, 3'000'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        int told = 1;
        try {
            Store store = Store::open_or_create(path);
            put(store, many.all(), "b.csv");
        } catch (const Error& error) {
            told = std::string{error.what()}.find("limit on the size of files") != std::string::npos ? 0 : 2;
        }
        _exit(told);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(Store::open(path).records() == before);
    CHECK(ask(path, "PRAGMA integrity_check") == "ok\n");
}

TEST_CASE("a process killed while records come leaves the store as it was", "[engine][store][record]")
{
    const RandomRecords records{16, 3'000}, many{17, 60'000, "M"};
    const auto path = fresh("records_killed.gpkg");
    put(*std::make_unique<Store>(Store::open_or_create(path)), records.all(), "a.csv");
    const IncidentTable before = Store::open(path).records();
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        Store store = Store::open_or_create(path);
        store.import_records([&](const TakeRecords& take) -> DatasetHead {
            take(many.all());
            kill(getpid(), SIGKILL);
            return {};
        });
        _exit(0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(Store::open(path).records() == before);
    Store store = Store::open_or_create(path);
    CHECK(put(store, records.all(), "a.csv") == RecordChanges{0, 0, 3'000});
    CHECK(ask(path, "PRAGMA integrity_check") == "ok\n");
}

TEST_CASE("an import of records that is asked to stop leaves the store as it was", "[engine][store][record]")
{
    const RandomRecords records{19, 3'000};
    const bool is_there = GENERATE(false, true);
    const auto path = fresh("records_stopped.gpkg");
    std::optional<IncidentTable> before;
    if (is_there) {
        Store store = Store::open_or_create(path);
        const std::vector<Record> first(records.all().begin(), records.all().begin() + 100);
        put(store, first, "a.csv");
        before = store.records();
    }
    {
        Store store = Store::open_or_create(path);
        int asked = 0;
        store.stop_when([&] { return ++asked > 3; });
        CHECK_THROWS_AS(put(store, records.all(), "b.csv"), Interrupted);
    }
    CHECK(std::filesystem::exists(path) == is_there);
    if (!is_there)
        return;
    CHECK(Store::open(path).records() == *before);
    CHECK(ask(path, "PRAGMA integrity_check") == "ok\n");
}

TEST_CASE("rows of the second layout are read as they were written", "[engine][store][record]")
{
    const auto path = fresh("records_layout_2.gpkg");
    Record record;
    const std::string raw = "1,\"They said that two lorries came.\",5";
    record.id = "1";
    record.raw = raw;
    record.quotation = record.raw.substr(3, 32);
    {
        Store store = Store::open_or_create(path);
        put(store, {record}, "a.csv");
    }
    // As it was then: the quotation alone is left out, at a byte of the row.
    ask(path, "UPDATE records SET raw = '1,\"\",5', raw_quotation = 3");
    ask(path, "UPDATE sitmap_meta SET value = 2 WHERE key = 'layout'");
    Store store = Store::open_or_create(path);
    store.each_record({}, [&](IncidentId, const Record& read, const Document&) { CHECK(read.raw == raw); });
    CHECK(put(store, {record}, "a.csv") == RecordChanges{0, 0, 1});
}
