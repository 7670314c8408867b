#include "engine/repeat_strikes.hpp"

#include "engine/summary.hpp"
#include "geodata/measure.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

void strike(IncidentTable& table, LonLat point, int day, GivenCount killed)
{
    Record record;
    record.id = "x";
    record.point = point;
    record.precision = PlacePrecision::exact;
    record.interval = Interval::on(Day{std::chrono::days{day}});
    record.killed = killed;
    table.append(record, static_cast<IncidentId>(table.size() + 1), 1);
}

} // namespace

TEST_CASE("a place hit again within the days is a chain", "[engine][repeat]")
{
    const LonLat hospital{13.35, 32.88};
    IncidentTable table;
    strike(table, hospital, 100, {2, 2, 2});
    strike(table, {20, 30}, 101, {1, 1, 1});
    strike(table, destination(hospital, 80, 450), 125, {5, 6, 9});
    strike(table, destination(hospital, 80, 450), 126, {});
    strike(table, hospital, 200, {1, 1, 1});                        // too late
    strike(table, destination(hospital, 200, 600), 110, {1, 1, 1}); // too far off
    const RepeatStrikes found = repeat_strikes(table, all_rows(table), 500, 30);
    REQUIRE(found.chains.size() == 1);
    CHECK(found.once == 3);
    const StrikeChain& chain = found.chains[0];
    CHECK(chain.strikes.rows == std::vector<std::uint32_t>{0, 2, 3});
    CHECK(chain.strikes.first_day == 100);
    CHECK(chain.strikes.last_day == 126);
    CHECK(chain.longest_pause_days == 25);
    CHECK(chain.strikes.killed.for_people() == "7–11");
    CHECK(chain.strikes.killed.stated == 2);
}

TEST_CASE("the longest chain comes first", "[engine][repeat]")
{
    IncidentTable table;
    for (int i = 0; i < 2; ++i)
        strike(table, {1, 1}, i, {});
    for (int i = 0; i < 3; ++i)
        strike(table, {2, 2}, i, {});
    const RepeatStrikes found = repeat_strikes(table, all_rows(table), 100, 5);
    REQUIRE(found.chains.size() == 2);
    CHECK(found.chains[0].strikes.rows.size() == 3);
}
