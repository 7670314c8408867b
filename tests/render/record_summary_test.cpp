#include "render/record_filter.hpp"
#include "render/record_summary.hpp"
#include "tests/render/made_records.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

namespace {

IncidentTable table()
{
    IncidentTable made = test::made_records(6000, test::settlements_in({30, 30, 48, 38}, 60, 2), 3);
    for (std::size_t row = 0; row < made.size(); row += 17) { // what readers of other formats give
        made.killed_high[row] = GivenCount::absent;
        made.killed_low[row] = row % 2 == 0 ? GivenCount::absent : 9;
        made.killed_best[row] = static_cast<std::int32_t>(row % 5);
    }
    made.lon[40] = made.lat[40] = IncidentTable::no_place;
    made.first_day[41] = IncidentTable::open_begin;
    made.last_day[41] = IncidentTable::open_end;
    made.time_precision[41] = TimePrecision::unknown;
    made.said_on[42] = IncidentTable::open_begin;
    return made;
}

std::vector<Incident> incidents_known_by(const IncidentTable& table, std::optional<Day> as_of)
{
    std::vector<Incident> all;
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (!as_of || table.said_on[row] <= as_of->time_since_epoch().count())
            all.push_back(table.incident(row));
    return all;
}

std::vector<Query> queries()
{
    std::vector<Query> all(9);
    all[1].since = parse_day("2015-02-01");
    all[1].until = parse_day("2016-10-11");
    all[2].types = {EventType::battles, EventType::riots};
    all[3].place_precision = PlacePrecision::exact;
    all[4].min_killed = 3;
    all[4].attributions = {Attribution::attributed};
    all[5].actors = {"southern"};
    all[6].bbox = Extent{32, 31, 40, 35};
    all[6].sub_types = {SubEventType::air_drone_strike};
    all[7].countries = {"YYY"};
    all[8].radius = Query::Radius{{36, 34}, 200'000};
    return all;
}

} // namespace

TEST_CASE("columns pass, count and add up as their incidents do", "[render][records]")
{
    const IncidentTable records = table();
    const auto as_of = GENERATE(std::optional<Day>{}, parse_day("2017-05-05"));
    const auto all = incidents_known_by(records, as_of);
    for (const Query& query : queries()) {
        std::vector<Incident> passing;
        for (const Incident& incident : all)
            if (passes(incident, query))
                passing.push_back(incident);
        const PanelCounts expected = count(all, query), counts = count(records, query, as_of);
        CHECK(counts.all == expected.all);
        CHECK(counts.passing == expected.passing);
        CHECK(counts.types == expected.types);
        CHECK(counts.precisions == expected.precisions);
        CHECK(counts.attributions == expected.attributions);
        CHECK(counts.killed == expected.killed);

        const RecordSummary summary = summary_of(records, query, as_of);
        CHECK(summary.passing == passing.size());
        CHECK(summary.killed == killed_totals(passing));
        CHECK(passing_rows(records, query, as_of).count() == passing.size());

        const DayRange range{*parse_day("2011-06-01"), *parse_day("2022-03-01")};
        const Histogram by_incidents = histogram(passing, range);
        Histogram by_columns = histogram({}, range);
        add(by_columns, records, query, as_of);
        CHECK(by_columns.undated == by_incidents.undated);
        for (std::size_t bar = 0; bar < by_incidents.bars.size(); ++bar) {
            CHECK(by_columns.bars[bar].certain == by_incidents.bars[bar].certain);
            CHECK(by_columns.bars[bar].uncertain == Approx(by_incidents.bars[bar].uncertain));
        }
    }
}

TEST_CASE("the days of records are the first and the last of any row", "[render][records]")
{
    const IncidentTable records = table();
    const auto days = days_of(records);
    REQUIRE(days);
    CHECK(days->first == *parse_day("2012-01-01"));
    CHECK(days->last >= *parse_day("2021-12-20"));
    CHECK_FALSE(days_of(IncidentTable{}));
}
