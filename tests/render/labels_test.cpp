#include "render/cluster.hpp"
#include "render/labels.hpp"
#include "render/px_geometry.hpp"
#include "render/symbols.hpp"
#include "render/text/shaper.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace sitmap;

namespace {

const bool fonts = [] {
    use_fonts(SITMAP_ASSETS "/fonts");
    return true;
}();

constexpr PxRect frame{0, 0, 600, 400};

std::vector<Spot> random_spots(std::size_t count, unsigned seed)
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> x{0, 600}, y{0, 400}, r{4.6, 20};
    std::vector<Spot> spots;
    for (std::size_t i = 0; i < count; ++i) {
        const double size = r(random);
        spots.push_back({{x(random), y(random)}, 1.4 * size + 2, size, false});
    }
    return spots;
}

} // namespace

TEST_CASE("no label lies on another label, on a symbol or outside the frame", "[render][labels]")
{
    REQUIRE(fonts);
    std::mt19937 random{GENERATE(1u, 2u, 3u)};
    std::uniform_real_distribution<double> x{0, 600}, y{0, 400}, r{4, 25};
    Occupancy taken{frame};
    std::vector<std::pair<Px, double>> symbols;
    for (int i = 0; i < 15; ++i) {
        symbols.emplace_back(Px{x(random), y(random)}, r(random));
        taken.take_disc(symbols.back().first, symbols.back().second);
    }
    const Contour front{{0, 390}, {300, 200}, {600, 250}};
    taken.take_line(front, 4);
    DrawList list;
    std::vector<PxRect> set;
    const TextBlock block{
        {{"Qasr", {13, FontWeight::medium, false, 0}, {}}, {"قصر", {12, FontWeight::regular, false, 0}, {}}},
        {},
        0};
    for (int i = 0; i < 200; ++i)
        if (const auto box = place_beside(list, taken, {x(random), y(random)}, 8, block))
            set.push_back(*box);
    REQUIRE(set.size() > 20);
    for (std::size_t i = 0; i < set.size(); ++i) {
        CHECK(holds(frame, set[i]));
        for (std::size_t j = i + 1; j < set.size(); ++j)
            CHECK_FALSE(set[i].overlaps(set[j]));
        for (const auto& [at, radius] : symbols) {
            const Px nearest{std::clamp(at.x, set[i].x, set[i].x + set[i].width),
                             std::clamp(at.y, set[i].y, set[i].y + set[i].height)};
            CHECK(distance(nearest, at) >= radius - 1e-6);
        }
        CHECK(clip_line(front, set[i]).empty());
    }
}

TEST_CASE("a label tries right, left, above and below in this order", "[render][labels]")
{
    const TextBlock block{{{"Town", {12, FontWeight::regular, false, 0}, {}}}, {}, 0};
    Occupancy taken{frame};
    DrawList list;
    const Px at{300, 200};
    taken.take_disc(at, 4);
    const auto right = place_beside(list, taken, at, 16, block),
               left = place_beside(list, taken, at, 16, block);
    const auto above = place_beside(list, taken, at, 16, block),
               below = place_beside(list, taken, at, 16, block);
    REQUIRE((right && left && above && below));
    CHECK(right->x > at.x);
    CHECK(left->x + left->width < at.x);
    CHECK(above->y + above->height < at.y);
    CHECK(below->y > at.y);
    CHECK_FALSE(place_beside(list, taken, at, 16, block));
}

TEST_CASE("a name along a curve keeps its letters upright and on the curve", "[render][labels]")
{
    Contour curve;
    for (int i = 0; i <= 60; ++i)
        curve.push_back({550.0 - 8.0 * i, 200 + 40 * std::sin(i / 20.0)}); // given from right to left
    Occupancy taken{frame};
    DrawList list;
    const TextLine name{"IONIAN SEA", {14, FontWeight::regular, true, 5}, {}};
    REQUIRE(place_along(list, taken, curve, name, {}, 0));
    REQUIRE(list.commands.size() == letters_of(name.text).size());
    double before = -1;
    for (const DrawCommand& command : list.commands) {
        const auto& run = std::get<GlyphRun>(command);
        CHECK(run.baseline.x > before);
        CHECK(std::abs(run.angle_deg) < 60);
        CHECK(distance_to_lines({curve}, run.baseline) < 14);
        before = run.baseline.x;
    }
    CHECK_FALSE(place_along(list, taken, {{0, 50}, {30, 50}}, name, {}, 0));
}

TEST_CASE("marks in an accented name stay with their letter", "[render][labels]")
{
    CHECK(letters_of("Gabe\xCC\x80s") == std::vector<std::string_view>{"G", "a", "b", "e\xCC\x80", "s"});
    CHECK(letters_of("Gabès").size() == 5);
    CHECK(capitals("Gulf of Gabès") == "GULF OF GABÈS");
    CHECK(letters_of("").empty());
}

TEST_CASE("arranged marks stand apart, near home, and none is lost", "[render][cluster]")
{
    const auto spots =
        random_spots(GENERATE(std::size_t{0}, std::size_t{2}, std::size_t{40}, std::size_t{400}), 11);
    const Arrangement a = arrange(spots);
    REQUIRE(a.at.size() == spots.size());
    std::size_t gathered = 0;
    for (const Cluster& c : a.clusters) {
        CHECK(c.members.size() > 1);
        gathered += c.members.size();
        for (const std::size_t i : c.members)
            CHECK(a.clustered[i]);
        for (const Cluster& other : a.clusters)
            if (&other != &c)
                CHECK(distance(c.at, other.at) >= c.radius_px + other.radius_px + 1);
    }
    CHECK(gathered == static_cast<std::size_t>(std::count(a.clustered.begin(), a.clustered.end(), true)));
    for (std::size_t i = 0; i < spots.size(); ++i) {
        if (a.clustered[i])
            continue;
        CHECK(distance(a.at[i], spots[i].at) <= 2 * 20 + 1e-6);
        for (std::size_t j = 0; j < i; ++j)
            if (!a.clustered[j])
                CHECK(distance(a.at[i], a.at[j]) >= spots[i].reach + spots[j].reach - 0.8);
    }
}

TEST_CASE("a mark under the selected one comes out from under it", "[render][cluster]")
{
    const std::vector<Spot> spots{{{100, 100}, 24, 16, true}, {{100, 100}, 8, 4.6, false}};
    const Arrangement a = arrange(spots);
    CHECK(a.clusters.empty());
    CHECK(a.at[0] == Px{100, 100});
    CHECK(distance(a.at[0], a.at[1]) >= 31);
}

TEST_CASE("clusters grow with the logarithm and count in thousands", "[render][cluster]")
{
    CHECK(cluster_radius(1) == Approx(9));
    CHECK(cluster_radius(1000) == Approx(25.8));
    CHECK(cluster_count(156) == "156");
    CHECK(cluster_count(1234) == "1.2k");
    CHECK(cluster_count(9949) == "9.9k");
    CHECK(cluster_count(64974) == "65k");
}

TEST_CASE("a label apart from what it names stands free and its leader ends at its edge", "[render][labels]")
{
    Occupancy taken{frame};
    const Px at{300, 200};
    const BlockSize size{90, 40};
    taken.take_disc(at, 40); // no room beside it
    const auto room = room_with_leader(taken, at, 8, size);
    REQUIRE(room);
    CHECK(taken.is_free(room->box));
    CHECK(distance(at, room->from) == Approx(8));
    CHECK(holds(grown(room->box, 0.01), {room->to.x, room->to.y, 0, 0}));
    CHECK(room->cost > leader_cost(taken, room->from, room->to));
    taken.take(frame);
    CHECK_FALSE(room_with_leader(taken, at, 8, size));
}
