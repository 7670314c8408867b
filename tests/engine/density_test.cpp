#include "engine/density.hpp"

#include "engine/summary.hpp"
#include "geodata/error.hpp"
#include "geodata/measure.hpp"
#include "tests/engine/random_table.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <numeric>

using namespace sitmap;

namespace {

struct Place {
    LonLat point;
    PlacePrecision precision = PlacePrecision::exact;
    double radius_m = 0;
};

IncidentTable table_of_places(const std::vector<Place>& places)
{
    IncidentTable table;
    for (const Place& place : places) {
        Record record;
        record.id = "x";
        record.point = place.point;
        record.precision = place.precision;
        record.radius_m = place.radius_m;
        record.killed = {3, 4, 9};
        table.append(record, static_cast<IncidentId>(table.size() + 1), 1);
    }
    return table;
}

double sum_of(const Density& density)
{
    return std::accumulate(density.cells.begin(), density.cells.end(), 0.0,
                           [](double sum, const DensityCell& cell) { return sum + cell.value; });
}

DensityOptions cells_of(CellShape shape, double km)
{
    DensityOptions options;
    options.shape = shape;
    options.cell_km = km;
    return options;
}

} // namespace

TEST_CASE("the cells and what is apart add up to all incidents", "[engine][density]")
{
    const IncidentTable table = random_table(5'000, GENERATE(1u, 2u));
    const auto rows = all_rows(table);
    const double km = GENERATE(3.0, 25.0, 160.0);
    DensityOptions options = cells_of(GENERATE(CellShape::square, CellShape::hexagon), km);
    CAPTURE(km);

    const Density counts = density_of(table, rows, options);
    CHECK(counts.incidents == rows.size());
    CHECK(counts.in_cells + counts.not_placed + counts.too_vague + counts.outside ==
          Approx(static_cast<double>(rows.size())).epsilon(1e-12));
    CHECK(sum_of(counts) == Approx(counts.in_cells).epsilon(1e-12));
    std::size_t placed = 0;
    for (const std::uint32_t row : rows)
        placed += table.is_placed(row);
    CHECK(counts.incidents_not_placed == rows.size() - placed);

    options.weight = ClaimField::killed;
    options.rule = GENERATE(Rule::range, Rule::ucdp);
    std::int64_t killed = 0;
    for (const std::uint32_t row : rows)
        killed += weight_of(table.killed(row), options.rule);
    const Density weighed = density_of(table, rows, options);
    CHECK(weighed.in_cells + weighed.not_placed + weighed.too_vague + weighed.outside ==
          Approx(static_cast<double>(killed)).epsilon(1e-12));
    CHECK(weighed.incidents_spread == counts.incidents_spread);
}

TEST_CASE("a precise incident is in the one cell whose outline holds it", "[engine][density]")
{
    const CellShape shape = GENERATE(CellShape::square, CellShape::hexagon);
    const IncidentTable all = random_table(600, 3);
    std::vector<Place> places;
    for (std::uint32_t row = 0; row < all.size(); ++row)
        if (all.is_placed(row))
            places.push_back({all.point(row)});
    const IncidentTable table = table_of_places(places);
    const Density density = density_of(table, all_rows(table), cells_of(shape, 20));
    CHECK(density.incidents_spread == 0);
    for (const DensityCell& cell : density.cells) {
        const Geometry area = outline(density.lattice, density.plane, cell.column, cell.row);
        std::uint32_t inside = 0;
        for (const Place& place : places)
            inside += covers(area, place.point);
        CHECK(cell.known_within == inside);
        CHECK(cell.value == inside);
        CHECK(area_m2(area) == Approx(density.lattice.cell_area_m2()).epsilon(2e-3));
    }
}

TEST_CASE("an imprecise incident is spread evenly over its radius", "[engine][density]")
{
    const LonLat middle{17, 27};
    const CellShape shape = GENERATE(CellShape::square, CellShape::hexagon);
    const IncidentTable table = table_of_places({{middle, PlacePrecision::district},
                                                 {middle, PlacePrecision::district},
                                                 {middle, PlacePrecision::country},
                                                 {middle, PlacePrecision::exact, 2'000'000}});
    const Density density = density_of(table, all_rows(table), cells_of(shape, 5));
    CHECK(density.incidents_spread == 2);
    CHECK(density.incidents_too_vague == 2);
    CHECK(density.in_cells == Approx(2));
    // A district's usual radius is 40 km.
    const double expected = 3.14159265 * 40'000 * 40'000 / density.lattice.cell_area_m2();
    CHECK(static_cast<double>(density.cells.size()) == Approx(expected).epsilon(0.05));
    for (const DensityCell& cell : density.cells) {
        CHECK(cell.known_within == 0);
        CHECK(cell.value == Approx(2 / static_cast<double>(density.cells.size())));
        const auto centre = density.plane.to_lonlat(density.lattice.centre(cell.column, cell.row));
        CHECK(distance_m(*centre, middle) < 40'050);
    }
}

TEST_CASE("what is spread does not depend on order or on how it is piled", "[engine][density]")
{
    const IncidentTable table = random_table(3'000, 6);
    const auto rows = all_rows(table);
    const auto options = cells_of(CellShape::square, 7);
    const std::vector<std::uint32_t> first(rows.begin(), rows.begin() + 1'500),
        second(rows.begin() + 1'500, rows.end());
    DensityOptions framed = options;
    framed.frame = Extent{10, 24, 26, 36};
    const Density whole = density_of(table, rows, framed), a = density_of(table, first, framed),
                  b = density_of(table, second, framed);
    std::map<LonLat, double, bool (*)(const LonLat&, const LonLat&)> parts{
        [](const LonLat& p, const LonLat& q) { return p.lon != q.lon ? p.lon < q.lon : p.lat < q.lat; }};
    for (const Density* density : {&a, &b})
        for (const DensityCell& cell : density->cells) {
            const Metres at = density->lattice.centre(cell.column, cell.row);
            parts[{std::round(at.x), std::round(at.y)}] += cell.value;
        }
    CHECK(parts.size() == whole.cells.size());
    for (const DensityCell& cell : whole.cells) {
        const Metres at = whole.lattice.centre(cell.column, cell.row);
        CHECK(parts[{std::round(at.x), std::round(at.y)}] == Approx(cell.value).epsilon(1e-9));
    }
}

TEST_CASE("many rows, counted by several threads, give the same as one after the other", "[engine][density]")
{
    const IncidentTable table = random_table(3'000, 12);
    const auto once = all_rows(table);
    std::vector<std::uint32_t> often;
    constexpr std::size_t times = 400;
    for (std::size_t i = 0; i < times; ++i)
        often.insert(often.end(), once.begin(), once.end());
    DensityOptions options = cells_of(CellShape::square, 25);
    options.weight = GENERATE(std::optional<ClaimField>{}, std::optional{ClaimField::killed});
    const Density one = density_of(table, once, options), many = density_of(table, often, options);
    CHECK(many.incidents_too_vague == times * one.incidents_too_vague);
    CHECK(many.incidents_spread == times * one.incidents_spread);
    REQUIRE(many.cells.size() == one.cells.size());
    for (std::size_t i = 0; i < one.cells.size(); ++i) {
        CHECK(many.cells[i].known_within == times * one.cells[i].known_within);
        CHECK(many.cells[i].value == Approx(times * one.cells[i].value).epsilon(1e-6));
    }
}

TEST_CASE("a kernel density sums to the incidents within the frame", "[engine][density]")
{
    const IncidentTable table = random_table(2'000, 8);
    const auto rows = all_rows(table);
    DensityOptions options = cells_of(CellShape::square, 10);
    options.kernel_km = GENERATE(15.0, 40.0, 90.0);
    options.frame = Extent{12, 25, 22, 33};
    const Density kernel = density_of(table, rows, options);
    options.kernel_km.reset();
    const Density plain = density_of(table, rows, options);
    CHECK(plain.incidents_outside > 0);
    CHECK(plain.incidents_spread > kernel.incidents_spread);
    CHECK(kernel.in_cells == Approx(plain.in_cells).epsilon(1e-9));
    CHECK(sum_of(kernel) == Approx(kernel.in_cells).epsilon(1e-2));
    CHECK(kernel.cells.size() > plain.cells.size());
}

TEST_CASE("incidents on both sides of the antimeridian lie in neighbouring cells", "[engine][density]")
{
    const IncidentTable table = table_of_places({{{179.99, -17}}, {{-179.99, -17}}, {{178, -18}}});
    const Density density = density_of(table, all_rows(table), cells_of(CellShape::square, 100));
    CHECK(density.plane.is_azimuthal());
    CHECK(density.in_cells == 3);
    CHECK(density.lattice.columns < 20);
    CHECK(density.cells.size() <= 3);
}

TEST_CASE("no incidents give no cells, and too many cells are refused", "[engine][density]")
{
    const IncidentTable nothing;
    CHECK(density_of(nothing, {}, cells_of(CellShape::hexagon, 50)).cells.empty());
    const IncidentTable table = table_of_places({{{0, 0}}, {{90, 60}}});
    CHECK_THROWS_AS(density_of(table, all_rows(table), cells_of(CellShape::square, 0.1)), Error);
}

TEST_CASE("the density's layer has a polygon a cell", "[engine][density]")
{
    const IncidentTable table = table_of_places({{{17, 27}}, {{17, 27}}, {{19, 29}}});
    const Layer layer =
        density_layer(density_of(table, all_rows(table), cells_of(CellShape::square, 10)), "incidents");
    REQUIRE(layer.features.size() == 2);
    CHECK(layer.features[0].values[*layer.field("incidents")] == Value{2.0});
    CHECK(layer.features[0].values[*layer.field("per_1000_km2")] == Value{20.0});
    CHECK(covers(layer.features[0].geometry, {17, 27}));
}
