#include "render/layers/attribution.hpp"

#include "render/scene.hpp"
#include "tests/render/small_map.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sitmap;

namespace {

Incident strike_of(const Map& map)
{
    for (Incident& incident : incidents(map.ledger))
        if (incident.id == 1)
            return incident;
    FAIL("no strike");
    return {};
}

} // namespace

TEST_CASE("a disputed deed tells who accuses whom, and who denies", "[render][attribution]")
{
    const Map map = test::small_map();
    CHECK(attribution_words(strike_of(map), map.ledger) == "inland army, accused by coastal council; denied");
}

TEST_CASE("a deed that a party claims is told as its word", "[render][attribution]")
{
    Incident incident;
    incident.attribution = Attribution::claimed;
    incident.accused = {"inland army"};
    CHECK(attribution_words(incident, {}) == "Claimed by inland army");
    incident.attribution = Attribution::attributed;
    CHECK(attribution_words(incident, {}) == "inland army, accused");
    incident.accused.clear();
    CHECK(attribution_words(incident, {}).empty());
}

TEST_CASE("the legend names the parties of a disputed deed that has its ring", "[render][attribution]")
{
    const Map map = test::small_map();
    const Scene scene = build_scene(map, test::small_view(),
                                    {Projection::web_mercator(), test::strike_place, 120, {0, 0, 800, 600}});
    const auto row = std::find_if(scene.legend.begin(), scene.legend.end(), [](const LegendEntry& entry) {
        return entry.label == "inland army, accused by coastal council; denied";
    });
    REQUIRE(row != scene.legend.end());
    CHECK(row->group == LegendEntry::Group::attribution);
    CHECK(row->note == "ring: the accused on the left, the accuser on the right");
    CHECK_FALSE(row->mark.commands.empty());
}
