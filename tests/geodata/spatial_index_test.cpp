#include "geodata/measure.hpp"
#include "geodata/spatial_index.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using namespace sitmap;

namespace {

std::vector<Extent> random_boxes(std::size_t count, unsigned seed, double size)
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-90, 90};
    std::uniform_real_distribution<double> extent{0, size};
    std::vector<Extent> boxes;
    for (std::size_t i = 0; i < count; ++i) {
        const double west = lon(random);
        const double south = lat(random);
        double east = west + extent(random);
        east = east > 180 ? east - 360 : east; // some cross the antimeridian
        boxes.push_back({west, south, east, std::min(90.0, south + extent(random))});
    }
    return boxes;
}

std::vector<std::uint32_t> touching_by_scan(const std::vector<Extent>& boxes, const Extent& query)
{
    std::vector<std::uint32_t> found;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].overlaps(query))
            found.push_back(static_cast<std::uint32_t>(i));
    }
    return found;
}

std::vector<Extent> random_points(std::size_t count, unsigned seed)
{
    std::vector<Extent> points = random_boxes(count, seed, 0);
    for (Extent& p : points)
        p = {p.west, p.south, p.west, p.south};
    return points;
}

} // namespace

TEST_CASE("the index finds exactly what a full scan finds", "[geodata][spatial_index]")
{
    const auto seed = GENERATE(1u, 2u, 3u);
    const auto count =
        GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{16}, std::size_t{17}, std::size_t{5000});
    CAPTURE(seed, count);
    const auto boxes = random_boxes(count, seed, 20);
    const SpatialIndex index{boxes};
    CHECK(index.size() == count);
    for (const Extent& query : random_boxes(50, seed + 100, 40))
        CHECK(index.touching(query) == touching_by_scan(boxes, query));
}

TEST_CASE("touching edges count, on either side of the antimeridian", "[geodata][spatial_index]")
{
    const std::vector<Extent> boxes{
        {170, 0, 180, 10}, {-180, 0, -170, 10}, {175, 0, -175, 10}, {0, 0, 10, 10}};
    const SpatialIndex index{boxes};
    CHECK(index.touching({179, 5, -179, 6}) == std::vector<std::uint32_t>{0, 1, 2});
    CHECK(index.touching({10, 10, 20, 20}) == std::vector<std::uint32_t>{3});
    CHECK(index.touching({-180, -90, 180, 90}) == std::vector<std::uint32_t>{0, 1, 2, 3});
}

TEST_CASE("a hundred thousand equal points are found once each", "[geodata][spatial_index]")
{
    const std::vector<Extent> boxes(100'000, Extent{13.35, 32.88, 13.35, 32.88});
    const SpatialIndex index{boxes};
    CHECK(index.touching({13, 32, 14, 33}).size() == boxes.size());
    CHECK(index.touching({14, 32, 15, 33}).empty());
    CHECK(index.nearest({0, 0}, 4) == std::vector<std::uint32_t>{0, 1, 2, 3});
}

TEST_CASE("the nearest points are those of a sorted scan", "[geodata][spatial_index]")
{
    const auto seed = GENERATE(11u, 12u);
    const auto points = random_points(2000, seed);
    const SpatialIndex index{points};
    for (const Extent& query : random_points(20, seed + 50)) {
        const LonLat from{query.west, query.south};
        std::vector<std::pair<double, std::uint32_t>> expected;
        for (std::size_t i = 0; i < points.size(); ++i)
            expected.emplace_back(distance_m(from, {points[i].west, points[i].south}),
                                  static_cast<std::uint32_t>(i));
        std::sort(expected.begin(), expected.end());
        std::vector<std::uint32_t> positions;
        for (std::size_t i = 0; i < 25; ++i)
            positions.push_back(expected[i].second);
        CAPTURE(from.lon, from.lat);
        CHECK(index.nearest(from, 25) == positions);
    }
}

TEST_CASE("near the antimeridian and the poles the nearest may lie across", "[geodata][spatial_index]")
{
    const std::vector<Extent> boxes{
        {-179.9, 0, -179.9, 0}, {179, 0, 179, 0}, {20, 89.9, 20, 89.9}, {179, -2, -179, -1}};
    const SpatialIndex index{boxes};
    CHECK(index.nearest({179.9, 0}, 2) == std::vector<std::uint32_t>{0, 1});
    CHECK(index.nearest({-160, 89.5}, 1) == std::vector<std::uint32_t>{2});
    CHECK(index.nearest({179.95, -1.5}, 1) == std::vector<std::uint32_t>{3});
    CHECK(index.nearest({0, 0}, 10).size() == 4);
    CHECK(SpatialIndex{{}}.nearest({0, 0}, 3).empty());
}
