#include "render/density_field.hpp"

#include "render/in_two.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>

// The compiler makes a version of each marked loop for every width of register, and the program takes the
// widest that the processor has. Sanitizers do not bear the dispatch.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define SITMAP_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define SITMAP_WIDE
#endif

namespace sitmap {

namespace {

constexpr double square_units = 4294967296.0, mercator_width_m = 2.0 * std::numbers::pi * 6378137.0;

/// Where the pile at a position falls in a Web Mercator picture. Positions are halved, so that they are
/// signed numbers, which every processor turns into floats.
struct Placing {
    std::uint32_t west = 0, north = 0;
    float cells_a_half_unit = 0; // two units
    float column_0 = 0, row_0 = 0, columns = 0, rows = 0, row_end = 0;
    std::int32_t stride = 0;
};

SITMAP_WIDE void cell_indices(const std::uint32_t* x, const std::uint32_t* y, std::size_t count, Placing p,
                              std::uint32_t* out)
{
    for (std::size_t i = 0; i < count; ++i) {
        const auto dx = static_cast<std::int32_t>((x[i] - p.west) >> 1);
        const auto dy = static_cast<std::int32_t>((y[i] - p.north) >> 1);
        const float column = static_cast<float>(dx) * p.cells_a_half_unit + p.column_0;
        const float row = static_cast<float>(dy) * p.cells_a_half_unit + p.row_0;
        // What is not seen falls into the last column or row, which nobody looks at.
        const float c = column < p.columns ? column : p.columns, r = row < p.row_end ? row : p.rows;
        out[i] = static_cast<std::uint32_t>(static_cast<std::int32_t>(r) * p.stride +
                                            static_cast<std::int32_t>(c));
    }
}

SITMAP_WIDE void add_scaled(float* to, const float* from, float by, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] += from[i] * by;
}

SITMAP_WIDE void set_scaled(float* to, const float* from, float by, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] = from[i] * by;
}

SITMAP_WIDE void convert(float* to, const std::uint32_t* from, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] = static_cast<float>(static_cast<std::int32_t>(from[i])); // every processor converts these
}

void convert(float* to, const float* from, std::size_t count)
{
    std::copy_n(from, count, to);
}

SITMAP_WIDE void sum_rows(std::uint32_t* to, const std::uint32_t* a, const std::uint32_t* b,
                          std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] = a[i] + b[i];
}

SITMAP_WIDE void add_rows(std::uint32_t* to, const std::uint32_t* from, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] += from[i];
}

std::vector<float> gaussian_taps(double sigma)
{
    const int reach = static_cast<int>(std::ceil(3 * sigma));
    std::vector<double> taps;
    for (int i = -reach; i <= reach; ++i)
        taps.push_back(std::exp(-i * i / (2 * sigma * sigma)));
    const double sum = std::accumulate(taps.begin(), taps.end(), 0.0);
    std::vector<float> scaled;
    std::transform(taps.begin(), taps.end(), std::back_inserter(scaled),
                   [sum](double tap) { return static_cast<float>(tap / sum); });
    return scaled;
}

/// A grid of floats, row by row.
struct Field {
    std::size_t columns = 0, rows = 0;
    std::vector<float> cells;
    Field(std::size_t c, std::size_t r) : columns{c}, rows{r}, cells(c * r, 0.0f) {}
    [[nodiscard]] float* row(std::size_t r) { return cells.data() + r * columns; }
    [[nodiscard]] const float* row(std::size_t r) const { return cells.data() + r * columns; }
};

/// The kernel parts into one along rows and one along columns. The grid is of counts or of floats.
template <class Cell>
Field blurred(const std::vector<Cell>& from, std::size_t columns, std::size_t rows, double sigma)
{
    const std::vector<float> taps = gaussian_taps(sigma);
    const std::size_t reach = taps.size() / 2;
    Field along{columns, rows}, both{columns, rows};
    in_two(
        rows,
        [&](std::size_t, std::size_t begin, std::size_t end) {
            std::vector<float> padded(columns + 2 * reach, 0.0f);
            for (std::size_t r = begin; r < end; ++r) {
                convert(padded.data() + reach, from.data() + r * columns, columns);
                set_scaled(along.row(r), padded.data(), taps[0], columns);
                for (std::size_t k = 1; k < taps.size(); ++k)
                    add_scaled(along.row(r), padded.data() + k, taps[k], columns);
            }
        },
        64);
    in_two(
        rows,
        [&](std::size_t, std::size_t begin, std::size_t end) {
            for (std::size_t r = begin; r < end; ++r)
                for (std::size_t k = 0; k < taps.size(); ++k)
                    if (r + k >= reach && r + k - reach < rows)
                        add_scaled(both.row(r), along.row(r + k - reach), taps[k], columns);
        },
        64);
    return both;
}

Field halved(const Field& from)
{
    Field half{(from.columns + 1) / 2, (from.rows + 1) / 2};
    for (std::size_t r = 0; r < from.rows; ++r)
        for (std::size_t c = 0; c < from.columns; ++c)
            half.row(r / 2)[c / 2] += from.row(r)[c];
    return half;
}

/// Read between the middles of the larger cells, each of which holds what four small ones held.
Field doubled(const Field& half, std::size_t columns, std::size_t rows)
{
    Field whole{columns, rows};
    const auto clamped = [](std::ptrdiff_t i, std::size_t n) {
        return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(i, 0, static_cast<std::ptrdiff_t>(n) - 1));
    };
    for (std::size_t r = 0; r < rows; ++r) {
        const auto near_r = static_cast<std::ptrdiff_t>(r / 2);
        const float* a = half.row(clamped(near_r, half.rows));
        const float* b = half.row(clamped(near_r + (r % 2 == 0 ? -1 : 1), half.rows));
        for (std::size_t c = 0; c < columns; ++c) {
            const auto near_c = static_cast<std::ptrdiff_t>(c / 2);
            const std::size_t i = clamped(near_c, half.columns),
                              j = clamped(near_c + (c % 2 == 0 ? -1 : 1), half.columns);
            whole.row(r)[c] = (9 * a[i] + 3 * a[j] + 3 * b[i] + b[j]) / 64.0f;
        }
    }
    return whole;
}

constexpr double widest_sigma = 7; ///< cells; wider kernels look the same on cells twice as large

Field spread_out(const Field& from, double sigma)
{
    if (sigma <= widest_sigma || from.columns < 4 || from.rows < 4)
        return blurred(from.cells, from.columns, from.rows, sigma);
    return doubled(spread_out(halved(from), sigma / 2), from.columns, from.rows);
}

} // namespace

std::uint64_t CellCounts::total() const
{
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::uint64_t CellCounts::within(Px at, double radius_px) const
{
    const double column = at.x / cell_px + margin, row = at.y / cell_px + margin, reach = radius_px / cell_px;
    std::uint64_t sum = 0;
    for (int r = std::max(0, static_cast<int>(row - reach)); r < std::min<double>(rows, row + reach + 1); ++r)
        for (int c = std::max(0, static_cast<int>(column - reach));
             c < std::min<double>(columns, column + reach + 1); ++c)
            if (std::hypot(c + 0.5 - column, r + 0.5 - row) <= reach)
                sum += counts[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns) +
                              static_cast<std::size_t>(c)];
    return sum;
}

/// One thread's counts, with a column and a row more than is seen.
struct CellGrid::Tally {
    std::vector<std::uint32_t> cells, by_type, before;
    int columns, rows, coarse_columns, coarse_rows;

    Tally(int c, int r)
        : columns{c},
          rows{r},
          coarse_columns{(c + CellCounts::coarse - 1) / CellCounts::coarse},
          coarse_rows{(r + CellCounts::coarse - 1) / CellCounts::coarse}
    {
        cells.assign(static_cast<std::size_t>(c + 1) * static_cast<std::size_t>(r + 1), 0);
        const auto coarse = static_cast<std::size_t>(coarse_columns) * static_cast<std::size_t>(coarse_rows);
        by_type.assign(coarse * event_type_count, 0);
        before.assign(coarse, 0);
    }

    /// Books what came since the last call for the type.
    void book(EventType type)
    {
        const auto stride = static_cast<std::size_t>(columns) + 1,
                   width = static_cast<std::size_t>(coarse_columns);
        std::uint32_t* out = by_type.data() + static_cast<std::size_t>(type) * before.size();
        std::vector<std::uint32_t> sums(width * CellCounts::coarse);
        for (int row = 0; row < coarse_rows; ++row) {
            std::fill(sums.begin(), sums.end(), 0u);
            for (int r = row * CellCounts::coarse; r < std::min(rows, (row + 1) * CellCounts::coarse); ++r)
                add_rows(sums.data(), cells.data() + static_cast<std::size_t>(r) * stride,
                         static_cast<std::size_t>(columns));
            for (std::size_t c = 0; c < width; ++c) {
                const std::size_t at = static_cast<std::size_t>(row) * width + c;
                const std::uint32_t* four = sums.data() + c * CellCounts::coarse;
                const std::uint32_t all = four[0] + four[1] + four[2] + four[3];
                out[at] += all - before[at];
                before[at] = all;
            }
        }
    }
};

CellGrid::CellGrid(const Camera& camera, double cell_px, double margin_px)
    : camera_{camera},
      cell_px_{cell_px},
      columns_{0},
      rows_{0},
      margin_{static_cast<int>(std::ceil(margin_px / cell_px))},
      is_mercator_{camera.projection().is_mercator()}
{
    const PxRect& frame = camera.frame();
    columns_ = static_cast<int>(std::ceil(frame.width / cell_px)) + 2 * margin_;
    rows_ = static_cast<int>(std::ceil(frame.height / cell_px)) + 2 * margin_;
    cells_a_unit_ = mercator_width_m / camera.metres_per_px() / cell_px / square_units;
    row_end_ = static_cast<float>(rows_);
    if (!is_mercator_)
        return;
    const SquarePosition centre = square_position(camera.centre());
    const double half_columns = frame.width / cell_px / 2 + margin_,
                 half_rows = frame.height / cell_px / 2 + margin_;
    const double left = centre.x - half_columns / cells_a_unit_, top = centre.y - half_rows / cells_a_unit_;
    is_whole_globe_ = columns_ / cells_a_unit_ >= square_units;
    if (is_whole_globe_) { // each pile once, nearest to the middle
        west_ = centre.x - 0x80000000u;
        column_0_ = static_cast<float>(half_columns - cells_a_unit_ * square_units / 2);
    } else {
        west_ = static_cast<std::uint32_t>(static_cast<std::int64_t>(std::floor(left)));
    }
    north_ = static_cast<std::uint32_t>(std::clamp(std::floor(top), 0.0, square_units - 1));
    row_0_ = static_cast<float>(std::max(0.0, -top) * cells_a_unit_);
    row_end_ = std::min(row_end_, static_cast<float>(row_0_ + (square_units - north_) * cells_a_unit_));
}

void CellGrid::indices(const RecordPlaces& places, std::uint32_t begin, std::uint32_t end,
                       std::uint32_t* out) const
{
    const Placing placing{west_,
                          north_,
                          static_cast<float>(2 * cells_a_unit_),
                          column_0_,
                          row_0_,
                          static_cast<float>(columns_),
                          static_cast<float>(rows_),
                          row_end_,
                          columns_ + 1};
    if (is_mercator_) {
        cell_indices(places.x.data() + begin, places.y.data() + begin, end - begin, placing, out);
        return;
    }
    const auto stride = static_cast<std::uint32_t>(columns_) + 1;
    const PxRect& frame = camera_.frame();
    for (std::uint32_t i = begin; i < end; ++i) {
        const auto at = camera_.to_px(lonlat_of({places.x[i], places.y[i]}));
        const double column = at ? (at->x - frame.x) / cell_px_ + margin_ : -1,
                     row = at ? (at->y - frame.y) / cell_px_ + margin_ : -1;
        const bool seen = column >= 0 && row >= 0 && column < columns_ && row < rows_;
        out[i - begin] =
            seen ? static_cast<std::uint32_t>(row) * stride + static_cast<std::uint32_t>(column) : stride - 1;
    }
}

CellGrid::CellBox CellGrid::box_of(const RecordPlaces::Block& block) const
{
    if (!is_mercator_ || is_whole_globe_)
        return whole_box();
    const double rows_a = (static_cast<double>(block.north) - north_) * cells_a_unit_ +
                          static_cast<double>(row_0_),
                 rows_b = (static_cast<double>(block.south) - north_) * cells_a_unit_ +
                          static_cast<double>(row_0_);
    if (rows_b < 0 || rows_a >= static_cast<double>(row_end_))
        return {};
    const double from = (block.west - west_) * cells_a_unit_;
    const double to = from + (static_cast<double>(block.east) - block.west) * cells_a_unit_;
    const double round = square_units * cells_a_unit_;
    const auto clamped = [](double at, int most) {
        return static_cast<int>(std::clamp(std::floor(at), -1.0, most + 1.0));
    };
    CellBox box{-1, clamped(rows_a, rows_), columns_ + 1, clamped(rows_b + 1, rows_)};
    if (to >= round) // it passes the left edge
        return box;
    if (from >= columns_)
        return {};
    box.left = clamped(from, columns_);
    box.right = clamped(to + 1, columns_);
    return box;
}

void CellGrid::add(const RecordPlaces& places, const RecordPlaces::Block& block, Tally& tally) const
{
    std::uint32_t index[RecordPlaces::block_piles];
    indices(places, block.begin, block.end, index);
    const std::uint32_t* count = places.count.data() + block.begin;
    const std::size_t piles = block.end - block.begin;
    std::uint32_t* cells = tally.cells.data();
    for (std::size_t i = 0; i < piles; ++i)
        cells[index[i]] += count[i];
}

std::size_t CellGrid::seen(const RecordPlaces& places,
                           const std::function<bool(const RecordPlaces::Segment&)>& wanted,
                           std::size_t enough) const
{
    const CellBox box = frame_box();
    const auto stride = static_cast<std::uint32_t>(columns_) + 1;
    std::uint32_t index[RecordPlaces::block_piles];
    std::size_t sum = 0;
    for (const RecordPlaces::Segment& segment : places.segments) {
        if (!wanted(segment))
            continue;
        for (std::uint32_t b = segment.block_begin; b < segment.block_end && sum < enough; ++b) {
            const RecordPlaces::Block& block = places.blocks[b];
            const CellBox own = box_of(block);
            if (is_mercator_ && !is_whole_globe_ && box.holds(own) && own.right > own.left) {
                sum += block.records;
                continue;
            }
            if (!own.touches(box))
                continue;
            indices(places, block.begin, block.end, index);
            for (std::uint32_t i = 0; i < block.end - block.begin; ++i)
                if (box.has(static_cast<int>(index[i] % stride), static_cast<int>(index[i] / stride)))
                    sum += places.count[block.begin + i];
        }
    }
    return sum;
}

CellCounts CellGrid::count(const RecordPlaces& places,
                           const std::function<bool(const RecordPlaces::Segment&)>& wanted) const
{
    std::vector<RecordPlaces::Segment> segments;
    std::copy_if(places.segments.begin(), places.segments.end(), std::back_inserter(segments), wanted);
    std::stable_sort(segments.begin(), segments.end(),
                     [](const auto& a, const auto& b) { return a.type < b.type; });
    std::optional<Tally> tallies[2];
    // One thread takes the first half of each segment's blocks, the other the second. PROJ's contexts are
    // for one thread alone.
    const std::size_t threads = is_mercator_ ? 2 : 1;
    const auto half = [&](std::size_t which) {
        Tally& tally = tallies[which].emplace(columns_, rows_); // megabytes, which each thread clears itself
        for (std::size_t s = 0; s < segments.size(); ++s) {
            const auto blocks = segments[s].block_end - segments[s].block_begin;
            const auto begin = segments[s].block_begin + (which == 0 ? 0 : blocks / 2),
                       end = which == 0 && threads == 2 ? segments[s].block_begin + blocks / 2
                                                        : segments[s].block_end;
            for (std::uint32_t b = begin; b < end; ++b)
                if (box_of(places.blocks[b]).touches(whole_box()))
                    add(places, places.blocks[b], tally);
            if (s + 1 == segments.size() || segments[s + 1].type != segments[s].type)
                tally.book(segments[s].type);
        }
    };
    in_two(
        threads, [&](std::size_t part, std::size_t, std::size_t) { half(part); }, 2);
    Tally& first = *tallies[0];
    CellCounts made{cell_px_, columns_, rows_, margin_, {}, first.coarse_columns, first.coarse_rows, {}};
    const auto width = static_cast<std::size_t>(columns_), height = static_cast<std::size_t>(rows_);
    made.counts.resize(width * height);
    const auto sum = [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t r = begin; r < end; ++r) {
            const std::size_t from = r * (width + 1);
            std::uint32_t* const to = made.counts.data() + r * width;
            if (tallies[1])
                sum_rows(to, first.cells.data() + from, tallies[1]->cells.data() + from, width);
            else
                std::copy_n(first.cells.data() + from, width, to);
        }
    };
    in_two(height, sum, 64);
    if (tallies[1])
        add_rows(first.by_type.data(), tallies[1]->by_type.data(), first.by_type.size());
    made.by_type = std::move(first.by_type);
    return made;
}

void CellGrid::each_in(const RecordPlaces& places, const CellBox& box,
                       const std::function<bool(const RecordPlaces::Block&)>& wanted,
                       const std::function<void(std::span<const std::uint32_t>, int, int)>& take) const
{
    const auto stride = static_cast<std::uint32_t>(columns_) + 1;
    std::uint32_t index[RecordPlaces::block_piles];
    for (const RecordPlaces::Block& block : places.blocks) {
        if (!box_of(block).touches(box) || !wanted(block))
            continue;
        indices(places, block.begin, block.end, index);
        const std::uint32_t* row = places.row.data() + block.first_row;
        for (std::uint32_t pile = block.begin; pile < block.end; row += places.count[pile], ++pile) {
            const std::uint32_t at = index[pile - block.begin];
            const int column = static_cast<int>(at % stride), line = static_cast<int>(at / stride);
            if (box.has(column, line) && column < columns_ && line < rows_)
                take({row, places.count[pile]}, column, line);
        }
    }
}

std::vector<float> smoothed(const std::vector<std::uint32_t>& counts, int columns, int rows, double sigma)
{
    const auto width = static_cast<std::size_t>(columns), height = static_cast<std::size_t>(rows);
    if (sigma <= widest_sigma)
        return blurred(counts, width, height, sigma).cells;
    Field field{width, height};
    convert(field.cells.data(), counts.data(), counts.size());
    return spread_out(field, sigma).cells;
}

} // namespace sitmap
