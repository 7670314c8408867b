#include "engine/space_time_clusters.hpp"

#include "engine/cluster_layer.hpp"
#include "engine/summary.hpp"
#include "geodata/measure.hpp"
#include "tests/engine/random_table.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <random>

using namespace sitmap;

namespace {

constexpr std::uint32_t none = SpaceTimeClusters::none;

struct Hit {
    LonLat point;
    std::int32_t first = 0, last = 0;
};

IncidentTable table_of(const std::vector<Hit>& hits)
{
    IncidentTable table;
    for (const Hit& hit : hits) {
        Record record;
        record.id = "x";
        record.point = hit.point;
        record.precision = PlacePrecision::exact;
        record.killed = {1, 2, GivenCount::absent};
        const auto day = [](std::int32_t number) { return Day{std::chrono::days{number}}; };
        record.interval = hit.first == hit.last ? Interval::on(day(hit.first))
                                                : Interval::between(day(hit.first), day(hit.last));
        table.append(record, static_cast<IncidentId>(table.size() + 1), 1);
    }
    return table;
}

std::vector<Hit> random_hits(const Extent& box, std::size_t count, std::uint32_t seed)
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> lon{box.west, box.east}, lat{box.south, box.north};
    std::vector<Hit> hits(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto first = static_cast<std::int32_t>(random() % 60);
        const auto longer = random() % 4 == 0 ? static_cast<std::int32_t>(random() % 5) : 0;
        double east = lon(random);
        if (east > 180)
            east -= 360;
        hits[i] = {{std::clamp(east, -180.0, 180.0), lat(random)}, first, first + longer};
        if (i > 0 && random() % 3 == 0)
            hits[i].point = hits[random() % i].point;
    }
    return hits;
}

bool are_near(const IncidentTable& table, std::uint32_t a, std::uint32_t b, const Nearness& nearness)
{
    const std::int32_t gap =
        std::max({0, table.first_day[b] - table.last_day[a], table.first_day[a] - table.last_day[b]});
    return gap <= nearness.days && distance_m(table.point(a), table.point(b)) <= nearness.metres;
}

/// By the definition, every pair looked at; all rows take part.
std::vector<std::uint32_t> by_definition(const IncidentTable& table, const Nearness& nearness)
{
    const auto n = static_cast<std::uint32_t>(table.size());
    std::vector<std::vector<std::uint32_t>> near(n);
    for (std::uint32_t a = 0; a < n; ++a)
        for (std::uint32_t b = 0; b < n; ++b)
            if (are_near(table, a, b, nearness))
                near[a].push_back(b);
    const auto is_core = [&](std::uint32_t row) { return near[row].size() >= nearness.least; };
    std::vector<std::uint32_t> cluster(n, none);
    std::uint32_t next = 0;
    for (std::uint32_t start = 0; start < n; ++start) {
        if (!is_core(start) || cluster[start] != none)
            continue;
        std::vector<std::uint32_t> open{start};
        cluster[start] = next;
        while (!open.empty()) {
            const std::uint32_t row = open.back();
            open.pop_back();
            for (const std::uint32_t other : near[row])
                if (is_core(other) && cluster[other] == none) {
                    cluster[other] = next;
                    open.push_back(other);
                }
        }
        ++next;
    }
    std::vector<std::uint32_t> found = cluster;
    for (std::uint32_t row = 0; row < n; ++row)
        if (!is_core(row))
            for (const std::uint32_t other : near[row])
                if (is_core(other))
                    found[row] = std::min(found[row], cluster[other]);
    return found;
}

} // namespace

TEST_CASE("space-time clusters are those of the definition", "[engine][clusters]")
{
    const Extent box =
        GENERATE(Extent{13, 32, 14.5, 33}, Extent{179.3, -18, 180.7, -17}, Extent{-180, 89.5, 180, 90},
                 Extent{-0.5, -0.5, 0.5, 0.5}, Extent{20, 70, 24, 71}, Extent{-180, -90, 180, 90});
    const bool world = box.north - box.south > 100;
    const double metres = world ? GENERATE(300'000.0, 1'000'000.0) : GENERATE(0.0, 900.0, 5'000.0, 21'000.0);
    const std::int32_t days = GENERATE(4, 15);
    const auto least = GENERATE(1u, 2u, 4u, 9u);
    const IncidentTable table = table_of(random_hits(box, 350, least + static_cast<std::uint32_t>(days)));
    CAPTURE(box.west, box.south, metres, days, least);
    const Nearness nearness{metres, days, least};
    const SpaceTimeClusters found = space_time_clusters(table, all_rows(table), nearness);
    CHECK(found.cluster_of == by_definition(table, nearness));
    CHECK(found.undated == 0);
}

TEST_CASE("every incident is in one cluster, alone or left out", "[engine][clusters]")
{
    const IncidentTable table = random_table(3'000, GENERATE(1u, 2u));
    const auto rows = all_rows(table);
    const SpaceTimeClusters found = space_time_clusters(table, rows, {8'000, 10, 3});
    std::size_t in_clusters = 0;
    CountSum killed;
    for (std::size_t c = 0; c < found.clusters.size(); ++c) {
        const SpaceTimeCluster& cluster = found.clusters[c];
        in_clusters += cluster.rows.size();
        CHECK(cluster.rows.size() >= 3);
        CHECK(std::is_sorted(cluster.rows.begin(), cluster.rows.end()));
        CHECK(cluster.days <= static_cast<std::uint32_t>(cluster.last_day - cluster.first_day + 1));
        for (const std::uint32_t row : cluster.rows) {
            CHECK(found.cluster_of[row] == c);
            CHECK(distance_m(cluster.middle, table.point(row)) <= cluster.reach_m * 1.005 + 1);
        }
        killed += cluster.killed;
    }
    CHECK(found.clusters.size() > 5);
    CHECK(in_clusters + found.alone + found.not_placed + found.too_vague + found.undated == rows.size());
    std::vector<std::uint32_t> members;
    for (const std::uint32_t row : rows)
        if (found.cluster_of[row] != none)
            members.push_back(row);
    const ClaimField field = ClaimField::killed;
    CHECK(summarise(table, members, {}, {&field, 1}).total.counts[0] == killed);
}

TEST_CASE("a province's centroid is no cluster", "[engine][clusters]")
{
    IncidentTable table;
    for (int i = 0; i < 50; ++i) {
        Record record;
        record.id = "x";
        record.point = LonLat{14, 32};
        record.precision = PlacePrecision::province;
        record.interval = Interval::on(Day{std::chrono::days{18'000}});
        table.append(record, i + 1, 1);
    }
    const SpaceTimeClusters found = space_time_clusters(table, all_rows(table), {});
    CHECK(found.clusters.empty());
    CHECK(found.too_vague == 50);
}

TEST_CASE("a pile of a hundred thousand is a cluster at once", "[engine][clusters]")
{
    IncidentTable table;
    for (std::int32_t i = 0; i < 200'000; ++i) {
        Record record;
        record.id = "x";
        // Half of them equal in all, half of them on different days at one place.
        record.point = LonLat{i % 2 == 0 ? 14.0 : 15.0, 32};
        record.precision = PlacePrecision::exact;
        record.interval = Interval::on(Day{std::chrono::days{i % 2 == 0 ? 18'000 : i / 2}});
        table.append(record, i + 1, 1);
    }
    const auto start = std::chrono::steady_clock::now();
    const SpaceTimeClusters found = space_time_clusters(table, all_rows(table), {5'000, 30, 4});
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{20}); // pairs would take hours
    REQUIRE(found.clusters.size() == 2);
    CHECK(found.clusters[0].rows.size() == 100'000);
    CHECK(found.clusters[1].rows.size() == 100'000);
    CHECK(found.clusters[1].days == 100'000);
}

TEST_CASE("a cluster's polygon holds the discs of its places", "[engine][clusters]")
{
    const IncidentTable table =
        table_of({{{13, 32}, 1, 1}, {{13.03, 32}, 2, 2}, {{13.01, 32.02}, 3, 3}, {{13.01, 32.005}, 3, 4}});
    const SpaceTimeClusters found = space_time_clusters(table, all_rows(table), {5'000, 3, 3});
    REQUIRE(found.clusters.size() == 1);
    const Layer layer = cluster_layer(table, found.clusters);
    REQUIRE(layer.features.size() == 1);
    for (const std::uint32_t row : all_rows(table))
        for (int bearing = 0; bearing < 360; bearing += 30)
            CHECK(covers(layer.features[0].geometry, destination(table.point(row), bearing, 99)));
    CHECK_FALSE(covers(layer.features[0].geometry, {13.03, 32.02}));
    const auto value = [&](const char* field) { return layer.features[0].values[*layer.field(field)]; };
    CHECK(value("incidents") == Value{std::int64_t{4}});
    CHECK(value("date_end") == Value{std::string{"1970-01-05"}});
    CHECK(value("killed_low") == Value{std::int64_t{4}});
    CHECK(value("killed_high") == Value{});
    CHECK(value("ids") == Value{std::string{"1; 2; 3; 4"}});
    const Geometry alone = hull_of(table, {{0}, 1, 1, 1, 1, {13, 32}, 0, 100, {}});
    CHECK(area_m2(alone) == Approx(3.14159265 * 100 * 100).epsilon(0.03));
}
