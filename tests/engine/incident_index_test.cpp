#include "engine/incident_index.hpp"

#include "geodata/measure.hpp"
#include "tests/engine/samples.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace sitmap;
using namespace sitmap::test;

namespace {

using Random = std::mt19937;

int draw(Random& random, int below)
{
    return std::uniform_int_distribution<int>{0, below - 1}(random);
}

double between(Random& random, double low, double high)
{
    return std::uniform_real_distribution<double>{low, high}(random);
}

std::optional<LonLat> random_point(Random& random)
{
    // Many lie on a few towns, some beside the antimeridian or the poles, some nowhere.
    const int kind = draw(random, 100);
    if (kind < 40)
        return LonLat{13.0 + draw(random, 5), 32};
    if (kind < 55)
        return LonLat{draw(random, 2) ? 179.5 : -179.9, between(random, -45, 45)};
    if (kind < 60)
        return LonLat{draw(random, 2) ? 180.0 : -180.0, draw(random, 3) * 90.0 - 90};
    if (kind < 75)
        return LonLat{between(random, 12, 14), between(random, 31, 33)};
    if (kind < 92)
        return LonLat{between(random, -180, 180), between(random, -90, 90)};
    return std::nullopt;
}

Interval random_interval(Random& random)
{
    const Day first = day("2019-01-01") + std::chrono::days{draw(random, 100)};
    switch (draw(random, 12)) {
    case 0:
        return {};
    case 1:
        return Interval::ongoing();
    case 2:
        return Interval::since(first);
    case 3:
        return Interval::before(first);
    case 4:
        return Interval::between(first, first + std::chrono::days{draw(random, 40)});
    case 5:
        return Interval::between(first, first + std::chrono::days{200 + draw(random, 200)});
    case 6:
        return draw(random, 4) ? Interval::on(first)
                               : Interval::between(day("0800-01-01"), day("1999-01-01"));
    default:
        return Interval::on(first);
    }
}

IncidentTable random_table(std::size_t count, Random& random, bool in_date_order = false)
{
    std::vector<Interval> intervals(count);
    for (Interval& interval : intervals)
        interval = random_interval(random);
    if (in_date_order)
        std::stable_sort(intervals.begin(), intervals.end(),
                         [](const Interval& a, const Interval& b) { return a.first() < b.first(); });
    IncidentTable table;
    static const char* const parties[] = {"", "Blue Army", "Général Bléu's Guard", "Red Front"};
    static const char* const lands[] = {"", "LBY", "TUN", "NER"};
    for (std::size_t i = 0; i < count; ++i) {
        Record record;
        record.point = random_point(random);
        record.interval = intervals[i];
        record.sub_type = static_cast<SubEventType>(draw(random, static_cast<int>(sub_event_type_count)));
        record.precision = static_cast<PlacePrecision>(draw(random, 9));
        record.country = lands[draw(random, 4)];
        record.side_a = parties[draw(random, 4)];
        record.side_b = parties[draw(random, 4)];
        record.roles = draw(random, 2) ? PartyRole::opponents : PartyRole::perpetrator;
        const auto count_or_none = [&] { return draw(random, 3) ? draw(random, 50) : GivenCount::absent; };
        record.killed = {count_or_none(), count_or_none(), count_or_none()}; // often out of order
        if (draw(random, 2))
            record.said_on = day("2019-02-01") + std::chrono::days{draw(random, 60)};
        table.append(record, static_cast<IncidentId>(3 * i + 1), 1);
    }
    return table;
}

Geometry random_area(Random& random)
{
    const Ring triangle{{0, -20}, {60, -20}, {30, 60}, {0, -20}};
    // Its corner lies on a town, its edge runs through others.
    const Ring town{{13, 32}, {16, 32}, {16, 40}, {13, 40}, {13, 32}};
    const Ring hole{{13.5, 31.5}, {14.5, 31.5}, {14.5, 32.5}, {13.5, 32.5}, {13.5, 31.5}};
    const Ring east{{170, -50}, {180, -50}, {180, 50}, {170, 50}, {170, -50}};
    const Ring west{{-180, -50}, {-170, -50}, {-170, 50}, {-180, 50}, {-180, -50}};
    switch (draw(random, 4)) {
    case 0:
        return Polygon{triangle, {hole}};
    case 1:
        return Polygon{town, {}};
    case 2:
        return MultiPolygon{{{east, {}}, {west, {}}}}; // one area, cut at the antimeridian
    default:
        return MultiPolygon{{{triangle, {}}, {town, {}}}}; // they overlap
    }
}

Query random_query(Random& random)
{
    Query query;
    const auto maybe = [&] { return draw(random, 10) < 2; };
    if (draw(random, 2)) {
        const auto [south, north] = std::minmax({between(random, -90, 90), between(random, -90, 90)});
        query.bbox = Extent{between(random, -180, 180), south, between(random, -180, 180), north};
        if (draw(random, 3) == 0)
            query.bbox = Extent{13, 32, 13.0 + draw(random, 3), 32}; // its edges are points
    }
    if (draw(random, 2))
        query.since = day("2018-12-20") + std::chrono::days{draw(random, 150)};
    if (draw(random, 2))
        query.until = (query.since ? *query.since : day("2018-12-20")) + std::chrono::days{draw(random, 40)};
    if (maybe())
        query.radius = Query::Radius{{between(random, -180, 180), between(random, -90, 90)},
                                     1e5 * std::pow(10.0, draw(random, 10) / 5.0)};
    if (maybe())
        query.within = random_area(random);
    if (maybe())
        query.types = {EventType::battles, EventType::explosions};
    if (maybe())
        query.sub_types = {SubEventType::attack, SubEventType::armed_clash};
    if (maybe())
        query.actors = {"bleu"};
    if (maybe())
        query.actors = {"RED", "blue"};
    if (maybe())
        query.countries = {"LBY", "XXX"};
    if (maybe())
        query.place_precision = PlacePrecision::district;
    if (maybe())
        query.attributions = {Attribution::attributed};
    if (maybe())
        query.min_killed = draw(random, 25);
    if (maybe())
        query.as_of = day("2019-03-01");
    if (maybe())
        query.condition = Condition::parse("killed_best >= 5 and (country = 'LBY' or place is null)");
    return query;
}

std::vector<std::uint32_t> by_scan(const IncidentTable& table, const Query& query)
{
    std::vector<std::uint32_t> found;
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (passes(table, row, query))
            found.push_back(row);
    return found;
}

IncidentCount count_by_scan(const IncidentTable& table, const Query& query)
{
    IncidentCount sum;
    for (const std::uint32_t row : by_scan(table, query)) {
        ++sum.incidents;
        if (const auto killed = quantity_of(table.killed(row))) {
            const auto low = killed->size_by(), best = killed->best().value_or(low);
            sum.killed_low += low;
            sum.killed_best += best;
            sum.killed_high += killed->high().value_or(best);
        }
    }
    return sum;
}

/// Rows by distance, then by number.
std::vector<std::uint32_t> nearest_by_sort(const IncidentTable& table, LonLat point, std::size_t count,
                                           const Query& query)
{
    std::vector<std::pair<double, std::uint32_t>> all;
    for (const std::uint32_t row : by_scan(table, query))
        if (table.is_placed(row))
            all.emplace_back(distance_m(point, table.point(row)), row);
    std::sort(all.begin(), all.end());
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < std::min(count, all.size()); ++i)
        rows.push_back(all[i].second);
    return rows;
}

} // namespace

TEST_CASE("a row of a table passes where its incident does", "[engine][query]")
{
    Random random{3};
    const IncidentTable table = random_table(300, random);
    for (int round = 0; round < 200; ++round) {
        Query query = random_query(random);
        query.as_of.reset(); // an incident's day of knowledge is behind it
        for (std::uint32_t row = 0; row < table.size(); ++row)
            REQUIRE(passes(table, row, query) == passes(table.incident(row), query));
    }
}

TEST_CASE("a row said after the day asked for does not count", "[engine][query]")
{
    IncidentTable table;
    Record record;
    table.append(record, 1, 1);
    record.said_on = day("2019-07-05");
    table.append(record, 2, 1);
    const IncidentIndex index{table};
    CHECK(index.find({.as_of = day("2019-07-04")}) == std::vector<std::uint32_t>{0});
    CHECK(index.find({.as_of = day("2019-07-05")}) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("the index of incidents finds and counts exactly what a scan does", "[engine][incident_index]")
{
    const auto seed = GENERATE(1u, 2u);
    const auto size = GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{63}, std::size_t{64},
                               std::size_t{65}, std::size_t{2500});
    const bool in_date_order = GENERATE(false, true);
    const auto simd = GENERATE(Simd::none, Simd::sse2, Simd::avx2, Simd::avx512);
    if (simd > best_simd())
        return; // not on this processor
    CAPTURE(seed, size, in_date_order, static_cast<int>(simd));
    Random random{seed};
    const IncidentTable table = random_table(size, random, in_date_order);
    const IncidentIndex index{table, simd};

    IncidentHits hits;
    for (int round = 0; round < 40; ++round) {
        const Query query = random_query(random);
        const auto expected = by_scan(table, query);
        REQUIRE(index.find(query) == expected);
        REQUIRE(index.count(query) == count_by_scan(table, query));
        index.find(query, hits);
        REQUIRE(hits.size() == expected.size());
    }
}

TEST_CASE("the index finds the same where it has segments of time to choose from", "[engine][incident_index]")
{
    const bool in_date_order = GENERATE(false, true);
    Random random{11};
    const IncidentTable table = random_table(80'000, random, in_date_order);
    const IncidentIndex index{table};
    for (int round = 0; round < 10; ++round) {
        Query query = random_query(random);
        if (!query.bbox)
            query.bbox = Extent{12.5, 31.5, 13.5, 32.5};
        query.since = day("2019-01-01") + std::chrono::days{draw(random, 100)};
        query.until = *query.since + std::chrono::days{draw(random, 10)};
        REQUIRE(index.find(query) == by_scan(table, query));
    }
    CHECK(index.bytes() < 52 * table.size()); // open intervals and no order of days cost the most
}

TEST_CASE("the nearest incidents are those that a sorted scan puts first", "[engine][incident_index]")
{
    const auto seed = GENERATE(5u, 6u, 7u);
    Random random{seed};
    const auto simd = GENERATE(Simd::none, Simd::sse2, Simd::avx2, Simd::avx512);
    if (simd > best_simd())
        return;
    const IncidentTable table = random_table(1200, random);
    const IncidentIndex index{table, simd};

    for (int round = 0; round < 25; ++round) {
        const Query query = draw(random, 2) ? Query{} : random_query(random);
        const LonLat point = draw(random, 2) ? LonLat{between(random, 12, 18), between(random, 31, 33)}
                                             : LonLat{between(random, -180, 180), between(random, -90, 90)};
        const std::size_t count = std::size_t{1} << draw(random, 8);
        CAPTURE(seed, round, count, point.lon, point.lat);
        REQUIRE(index.nearest(point, count, query) == nearest_by_sort(table, point, count, query));
    }
}

TEST_CASE("a hundred thousand incidents on one spot neither stop nor confuse the index",
          "[engine][incident_index]")
{
    IncidentTable table;
    Record record;
    for (IncidentId id = 1; id <= 100'000; ++id) {
        record.point = id == 100'000 ? LonLat{13.4, 32.8} : LonLat{13.3, 32.8};
        table.append(record, id, 1);
    }
    const IncidentIndex index{table};

    CHECK(index.find({.bbox = Extent{13.3, 32.8, 13.3, 32.8}}).size() == 99'999);
    IncidentHits hits;
    index.find({.bbox = Extent{13.3, 32.8, 13.3, 32.8}}, hits);
    CHECK(hits.size() == 99'999);
    CHECK(index.nearest({13.41, 32.8}, 1) == std::vector<std::uint32_t>{99'999});
    CHECK(index.nearest({13.3, 32.8}, 4) == std::vector<std::uint32_t>{0, 1, 2, 3});
    CHECK(index.nearest({13.3, 32.8}, 100'000).size() == 100'000);
}

TEST_CASE("incidents without a place are found by what is known of them", "[engine][incident_index]")
{
    IncidentTable table;
    table.append(Record{}, 1, 1);
    const IncidentIndex index{table};
    CHECK(index.find({}).size() == 1);
    CHECK(index.find({.types = {EventType::strategic_developments}}).size() == 1);
    CHECK(index.find({.since = day("2019-01-01"), .until = day("2019-01-02")}).size() == 1);
    CHECK(index.find({.bbox = Extent{-180, -90, 180, 90}}).empty());
    CHECK(index.nearest({0, 0}, 5).empty());
}

TEST_CASE("an actor is asked for by part of the name, accents and case aside", "[engine][query]")
{
    Incident incident;
    incident.accusers = {"Général Bléu's Army"};
    CHECK(passes(incident, {.actors = {"general bleu"}}));
    CHECK_FALSE(passes(incident, {.actors = {"red"}}));
}
