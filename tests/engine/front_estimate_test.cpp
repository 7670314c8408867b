#include "engine/front_estimate.hpp"

#include "geodata/measure.hpp"
#include "tests/engine/samples.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace sitmap;
using namespace sitmap::test;

namespace {

using Says = ControlEvidence::Says;

/// The front that the invented evidence comes from: the first party holds the east.
double front_lon(double lat)
{
    return 37 + 0.3 * std::sin(3 * lat);
}

MultiLineString front()
{
    LineString line;
    for (double lat = 47; lat <= 49; lat += 0.02)
        line.points.push_back({front_lon(lat), lat});
    return {{line}};
}

std::vector<ControlEvidence> evidence_near_front(int count, unsigned seed)
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> lat{47, 49}, share{0, 1};
    std::exponential_distribution<double> away{1 / 0.2};
    std::normal_distribution<double> near{0, 0.05};
    std::vector<ControlEvidence> made;
    for (int i = 0; i < count; ++i) {
        const double at = lat(random);
        ControlEvidence e;
        e.day = day("2024-05-01") - std::chrono::days{i % 60};
        e.radius_m = 3'000;
        const double kind = share(random);
        if (kind < 0.3)
            e.at = {front_lon(at) + near(random), at};
        else if (kind < 0.65)
            e = {Says::held_by_first, {front_lon(at) + away(random), at}, e.day, e.radius_m};
        else
            e = {Says::held_by_second, {front_lon(at) - away(random), at}, e.day, e.radius_m};
        made.push_back(e);
    }
    return made;
}

Incident incident(SubEventType type, std::string accused, std::string victim)
{
    Incident made;
    made.sub_type = type;
    made.location = Location{};
    made.location->point = {37, 48};
    made.location->precision = PlacePrecision::locality;
    made.location->radius_m = 2'000;
    made.interval = Interval::on(day("2024-05-01"));
    made.accused = {std::move(accused)};
    made.victims = {std::move(victim)};
    return made;
}

} // namespace

TEST_CASE("the estimate lies near the front that the evidence comes from", "[engine][front_estimate]")
{
    const auto seed = GENERATE(1u, 2u, 3u);
    const FrontEstimate found = estimate_front(evidence_near_front(1'200, seed), day("2024-05-01"));

    const auto error = compare(found, front());
    REQUIRE(error);
    CHECK(error->median_km < 5);
    CHECK(error->p90_km < 15);
    CHECK(error->share_answered > 0.95);
    CHECK(error->share_in_band > 0.6);
    CHECK(area_m2(found.band) / 1e6 < 25'000); // the region has some 40,000
}

TEST_CASE("stray evidence far behind the front makes no front of its own", "[engine][front_estimate]")
{
    auto evidence = evidence_near_front(200, 4);
    const auto lines_in_the_rear = [&] {
        const FrontEstimate found = estimate_front(evidence, day("2024-05-01"));
        std::size_t far = 0;
        for (const LineString& line : found.line.lines)
            far += std::all_of(line.points.begin(), line.points.end(),
                               [](LonLat p) { return p.lon > front_lon(p.lat) + 0.3; });
        return far;
    };
    REQUIRE(lines_in_the_rear() == 0);
    for (const double lat : {47.4, 48.0, 48.6}) // laid to the wrong side, 50 km behind
        evidence.push_back({Says::held_by_second, {front_lon(lat) + 0.6, lat}, day("2024-05-01"), 3'000, 4});
    CHECK(lines_in_the_rear() == 0);
    for (int i = 0; i < 12; ++i) // a pocket that is spoken of again and again is one
        evidence.push_back({Says::held_by_second,
                            {front_lon(48) + 0.7 + 0.01 * (i % 4), 48 + 0.01 * (i / 4)},
                            day("2024-04-30"),
                            3'000});
    CHECK(lines_in_the_rear() == 1);
}

TEST_CASE("more evidence makes a better estimate and a narrower band", "[engine][front_estimate]")
{
    const auto few = estimate_front(evidence_near_front(120, 5), day("2024-05-01"));
    const auto many = estimate_front(evidence_near_front(3'000, 5), day("2024-05-01"));
    CHECK(compare(many, front())->median_km < compare(few, front())->median_km);
    CHECK(area_m2(many.band) < area_m2(few.band));
}

TEST_CASE("an estimate is the same each time", "[engine][front_estimate]")
{
    const auto evidence = evidence_near_front(300, 9);
    const auto once = estimate_front(evidence, day("2024-05-01"));
    const auto again = estimate_front(evidence, day("2024-05-01"));
    CHECK(once.line == again.line);
    CHECK(once.band == again.band);
}

TEST_CASE("one side alone, or evidence long past, makes no front", "[engine][front_estimate]")
{
    auto evidence = evidence_near_front(300, 9);
    CHECK(estimate_front(evidence, day("2025-05-01")).line.lines.empty());
    CHECK(estimate_front(evidence, day("2025-05-01")).evidence == 0);
    std::erase_if(evidence, [](const ControlEvidence& e) { return e.says == Says::held_by_second; });
    CHECK(estimate_front(evidence, day("2024-05-01")).line.lines.empty());
    CHECK(estimate_front({}, day("2024-05-01")).line.lines.empty());
}

TEST_CASE("evidence at one point is no trouble", "[engine][front_estimate]")
{
    std::vector<ControlEvidence> evidence;
    for (int i = 0; i < 12; ++i)
        evidence.push_back(
            {i % 2 == 0 ? Says::held_by_first : Says::held_by_second, {37, 48}, day("2024-05-01")});
    const auto found = estimate_front(evidence, day("2024-05-01"));
    CHECK(found.evidence == 12);
}

TEST_CASE("who holds the ground goes by who did what", "[engine][front_estimate]")
{
    const std::vector<Incident> all{
        incident(SubEventType::armed_clash, "Northern Army", "Southern Front"),
        incident(SubEventType::armed_clash, "Northern Army", "civilians"), // against whom is not told
        incident(SubEventType::air_drone_strike, "Northern Army", "civilians"),
        incident(SubEventType::attack, "the northern army", "civilians"),
        incident(SubEventType::non_state_actor_overtakes_territory, "Southern Front", "Northern Army"),
        incident(SubEventType::peaceful_protest, "Southern Front", "")};

    const auto evidence = control_evidence(all, "Northern", "Southern");

    REQUIRE(evidence.size() == 4);
    CHECK(evidence[0].says == Says::contact);
    CHECK(evidence[1].says == Says::held_by_second); // what is bombed is the other's
    CHECK(evidence[2].says == Says::held_by_first);
    CHECK(evidence[3].says == Says::held_by_second);
    CHECK(evidence[3].weight == 2);
}

TEST_CASE("what has no place or no day says nothing of the front", "[engine][front_estimate]")
{
    std::vector<Incident> all(3, incident(SubEventType::attack, "A", "civilians"));
    all[0].location.reset();
    all[1].location->precision = PlacePrecision::province;
    all[2].interval = Interval::year(std::chrono::year{2024});
    CHECK(control_evidence(all, "A", "B").empty());
}

TEST_CASE("the layer of an estimate says that it is one", "[engine][front_estimate]")
{
    const Layer layer = estimate_layer(estimate_front(evidence_near_front(300, 9), day("2024-05-01")));
    REQUIRE(layer.features.size() == 2);
    for (const Feature& feature : layer.features)
        CHECK(text_of(feature.values.back()) == "estimate from incidents alone");
}
