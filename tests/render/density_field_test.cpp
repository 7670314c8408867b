#include "render/density_field.hpp"
#include "render/density_ramp.hpp"
#include "tests/render/made_records.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace sitmap;

namespace {

constexpr PxRect frame{0, 0, 640, 480};

/// `points` of the precision, one record each.
Records records_at(const std::vector<LonLat>& points, PlacePrecision precision = PlacePrecision::exact)
{
    IncidentTable table;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::string id = std::to_string(i + 1);
        Record record;
        record.id = id;
        record.point = points[i];
        record.precision = precision;
        table.append(record, static_cast<IncidentId>(i + 1), 1);
    }
    return Records{std::move(table)};
}

bool all_segments(const RecordPlaces::Segment&)
{
    return true;
}

/// Where the camera itself puts the table's points.
std::size_t in_frame_by_camera(const IncidentTable& table, const Camera& camera)
{
    std::size_t n = 0;
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (table.is_placed(row))
            if (const auto at = camera.to_px(table.point(row)); at && camera.frame().contains(*at))
                ++n;
    return n;
}

std::vector<Camera> cameras()
{
    const auto mercator = Projection::web_mercator();
    return {{mercator, {20, 10}, 60'000, frame},   // the globe is smaller than the frame
            {mercator, {20, 10}, 20'000, frame},   // nearly the whole of it
            {mercator, {12, 41}, 900, frame},      // a country
            {mercator, {179.6, -17}, 1500, frame}, // both sides of the antimeridian
            {mercator, {-179.9, 64}, 3000, frame}, // the same, from the east
            {mercator, {10, 84.5}, 4000, frame},   // past the square's northern edge
            {mercator, {13.5, 42}, 15, frame},     // a town
            {Projection::conic_for({5, 35, 25, 50}), {15, 42}, 3000, frame}};
}

double sum(const std::vector<float>& field)
{
    return std::accumulate(field.begin(), field.end(), 0.0);
}

} // namespace

TEST_CASE("records of one kind lie along a Hilbert curve", "[render][density]")
{
    constexpr unsigned cell_bits = 26; // 64 × 64 cells of the square
    std::vector<LonLat> points;
    for (std::uint32_t x = 0; x < 64; ++x)
        for (std::uint32_t y = 0; y < 64; ++y)
            points.push_back(lonlat_of({(x << cell_bits) + (1u << 25), (y << cell_bits) + (1u << 25)}));
    std::shuffle(points.begin(), points.end(), std::mt19937{3});
    const RecordPlaces places = records_at(points).places();
    REQUIRE(places.x.size() == points.size());
    const auto cell = [](std::uint32_t position) { return static_cast<int>(position >> cell_bits); };
    for (std::size_t i = 1; i < places.x.size(); ++i) // each cell of the curve is beside the one before
        CHECK(std::abs(cell(places.x[i]) - cell(places.x[i - 1])) +
                  std::abs(cell(places.y[i]) - cell(places.y[i - 1])) ==
              1);
}

TEST_CASE("positions on the square come back", "[render][records]")
{
    const auto p = GENERATE(LonLat{0, 0}, LonLat{-180, 10}, LonLat{179.9999999, -60}, LonLat{12.5, 84.9},
                            LonLat{-77.01, -84.9});
    const LonLat back = lonlat_of(square_position(p));
    CHECK(std::abs(back.lon - p.lon) < 1e-7);
    CHECK(std::abs(back.lat - p.lat) < 1e-7);
}

TEST_CASE("a picture counts what the camera sees, wherever it looks", "[render][density]")
{
    const auto settlements = test::settlements_in({-180, -80, 180, 84}, 3000, 5);
    std::vector<test::Settlement> all = settlements;
    for (int i = 0; i < 200; ++i) // so that the small views are not empty
        all.push_back({{12 + 0.01 * i, 41.5 + 0.005 * i}, 0.02});
    all.push_back({{179.99, -17}, 1});
    all.push_back({{-179.99, -17.2}, 1});
    const Records records{test::made_records(30'000, all, 11)};

    for (const Camera& camera : cameras()) {
        CAPTURE(camera.centre().lon, camera.metres_per_px());
        const CellGrid grid{camera, 2, 0};
        const std::size_t expected = in_frame_by_camera(records.table(), camera);
        const auto counts = grid.count(records.places(), all_segments);
        // A point on the frame's edge may fall to either side.
        CHECK(std::abs(static_cast<double>(counts.total()) - static_cast<double>(expected)) <=
              2 + static_cast<double>(expected) * 1e-4);
        CHECK(grid.seen(records.places(), all_segments) == counts.total());
        CHECK(std::accumulate(counts.by_type.begin(), counts.by_type.end(), std::uint64_t{0}) ==
              counts.total());
        std::size_t visited = 0;
        grid.each_in(
            records.places(), grid.frame_box(), [](const RecordPlaces::Block&) { return true; },
            [&](std::span<const std::uint32_t> rows, int, int) { visited += rows.size(); });
        CHECK(visited == counts.total());
    }
}

TEST_CASE("squares of cells count each type as its cells do, for few piles and for many", "[render][density]")
{
    // Of a small picture the squares are fewer than the piles, of a large one more.
    const auto size = GENERATE(PxRect{0, 0, 50, 38}, PxRect{0, 0, 640, 480});
    const Records records{test::made_records(60'000, test::settlements_in({10, 30, 20, 40}, 5000, 3), 7)};
    const Camera camera{Projection::web_mercator(), {15, 35}, 1'200'000 / size.width, size};
    const CellGrid grid{camera, 2, 6};
    const CellCounts all = grid.count(records.places(), all_segments);
    const std::size_t squares = all.by_type.size() / event_type_count;
    for (std::size_t type = 0; type < event_type_count; ++type) {
        CAPTURE(size.width, type);
        const CellCounts own = grid.count(records.places(), [type](const RecordPlaces::Segment& s) {
            return s.type == static_cast<EventType>(type);
        });
        std::vector<std::uint32_t> expected(squares, 0);
        for (int row = 0; row < own.rows; ++row)
            for (int column = 0; column < own.columns; ++column)
                expected[static_cast<std::size_t>(row / CellCounts::coarse * own.coarse_columns +
                                                  column / CellCounts::coarse)] +=
                    own.counts[static_cast<std::size_t>(row * own.columns + column)];
        const auto* first = all.by_type.data() + type * squares;
        CHECK(std::equal(expected.begin(), expected.end(), first));
    }
    CHECK(all.total() > 10'000);
}

TEST_CASE("equal places are one pile, and none is lost", "[render][records]")
{
    std::vector<LonLat> points(5000, LonLat{36.2, 36.8});
    points.push_back({36.3, 36.8});
    const Records records = records_at(points);
    CHECK(records.places().x.size() == 2);
    CHECK(records.places().records() == 5001);
    RowSet even{records.size()};
    for (std::size_t word = 0; word * 64 < records.size(); ++word)
        even.word(word) = 0x5555555555555555u;
    const RecordPlaces chosen = records.places(even);
    CHECK(chosen.records() == 2501);
    for (const std::uint32_t row : chosen.row)
        CHECK(row % 2 == 0);
}

TEST_CASE("each placed record is drawn once, where it is, among its kind", "[render][records]")
{
    const auto rows = GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{1'000}, std::size_t{20'001});
    CAPTURE(rows);
    const auto towns = test::settlements_in({-180, -70, 180, 70}, 40, 3);
    const Records records{test::made_records(rows, towns, 5)};
    const IncidentTable& table = records.table();
    const RecordPlaces& places = records.places();
    std::vector<int> drawn(table.size(), 0);
    std::size_t wrong = 0;
    for (const RecordPlaces::Segment& segment : places.segments)
        for (std::uint32_t b = segment.block_begin; b < segment.block_end; ++b) {
            const std::uint32_t* row = places.row.data() + places.blocks[b].first_row;
            for (std::uint32_t pile = places.blocks[b].begin; pile < places.blocks[b].end; ++pile)
                for (std::uint32_t i = 0; i < places.count[pile]; ++i, ++row) {
                    ++drawn[*row];
                    const Spread spread =
                        spread_of(table.precision[*row], static_cast<double>(table.radius_m[*row]));
                    const bool ascends = i == 0 || row[-1] < row[0];
                    wrong += SquarePosition{places.x[pile], places.y[pile]} !=
                                         square_position(table.point(*row)) ||
                                     type_of(table.sub_type[*row]) != segment.type ||
                                     spread != segment.spread || !ascends
                                 ? 1U
                                 : 0U;
                }
        }
    CHECK(wrong == 0);
    for (std::uint32_t row = 0; row < table.size(); ++row)
        wrong += drawn[row] != (table.is_placed(row) ? 1 : 0) ? 1U : 0U;
    CHECK(wrong == 0);
}

TEST_CASE("spreading keeps the sum, and is a Gaussian of its bandwidth", "[render][density]")
{
    const double sigma = GENERATE(1.0, 3.5, 6.0, 11.0, 40.0);
    constexpr int columns = 601, rows = 603, middle = 300;
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(columns) * rows, 0);
    counts[static_cast<std::size_t>(middle) * columns + middle] = 1000;
    const auto field = smoothed(counts, columns, rows, sigma);
    CAPTURE(sigma);
    CHECK(sum(field) == Approx(1000).epsilon(0.003));
    double variance = 0;
    for (int c = 0; c < columns; ++c)
        for (int r = 0; r < rows; ++r)
            variance += static_cast<double>(
                            field[static_cast<std::size_t>(r) * columns + static_cast<std::size_t>(c)]) *
                        (c - middle) * (c - middle) / 1000;
    CHECK(std::sqrt(variance) == Approx(sigma).epsilon(0.06));
}

TEST_CASE("spreading is the plain sum over the kernel, at any width of the grid", "[render][density]")
{
    const int columns = GENERATE(1, 5, 63, 64, 65, 130, 200);
    constexpr int rows = 9, reach = 6;
    constexpr double sigma = 2;
    std::mt19937 random{7};
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(columns * rows));
    for (std::uint32_t& count : counts)
        count = static_cast<std::uint32_t>(random() % 50);
    const auto field = smoothed(counts, columns, rows, sigma);
    double norm = 0;
    for (int i = -reach; i <= reach; ++i)
        norm += std::exp(-i * i / (2 * sigma * sigma));
    double furthest = 0;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            double plain = 0;
            for (int r = std::max(0, row - reach); r <= std::min(rows - 1, row + reach); ++r)
                for (int c = std::max(0, column - reach); c <= std::min(columns - 1, column + reach); ++c)
                    plain += counts[static_cast<std::size_t>(r * columns + c)] *
                             std::exp(-((r - row) * (r - row) + (c - column) * (c - column)) /
                                      (2 * sigma * sigma)) /
                             (norm * norm);
            const auto at = static_cast<std::size_t>(row * columns + column);
            furthest = std::max(furthest, std::abs(plain - static_cast<double>(field[at])));
        }
    CAPTURE(columns);
    CHECK(furthest < 1e-3);
}

TEST_CASE("nothing makes no density", "[render][density]")
{
    const Records none{IncidentTable{}};
    const Camera camera{Projection::web_mercator(), {0, 0}, 1000, frame};
    const CellGrid grid{camera, 2, 20};
    CHECK(grid.count(none.places(), all_segments).total() == 0);
    CHECK(grid.seen(none.places(), all_segments) == 0);
}

TEST_CASE("the ramp grows lighter on dark and darker on light", "[render][density]")
{
    for (const StyleName style : {StyleName::dark, StyleName::light, StyleName::print}) {
        double before = -1;
        for (int i = 1; i <= 20; ++i) {
            const Rgba c = density_colour(palette(style), i / 20.0);
            const double lightness = 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
            if (before >= 0)
                CHECK((style == StyleName::dark ? lightness > before : lightness < before));
            before = lightness;
        }
        const DensityRamp ramp{palette(style), {0.5, 200}};
        CHECK(ramp.at(0.4f).a == 0);
        CHECK(ramp.at(0.0f).a == 0);
        CHECK(ramp.at(1e6f) == density_colour(palette(style), 1));
        const std::vector<float> some{0, -1, 0.4f, 0.51f, 3, 10, 199, 1e6f, 3e20f};
        std::vector<Rgba> colours(some.size());
        ramp.colour(some, colours.data());
        for (std::size_t i = 0; i < some.size(); ++i)
            CHECK(colours[i] == ramp.at(some[i]));
        CHECK(std::abs(ramp.at(10.0f).a - density_colour(palette(style), 0.5).a) <= 2);
    }
}

TEST_CASE("what is known to a province has no place in a density", "[render][records]")
{
    CHECK(spread_of(PlacePrecision::province, 0) == Spread::vague);
    CHECK(spread_of(PlacePrecision::country, 5000) == Spread::vague);
    CHECK(spread_of(PlacePrecision::locality, 0) == Spread::to_7_km);
    CHECK(spread_of(PlacePrecision::district, 0) == Spread::to_75_km);
    CHECK(spread_of(PlacePrecision::sea, 400'000) == Spread::vague);
    CHECK(spread_of(PlacePrecision::exact, 0) == Spread::point);
}
