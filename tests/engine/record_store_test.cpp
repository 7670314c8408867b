#include "engine/column_blob.hpp"
#include "engine/store.hpp"
#include "geodata/error.hpp"
#include "tests/engine/random_records.hpp"
#include "tests/engine/record_scratch.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <map>
#include <set>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace sitmap;
using namespace sitmap::test;

namespace {

void check_equal(const Record& a, const Record& b)
{
    CHECK(a.id == b.id);
    CHECK(a.row == b.row);
    CHECK(a.sub_type == b.sub_type);
    CHECK(a.type_given == b.type_given);
    CHECK(a.interval == b.interval);
    CHECK(a.point == b.point);
    CHECK(a.precision == b.precision);
    CHECK(a.radius_m == b.radius_m);
    CHECK(a.roles == b.roles);
    CHECK(a.killed == b.killed);
    CHECK(a.said_on == b.said_on);
    for (const auto text :
         {&Record::place, &Record::admin1, &Record::country, &Record::side_a, &Record::side_b,
          &Record::victims, &Record::source, &Record::title, &Record::quotation, &Record::raw})
        CHECK(a.*text == b.*text);
    REQUIRE(a.other_counts.size() == b.other_counts.size());
    for (std::size_t i = 0; i < a.other_counts.size(); ++i) {
        CHECK(a.other_counts[i].field == b.other_counts[i].field);
        CHECK(a.other_counts[i].count == b.other_counts[i].count);
    }
}

IncidentTable table_of(const std::vector<Record>& records)
{
    IncidentTable table;
    for (std::size_t i = 0; i < records.size(); ++i)
        table.append(records[i], static_cast<IncidentId>(i + 1), 1);
    return table;
}

} // namespace

TEST_CASE("records come back from the store as they were", "[engine][store][record]")
{
    const auto seed = GENERATE(1u, 2u);
    const auto count = GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{60}, std::size_t{3'000});
    CAPTURE(seed, count);
    const RandomRecords records{seed, count};
    const auto path = fresh("records.gpkg");
    {
        Store store = Store::open_or_create(path);
        CHECK(put(store, records.all(), "a.csv") == RecordChanges{count, 0, 0});
    }
    const Store store = Store::open(path);
    CHECK(store.records() == table_of(records.all()));
    std::size_t at = 0;
    store.each_record({}, [&](IncidentId id, const Record& record, const Document& document) {
        REQUIRE(at < count);
        CHECK(id == static_cast<IncidentId>(at + 1));
        check_equal(record, records.all()[at]);
        CHECK(document == dataset_document("a.csv"));
        ++at;
    });
    CHECK(at == count);
    for (const std::string table : {"records", "incidents"})
        CHECK(ask(path, "SELECT rtreecheck('rtree_" + table + "_geom')") == "ok\n");
    CHECK(ask(path, "SELECT count(*) FROM rtree_records_geom") ==
          ask(path, "SELECT count(geom) FROM records"));
    CHECK(ask(path, "PRAGMA integrity_check") == "ok\n");
}

TEST_CASE("the packed index finds the records in a box", "[engine][store][record]")
{
    const RandomRecords records{7, 5'000};
    const auto path = fresh("records_index.gpkg");
    Store store = Store::open_or_create(path);
    put(store, records.all(), "a.csv");
    for (const auto& [west, south] :
         {std::pair{-180.0, -90.0}, std::pair{10.0, 20.0}, std::pair{100.0, -40.0}}) {
        std::string expected;
        for (std::size_t i = 0; i < records.all().size(); ++i)
            if (const auto point = records.all()[i].point; point && point->lon >= west &&
                                                           point->lon <= west + 30 && point->lat >= south &&
                                                           point->lat <= south + 30)
                expected += std::to_string(i + 1) + "\n";
        const std::string box =
            "minx <= " + std::to_string(west + 30) + " AND maxx >= " + std::to_string(west) +
            " AND miny <= " + std::to_string(south + 30) + " AND maxy >= " + std::to_string(south);
        CHECK(ask(path, "SELECT id FROM rtree_records_geom WHERE " + box + " ORDER BY id") == expected);
    }
}

TEST_CASE("a file that is imported again changes nothing", "[engine][store][record]")
{
    const RandomRecords records{3, 900};
    const auto path = fresh("records_again.gpkg");
    Store store = Store::open_or_create(path);
    put(store, records.all(), "a.csv");
    const std::string before =
        ask(path, "PRAGMA data_version; SELECT total_changes(); SELECT count(*) FROM records");
    const auto written = std::filesystem::last_write_time(path);
    CHECK(put(store, records.all(), "a.csv") == RecordChanges{0, 0, 900});
    CHECK(ask(path, "SELECT count(*) FROM datasets") == "1\n");
    CHECK(std::filesystem::last_write_time(path) == written);
}

TEST_CASE("a changed row keeps its incident and leaves its former words in the history",
          "[engine][store][record]")
{
    const auto count = GENERATE(std::size_t{40}, std::size_t{2'500});
    RandomRecords records{4, count};
    const auto path = fresh("records_changed.gpkg");
    Store store = Store::open_or_create(path);
    put(store, records.all(), "old.csv");
    const std::vector<Record> former = records.all();

    std::vector<Record> newer{records.all().begin() + 10, records.all().end()}; // ten are gone
    newer[5].killed = {900, 901, 902};
    newer[5].place = records.keep("A name not known before");
    newer[5].point = LonLat{1.5, 2.5};
    newer[7].quotation = records.keep("other words");
    const RandomRecords more{5, 30, "N"};
    newer.insert(newer.end(), more.all().begin(), more.all().end());
    const Day today{std::chrono::days{20'000}};
    CHECK(put(store, newer, "new.csv", "acled", today) == RecordChanges{30, 2, count - 12});

    const std::vector<FormerRecord> history = store.record_history(16);
    REQUIRE(history.size() == 1);
    CHECK(history[0].event == event_of(former[15], dataset_document("old.csv")));
    CHECK(history[0].document == dataset_document("old.csv"));
    CHECK(history[0].replaced_on == today);
    CHECK(store.record_history(15).empty());

    const std::vector<IncidentId> ids{16, 18};
    const std::vector<Event> events = store.record_events(ids);
    REQUIRE(events.size() == 2);
    CHECK(events[0] == event_of(newer[5], dataset_document("new.csv")));
    CHECK(events[1] == event_of(newer[7], dataset_document("new.csv")));
    const IncidentTable table = store.records();
    CHECK(table.size() == count + 30);
    const auto row = table.row_of(16);
    REQUIRE(row);
    CHECK(table.killed(*row) == GivenCount{900, 901, 902});
    CHECK(table.names.name(table.place[*row]) == "A name not known before");
    CHECK(table.dataset[*row] == 2);
    CHECK(table.dataset[0] == 1); // gone from the newer file, kept
    CHECK(ask(path, "SELECT rtreecheck('rtree_records_geom')") == "ok\n");
    CHECK(
        ask(path,
            "SELECT id FROM rtree_records_geom WHERE minx < 1.6 AND maxx > 1.4 AND miny < 2.6 AND maxy > 2.4 "
            "AND id = 16") == "16\n");
    CHECK(put(store, newer, "new.csv", "acled", today) == RecordChanges{0, 0, count + 20});
    CHECK(store.record_history(16).size() == 1);
}

TEST_CASE("the same ids in another scheme are other records", "[engine][store][record]")
{
    RandomRecords records{6, 300};
    Store store = Store::open_or_create(fresh("records_schemes.gpkg"));
    put(store, records.all(), "a.csv", "one");
    std::vector<Record> others = records.all();
    for (std::size_t i = 0; i < others.size(); i += 2)
        others[i].title = records.keep("another title");
    CHECK(put(store, others, "b.csv", "two") == RecordChanges{300, 0, 0});
    CHECK(put(store, others, "b.csv", "two") == RecordChanges{0, 0, 300});
    CHECK(put(store, records.all(), "a.csv", "one") == RecordChanges{0, 0, 300});
    CHECK(store.records().size() == 600);
    std::map<std::string, int> titles;
    store.each_record({}, [&](IncidentId id, const Record& record, const Document& document) {
        const bool second = document.title == "b.csv";
        CHECK(second == (id > 300));
        titles[std::string{record.title}] += 1;
    });
    CHECK(titles["another title"] == 150);
}

TEST_CASE("of rows with one id in a file the last counts", "[engine][store][record]")
{
    RandomRecords records{8, 20};
    const auto path = fresh("records_twice.gpkg");
    Store store = Store::open_or_create(path);
    std::vector<Record> rows = records.all();
    Record again = rows[3];
    again.title = records.keep("the last word");
    rows.push_back(again);
    CHECK(put(store, rows, "a.csv") == RecordChanges{20, 0, 0});
    CHECK(put(store, rows, "a.csv") == RecordChanges{0, 0, 20});
    const std::vector<IncidentId> id{4};
    CHECK(store.record_events(id).at(0).title == "the last word");
    CHECK(store.record_history(4).empty());
}

TEST_CASE("columns come back from their bytes, and damage is told", "[engine][column_blob]")
{
    const RandomRecords records{11, 500};
    IncidentTable table = table_of(records.all());
    const std::string blob = column_blob(table, 100, 300);
    IncidentTable back;
    back.names = table.names;
    REQUIRE(append_column_blob(back, blob, table.names.all().size()).empty());
    REQUIRE(back.size() == 300);
    for (std::uint32_t i = 0; i < 300; ++i) {
        CHECK(back.id[i] == table.id[i + 100]);
        CHECK(back.interval(i) == table.interval(i + 100));
    }
    IncidentTable none;
    CHECK(append_column_blob(none, blob, 3) == "a name that is not in the list");
    for (const std::size_t size : {std::size_t{0}, std::size_t{10}, blob.size() - 1})
        CHECK_FALSE(append_column_blob(none, std::string_view{blob}.substr(0, size), 100'000).empty());
    std::mt19937 random{1};
    for (int i = 0; i < 300; ++i) {
        std::string damaged = blob;
        damaged[random() % damaged.size()] ^= static_cast<char>(1U << random() % 8);
        CHECK_FALSE(append_column_blob(none, damaged, 100'000).empty());
    }
    CHECK(none.size() == 0);
    CHECK(none.other_counts.empty());
}

namespace {

/// An air strike on a town, as a dataset and as an article tell it.
Record strike(RandomRecords& texts)
{
    Record record;
    record.id = texts.keep("LBY77");
    record.row = 9;
    record.sub_type = SubEventType::air_drone_strike;
    record.interval = Interval::on(Day{std::chrono::days{18'079}});
    record.point = LonLat{13.35, 32.88};
    record.precision = PlacePrecision::locality;
    record.place = texts.keep("Tajoura");
    record.country = texts.keep("LBY");
    record.killed = {40, 44, 53};
    record.source = texts.keep("Observer");
    record.quotation = texts.keep("A hangar was hit in Tajoura.");
    return record;
}

Intake article()
{
    Intake intake;
    intake.document.id = sha256("an article");
    intake.document.title = "Strike";
    intake.document.kind = "article";
    Event event;
    event.document = intake.document.id;
    event.id = intake.document.id.substr(0, 16) + "#1";
    event.title = "Air strike on Tajoura";
    const auto add = [&](ClaimField field, ClaimValue value) {
        Claim claim;
        claim.field = field;
        claim.value = std::move(value);
        claim.evidence = {intake.document.id, 0, 10, "At least 44 people were killed."};
        event.claims.push_back(std::move(claim));
    };
    add(ClaimField::kind, SubEventType::air_drone_strike);
    Location place;
    place.name = "Tajoura detention centre";
    place.point = {13.36, 32.87};
    place.precision = PlacePrecision::exact;
    place.radius_m = 100;
    add(ClaimField::place, place);
    add(ClaimField::time, Interval::on(Day{std::chrono::days{18'079}}));
    add(ClaimField::killed, Quantity::at_least(44));
    intake.events.push_back(std::move(event));
    return intake;
}

} // namespace

TEST_CASE("an article and a record of one strike become one incident, whichever comes first",
          "[engine][store][record]")
{
    const bool article_first = GENERATE(true, false);
    CAPTURE(article_first);
    RandomRecords records{12, 500};
    for (Record& record : records.all())
        record.interval = Interval::on(Day{std::chrono::days{1'000}}); // far from the strike
    std::vector<Record> rows = records.all();
    rows.insert(rows.begin() + 100, strike(records));
    const auto path = fresh("records_promoted.gpkg");
    Store store = Store::open_or_create(path);
    const std::vector<Intake> intakes{article()};
    if (article_first) {
        store.import(intakes);
        put(store, rows, "a.csv");
    } else {
        put(store, rows, "a.csv");
        store.import(intakes);
    }
    const IncidentId record = article_first ? 102 : 101, incident = article_first ? 1 : 101;
    const Ledger ledger = store.load();
    REQUIRE(ledger.events.size() == 2);
    CHECK(ledger.incident_of == std::vector<IncidentId>{incident, incident});
    const auto all = incidents(ledger);
    REQUIRE(all.size() == 1);
    CHECK(all[0].documents == 2);
    std::set<std::string> sentences;
    for (const ClaimRef ref : all[0].claims)
        sentences.insert(ledger.claim(ref).evidence.quotation);
    CHECK(sentences ==
          std::set<std::string>{"A hangar was hit in Tajoura.", "At least 44 people were killed."});
    CHECK(store.records().size() == 500);
    CHECK_FALSE(store.records().row_of(record));
    CHECK(store.promoted_to(record) == incident);
    CHECK_FALSE(store.promoted_to(1));
    std::size_t handed_over = 0;
    store.each_record({}, [&](IncidentId id, const Record&, const Document&) {
        CHECK(id != record);
        ++handed_over;
    });
    CHECK(handed_over == 500);
    CHECK(ask(path, "SELECT fid FROM records WHERE promoted") == std::to_string(record) + "\n");
    CHECK(ask(path, "SELECT rtreecheck('rtree_records_geom')") == "ok\n");

    // Again nothing changes; a newer row brings its new words to the ledger.
    CHECK(put(store, rows, "a.csv") == RecordChanges{0, 0, 501});
    CHECK(store.import(intakes).documents_unchanged == 1);
    rows[100].quotation = records.keep("Two hangars were hit.");
    CHECK(put(store, rows, "b.csv") == RecordChanges{0, 1, 500});
    const Ledger later = store.load();
    REQUIRE(later.events.size() == 2);
    CHECK(store.records().size() == 500);
    const auto newer = std::find_if(later.events.begin(), later.events.end(),
                                    [](const Event& event) { return event.claims[0].evidence.begin == 9; });
    REQUIRE(newer != later.events.end());
    CHECK(newer->claims[0].evidence.quotation == "Two hangars were hit.");
    CHECK(newer->document == sha256("b.csv"));
    REQUIRE(store.record_history(record).size() == 1);
    CHECK(store.record_history(record)[0].event.claims[0].evidence.quotation ==
          "A hangar was hit in Tajoura.");
}

TEST_CASE("records come into a store of articles of the first layout", "[engine][store][record]")
{
    const auto path = fresh("records_layout.gpkg");
    const std::vector<Intake> intakes{article()};
    {
        Store store = Store::open_or_create(path);
        store.import(intakes);
        CHECK(ask(path, "SELECT value FROM sitmap_meta WHERE key = 'layout'") == "1\n");
        CHECK(store.records().size() == 0);
        CHECK(store.datasets().empty());
    }
    const RandomRecords records{18, 100};
    Store store = Store::open_or_create(path);
    put(store, records.all(), "a.csv");
    CHECK(ask(path, "SELECT value FROM sitmap_meta WHERE key = 'layout'") == "3\n");
    CHECK(store.records().size() == 100);
    CHECK(store.records().id.front() == 2);
    CHECK(store.load().events.size() == 1);
}
