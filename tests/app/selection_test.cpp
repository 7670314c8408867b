// A ledger and records of a dataset in one store: what is listed and counted.

#include "app/listed.hpp"
#include "app/selection.hpp"
#include "engine/summary.hpp"

#include <catch2/catch.hpp>

namespace fs = std::filesystem;
using namespace sitmap;

namespace {

Claim claim(ClaimField field, ClaimValue value)
{
    Claim made;
    made.field = field;
    made.value = std::move(value);
    return made;
}

/// An article's two events, with ids 1 and 4, round two records.
fs::path mixed_store(const std::string& name)
{
    const fs::path folder = fs::path{SITMAP_TEST_OUT} / name;
    fs::remove_all(folder);
    fs::create_directories(folder);
    const fs::path path = folder / "store.gpkg";
    Store store = Store::open_or_create(path);
    const auto article = [&](const std::string& text, const std::string& country, Quantity::Count killed,
                             int month) {
        Intake intake;
        intake.document.text = text;
        intake.document.id = sha256(text);
        intake.document.published = Day{std::chrono::year{2020} / month / 3};
        Event event;
        event.id = intake.document.id.substr(0, 16) + "#a";
        event.document = intake.document.id;
        event.title = text;
        Location location;
        location.name = country;
        location.point = {10.0 + month, 20};
        location.precision = PlacePrecision::locality;
        location.radius_m = 5'000;
        location.country = country;
        event.claims = {claim(ClaimField::kind, SubEventType::attack), claim(ClaimField::place, location),
                        claim(ClaimField::time, Interval::on(Day{std::chrono::year{2020} / month / 2})),
                        claim(ClaimField::killed, Quantity::at_least(killed))};
        for (Claim& one : event.claims) {
            one.evidence = {event.document, 0, 5, text.substr(0, 5)};
            one.said_on = intake.document.published;
        }
        intake.events = {event};
        return intake;
    };
    const std::vector<Intake> first{article("First article", "AAA", 5, 1)};
    store.import(first);
    store.import_records([&](const TakeRecords& take) {
        std::vector<Record> records(2);
        for (std::size_t i = 0; i < records.size(); ++i) {
            records[i].id = i == 0 ? "r1" : "r2";
            records[i].row = i + 1;
            records[i].sub_type = SubEventType::armed_clash;
            records[i].interval = Interval::on(Day{std::chrono::year{2020} / 2 / static_cast<int>(1 + i)});
            records[i].point = LonLat{30, 20};
            records[i].precision = PlacePrecision::locality;
            records[i].country = i == 0 ? "AAA" : "BBB";
            records[i].killed = {7, 8, 9};
            records[i].said_on = Day{std::chrono::year{2020} / 3 / static_cast<int>(1 + 10 * i)};
            records[i].quotation = "It says so.";
        }
        take(records);
        Document document;
        document.id = sha256("dataset");
        document.title = "A dataset";
        document.kind = "dataset";
        return DatasetHead{document, "test"};
    });
    const std::vector<Intake> second{article("Second article", "BBB", 2, 6)};
    store.import(second);
    return path;
}

} // namespace

TEST_CASE("records and the ledger's incidents are counted together", "[app][selection]")
{
    const fs::path store = mixed_store("selection-count");
    Filters filters;
    const SelectedRows all = table_of(store, filters);
    CHECK(all.table.id == std::vector<std::uint32_t>{1, 2, 3, 4});
    CHECK(all.rows == all_rows(all.table));
    CHECK(all.datasets == std::vector<std::string>{"articles", "A dataset"});
    const Dimension by = Dimension::dataset;
    const ClaimField killed = ClaimField::killed;
    const Summary summary = summarise(all.table, all.rows, {&by, 1}, {&killed, 1});
    REQUIRE(summary.groups.size() == 2);
    CHECK(label_of(all.table, by, summary.groups[1].key[0], all.datasets) == "A dataset");
    CHECK(summary.groups[1].counts[0].for_people() == "14–18");
    CHECK(summary.total.counts[0].for_people() == "21+");

    filters.countries = {"BBB"};
    const SelectedRows some = table_of(store, filters);
    REQUIRE(some.rows.size() == 2);
    CHECK(some.table.id[some.rows[0]] == 3);
    CHECK(some.table.id[some.rows[1]] == 4);
    filters = {};
    filters.as_of = "2020-03-05";
    CHECK(table_of(store, filters).rows.size() == 2); // the first article and the first record
}

TEST_CASE("flows and stocks that pass keep the numbers by which they are shown", "[app][selection]")
{
    const fs::path folder = fs::path{SITMAP_TEST_OUT} / "selection-flows";
    fs::remove_all(folder);
    fs::create_directories(folder);
    Intake intake;
    intake.document.text = "flows";
    intake.document.id = sha256("flows");
    for (const auto& [country, month] : {std::pair{"AAA", 1}, {"BBB", 2}, {"AAA", 3}}) {
        Flow flow;
        flow.id = "flow" + std::to_string(month);
        flow.document = intake.document.id;
        flow.origin = Location{};
        flow.origin->name = country;
        flow.origin->country = country;
        flow.origin->precision = PlacePrecision::locality;
        flow.interval = Interval::month(std::chrono::year{2020} / month);
        intake.flows.push_back(flow);
    }
    Store::open_or_create(folder / "store.gpkg").import({&intake, 1});
    Filters filters;
    CHECK(select(folder / "store.gpkg", filters).flow_numbers == std::vector<std::size_t>{1, 2, 3});
    filters.since = "2020-02-01";
    CHECK(select(folder / "store.gpkg", filters).flow_numbers == std::vector<std::size_t>{2, 3});
    filters.countries = {"AAA"};
    const Selected some = select(folder / "store.gpkg", filters);
    CHECK(some.flow_numbers == std::vector<std::size_t>{3});
    CHECK(some.ledger.flows[0].id == "flow3");
}

TEST_CASE("a list holds records and incidents in one order", "[app][selection]")
{
    Listed listed{mixed_store("selection-list"), {}};
    const auto ids = [&] {
        std::vector<IncidentId> found;
        for (std::size_t i = 0; i < listed.size(); ++i)
            found.push_back(listed.incident(i).id);
        return found;
    };
    CHECK(ids() == std::vector<IncidentId>{1, 2, 3, 4});
    listed.sort_by("killed");
    CHECK(ids() == std::vector<IncidentId>{2, 3, 1, 4});
    listed.sort_by("day");
    CHECK(ids() == std::vector<IncidentId>{1, 2, 3, 4});
    listed.sort_by("country");
    CHECK(ids() == std::vector<IncidentId>{1, 2, 3, 4});
    listed.sort_by("type");
    listed.reverse();
    CHECK(listed.cut_to(3) == 1);
    std::vector<std::string> claims;
    std::vector<Value> shown;
    listed.each_feature([&](const Layer& layer, const Feature& feature) {
        shown.push_back(feature.values[*layer.field("id")]);
        claims.push_back(text_of(feature.values[*layer.field("claims")]));
    });
    REQUIRE(shown.size() == 3);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        CHECK(shown[i] == Value{ids()[i]});
        CHECK(claims[i].find(ids()[i] == 2 || ids()[i] == 3 ? "It says so." : "quotation") !=
              std::string::npos);
    }
    CHECK_THROWS(listed.sort_by("colour"));
}

TEST_CASE("what is near a point is found, over the antimeridian too, and sorted by distance",
          "[app][selection]")
{
    // The articles are at 11 and 16 degrees east, the records at 30, all at 20 north.
    const fs::path store = mixed_store("selection-near");
    const auto ids = [&](const std::string& near) {
        Filters filters;
        filters.near = near;
        Listed listed{store, filters};
        listed.sort_by("distance");
        std::vector<IncidentId> found;
        for (std::size_t i = 0; i < listed.size(); ++i)
            found.push_back(listed.incident(i).id);
        return found;
    };
    CHECK(ids("16.1,20,20") == std::vector<IncidentId>{4});
    CHECK(ids("16.1,20,600") == std::vector<IncidentId>{4, 1});
    CHECK(ids("29,20,20000") == std::vector<IncidentId>{2, 3, 4, 1});
    CHECK(ids("-179.5,20,15000") == std::vector<IncidentId>{2, 3}); // by the way over the pole
    CHECK(ids("16.1,20,0").empty());
    CHECK(table_of(store,
                   [] {
                       Filters near;
                       near.near = "30,20,1";
                       return near;
                   }())
              .rows.size() == 2);

    Listed without{store, {}};
    CHECK_THROWS_WITH(without.sort_by("distance"), Catch::Contains("--near"));
    for (const char* wrong : {"16,20", "16,20,-1", "16,20,5,6", "16,95,5", "x", "16,20,5km", "16,20,nan"})
        CHECK_THROWS_WITH(ids(wrong), Catch::Contains("longitude,latitude"));
}
