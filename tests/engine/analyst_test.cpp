#include "engine/analyst.hpp"

#include "engine/decide.hpp"
#include "engine/store.hpp"
#include "engine/store_setting.hpp"
#include "geodata/error.hpp"
#include "tests/engine/samples.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

using namespace sitmap;
using namespace sitmap::test;
using Catch::Matchers::Contains;

namespace {

const Day today = day("2024-02-01");

/// One strike told by two documents, with 37 and 80 killed.
Ledger one_strike()
{
    Ledger ledger;
    add(ledger, intake("a", {with(event("a"), claim("a", ClaimField::killed, Quantity::exactly(37)))}));
    add(ledger, intake("b", {with(event("b"),
                                  claim("b", ClaimField::killed, Quantity::exactly(40), "an official"))}));
    REQUIRE(ledger.incident_of == std::vector<IncidentId>{1, 1});
    return ledger;
}

Incident only(const Ledger& ledger, Rule rule = Rule::range, std::optional<Day> as_of = {})
{
    const auto found = incidents(ledger, rule, as_of);
    REQUIRE(found.size() == 1);
    return found.front();
}

} // namespace

TEST_CASE("the analyst's figure decides under every rule, and nothing is overwritten", "[engine][analyst]")
{
    Ledger ledger = one_strike();
    const auto before = only(ledger);
    const auto id =
        add_analyst_claim(ledger, 1, ClaimField::killed, Quantity::exactly(53), today, "hospital lists");
    CHECK(id.starts_with("analyst#"));
    for (const Rule rule : {Rule::range, Rule::conservative, Rule::ucdp})
        CHECK(only(ledger, rule).killed->size_by() == 53);
    CHECK(only(ledger).claims.size() == before.claims.size() + 1);
    CHECK(only(ledger).documents == 2); // a note is no further source
    CHECK(only(ledger).title == before.title);
    const Claim& said = ledger.events.back().claims.front();
    CHECK(said.speaker == "analyst");
    CHECK(said.note == "hospital lists");
    CHECK(said.said_on == today);
    CHECK(said.evidence.quotation == ledger.documents.back().text);
    CHECK_THAT(said.evidence.quotation, Contains("53") && Contains("hospital lists"));
}

TEST_CASE("what was known before the analyst spoke stays as it was", "[engine][analyst]")
{
    Ledger ledger = one_strike();
    const auto before = only(ledger).killed;
    (void)add_analyst_claim(ledger, 1, ClaimField::killed, Quantity::exactly(53), today, "lists");
    CHECK(only(ledger, Rule::range, today - std::chrono::days{1}).killed == before);
    CHECK(only(ledger, Rule::range, today).killed->size_by() == 53);
}

TEST_CASE("of several claims of the analyst's the latest decides", "[engine][analyst]")
{
    Ledger ledger = one_strike();
    (void)add_analyst_claim(ledger, 1, ClaimField::killed, Quantity::exactly(53), today, "lists");
    const auto later =
        add_analyst_claim(ledger, 1, ClaimField::killed, Quantity::exactly(55), today, "two died since");
    CHECK(only(ledger).killed == Quantity::exactly(55));
    CHECK(latest_analyst_claim(ledger, 1, ClaimField::killed) == later);
    CHECK(latest_analyst_claim(ledger, 1, ClaimField::injured).empty());
    remove_analyst_claim(ledger, later);
    CHECK(only(ledger).killed == Quantity::exactly(53));
}

TEST_CASE("a claim taken back leaves no trace", "[engine][analyst]")
{
    const Ledger before = one_strike();
    Ledger ledger = before;
    const auto id =
        add_analyst_claim(ledger, 1, ClaimField::time, Interval::on(day("2019-07-02")), today, "video");
    CHECK(only(ledger).interval == Interval::on(day("2019-07-02")));
    remove_analyst_claim(ledger, id);
    CHECK(ledger == before);
    CHECK_THROWS_WITH(remove_analyst_claim(ledger, id), Contains("no claim of the analyst's"));
    CHECK_THROWS_WITH(remove_analyst_claim(ledger, "a#1"), Contains("no claim of the analyst's"));
}

TEST_CASE("a corrected place neither parts the reports nor keeps new ones away", "[engine][analyst]")
{
    Ledger ledger = one_strike();
    (void)add_analyst_claim(ledger, 1, ClaimField::place, town("Elsewhere", 20, 30), today, "geolocated");
    CHECK(only(ledger).location->name == "Elsewhere");
    add(ledger, intake("c", {event("c")}));
    CHECK(ledger.incident_of == std::vector<IncidentId>{1, 1, 1, 1});
    CHECK(only(ledger).location->name == "Elsewhere");
    add(ledger,
        intake("d", {event("d", {.location = town("Elsewhere", 20, 30)})})); // of another strike there
    CHECK(ledger.incident_of.back() == 2);
    add(ledger, intake("a", {with(event("a"), claim("a", ClaimField::killed, Quantity::exactly(38)))}));
    CHECK(incidents(ledger).front().location->name == "Elsewhere");
}

TEST_CASE("taking a join back does not take the analyst's claims", "[engine][analyst]")
{
    Ledger ledger = one_strike();
    add(ledger, intake("c", {event("c", {.location = town("Far", 20, 30)})}));
    (void)join(ledger, std::vector<IncidentId>{1, 2}, today, "one raid");
    (void)add_analyst_claim(ledger, 1, ClaimField::killed, Quantity::exactly(53), today, "lists");
    undo_join(ledger, 1);
    CHECK(incidents(ledger).size() == 2);
    CHECK(incidents(ledger).front().killed == Quantity::exactly(53));
}

TEST_CASE("a claim needs an incident, a reason, a fitting value, and is made once", "[engine][analyst]")
{
    Ledger ledger = one_strike();
    const Ledger before = ledger;
    CHECK_THROWS_WITH(add_analyst_claim(ledger, 9, ClaimField::killed, Quantity::exactly(1), today, "x"),
                      Contains("cannot find incident 9"));
    CHECK_THROWS_WITH(add_analyst_claim(ledger, 1, ClaimField::killed, Quantity::exactly(1), today, "  "),
                      Contains("without a reason"));
    CHECK_THROWS_AS(add_analyst_claim(ledger, 1, ClaimField::killed, SubEventType::attack, today, "x"),
                    Error);
    CHECK_THROWS_AS(add_analyst_claim(ledger, 1, ClaimField::held, Quantity::exactly(1), today, "x"), Error);
    CHECK(ledger == before);
    (void)add_analyst_claim(ledger, 1, ClaimField::killed, Quantity::exactly(1), today, "x");
    CHECK_THROWS_WITH(add_analyst_claim(ledger, 1, ClaimField::killed, Quantity::exactly(1), today, "x"),
                      Contains("twice"));
}

TEST_CASE("values are read as people write them", "[engine][analyst]")
{
    const auto count = [](const char* text) {
        return std::get<Quantity>(claim_value_of(ClaimField::killed, text));
    };
    CHECK(count("53") == Quantity::exactly(53));
    CHECK(count("40+") == Quantity::at_least(40));
    CHECK(count("at least 40") == Quantity::at_least(40));
    CHECK(count("37-80") == *Quantity::of(37, {}, 80));
    CHECK(count("37–80") == *Quantity::of(37, {}, 80));
    CHECK(count("up to 150") == Quantity::up_to(150));
    for (const char* bad : {"", "many", "80-37", "-4", "4.5", "99999999999999"})
        CHECK_THROWS_AS(claim_value_of(ClaimField::killed, bad), Error);
    CHECK(std::get<Interval>(claim_value_of(ClaimField::time, "2019-07-02/2019-07-03")) ==
          Interval::between(day("2019-07-02"), day("2019-07-03")));
    CHECK_THROWS_AS(claim_value_of(ClaimField::time, "yesterday"), Error);
    CHECK(std::get<SubEventType>(claim_value_of(ClaimField::kind, "Attack")) == SubEventType::attack);

    Location before = town("Sample", 13.3, 32.8);
    before.country = "LBY";
    const auto moved = std::get<Location>(claim_value_of(ClaimField::place, "13.41, 32.81", &before));
    CHECK(moved.point == LonLat{13.41, 32.81});
    CHECK(moved.name == "Sample");
    CHECK(moved.country == "LBY");
    const auto named =
        std::get<Location>(claim_value_of(ClaimField::place, "13.41,32.81,exact,Hangar 3, north", &before));
    CHECK(named.precision == PlacePrecision::exact);
    CHECK(named.name == "Hangar 3, north");
    CHECK(named.radius_m == usual_radius_m(PlacePrecision::exact));
    for (const char* bad : {"13.41", "x,y", "200,10", "13,32,roughly"})
        CHECK_THROWS_AS(claim_value_of(ClaimField::place, bad, &before), Error);
}

TEST_CASE("a store keeps the analyst's claims, through imports and back", "[engine][analyst][store]")
{
    const auto path = std::filesystem::path{SITMAP_TEST_OUT} / "analyst.gpkg";
    for (const char* ending : {"", "-wal", "-shm"})
        std::filesystem::remove(path.string() + ending);
    Store store = Store::open_or_create(path);
    store.import(
        std::vector{intake("a", {with(event("a"), claim("a", ClaimField::killed, Quantity::exactly(37)))})});
    const Ledger before = store.load();
    std::string id;
    store.decide([&](Ledger& ledger) {
        id = add_analyst_claim(ledger, 1, ClaimField::killed, Quantity::exactly(53), today, "lists");
    });
    CHECK(only(store.load()).killed == Quantity::exactly(53));
    store.import(std::vector{intake("b", {event("b")})});
    CHECK(only(store.load()).killed == Quantity::exactly(53));
    CHECK(only(store.load()).documents == 2);
    store.decide([&](Ledger& ledger) { remove_analyst_claim(ledger, id); });
    CHECK(only(store.load()).killed == Quantity::exactly(37));
    CHECK(store.load().documents.size() == 2);
    CHECK(store.load().decisions.empty());
    CHECK(before.documents.size() == 1);
}

TEST_CASE("a store keeps a setting beside the ledger, which stays as it was", "[engine][store]")
{
    const auto path = std::filesystem::path{SITMAP_TEST_OUT} / "setting.gpkg";
    for (const char* ending : {"", "-wal", "-shm"})
        std::filesystem::remove(path.string() + ending);
    (void)Store::open_or_create(path).import(std::vector{intake("a", {event("a")})});
    const Ledger before = Store::open(path).load();
    CHECK(store_setting(path, "window").empty());
    keep_store_setting(path, "window", "looks_at 1 2 3\nbookmark …");
    keep_store_setting(path, "window", "looks_at 4 5 6");
    keep_store_setting(path, "other", "x");
    CHECK(store_setting(path, "window") == "looks_at 4 5 6");
    CHECK(Store::open(path).load() == before);
}
