// The analyst says of a dataset's row what he may say of an incident from articles.

#include "engine/analyst.hpp"
#include "engine/decide.hpp"
#include "engine/store.hpp"
#include "geodata/error.hpp"
#include "tests/engine/random_records.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>

using namespace sitmap;
using namespace sitmap::test;

namespace {

const Day today{std::chrono::days{20'000}};

Store fresh_store(const std::string& name)
{
    const std::filesystem::path path = std::filesystem::path{SITMAP_TEST_OUT} / name;
    for (const char* ending : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(path.string() + ending);
    return Store::open_or_create(path);
}

RecordChanges put(Store& store, const std::vector<Record>& records, const std::string& file)
{
    return store.import_records([&](const TakeRecords& take) {
        take(records);
        Document document;
        document.id = sha256(file);
        document.title = file;
        document.kind = "dataset";
        return DatasetHead{document, "acled"};
    });
}

/// A hundred rows of long ago, and after them one of 40 to 53 killed: incident 101.
std::vector<Record> rows_with_a_strike(RandomRecords& texts)
{
    for (Record& record : texts.all())
        record.interval = Interval::on(Day{std::chrono::days{1'000}});
    std::vector<Record> rows = texts.all();
    Record record;
    record.id = texts.keep("LBY77");
    record.row = 101;
    record.sub_type = SubEventType::air_drone_strike;
    record.interval = Interval::on(Day{std::chrono::days{18'079}});
    record.point = LonLat{13.35, 32.88};
    record.precision = PlacePrecision::locality;
    record.place = texts.keep("Tajoura");
    record.killed = {40, 44, 53};
    record.quotation = texts.keep("A hangar was hit.");
    rows.push_back(record);
    return rows;
}

constexpr std::array<IncidentId, 1> strike{101};

std::string claim(Store& store, ClaimField field, const std::string& value)
{
    std::string event;
    store.decide(
        [&](Ledger& ledger) {
            event = add_analyst_claim(ledger, strike[0], field, claim_value_of(field, value), today,
                                      "the coder took the wrong town");
        },
        strike);
    return event;
}

Incident only(const Store& store)
{
    const auto all = incidents(store.load());
    REQUIRE(all.size() == 1);
    return all.front();
}

} // namespace

TEST_CASE("a place, a day and a figure of a dataset's row are edited and stay so over a newer import",
          "[engine][store][record][analyst]")
{
    RandomRecords texts{5, 100};
    std::vector<Record> rows = rows_with_a_strike(texts);
    Store store = fresh_store("record_edit.gpkg");
    put(store, rows, "a.csv");
    REQUIRE(store.records().size() == 101);

    claim(store, ClaimField::killed, "60");
    claim(store, ClaimField::place, "13.5, 32.7, exact, the depot");
    claim(store, ClaimField::time, "2019-07-03");
    const auto check_edited = [&] {
        const Incident incident = only(store);
        CHECK(incident.id == 101);
        CHECK(incident.killed == Quantity::exactly(60));
        REQUIRE(incident.location);
        CHECK(incident.location->point == LonLat{13.5, 32.7});
        CHECK(incident.interval == Interval::on(*parse_day("2019-07-03")));
        CHECK(incident.documents == 1); // a note is no further source
        CHECK(store.records().size() == 100);
        CHECK(store.promoted_to(101) == 101);
    };
    check_edited();

    CHECK(put(store, rows, "a.csv") == RecordChanges{0, 0, 101});
    rows.back().killed = {41, 44, 53};
    rows.back().quotation = texts.keep("Two hangars were hit.");
    CHECK(put(store, rows, "b.csv") == RecordChanges{0, 1, 100});
    check_edited();
    // What the row says now stands beside what the analyst says.
    const Ledger ledger = store.load();
    CHECK(std::any_of(ledger.events.begin(), ledger.events.end(), [](const Event& event) {
        return event.claims[0].evidence.quotation == "Two hangars were hit.";
    }));
}

TEST_CASE("what was said of a row is taken back, and the row says what it said", "[engine][store][record]")
{
    RandomRecords texts{5, 100};
    Store store = fresh_store("record_edit_undone.gpkg");
    put(store, rows_with_a_strike(texts), "a.csv");
    const std::string event = claim(store, ClaimField::killed, "60");
    store.decide([&](Ledger& ledger) { remove_analyst_claim(ledger, event); }, strike);
    const auto check_row_again = [&] {
        const Ledger ledger = store.load();
        CHECK(ledger.decisions.empty());
        CHECK(ledger.events.empty());
        CHECK(ledger.documents.empty());
        CHECK_FALSE(store.promoted_to(101));
        const IncidentTable rows = store.records();
        REQUIRE(rows.size() == 101);
        const auto row = rows.row_of(101);
        REQUIRE(row);
        CHECK(rows.killed(*row).low == 40);
        CHECK(rows.killed(*row).high == 53);
    };
    check_row_again();
    // Once more, and taken back without the row's name, as after another edit.
    const std::string again = claim(store, ClaimField::killed, "60");
    CHECK(again.starts_with("analyst#"));
    CHECK(store.records().size() == 100);
    store.decide([&](Ledger& ledger) { remove_analyst_claim(ledger, again); });
    check_row_again();
}

TEST_CASE("an edit that fails, or changes nothing, leaves the row where it was", "[engine][store][record]")
{
    RandomRecords texts{5, 100};
    Store store = fresh_store("record_edit_failed.gpkg");
    put(store, rows_with_a_strike(texts), "a.csv");
    CHECK_THROWS_AS(claim(store, ClaimField::killed, "many"), Error);
    store.decide([](Ledger&) {}, strike);
    CHECK(store.records().size() == 101);
    CHECK(store.load().events.empty());
    CHECK(store.load().documents.empty());
}

TEST_CASE("two rows of datasets are made one incident by hand", "[engine][store][record]")
{
    RandomRecords texts{5, 100};
    Store store = fresh_store("record_edit_joined.gpkg");
    put(store, rows_with_a_strike(texts), "a.csv");
    constexpr std::array<IncidentId, 2> both{7, 101};
    store.decide([&](Ledger& ledger) { static_cast<void>(join(ledger, both, today, "one raid")); }, both);
    CHECK(only(store).id == 7);
    CHECK(store.records().size() == 99);
    CHECK(store.promoted_to(101) == 7);
    store.decide([](Ledger& ledger) { undo_join(ledger, 7); });
    CHECK(store.load().events.empty());
    CHECK(store.records().size() == 101);
}

TEST_CASE("a row with two edits stays in the ledger until both are taken back", "[engine][store][record]")
{
    RandomRecords texts{5, 100};
    Store store = fresh_store("record_edit_twice.gpkg");
    put(store, rows_with_a_strike(texts), "a.csv");
    const std::string first = claim(store, ClaimField::killed, "60");
    const std::string second = claim(store, ClaimField::injured, "7");
    store.decide([&](Ledger& ledger) { remove_analyst_claim(ledger, first); }, strike);
    CHECK(store.records().size() == 100);
    CHECK(only(store).injured == Quantity::exactly(7));
    store.decide([&](Ledger& ledger) { remove_analyst_claim(ledger, second); }, strike);
    CHECK(store.records().size() == 101);
}
