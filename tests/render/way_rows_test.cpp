#include "render/ui/way_rows.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

Flow flow(const char* from, const char* to, std::optional<Quantity> people)
{
    Flow made;
    if (*from != 0) {
        made.origin = Location{};
        made.origin->name = from;
    }
    if (*to != 0) {
        made.destination = Location{};
        made.destination->toponym = to;
    }
    made.people = people;
    return made;
}

} // namespace

TEST_CASE("an arrow for several figures lists them all, the largest first", "[render][ui][flows]")
{
    Ledger ledger;
    ledger.flows = {flow("A", "B", Quantity::exactly(100)), flow("C", "", std::nullopt),
                    flow("D", "E", Quantity::at_least(6000)), flow("F", "G", Quantity::exactly(1))};
    const std::vector<FlowArrow> arrows{{{0, 2, 1}, Quantity::at_least(6100)}, {{3}, Quantity::exactly(1)}};
    const WayList ways = ways_beside(ledger, arrows, 1);
    CHECK(ways.people == "6,100 or more");
    REQUIRE(ways.rows.size() == 3);
    CHECK(ways.rows[0].flow == 2);
    CHECK(ways.rows[0].ends == "D to E");
    CHECK(ways.rows[0].people == "6,000+");
    CHECK(ways.rows[1].people == "100");
    CHECK(ways.rows[2].ends == "from C");
    CHECK(ways.rows[2].people == "no number");
    CHECK(ways_beside(ledger, arrows, 3).rows.empty()); // it is drawn for that alone
    CHECK(ways_beside(ledger, {}, 0).rows.empty());
}
