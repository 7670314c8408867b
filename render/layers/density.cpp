#include "render/layers/density.hpp"
#include "render/cluster.hpp"
#include "render/density_ramp.hpp"
#include "render/in_two.hpp"
#include "render/layers/relief.hpp"
#include "render/px_geometry.hpp"
#include "render/record_filter.hpp"
#include "render/wide_loops.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <future>
#include <memory>
#include <numbers>
#include <numeric>
#include <unordered_map>

namespace sitmap {

namespace {

using Segment = RecordPlaces::Segment;

constexpr double cell_px = 2, sigma_px = 7;
/// Wider spreads than this would be flat over the picture, and are left out.
constexpr double widest_sigma_px = 240;

bool is_precise(const Segment& segment)
{
    return segment.spread != Spread::vague;
}

/// Pixels of the Gaussian that stands for a disc of the radius: a disc's variance along an axis is r²/4.
double own_sigma_px(const Frame& frame, Spread spread)
{
    return radius_of(spread) / frame.camera.ground_m_per_px(frame.camera.centre()) / 2;
}

/// How the records of a spread come into the density at this scale.
enum class Way : std::uint8_t { as_points, spread_out, left_out };
Way way_of(const Frame& frame, Spread spread)
{
    if (spread == Spread::vague)
        return Way::left_out;
    const double own = own_sigma_px(frame, spread);
    return own <= sigma_px * 0.5 ? Way::as_points : own <= widest_sigma_px ? Way::spread_out : Way::left_out;
}

/// Ground in a cell of each row, in units of 100 km².
std::vector<double> cell_areas(const Frame& frame, const CellCounts& counts)
{
    constexpr int step = 16;
    std::vector<double> areas(static_cast<std::size_t>(counts.rows));
    const PxRect& box = frame.camera.frame();
    const auto area_at = [&](int row) {
        const double y = std::clamp(box.y + (row - counts.margin) * cell_px, box.y, box.y + box.height);
        const auto p = frame.camera.to_lonlat({box.x + box.width / 2, y});
        const double km = frame.camera.ground_m_per_px(p.value_or(frame.camera.centre())) * cell_px / 1000;
        return km * km / 100;
    };
    double next = area_at(0);
    for (int row = 0; row < counts.rows; row += step) {
        const double here = next;
        next = area_at(row + step);
        for (int i = 0; i < step && row + i < counts.rows; ++i)
            areas[static_cast<std::size_t>(row + i)] = std::lerp(here, next, static_cast<double>(i) / step);
    }
    return areas;
}

double round_up(double number)
{
    const double ten = std::pow(10.0, std::floor(std::log10(number)));
    for (const double step : {1.0, 2.0, 5.0, 10.0})
        if (number <= step * ten * 1.0000001)
            return step * ten;
    return 10 * ten;
}

double round_down(double number)
{
    const double ten = std::pow(10.0, std::floor(std::log10(number)));
    for (const double step : {5.0, 2.0, 1.0})
        if (number >= step * ten * 0.9999999)
            return step * ten;
    return ten;
}

/// All records of the density at their places, and the field that they make.
struct Made {
    std::shared_ptr<CellCounts> counts;
    std::vector<float> field;         ///< incidents per 100 km²
    std::vector<std::size_t> classes; ///< cells of the frame above the least that is coloured, by density
    double middle_area = 0;
    std::size_t too_wide = 0;
};

/// What one incident alone makes of the middle of its Gaussian.
double of_one(double cell_area)
{
    const double sigma = sigma_px / cell_px;
    return 1 / (2 * std::numbers::pi * sigma * sigma) / cell_area;
}

/// Least density that may be coloured: a third of what one incident makes.
double least_coloured(const Made& made)
{
    return of_one(made.middle_area) / 3;
}

constexpr unsigned class_shift = 20; ///< of a float's bits: eight classes an octave

/// Turns incidents a cell into incidents per 100 km², and counts the cells by class.
void by_area(Made& made, const std::vector<double>& areas)
{
    const CellCounts& counts = *made.counts;
    made.middle_area = areas[areas.size() / 2];
    const auto least = static_cast<float>(least_coloured(made));
    std::array<std::vector<std::size_t>, 2> classes;
    const auto part = [&](std::size_t which, std::size_t begin, std::size_t end) {
        std::vector<std::size_t>& own = classes[which];
        own.assign(std::size_t{1} << (32 - class_shift), 0);
        for (auto row = static_cast<int>(begin); row < static_cast<int>(end); ++row) {
            const auto by = static_cast<float>(1 / areas[static_cast<std::size_t>(row)]);
            float* const first = made.field.data() + static_cast<std::ptrdiff_t>(row) * counts.columns;
            for (int column = 0; column < counts.columns; ++column)
                first[column] *= by;
            if (row < counts.margin || row >= counts.rows - counts.margin)
                continue;
            for (int column = counts.margin; column < counts.columns - counts.margin; ++column)
                if (first[column] > least)
                    ++own[std::bit_cast<std::uint32_t>(first[column]) >> class_shift];
        }
    };
    in_two(areas.size(), part, 64);
    made.classes = std::move(classes[0]);
    for (std::size_t at = 0; at < classes[1].size(); ++at)
        made.classes[at] += classes[1][at];
}

/// Ends on round numbers, so that a pan rarely changes it: from a third of what one incident makes, or a
/// two-thousandth of the high end, up to what one in eighty of the coloured cells surpasses. One huge pile
/// must not leave all else in the dark.
DensityScale scale_for(const Made& made)
{
    constexpr double most_range = 2000, least_range = 30, share_above = 1.0 / 80;
    const double least = least_coloured(made);
    const std::size_t coloured = std::accumulate(made.classes.begin(), made.classes.end(), std::size_t{0});
    std::size_t above = 0;
    auto at = static_cast<std::uint32_t>(made.classes.size());
    while (at > 0 && static_cast<double>(above) <= share_above * static_cast<double>(coloured))
        above += made.classes[--at];
    const double high =
        round_up(std::max(least * least_range, static_cast<double>(std::bit_cast<float>(at << class_shift))));
    return {round_down(std::max(least, high / most_range)), high};
}

Made field_for(const Frame& frame, const RecordPlaces& places)
{
    const CellGrid grid{frame.camera, cell_px, 3 * sigma_px};
    Made made;
    made.counts = std::make_shared<CellCounts>(
        grid.count(places, [&](const Segment& s) { return way_of(frame, s.spread) == Way::as_points; }));
    CellCounts& all = *made.counts;
    made.field = smoothed(all.counts, all.columns, all.rows, sigma_px / cell_px);
    for (std::size_t i = 0; i < spread_count; ++i) {
        const auto spread = static_cast<Spread>(i);
        const auto own = [spread](const Segment& s) { return s.spread == spread; };
        if (std::none_of(places.segments.begin(), places.segments.end(), own))
            continue;
        if (way_of(frame, spread) == Way::left_out && spread != Spread::vague)
            made.too_wide += grid.seen(places, own);
        if (way_of(frame, spread) != Way::spread_out)
            continue;
        // What happened outside may have happened inside.
        const double sigma = std::hypot(own_sigma_px(frame, spread), sigma_px);
        const CellGrid wide{frame.camera, cell_px, 3 * sigma};
        const CellCounts counts = wide.count(places, own);
        const std::vector<float> field =
            smoothed(counts.counts, counts.columns, counts.rows, sigma / cell_px);
        const int more = wide.margin() - grid.margin();
        for (int row = 0; row < all.rows; ++row)
            for (int column = 0; column < all.columns; ++column) {
                const auto at = static_cast<std::size_t>(row * all.columns + column);
                const auto from = static_cast<std::size_t>((row + more) * counts.columns + column + more);
                made.field[at] += field[from];
                all.counts[at] += counts.counts[from];
            }
    }
    by_area(made, cell_areas(frame, all));
    return made;
}

/// Share of each cell that is land, of the frame's cells; empty: draw at sea too.
std::vector<std::uint8_t> land_shares(const Frame& frame, const CellCounts& counts, const Path& land)
{
    constexpr double most_at_sea = 0.02;
    if (land.empty())
        return {};
    const int columns = counts.columns - 2 * counts.margin, rows = counts.rows - 2 * counts.margin;
    const PxRect& box = frame.camera.frame();
    const auto mask = land_mask(land, {box.x, box.y}, cell_px / 2, 2 * columns, 2 * rows);
    std::vector<std::uint8_t> shares(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    std::uint64_t sum = 0, at_sea = 0;
    for (int row = 0; row < rows; ++row) {
        const std::uint8_t* upper = mask.data() + static_cast<std::ptrdiff_t>(2 * row) * 2 * columns;
        const std::uint8_t* lower = upper + 2 * columns;
        const std::uint32_t* count = counts.counts.data() +
                                     static_cast<std::ptrdiff_t>(row + counts.margin) * counts.columns +
                                     counts.margin;
        for (int column = 0; column < columns; ++column, upper += 2, lower += 2) {
            const int share = upper[0] + upper[1] + lower[0] + lower[1];
            shares[static_cast<std::size_t>(row * columns + column)] = static_cast<std::uint8_t>(share);
            sum += count[column];
            at_sea += share == 0 ? count[column] : 0;
        }
    }
    if (static_cast<double>(at_sea) > most_at_sea * static_cast<double>(sum))
        return {};
    return shares;
}

Raster coloured(const Frame& frame, const Made& made, const DensityScale& scale, const Path& land)
{
    const CellCounts& counts = *made.counts;
    const int columns = counts.columns - 2 * counts.margin, rows = counts.rows - 2 * counts.margin;
    auto pixels = std::make_shared<Pixels>();
    pixels->width = columns;
    pixels->height = rows;
    pixels->rgba.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) * 4);
    const DensityRamp ramp{frame.palette, scale};
    const auto shares = land_shares(frame, counts, land);
    const auto width = static_cast<std::size_t>(columns);
    std::vector<Rgba> line(width);
    std::uint8_t* out = pixels->rgba.data();
    for (int row = 0; row < rows; ++row) {
        const float* from = made.field.data() +
                            static_cast<std::ptrdiff_t>(row + counts.margin) * counts.columns + counts.margin;
        const std::uint8_t* quarters =
            shares.empty() ? nullptr : shares.data() + static_cast<std::size_t>(row) * width;
        ramp.colour({from, width}, line.data());
        if (quarters != nullptr)
            for (std::size_t column = 0; column < width; ++column)
                line[column].a = static_cast<std::uint8_t>(line[column].a * quarters[column] / 4);
        std::memcpy(out, line.data(), width * sizeof(Rgba));
        out += width * sizeof(Rgba);
    }
    const PxRect& box = frame.camera.frame();
    return {std::move(pixels), {box.x, box.y, columns * cell_px, rows * cell_px}, 1.0};
}

/// Keeps points a distance apart: one in each square of that side, and looks at the squares around it.
class Spacing {
public:
    Spacing(double apart, double width)
        : apart_{apart}, columns_{static_cast<std::ptrdiff_t>(width / apart) + 3}
    {}
    /// False where another that was taken is too near.
    bool take(Px p)
    {
        const std::ptrdiff_t own = square_of(p);
        for (const std::ptrdiff_t row : {-columns_, std::ptrdiff_t{0}, columns_})
            for (std::ptrdiff_t at = own + row - 1; at <= own + row + 1; ++at)
                if (const auto other = taken_.find(at);
                    other != taken_.end() && distance(other->second, p) < apart_)
                    return false;
        return taken_.emplace(own, p).second;
    }

private:
    [[nodiscard]] std::ptrdiff_t square_of(Px p) const
    {
        return static_cast<std::ptrdiff_t>(p.y / apart_) * columns_ +
               static_cast<std::ptrdiff_t>(p.x / apart_) + 1;
    }
    double apart_;
    std::ptrdiff_t columns_;
    std::unordered_map<std::ptrdiff_t, Px> taken_;
};

/// How many lonely cells (some records, but a density below the limit) lie above each cell and its column's
/// end: of a box, some are in it where its upper and lower edge differ.
SITMAP_WIDE void add_lonely(const std::uint32_t* above, const std::uint32_t* count, const float* density,
                            float limit, std::uint32_t* below, std::size_t cells)
{
    for (std::size_t i = 0; i < cells; ++i)
        below[i] = above[i] + ((count[i] != 0) & (density[i] < limit) ? 1u : 0u);
}
std::unique_ptr<std::uint32_t[]> lonely_above(const CellCounts& counts, const std::vector<float>& field,
                                              float limit)
{
    const auto width = static_cast<std::size_t>(counts.columns),
               height = static_cast<std::size_t>(counts.rows);
    auto above = std::make_unique_for_overwrite<std::uint32_t[]>(width * (height + 1));
    std::fill_n(above.get(), width, 0u);
    for (std::size_t row = 0; row < height; ++row)
        add_lonely(above.get() + row * width, counts.counts.data() + row * width, field.data() + row * width,
                   limit, above.get() + (row + 1) * width, width);
    return above;
}

/// Records that stand alone or where the ramp shows nothing, 40 px apart: what sort of thing happens there.
std::vector<std::uint32_t> lonely_rows(const Frame& frame, const RecordPlaces& places, const Made& made,
                                       const DensityScale& scale)
{
    constexpr double apart_px = 40, few = 1.5;
    constexpr std::size_t most_looked_at = 200'000, most_shown = 400;
    const CellCounts& counts = *made.counts;
    const auto limit = static_cast<float>(std::max(scale.low, few * of_one(made.middle_area)));
    const auto width = static_cast<std::size_t>(counts.columns);
    const auto is_lonely = [&](std::size_t at) { return counts.counts[at] > 0 && made.field[at] < limit; };
    const auto above = lonely_above(counts, made.field, limit);
    const CellGrid grid{frame.camera, cell_px, 3 * sigma_px};
    std::vector<std::uint32_t> rows;
    std::size_t looked_at = 0;
    const auto wanted = [&](const RecordPlaces::Block& block) {
        const CellGrid::CellBox own = grid.box_of(block), all = grid.whole_box();
        const CellGrid::CellBox b{std::max(own.left, 0), std::max(own.top, 0), std::min(own.right, all.right),
                                  std::min(own.bottom, all.bottom)};
        if (b.left >= b.right || b.top >= b.bottom)
            return false;
        const std::uint32_t* const top = above.get() + static_cast<std::size_t>(b.top) * width;
        const std::uint32_t* const bottom = above.get() + static_cast<std::size_t>(b.bottom) * width;
        if (std::equal(top + b.left, top + b.right, bottom + b.left) || looked_at > most_looked_at ||
            rows.size() >= most_shown)
            return false;
        looked_at += block.records;
        return true;
    };
    // The outline of a district round a single record would lie across the density of its neighbours.
    const auto has_own_mark = [&](std::uint32_t row) {
        const PlacePrecision precision = frame.map.records->table().precision[row];
        return precision != PlacePrecision::district && precision != PlacePrecision::line;
    };
    Spacing spacing{apart_px, counts.columns * cell_px};
    const CellGrid::CellBox box = grid.frame_box();
    grid.each_block(
        places, box, wanted, [&](const RecordPlaces::Block& block, const CellGrid::Placed& placed) {
            const std::uint32_t* first = places.row.data() + block.first_row;
            for (std::uint32_t pile = block.begin; pile < block.end; first += places.count[pile], ++pile) {
                const int column = placed.column[pile - block.begin], line = placed.row[pile - block.begin];
                if (!box.has(column, line) ||
                    !is_lonely(static_cast<std::size_t>(line) * width + static_cast<std::size_t>(column)))
                    continue;
                for (const std::uint32_t row : std::span{first, places.count[pile]})
                    if (rows.size() < most_shown && has_own_mark(row) &&
                        spacing.take({column * cell_px, line * cell_px}))
                        rows.push_back(row);
            }
        });
    return rows;
}

SceneCache::Density make_density(const Frame& frame, const RecordPlaces& places, const Path& land)
{
    const Made made = field_for(frame, places);
    SceneCache::Density density;
    density.scale = scale_for(made);
    // The colours need nothing of PROJ, whose contexts are for one thread.
    auto raster = std::async(std::launch::async, [&] { return coloured(frame, made, density.scale, land); });
    density.sparse_rows = lonely_rows(frame, places, made, density.scale);
    density.raster = raster.get();
    density.too_wide = made.too_wide;
    density.counts = made.counts;
    return density;
}

void show_rows(Frame& frame, std::vector<std::uint32_t> rows)
{
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (const std::uint32_t row : rows)
        frame.scene.shown.push_back(frame.map.records->table().incident(row));
}

const SceneCache::PassingRecords& passing(Frame& frame)
{
    return frame.cache.records(frame.map, frame.view.query, frame.view.as_of);
}

/// The selected record's row, where it passes.
std::vector<std::uint32_t> selected_row(const Frame& frame)
{
    const auto* chosen = std::get_if<IncidentSelection>(&frame.view.selection);
    const auto row = chosen != nullptr ? frame.map.records->table().row_of(chosen->id) : std::nullopt;
    if (!row || !RecordFilter{frame.map.records->table(), frame.view.query, frame.view.as_of}.passes(*row))
        return {};
    return {*row};
}

} // namespace

void choose_records(Frame& frame)
{
    frame.scene.from_ledger = frame.scene.shown.size();
    if (!frame.map.records || frame.map.records->size() == 0)
        return;
    const auto& records = passing(frame);
    frame.scene.records = records.summary;
    if (!frame.view.layers.incidents)
        return;
    const CellGrid grid{frame.camera, cell_px, 0};
    const auto any = [](const Segment&) { return true; };
    if (grid.seen(*records.places, any, most_records_as_marks + 1) > most_records_as_marks) {
        frame.records_as_density = true;
        return;
    }
    std::vector<std::uint32_t> rows = selected_row(frame);
    grid.each_in(
        *records.places, grid.frame_box(), [](const RecordPlaces::Block&) { return true; },
        [&](std::span<const std::uint32_t> pile, int, int) {
            rows.insert(rows.end(), pile.begin(), pile.end());
        });
    show_rows(frame, std::move(rows));
}

void draw_density(Frame& frame, const Path& land)
{
    if (!frame.records_as_density)
        return;
    const auto& records = passing(frame);
    const SceneCache::Density& density =
        frame.cache.density(frame.camera, static_cast<int>(frame.palette.name),
                            [&] { return make_density(frame, *records.places, land); });
    frame.list().commands.emplace_back(density.raster);
    const CellGrid grid{frame.camera, cell_px, 0};
    DensityKey key;
    key.scale = density.scale;
    key.sigma_px = sigma_px;
    key.sigma_km = sigma_px * frame.camera.ground_m_per_px(frame.camera.centre()) / 1000;
    key.vague = grid.seen(*records.places, [](const Segment& s) { return !is_precise(s); });
    key.too_wide = density.too_wide;
    key.in_view = grid.seen(*records.places, is_precise) + key.vague;
    key.counts = density.counts;
    key.corner = {frame.camera.frame().x, frame.camera.frame().y};
    frame.scene.density = key;
    std::vector<std::uint32_t> rows = selected_row(frame);
    rows.insert(rows.end(), density.sparse_rows.begin(), density.sparse_rows.end());
    show_rows(frame, std::move(rows));
}

} // namespace sitmap
