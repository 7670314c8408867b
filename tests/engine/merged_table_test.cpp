#include "engine/merged_table.hpp"

#include "tests/engine/random_table.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

TEST_CASE("two tables that a table was dealt to merge into it again", "[engine][merged_table]")
{
    const IncidentTable whole = random_table(400, GENERATE(1u, 2u));
    IncidentTable a, b;
    for (std::uint32_t row = 0; row < whole.size(); ++row)
        (row % 7 < 3 ? a : b).append(whole.incident(row));
    for (std::uint32_t row = 0; row < whole.size(); ++row)
        CHECK((row % 7 < 3 ? a : b).row_of(whole.id[row]));
    const IncidentTable both = merged(a, b);
    REQUIRE(both.size() == whole.size());
    CHECK(both.id == whole.id);
    for (std::uint32_t row = 0; row < both.size(); ++row) {
        const IncidentTable& from = row % 7 < 3 ? a : b;
        const Incident expected = from.incident(*from.row_of(whole.id[row])), found = both.incident(row);
        CHECK(found.location == expected.location);
        CHECK(found.interval == expected.interval);
        CHECK(found.killed == expected.killed);
        CHECK(found.injured == expected.injured);
        CHECK(found.accused == expected.accused);
        CHECK(found.victims == expected.victims);
        CHECK(found.title == expected.title);
    }
    CHECK(merged(whole, {}) == whole);
    CHECK(merged({}, whole) == whole);
}
