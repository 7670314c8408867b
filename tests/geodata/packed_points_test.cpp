#include "geodata/packed_points.hpp"

#include "geodata/hilbert.hpp"
#include "geodata/points_by_time.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <numeric>
#include <random>

using namespace sitmap;

namespace {

constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min(),
                       highest = std::numeric_limits<std::int32_t>::max();

using Random = std::mt19937;

int draw(Random& random, int below)
{
    return std::uniform_int_distribution<int>{0, below - 1}(random);
}

struct Points {
    std::vector<std::int32_t> x, y, from, to;
    std::vector<std::uint8_t> kind;

    [[nodiscard]] PackedPoints::Columns columns() const { return {x, y, from, to, kind}; }
    [[nodiscard]] std::size_t size() const { return x.size(); }
};

/// Piles and singles; short, long and open intervals. `far`: some lie centuries away.
Points random_points(std::size_t count, Random& random, bool far = false)
{
    Points points;
    for (std::size_t i = 0; i < count; ++i) {
        const bool pile = draw(random, 2) == 0;
        points.x.push_back(pile ? 1000 * draw(random, 4) : draw(random, 10'000) - 5000);
        points.y.push_back(pile ? 500 : draw(random, 10'000) - 5000);
        std::int32_t from = 10'000 + draw(random, 500);
        if (far && draw(random, 10) == 0)
            from -= 500'000;
        const int length = draw(random, 4) == 0 ? draw(random, 1000) : 0;
        points.from.push_back(draw(random, 20) == 0 ? lowest : from);
        points.to.push_back(draw(random, 20) == 0 ? highest : from + length);
        points.kind.push_back(static_cast<std::uint8_t>(draw(random, 32)));
    }
    return points;
}

PackedPoints::Query random_query(Random& random)
{
    PackedPoints::Query query;
    if (draw(random, 4) != 0) {
        const auto [west, east] = std::minmax({draw(random, 12'000) - 6000, draw(random, 12'000) - 6000});
        const auto [south, north] = std::minmax({draw(random, 12'000) - 6000, draw(random, 12'000) - 6000});
        query.box = {west, south, east, north};
    }
    if (draw(random, 6) == 0)
        query.box = {1000, 500, 1000, 500}; // just a pile
    if (draw(random, 2) == 0)
        query.since = 9'900 + draw(random, 800);
    if (draw(random, 2) == 0)
        query.until = 9'900 + draw(random, 800);
    if (draw(random, 2) == 0)
        query.kinds = 0x00FF00FF;
    return query;
}

bool in_box_and_time(const Points& points, std::uint32_t i, const PackedPoints::Query& query)
{
    return points.x[i] >= query.box.west && points.x[i] <= query.box.east && points.y[i] >= query.box.south &&
           points.y[i] <= query.box.north && points.from[i] <= query.until && points.to[i] >= query.since;
}

bool has_kind(const Points& points, std::uint32_t i, const PackedPoints::Query& query)
{
    return ((query.kinds >> points.kind[i]) & 1) != 0;
}

/// Rows of all that was found, ascending; in ranges all must pass, rows may fail by kind.
std::vector<std::uint32_t> rows_of(const PackedPoints::Found& found, std::span<const std::uint32_t> order)
{
    std::vector<std::uint32_t> rows{found.rows.begin(), found.rows.end()};
    for (const auto& range : found.ranges)
        for (std::uint32_t i = range.begin; i < range.end; ++i)
            rows.push_back(order.empty() ? i : order[i]);
    std::sort(rows.begin(), rows.end());
    return rows;
}

LargeVector<std::uint32_t> order_along_curve(const Points& points, Simd simd)
{
    const auto keys = hilbert_keys(points.x, points.y, simd);
    std::vector<Keyed> items, spare(keys.size());
    for (std::uint32_t i = 0; i < keys.size(); ++i)
        items.push_back({keys[i], i});
    LargeVector<std::uint32_t> order;
    for (const Keyed& item : radix_sort(items, spare))
        order.push_back(item.position);
    return order;
}

std::vector<Simd> simd_here()
{
    std::vector<Simd> all{Simd::none};
    for (const Simd each : {Simd::sse2, Simd::avx2, Simd::avx512})
        if (each <= best_simd())
            all.push_back(each);
    return all;
}

} // namespace

TEST_CASE("neighbours on the Hilbert curve are neighbours on the grid", "[geodata][hilbert]")
{
    // Along the curve's first cells each step goes to one of the four cells beside.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> cell(64 * 64);
    for (std::uint32_t x = 0; x < 64; ++x)
        for (std::uint32_t y = 0; y < 64; ++y) {
            const std::uint32_t place = hilbert(x, y);
            REQUIRE(place < cell.size());
            cell[place] = {x, y};
        }
    for (std::size_t i = 1; i < cell.size(); ++i) {
        const int dx = static_cast<int>(cell[i].first) - static_cast<int>(cell[i - 1].first),
                  dy = static_cast<int>(cell[i].second) - static_cast<int>(cell[i - 1].second);
        CHECK(std::abs(dx) + std::abs(dy) == 1);
    }
}

TEST_CASE("keys along the curve are the same in all vector instructions", "[geodata][hilbert]")
{
    Random random{4};
    std::uniform_int_distribution<std::int32_t> any{lowest, highest};
    std::vector<std::int32_t> x(1000), y(1000);
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = draw(random, 20) == 0 ? lowest : any(random);
        y[i] = x[i] == lowest ? lowest : any(random);
    }
    const auto expected = hilbert_keys(x, y, Simd::none);
    for (const Simd simd : simd_here())
        CHECK(hilbert_keys(x, y, simd) == expected);
    CHECK(hilbert_keys({}, {}).empty());
}

TEST_CASE("the radix sort is a stable sort", "[geodata][hilbert]")
{
    Random random{5};
    const std::uint32_t spread = GENERATE(1u, 100u, 0xFFFFFFFFu);
    std::vector<Keyed> items;
    for (std::uint32_t i = 0; i < 5000; ++i)
        items.push_back({static_cast<std::uint32_t>(random()) % spread, i});
    auto expected = items;
    std::stable_sort(expected.begin(), expected.end(),
                     [](const Keyed& a, const Keyed& b) { return a.key < b.key; });
    std::vector<Keyed> spare(items.size());
    const auto sorted = radix_sort(items, spare);
    CHECK(std::equal(sorted.begin(), sorted.end(), expected.begin(), [](const Keyed& a, const Keyed& b) {
        return a.key == b.key && a.position == b.position;
    }));
}

TEST_CASE("packed points are found as a scan finds them", "[geodata][packed_points]")
{
    const auto count =
        GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{64}, std::size_t{1025}, std::size_t{20'000});
    const bool far = GENERATE(false, true);
    CAPTURE(count, far);
    Random random{static_cast<unsigned>(count) + 1};
    const Points points = random_points(count, random, far);
    const PackedPoints::Rows rows{points.columns()};
    for (const Simd simd : simd_here()) {
        const PackedPoints packed{rows, order_along_curve(points, simd), simd};
        for (int round = 0; round < 60; ++round) {
            const PackedPoints::Query query = random_query(random);
            PackedPoints::Found found;
            packed.search(query, found);
            std::vector<std::uint32_t> expected;
            for (std::uint32_t i = 0; i < points.size(); ++i)
                if (in_box_and_time(points, i, query) && has_kind(points, i, query))
                    expected.push_back(i);
            if (found.times_are_sure)
                for (const auto& range : found.ranges)
                    for (std::uint32_t i = range.begin; i < range.end; ++i)
                        REQUIRE(has_kind(points, packed.order()[i], query));
            auto answer = rows_of(found, packed.order());
            std::erase_if(answer, [&](std::uint32_t i) {
                return !has_kind(points, i, query) ||
                       (!found.times_are_sure && !in_box_and_time(points, i, query));
            });
            REQUIRE(answer == expected);
        }
    }
}

TEST_CASE("an area judges whole nodes and leaves edges to the caller", "[geodata][packed_points]")
{
    Random random{8};
    const Points points = random_points(20'000, random);
    const PackedPoints packed{PackedPoints::Rows{points.columns()}, order_along_curve(points, best_simd())};
    // The half plane x + y <= 0.
    const BoxJudge judge = [](const UnitBox& box) {
        if (box.east + box.north <= 0)
            return Side::inside;
        return box.west + box.south > 0 ? Side::outside : Side::boundary;
    };
    PackedPoints::Query query;
    query.area = &judge;
    PackedPoints::Found found;
    packed.search(query, found);
    const auto inside = [&](std::uint32_t i) { return points.x[i] + points.y[i] <= 0; };
    CHECK(!found.ranges.empty());
    for (const auto& range : found.ranges)
        for (std::uint32_t i = range.begin; i < range.end; ++i)
            CHECK(inside(packed.order()[i]));
    auto answer = rows_of(found, packed.order());
    CHECK(answer.size() < points.size());
    std::erase_if(answer, [&](std::uint32_t i) { return !inside(i); });
    std::size_t expected = 0;
    for (std::uint32_t i = 0; i < points.size(); ++i)
        expected += inside(i) ? 1u : 0u;
    CHECK(answer.size() == expected);
}

TEST_CASE("a pile inside a box is few ranges", "[geodata][packed_points]")
{
    Points points;
    for (int i = 0; i < 100'000; ++i) {
        points.x.push_back(7);
        points.y.push_back(7);
        points.from.push_back(1);
        points.to.push_back(1);
        points.kind.push_back(0);
    }
    LargeVector<std::uint32_t> order(points.size());
    std::iota(order.begin(), order.end(), 0u);
    const PackedPoints packed{PackedPoints::Rows{points.columns()}, order};
    PackedPoints::Found found;
    packed.search({.box = {7, 7, 7, 7}}, found);
    CHECK(found.ranges == std::vector<PackedPoints::Range>{{0, 100'000}});
    CHECK(found.rows.empty());
}

TEST_CASE("points by time are found as a scan finds them", "[geodata][points_by_time]")
{
    const auto count = GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{130}, std::size_t{9000});
    const bool sorted = GENERATE(false, true);
    CAPTURE(count, sorted);
    Random random{static_cast<unsigned>(count) + 3};
    Points points = random_points(count, random);
    if (sorted) {
        // Only begin and end have to be in order for this.
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return points.from[a] < points.from[b]; });
        const Points before = points;
        for (std::size_t i = 0; i < count; ++i) {
            points.from[i] = before.from[order[i]];
            points.to[i] = before.to[order[i]];
        }
    }
    for (const Simd simd : simd_here()) {
        const PointsByTime by_time{points.columns(), simd};
        CHECK(by_time.order().empty() == (sorted || count < 2));
        for (int round = 0; round < 60; ++round) {
            PackedPoints::Query query = random_query(random);
            query.kinds = ~std::uint32_t{0};
            PackedPoints::Found found;
            by_time.search(query, found);
            std::vector<std::uint32_t> expected;
            for (std::uint32_t i = 0; i < points.size(); ++i)
                if (in_box_and_time(points, i, query))
                    expected.push_back(i);
            REQUIRE(rows_of(found, by_time.order()) == expected);
            CHECK(by_time.looked_at(query.since, query.until) >= expected.size());
        }
    }
}
