#include "engine/merge.hpp"

#include "tests/engine/samples.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

using namespace sitmap;
using namespace sitmap::test;

namespace {

const Interval third = Interval::on(day("2019-07-03"));

Claim killed(const DocumentId& document, Quantity quantity)
{
    return claim(document, ClaimField::killed, quantity, "a speaker");
}

bool alike(const EventSketch& a, const EventSketch& b)
{
    const auto one = likeness(event("a", a), event("b", b));
    const auto other = likeness(event("b", b), event("a", a));
    CHECK(one.has_value() == other.has_value());
    return one.has_value();
}

} // namespace

TEST_CASE("two reports of one strike are alike, and say why", "[engine][merge]")
{
    const auto found = likeness(
        with(event("a"), killed("a", Quantity::at_least(40))),
        with(event("b", {.location = town("Close by", 13.32, 32.81)}), killed("b", Quantity::exactly(40))));
    REQUIRE(found);
    CHECK(found->reason == "2.2 km apart, both 3 Jul 2019, both Air/drone strike, killed 40+ in both");
    CHECK(found->score > 0.8);
}

TEST_CASE("events of one document are never joined", "[engine][merge]")
{
    CHECK_FALSE(likeness(event("a", {}, "1"), event("a", {}, "2")));
}

TEST_CASE("events far apart in place, day or type are not alike", "[engine][merge]")
{
    CHECK_FALSE(alike({.location = town("A", 13.3, 32.8)}, {.location = town("B", 13.5, 32.8)}));
    CHECK_FALSE(alike({.interval = third}, {.interval = Interval::on(day("2019-07-04"))}));
    CHECK_FALSE(
        alike({.sub_type = SubEventType::air_drone_strike}, {.sub_type = SubEventType::peaceful_protest}));
    CHECK_FALSE(
        alike({.sub_type = SubEventType::shipwreck}, {.sub_type = SubEventType::interception_rescue}));
    CHECK_FALSE(alike({.sub_type = SubEventType::arrests}, {.sub_type = SubEventType::agreement}));
    CHECK(alike({.sub_type = SubEventType::air_drone_strike},
                {.sub_type = SubEventType::shelling_artillery_missile}));
    CHECK(alike({.sub_type = SubEventType::peaceful_protest},
                {.sub_type = SubEventType::violent_demonstration}));
}

TEST_CASE("what happened before a day is not what happened on it, and an unknown day is no match",
          "[engine][merge]")
{
    CHECK_FALSE(alike({.interval = third}, {.interval = Interval::before(day("2019-07-02"))}));
    CHECK_FALSE(alike({.interval = third}, {.interval = Interval{}}));
    CHECK_FALSE(alike({.interval = Interval{}}, {.interval = Interval{}}));
}

TEST_CASE("a wide span or place needs an equal figure to bear it out", "[engine][merge]")
{
    const EventSketch month{.interval = Interval::month(std::chrono::year{2019} / 7)};
    Location province = town("Province", 13.3, 32.8, 120'000);
    province.precision = PlacePrecision::province;
    const EventSketch wide{.location = province};

    CHECK_FALSE(alike({}, month));
    CHECK_FALSE(alike({}, wide));
    CHECK(likeness(with(event("a"), killed("a", Quantity::exactly(40))),
                   with(event("b", month), killed("b", Quantity::exactly(40)))));
    CHECK(likeness(with(event("a"), killed("a", Quantity::exactly(40))),
                   with(event("b", wide), killed("b", Quantity::exactly(40)))));
}

TEST_CASE("what goes on is one with what began at the same time", "[engine][merge]")
{
    CHECK(alike({.interval = Interval::since(day("2019-04-04"))},
                {.interval = Interval::since(day("2019-04-05"))}));
    CHECK_FALSE(alike({.interval = Interval::since(day("2019-04-04"))},
                      {.interval = Interval::since(day("2019-06-01"))}));
    CHECK_FALSE(alike({.interval = Interval::since(day("2019-04-04"))}, {.interval = third}));
}

TEST_CASE("tolls that cannot be of one happening keep events apart", "[engine][merge]")
{
    const auto report = [](const char* document, Quantity toll) {
        return with(event(document), killed(document, toll));
    };
    CHECK(likeness(report("a", Quantity::exactly(37)), report("b", Quantity::exactly(187))));
    CHECK(likeness(report("a", Quantity::at_least(3)), report("b", Quantity::exactly(300))));
    CHECK_FALSE(likeness(report("a", Quantity::exactly(2)), report("b", Quantity::exactly(300))));
}

TEST_CASE("accusations may differ about one event, plain facts may not", "[engine][merge]")
{
    const auto named = [](const char* document, const char* accused, const char* speaker) {
        return with(event(document), claim(document, ClaimField::perpetrator, std::string{accused}, speaker));
    };
    CHECK(likeness(named("a", "LNA", "GNA"), named("b", "militias", "LNA")));
    CHECK_FALSE(likeness(named("a", "LNA", ""), named("b", "militias", "")));
    CHECK(likeness(named("a", "LNA", ""), named("b", "Libyan National Army", "")));
}

TEST_CASE("an incident takes an event only if no event of it contradicts", "[engine][merge]")
{
    Ledger ledger;
    add(ledger, intake("a", {with(event("a"), killed("a", Quantity::at_least(2)))}));
    add(ledger, intake("b", {with(event("b"), killed("b", Quantity::exactly(2)))}));
    add(ledger, intake("c", {with(event("c"), killed("c", Quantity::exactly(300)))}));

    CHECK(ledger.incident_of == std::vector<IncidentId>{1, 1, 2});
}

TEST_CASE("reports join over the antimeridian and near the poles", "[engine][merge]")
{
    Ledger ledger;
    add(ledger, intake("a", {event("a", {.location = town("East", 179.99, -17)})}));
    add(ledger, intake("b", {event("b", {.location = town("West", -179.99, -17)})}));
    add(ledger, intake("c", {event("c", {.location = town("Pole", 0, 89.99)})}));
    add(ledger, intake("d", {event("d", {.location = town("Pole", 170, 89.99)})}));

    CHECK(ledger.incident_of == std::vector<IncidentId>{1, 1, 2, 2});
}

TEST_CASE("the same events join whatever the order of import", "[engine][merge]")
{
    std::mt19937 random{13};
    std::vector<Intake> intakes;
    for (int place = 0; place < 6; ++place)
        for (int report = 0; report < 4; ++report) {
            const std::string document = "d" + std::to_string(place) + std::to_string(report);
            intakes.push_back(
                intake(document,
                       {event(document, {.location = town("Town", 10.0 + place, 32.8 + 0.001 * report)})}));
        }
    for (int round = 0; round < 20; ++round) {
        std::shuffle(intakes.begin(), intakes.end(), random);
        Ledger ledger;
        for (const Intake& taken : intakes)
            add(ledger, taken);
        std::map<IncidentId, std::set<char>> places_of;
        for (std::size_t i = 0; i < ledger.events.size(); ++i)
            places_of[ledger.incident_of[i]].insert(ledger.events[i].id[1]);
        CHECK(places_of.size() == 6);
        for (const auto& [incident, places] : places_of)
            CHECK(places.size() == 1);
    }
}
