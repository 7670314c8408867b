#include "engine/incident_index.hpp"

#include "geodata/measure.hpp"
#include "tests/engine/samples.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using namespace sitmap;
using namespace sitmap::test;

namespace {

std::vector<Incident> random_incidents(std::size_t count, std::mt19937& random)
{
    std::uniform_real_distribution<double> lon{-180, 180}, lat{-90, 90};
    std::uniform_int_distribution<int> draw{0, 99};
    std::vector<Incident> made(count);
    for (Incident& incident : made) {
        // Many lie on a few towns, some beside the antimeridian, some nowhere.
        if (const int kind = draw(random); kind < 40)
            incident.location = town("Town", 13 + draw(random) % 5, 32, 5'000);
        else if (kind < 55)
            incident.location = town("Edge", draw(random) % 2 ? 179.5 : -179.5, lat(random) / 2);
        else if (kind < 90)
            incident.location = town("Anywhere", lon(random), lat(random));
        incident.sub_type = static_cast<SubEventType>(draw(random) % static_cast<int>(sub_event_type_count));
        if (draw(random) < 70)
            incident.interval = Interval::on(day("2019-01-01") + std::chrono::days{draw(random)});
        if (draw(random) < 50)
            incident.killed = Quantity::at_least(draw(random));
        incident.attribution = static_cast<Attribution>(draw(random) % 5);
        incident.accused = {draw(random) % 2 ? "Blue Army" : "Red Front"};
        if (incident.location)
            incident.location->country = draw(random) % 2 ? "LBY" : "TUN";
    }
    return made;
}

Query random_query(std::mt19937& random)
{
    std::uniform_real_distribution<double> lon{-180, 180}, lat{-90, 90};
    std::uniform_int_distribution<int> draw{0, 9};
    Query query;
    const auto maybe = [&] { return draw(random) < 3; };
    if (maybe()) {
        const auto [south, north] = std::minmax({lat(random), lat(random)});
        query.bbox = Extent{lon(random), south, lon(random), north}; // half of them cross the antimeridian
    }
    if (maybe())
        query.radius = Query::Radius{{lon(random), lat(random)}, 1e5 * std::pow(10.0, draw(random) / 5.0)};
    if (maybe())
        query.within = Polygon{{{0, -20}, {60, -20}, {30, 60}, {0, -20}}, {}};
    if (maybe())
        query.since = day("2019-02-01");
    if (maybe())
        query.until = day("2019-03-01");
    if (maybe())
        query.types = {EventType::battles, EventType::explosions};
    if (maybe())
        query.sub_types = {SubEventType::attack};
    if (maybe())
        query.actors = {"blue"};
    if (maybe())
        query.countries = {"LBY"};
    if (maybe())
        query.place_precision = PlacePrecision::locality;
    if (maybe())
        query.attributions = {Attribution::disputed, Attribution::claimed};
    if (maybe())
        query.min_killed = 20;
    return query;
}

std::vector<std::uint32_t> by_scan(const std::vector<Incident>& incidents, const Query& query)
{
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < incidents.size(); ++i)
        if (passes(incidents[i], query))
            found.push_back(i);
    return found;
}

} // namespace

TEST_CASE("the index of incidents finds exactly what a scan finds", "[engine][incident_index]")
{
    const auto seed = GENERATE(1u, 2u);
    const auto count = GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{40}, std::size_t{2000});
    CAPTURE(seed, count);
    std::mt19937 random{seed};
    const auto incidents = random_incidents(count, random);
    const IncidentIndex index{incidents};

    for (int round = 0; round < 120; ++round) {
        const Query query = random_query(random);
        CHECK(index.find(query) == by_scan(incidents, query));
    }
}

TEST_CASE("the nearest incidents are those that a sorted scan puts first", "[engine][incident_index]")
{
    std::mt19937 random{5};
    const auto incidents = random_incidents(600, random);
    const IncidentIndex index{incidents};
    std::uniform_real_distribution<double> lon{-180, 180}, lat{-90, 90};

    for (int round = 0; round < 40; ++round) {
        const Query query = random_query(random);
        const LonLat point{lon(random), lat(random)};
        auto expected = by_scan(incidents, query);
        std::erase_if(expected, [&](std::uint32_t i) { return !incidents[i].location; });
        std::vector<double> distances;
        for (const std::uint32_t i : expected)
            distances.push_back(distance_m(point, incidents[i].location->point));
        std::sort(distances.begin(), distances.end());

        const auto found = index.nearest(point, 10, query);

        REQUIRE(found.size() == std::min<std::size_t>(10, expected.size()));
        for (std::size_t i = 0; i < found.size(); ++i) {
            CHECK(passes(incidents[found[i]], query));
            CHECK(distance_m(point, incidents[found[i]].location->point) == Approx(distances[i]).margin(1));
        }
    }
}

TEST_CASE("a hundred thousand incidents on one spot neither stop nor confuse the index",
          "[engine][incident_index]")
{
    std::vector<Incident> incidents(100'000);
    for (Incident& incident : incidents)
        incident.location = town("Pile", 13.3, 32.8);
    incidents.back().location->point = {13.4, 32.8};
    const IncidentIndex index{incidents};

    CHECK(index.find({.bbox = Extent{13.3, 32.8, 13.3, 32.8}}).size() == 99'999);
    CHECK(index.nearest({13.41, 32.8}, 1) == std::vector<std::uint32_t>{99'999});
    CHECK(index.nearest({13.3, 32.8}, 100'000).size() == 100'000);
}

TEST_CASE("incidents without a place are found by what is known of them", "[engine][incident_index]")
{
    const std::vector<Incident> incidents(1);
    const IncidentIndex index{incidents};
    CHECK(index.find({}).size() == 1);
    CHECK(index.find({.types = {EventType::strategic_developments}}).size() == 1);
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
