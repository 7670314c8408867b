#include "engine/decide.hpp"

#include "engine/merge.hpp"
#include "geodata/error.hpp"
#include "tests/engine/samples.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

using namespace sitmap;
using namespace sitmap::test;
using Catch::Matchers::Contains;

namespace {

const Day today = day("2024-02-01");

Ledger two_strikes_taken_for_one()
{
    Ledger ledger;
    add(ledger, intake("a", {event("a")}));
    add(ledger, intake("b", {event("b")}));
    add(ledger, intake("c", {event("c", {.location = town("Far", 20, 30)})}));
    REQUIRE(ledger.incident_of == std::vector<IncidentId>{1, 1, 2});
    return ledger;
}

/// The events of each incident.
std::set<std::set<std::string>> groups_of(const Ledger& ledger)
{
    std::map<IncidentId, std::set<std::string>> by_incident;
    for (std::size_t i = 0; i < ledger.events.size(); ++i)
        by_incident[ledger.incident_of[i]].insert(ledger.events[i].id);
    std::set<std::set<std::string>> groups;
    for (const auto& [id, events] : by_incident)
        groups.insert(events);
    return groups;
}

/// The groups that every order of these intakes gives; requires that it is one.
std::set<std::set<std::string>> groups_in_all_orders(std::vector<Intake> intakes)
{
    const auto by_id = [](const Intake& a, const Intake& b) { return a.document.id < b.document.id; };
    std::sort(intakes.begin(), intakes.end(), by_id);
    std::set<std::set<std::set<std::string>>> found;
    do {
        Ledger ledger;
        for (const Intake& taken : intakes)
            add(ledger, taken);
        found.insert(groups_of(ledger));
    } while (std::next_permutation(intakes.begin(), intakes.end(), by_id));
    CHECK(found.size() == 1);
    return *found.begin();
}

} // namespace

TEST_CASE("an event that is split off stays off when documents come again and new ones come",
          "[engine][decide]")
{
    Ledger ledger = two_strikes_taken_for_one();
    split(ledger, std::vector<std::string>{"b#1"}, today, "another quarter of the town");
    CHECK(ledger.incident_of == std::vector<IncidentId>{1, 3, 2});

    // Read differently, gone, and back again.
    add(ledger, intake("b", {with(event("b"), claim("b", ClaimField::killed, Quantity::exactly(3)))}));
    CHECK(groups_of(ledger) == std::set<std::set<std::string>>{{"a#1"}, {"b#1"}, {"c#1"}});
    add(ledger, intake("b", {}));
    add(ledger, intake("b", {event("b")}));
    CHECK(groups_of(ledger) == std::set<std::set<std::string>>{{"a#1"}, {"b#1"}, {"c#1"}});
    // A new report joins one of the two and not both.
    add(ledger, intake("d", {event("d")}));
    CHECK(groups_of(ledger).size() == 3);
    REQUIRE(ledger.decisions.size() == 1);
    CHECK(ledger.decisions[0].note == "another quarter of the town");
    CHECK(ledger.decisions[0].day == today);
}

TEST_CASE("incidents that are joined stay joined when one of their documents comes again", "[engine][decide]")
{
    Ledger ledger = two_strikes_taken_for_one();
    join(ledger, std::vector<IncidentId>{2, 1}, today, "");
    CHECK(ledger.incident_of == std::vector<IncidentId>{1, 1, 1});
    add(ledger, intake("c", {}));
    add(ledger, intake("c", {event("c", {.location = town("Far", 20, 30)})}));
    CHECK(groups_of(ledger).size() == 1);
}

TEST_CASE("a decision can be undone, and the latest one counts", "[engine][decide]")
{
    const Ledger before = two_strikes_taken_for_one();
    Ledger ledger = before;
    const std::vector<std::string> b{"b#1"};
    split(ledger, b, today, "");
    join(ledger, std::vector<IncidentId>{1, 3}, today, "");
    CHECK(ledger.incident_of == before.incident_of);
    CHECK(decision_on(ledger.decisions, "a#1", "b#1")->kind == Decision::Kind::join);
    undo_join(ledger, 1);
    CHECK(ledger.incident_of == std::vector<IncidentId>{1, 3, 2});
    undo_split(ledger, b);
    CHECK(ledger.incident_of == before.incident_of);
    CHECK(ledger.decisions.empty());
    CHECK_THROWS_WITH(undo_split(ledger, b), Contains("none took"));
    CHECK_THROWS_WITH(undo_join(ledger, 1), Contains("none made"));
}

TEST_CASE("what cannot be split or joined is refused with a reason", "[engine][decide]")
{
    Ledger ledger = two_strikes_taken_for_one();
    const Ledger before = ledger;
    const auto split_of = [&](std::vector<std::string> events) { split(ledger, events, today, ""); };
    CHECK_THROWS_WITH(split_of({"a#1", "b#1"}), Contains("no other events"));
    CHECK_THROWS_WITH(split_of({"a#1", "c#1"}), Contains("one incident at a time"));
    CHECK_THROWS_WITH(split_of({"z"}), Contains("cannot find the event"));
    CHECK_THROWS_AS(split_of({}), Error);
    CHECK_THROWS_AS(join(ledger, std::vector<IncidentId>{1}, today, ""), Error);
    CHECK_THROWS_WITH(join(ledger, std::vector<IncidentId>{1, 9}, today, ""), Contains("incident 9"));
    CHECK(ledger == before);
    add(ledger, intake("bb", {event("bb")}));
    CHECK_THROWS_WITH(split_of({"b"}), Contains("several"));
    split_of({"b#"});
    CHECK(groups_of(ledger).size() == 3);
}

TEST_CASE("reports that only a third one ties together join in every order", "[engine][merge]")
{
    // a and c are too far apart for a town's radius; b is near both, but a and c cannot be one.
    const auto at = [](const char* document, double lon) {
        return intake(document, {event(document, {.location = town("Town", lon, 32.8)})});
    };
    CHECK(groups_in_all_orders({at("a", 13.30), at("b", 13.34), at("c", 13.40)}).size() == 2);

    // Two strikes on two days, and a report of both days.
    const auto on = [](const char* document, const Interval& interval) {
        return intake(document, {event(document, {.interval = interval})});
    };
    const Day first = day("2019-07-03"), second = day("2019-07-04");
    CHECK(groups_in_all_orders({on("a", Interval::on(first)), on("b", Interval::on(second)),
                                on("c", Interval::between(first, second)), on("d", Interval::on(second))})
              .size() == 2);
}

TEST_CASE("a group keeps the incident that most of its events had", "[engine][merge]")
{
    Ledger ledger;
    const auto on = [](const char* document, const Interval& interval) {
        return intake(document, {with(event(document, {.interval = interval}),
                                      claim(document, ClaimField::killed, Quantity::exactly(17)))});
    };
    const Day first = day("2019-07-03");
    // The first two are of one day, but what was said of the first is vague.
    add(ledger, on("a", Interval::within(day("2019-07-01"), day("2019-07-31"), TimePrecision::month)));
    add(ledger, on("b", Interval::on(first)));
    add(ledger, on("c", Interval::on(first)));
    CHECK(ledger.incident_of == std::vector<IncidentId>{1, 1, 1});
    CHECK(ledger.last_incident == 1);
}
