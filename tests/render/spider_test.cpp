// Piles at one spot, spread on legs where the picture is near.

#include "render/layers/spider.hpp"

#include "render/scene.hpp"
#include "tests/render/small_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace sitmap;

namespace {

constexpr LonLat spot{13.4, 32.5};

/// `count` rows at one spot, each a day earlier than the one before; `aside`: one more so far east.
Map pile_of(std::size_t count, double aside = 0)
{
    IncidentTable table;
    for (std::size_t i = 0; i < count + (aside > 0 ? 1U : 0U); ++i) {
        const std::string id = std::to_string(1000 + i);
        Record record;
        record.id = id;
        record.sub_type = i % 2 == 0 ? SubEventType::attack : SubEventType::air_drone_strike;
        record.point = LonLat{spot.lon + (i == count ? aside : 0.0), spot.lat};
        record.precision = PlacePrecision::exact;
        record.interval = Interval::on(Day{std::chrono::days{18'000 - static_cast<int>(i)}});
        record.killed = {static_cast<std::int32_t>(i), GivenCount::absent, GivenCount::absent};
        table.append(record, static_cast<IncidentId>(1000 + i), 1);
    }
    Map map;
    map.records = std::make_shared<Records>(std::move(table));
    return map;
}

Scene scene_at(const Map& map, double metres_per_px, const Selection& selection = {})
{
    ViewState view;
    view.selection = selection;
    return build_scene(map, view, {Projection::web_mercator(), spot, metres_per_px, {0, 0, 800, 600}});
}

std::vector<HitTarget> marks_in(const Scene& scene)
{
    std::vector<HitTarget> marks;
    std::copy_if(scene.targets.begin(), scene.targets.end(), std::back_inserter(marks),
                 [](const HitTarget& target) { return !target.gathered; });
    return marks;
}

bool has_legs(const Scene& scene)
{
    return std::any_of(scene.legend.begin(), scene.legend.end(),
                       [](const LegendEntry& e) { return e.label == "At one spot, spread round it"; });
}

} // namespace

TEST_CASE("a pile at one spot is spread on legs, none of its marks on another", "[render][incidents]")
{
    const auto count = static_cast<std::size_t>(GENERATE(2, 3, 5, 9, 16));
    const Scene scene = scene_at(pile_of(count), 4);
    CHECK(has_legs(scene));
    const std::vector<HitTarget> marks = marks_in(scene);
    REQUIRE(marks.size() == count);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = i + 1; j < count; ++j)
            CHECK(std::hypot(marks[i].at.x - marks[j].at.x, marks[i].at.y - marks[j].at.y) >=
                  marks[i].radius_px + marks[j].radius_px);
    for (const HitTarget& mark : marks) {
        CHECK(std::hypot(mark.at.x - 400, mark.at.y - 300) > 30);
        CHECK(scene.hit(mark.at) == mark.what);
    }
}

TEST_CASE("the marks of a pile go round by their days, and stay when one is chosen", "[render][incidents]")
{
    const Map map = pile_of(5);
    const std::vector<HitTarget> marks = marks_in(scene_at(map, 4));
    const auto highest = std::min_element(
        marks.begin(), marks.end(), [](const HitTarget& a, const HitTarget& b) { return a.at.y < b.at.y; });
    CHECK(std::get<IncidentSelection>(highest->what).id == 1004); // the earliest
    std::vector<HitTarget> chosen = marks_in(scene_at(map, 4, IncidentSelection{1002}));
    REQUIRE(chosen.size() == marks.size());
    for (std::size_t i = 0; i < marks.size(); ++i)
        CHECK(chosen[i].at == marks[i].at);
}

TEST_CASE("a pile stays a ring from afar, where it is great, or where others stand", "[render][incidents]")
{
    CHECK_FALSE(has_legs(scene_at(pile_of(5), 40)));
    CHECK_FALSE(has_legs(scene_at(pile_of(17), 4)));
    CHECK_FALSE(has_legs(scene_at(pile_of(1), 4)));
    CHECK_FALSE(has_legs(scene_at(pile_of(5, 0.002), 4))); // 47 px beside it
    CHECK(has_legs(scene_at(pile_of(5, 0.02), 4)));
}
