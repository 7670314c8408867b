#include "engine/ledger.hpp"

#include "tests/engine/random_ledger.hpp"
#include "tests/engine/samples.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;
using namespace sitmap::test;

TEST_CASE("a ledger does not change when a document comes again", "[engine][ledger]")
{
    std::mt19937 random{21};
    std::vector<Intake> intakes;
    Ledger ledger;
    for (int i = 0; i < 8; ++i) {
        intakes.push_back(random_intake("d" + std::to_string(i), random, 6));
        CHECK(add(ledger, intakes.back()));
    }
    const Ledger before = ledger;
    for (const Intake& again : intakes)
        CHECK_FALSE(add(ledger, again));
    CHECK(ledger == before);
}

TEST_CASE("events that persist keep their incident when their document is read anew", "[engine][ledger]")
{
    Ledger ledger;
    add(ledger, intake("a", {event("a", {}, "1"), event("a", {.location = town("Far", 20, 30)}, "2")}));
    add(ledger, intake("b", {event("b")}));
    REQUIRE(ledger.incident_of == std::vector<IncidentId>{1, 2, 1});

    CHECK(add(ledger, intake("a", {event("a", {.location = town("Moved", 40, 50)}, "2"),
                                   event("a", {.location = town("New", 60, 10)}, "3")})));

    REQUIRE(ledger.events.size() == 3);
    CHECK(ledger.events[0].id == "b#1");
    CHECK(ledger.incident_of == std::vector<IncidentId>{1, 2, 3});
}

TEST_CASE("an incident's id is never given twice", "[engine][ledger]")
{
    Ledger ledger;
    add(ledger, intake("a", {event("a", {}, "1")}));
    add(ledger, intake("a", {}));
    add(ledger, intake("a", {event("a", {}, "2")}));
    CHECK(ledger.incident_of == std::vector<IncidentId>{2});
}

TEST_CASE("incidents come in ascending id, and keep stocks out of their counts", "[engine][ledger]")
{
    Ledger ledger;
    Intake told = intake("a", {with(event("a"), claim("a", ClaimField::held, Quantity::exactly(600)))});
    told.stocks.push_back(
        {"a#s", "a", Stock::Kind::held, town("Centre", 13.3, 32.8), Quantity::exactly(600), {}, "", {}});
    add(ledger, told);
    add(ledger, intake("b", {event("b", {.location = town("Far", 20, 30)})}));

    const auto all = incidents(ledger);

    REQUIRE(all.size() == 2);
    CHECK(all[0].id == 1);
    CHECK(all[1].id == 2);
    for (const ClaimField field :
         {ClaimField::killed, ClaimField::injured, ClaimField::detained, ClaimField::displaced})
        CHECK_FALSE(*count_of(all[0], field));
    CHECK(ledger.claim(all[0].claims[3]).field == ClaimField::held);
}

TEST_CASE("a route gathers the sentences of all documents and loses those of one that no longer says so",
          "[engine][ledger]")
{
    const auto telling = [](const DocumentId& document) {
        Intake told = intake(document, {});
        Route route;
        route.id = "route:central";
        route.name = "Central";
        route.line = LineString{{{13, 33}, {13, 35}}};
        route.evidence = {{document, 1, 5, "said"}};
        told.routes = {route};
        return told;
    };
    Ledger ledger;
    add(ledger, telling("a"));
    add(ledger, telling("b"));
    REQUIRE(ledger.routes.size() == 1);
    CHECK(ledger.routes[0].evidence.size() == 2);

    CHECK(add(ledger, intake("a", {})));
    REQUIRE(ledger.routes.size() == 1);
    CHECK(ledger.routes[0].evidence == std::vector<Evidence>{{"b", 1, 5, "said"}});
    CHECK(add(ledger, intake("b", {})));
    CHECK(ledger.routes.empty());
}

TEST_CASE("many sources added at once give the ledger that they give one by one", "[engine][ledger]")
{
    std::mt19937 random{22};
    std::vector<Intake> intakes;
    for (int i = 0; i < 30; ++i) {
        // Some documents come twice, the second time with other events.
        const std::string document = "d" + std::to_string(i % 20);
        std::vector<Event> events;
        for (int k = 0; k < 5; ++k)
            events.push_back(event(document,
                                   {.location = town("Town", 10 + static_cast<int>(random() % 6), 32)},
                                   std::to_string(random() % 8 * 10 + static_cast<unsigned>(k))));
        intakes.push_back(intake(document, events));
    }
    Ledger one_by_one, at_once;
    for (const Intake& taken : intakes)
        add(one_by_one, taken);

    const auto additions = add(at_once, intakes);

    CHECK(at_once == one_by_one);
    CHECK(additions[0] == Addition::added);
    CHECK(additions[20] == Addition::replaced);
    CHECK(at_once.last_incident < 100);
}
