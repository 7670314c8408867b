#include "engine/control_change.hpp"

#include "geodata/measure.hpp"
#include "tests/engine/samples.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <random>

using namespace sitmap;
using namespace sitmap::test;

namespace {

MultiPolygon box(double west, double south, double east, double north)
{
    return {{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}}};
}

ControlArea area(std::string party, MultiPolygon shape, const char* since)
{
    ControlArea made;
    made.document = since;
    made.id = made.document + "#" + party;
    made.party = std::move(party);
    made.area = std::move(shape);
    made.interval = Interval::since(day(since));
    return made;
}

double km2(const MultiPolygon& shape)
{
    return area_m2(shape) / 1e6;
}

/// A blob with a ragged edge, like another of a near seed's.
MultiPolygon blob(unsigned seed, double lat)
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> jitter{0.9, 1.1};
    Ring ring;
    constexpr int corners = 300;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double radius = jitter(random) * (1 + 0.1 * std::sin(3 * angle + seed));
        ring.push_back({37 + 1.4 * radius * std::cos(angle), lat + radius * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return {{{ring, {}}}};
}

MultiPolygon densified(const MultiPolygon& shape, int parts)
{
    MultiPolygon out = shape;
    for (Polygon& polygon : out.polygons) {
        Ring ring;
        for (std::size_t i = 0; i + 1 < polygon.exterior.size(); ++i)
            for (int k = 0; k < parts; ++k)
                ring.push_back(
                    {std::lerp(polygon.exterior[i].lon, polygon.exterior[i + 1].lon, double(k) / parts),
                     std::lerp(polygon.exterior[i].lat, polygon.exterior[i + 1].lat, double(k) / parts)});
        ring.push_back(ring.front());
        polygon.exterior = ring;
    }
    return out;
}

std::vector<ControlArea> series(const MultiPolygon& january, const MultiPolygon& february)
{
    return {area("A", january, "2024-01-10"), area("A", february, "2024-02-10")};
}

} // namespace

TEST_CASE("what was gained and lost accounts for what is held", "[engine][control]")
{
    const auto seed = GENERATE(range(1u, 9u));
    const double lat = GENERATE(-20.0, 5.0, 48.0);
    const auto areas = series(blob(seed, lat), blob(seed + 100, lat));

    const ControlChange there = control_change(areas, day("2024-01-10"), day("2024-02-10"));
    const ControlChange back = control_change(areas, day("2024-02-10"), day("2024-01-10"));
    REQUIRE(there.parties.size() == 1);
    const PartyChange& a = there.parties[0];

    CHECK(a.gained.km2 > 0);
    CHECK(a.lost.km2 > 0);
    CHECK(a.held_after_km2 == Approx(a.held_before_km2 + a.gained.km2 - a.lost.km2).epsilon(1e-9));
    CHECK(back.parties[0].gained == a.lost);
    CHECK(back.parties[0].lost == a.gained);
    CHECK(a.gained.km2 == Approx(km2(a.gained.pieces) + km2(a.gained.slivers)).epsilon(1e-12));
    CHECK(a.gained.sliver_km2 == Approx(km2(a.gained.slivers)).margin(1e-12));
}

TEST_CASE("corners on the edges change no area", "[engine][control]")
{
    const MultiPolygon before = blob(3, 48), after = blob(4, 48);
    const auto plain = control_change(series(before, after), day("2024-01-10"), day("2024-02-10"));
    const auto dense = control_change(series(densified(before, 5), densified(after, 7)), day("2024-01-10"),
                                      day("2024-02-10"));

    CHECK(dense.parties[0].held_before_km2 == Approx(plain.parties[0].held_before_km2).epsilon(1e-9));
    CHECK(dense.parties[0].gained.km2 == Approx(plain.parties[0].gained.km2).epsilon(1e-7));
    CHECK(dense.parties[0].lost.km2 == Approx(plain.parties[0].lost.km2).epsilon(1e-7));
}

TEST_CASE("a degree cell that changes hands has its area on the ellipsoid", "[engine][control]")
{
    // Between 48 and 49 N a cell of a degree has 8,217.73 km² (Snyder's equation 3-12 on WGS 84).
    const std::vector<ControlArea> areas{
        area("A", box(30, 48, 32, 49), "2024-01-10"), area("B", box(32, 48, 34, 49), "2024-01-10"),
        area("A", box(30, 48, 33, 49), "2024-02-10"), area("B", box(33, 48, 34, 49), "2024-02-10")};

    const ControlChange change = control_change(areas, day("2024-01-15"), day("2024-03-01"));

    const double cell = km2(box(30, 48, 31, 49));
    CHECK(cell == Approx(8'217.73).epsilon(1e-4));
    CHECK(change.dated_from == day("2024-01-10"));
    CHECK(change.dated_to == day("2024-02-10"));
    REQUIRE(change.of("A") != nullptr);
    REQUIRE(change.of("B") != nullptr);
    CHECK(change.of("A")->gained.km2 == Approx(cell).epsilon(1e-9));
    CHECK(change.of("A")->lost.km2 == 0);
    CHECK(change.of("B")->lost.km2 == Approx(cell).epsilon(1e-9));
    CHECK(change.of("B")->held_after_km2 == Approx(cell).epsilon(1e-9));
    CHECK(change.of("C") == nullptr);
    CHECK(control_change(areas, day("2024-01-15"), day("2024-03-01"), "B").parties.size() == 1);
}

TEST_CASE("small and narrow pieces count but are set apart", "[engine][control]")
{
    MultiPolygon february = box(30, 48, 31, 49);
    february.polygons.push_back(box(40, 48, 40.004, 48.003).polygons[0]); // 300 m by 330 m
    february.polygons.push_back(box(41, 48, 42, 48.002).polygons[0]);     // 75 km by 220 m
    february.polygons.push_back(box(43, 48, 43.1, 48.1).polygons[0]);
    const auto areas = series(box(30, 48, 31, 49), february);

    const auto change = control_change(areas, day("2024-01-10"), day("2024-02-10"));
    const ChangedGround& gained = change.parties[0].gained;

    CHECK(gained.pieces.polygons.size() == 1);
    CHECK(gained.slivers.polygons.size() == 2);
    CHECK(gained.sliver_km2 == Approx(16.7).margin(0.3));
    CHECK(gained.km2 == Approx(km2(gained.pieces) + gained.sliver_km2));
}

TEST_CASE("claimed and contested ground is nobody's", "[engine][control]")
{
    auto areas = series(box(30, 48, 31, 49), box(30, 48, 32, 49));
    areas[1].kind = GENERATE(ControlArea::Kind::claimed, ControlArea::Kind::contested);
    const auto change = control_change(areas, day("2024-01-10"), day("2024-02-10"));
    CHECK(change.parties[0].gained.km2 == 0);
    CHECK(change.parties[0].held_after_km2 == 0);
    CHECK(change.parties[0].lost.km2 == Approx(change.parties[0].held_before_km2));
}

TEST_CASE("months follow one another and keep ground that changed hands twice", "[engine][control]")
{
    const std::vector<ControlArea> areas{
        area("A", box(30, 48, 31, 49), "2024-01-10"), area("A", box(30, 48, 32, 49), "2024-02-10"),
        area("A", box(30, 48, 31.5, 49), "2024-04-10"), area("A", box(30, 48, 31.5, 49), "2024-05-10")};
    const Day first = day("2024-01-10"), last = day("2024-05-10");

    const auto months = control_changes_by_month(areas, first, last);
    const auto whole = control_change(areas, first, last);

    // Neither January nor March has a state of its own; in May there is one that is the same.
    REQUIRE(months.size() == 3);
    CHECK(months[0].to == day("2024-02-29"));
    CHECK(months[0].dated_from == first);
    CHECK(months[0].dated_to == day("2024-02-10"));
    CHECK(months[1].to == day("2024-04-30"));
    CHECK(months[2].to == last);
    CHECK(months[2].parties[0].gained.km2 == 0);
    double gained = 0, lost = 0;
    for (const ControlChange& month : months) {
        gained += month.parties[0].gained.km2;
        lost += month.parties[0].lost.km2;
    }
    CHECK(gained == Approx(2 * whole.parties[0].gained.km2));
    CHECK(gained - lost == Approx(whole.parties[0].gained.km2 - whole.parties[0].lost.km2));
    CHECK(months.back().parties[0].held_after_km2 == Approx(whole.parties[0].held_after_km2));
}

TEST_CASE("days of control are those on which something changes", "[engine][control]")
{
    auto areas = series(box(30, 48, 31, 49), box(30, 48, 32, 49));
    areas.push_back(area("B", box(40, 48, 41, 49), "2024-01-01"));
    areas.back().interval = Interval::between(day("2024-01-20"), day("2024-01-25"));
    CHECK(control_days(areas) ==
          std::vector<Day>{day("2024-01-10"), day("2024-01-20"), day("2024-01-26"), day("2024-02-10")});
}

TEST_CASE("an interpolated state says between which days it lies", "[engine][control]")
{
    const auto areas = series(box(30, 48, 31, 49), box(30, 48, 32, 49));
    const ControlState between = areas_at(areas, day("2024-01-20"));
    CHECK(between.interpolated);
    CHECK(between.dated == day("2024-01-10"));
    CHECK(between.next_dated == day("2024-02-10"));
    CHECK_FALSE(areas_at(areas, day("2024-02-10")).next_dated);
}

TEST_CASE("the layer of a change holds every piece with its area", "[engine][control]")
{
    MultiPolygon february = box(30, 48, 31, 48.8);
    february.polygons.push_back(box(40, 48, 40.002, 48.002).polygons[0]);
    const std::vector changes{
        control_change(series(box(30, 48, 30.5, 49), february), day("2024-01-20"), day("2024-02-20"))};
    const Layer layer = change_layer(changes);

    REQUIRE(layer.features.size() == 3);
    double sum = 0;
    for (const Feature& feature : layer.features) {
        REQUIRE(feature.values.size() == layer.fields.size());
        CHECK(text_of(feature.values[3]) == "2024-01-10"); // the state's day, not the day asked for
        CHECK(text_of(feature.values[4]) == "2024-02-10");
        sum += std::get<double>(feature.values[2]) * (text_of(feature.values[1]) == "gained" ? 1 : -1);
    }
    const PartyChange& a = changes[0].parties[0];
    CHECK(sum == Approx(a.held_after_km2 - a.held_before_km2));
    CHECK(std::get<bool>(layer.features[1].values[5]));
}
