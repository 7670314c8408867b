// Arrows of people moving must not lie on one another: geometry of their courses and of their bundles.

#include "render/layers/flow_lanes.hpp"

#include "render/px_geometry.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <random>

using namespace sitmap;

namespace {

constexpr double width = 5;

double share_of_all(const std::vector<Contour>& curves)
{
    double most = 0;
    for (std::size_t i = 0; i < curves.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            most = std::max(most, share_upon(curves[i], width, curves[k], width));
    return most;
}

std::vector<FlowEnds> between_two_regions(std::size_t count, double spread_px)
{
    std::mt19937 random{7};
    std::uniform_real_distribution<double> off{-spread_px, spread_px};
    std::vector<FlowEnds> ways;
    for (std::size_t i = 0; i < count; ++i) {
        const Px from{100 + off(random), 100 + off(random)}, to{600 + off(random), 300 + off(random)};
        ways.push_back(i % 3 == 2 ? FlowEnds{to, from, 0} : FlowEnds{from, to, 0});
    }
    return ways;
}

} // namespace

TEST_CASE("a curve lies on itself, not on one that crosses it or runs beside it", "[render][flows]")
{
    const Contour curve = bent({0, 0}, {400, 0}, 0.18);
    Contour beside = curve, there_and_back = curve;
    for (Px& p : beside)
        p.y += 20;
    std::reverse(there_and_back.begin(), there_and_back.end());
    CHECK(share_upon(curve, width, curve, width) == 1);
    CHECK(share_upon(curve, width, there_and_back, width) == 1);
    CHECK(share_upon(curve, width, beside, width) == 0);
    CHECK(share_upon(curve, width, {{200, -200}, {200, 200}}, width) == 0);
    CHECK(share_upon(curve, 30, beside, 30) > 0.9); // wide ones touch
}

TEST_CASE("arrows that meet at a place do not lie on one another for that", "[render][flows]")
{
    const Contour one = bent({0, 0}, {400, 0}, 0.18), two = bent({0, 150}, {400, 0}, 0.18);
    CHECK(share_upon(one, width, two, width) < 0.1);
}

TEST_CASE("a way keeps its usual bend where nothing lies, and there and back take two sides",
          "[render][flows]")
{
    FlowLanes lanes;
    CHECK(lanes.lay({0, 0}, {400, 0}, 0.18, width) == bent({0, 0}, {400, 0}, 0.18));
    CHECK(lanes.lay({400, 0}, {0, 0}, 0.18, width) == bent({400, 0}, {0, 0}, 0.18));
    // The same way again finds another lane.
    CHECK(lanes.lay({3, 2}, {398, 3}, 0.18, width) != bent({3, 2}, {398, 3}, 0.18));
}

TEST_CASE("ways between the same regions lie beside one another", "[render][flows]")
{
    const auto ways = between_two_regions(7, 25);
    FlowLanes lanes;
    std::vector<Contour> usual, laid;
    for (const FlowEnds& way : ways) {
        usual.push_back(bent(*way.from, *way.to, 0.18));
        laid.push_back(lanes.lay(*way.from, *way.to, 0.18, width));
    }
    CHECK(share_of_all(usual) > 0.5); // what it was
    CHECK(share_of_all(laid) < 0.15);
}

TEST_CASE("where there is no lane left it is told", "[render][flows]")
{
    FlowLanes lanes;
    for (int i = 0; i < 8; ++i) {
        lanes.lay({0, 0}, {400, 0}, 0.18, width);
        CHECK(lanes.crowded() == 0);
    }
    lanes.lay({0, 0}, {400, 0}, 0.18, width);
    CHECK(lanes.crowded() == 1);
}

TEST_CASE("near ways of one direction share an arrow, and none is lost", "[render][flows]")
{
    const auto many = between_two_regions(90, 25);
    CHECK(bundled(many, 0).size() == many.size());
    const double radius = GENERATE(24.0, 54.0, 81.0);
    const FlowGroups groups = bundled(many, radius);
    CHECK(groups.size() >= 2);
    CHECK(groups.size() < many.size());
    CHECK((radius < 81 || groups.size() == 2)); // there and back
    std::vector<std::size_t> members;
    for (const auto& group : groups)
        for (const std::size_t i : group) {
            members.push_back(i);
            CHECK(distance(*many[i].from, *many[group.front()].from) <= radius);
            CHECK(distance(*many[i].to, *many[group.front()].to) <= radius);
        }
    std::sort(members.begin(), members.end());
    std::vector<std::size_t> each(many.size());
    std::iota(each.begin(), each.end(), std::size_t{0});
    CHECK(members == each);
}

TEST_CASE("ways of which different things are known share no arrow", "[render][flows]")
{
    const Px here{100, 100}, there{130, 100};
    const std::vector<FlowEnds> ways{
        {here, there, 0}, {there, here, 0}, {here, {}, 2}, {{}, there, 6}, {here, there, 4}};
    CHECK(bundled(ways, 182).size() == ways.size());
}
