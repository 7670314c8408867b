#include "render/density_field.hpp"

#include "render/in_two.hpp"
#include "render/wide_loops.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>

namespace sitmap {

namespace {

constexpr double square_units = 4294967296.0, mercator_width_m = 2.0 * std::numbers::pi * 6378137.0;

/// Where the pile at a position falls in a Web Mercator picture. Positions are halved, so that they are
/// signed numbers, which every processor turns into floats.
struct Placing {
    std::uint32_t west = 0, north = 0;
    float cells_a_half_unit = 0; // two units
    float column_0 = 0, row_0 = 0, columns = 0, row_end = 0;
    float outside_column = 0, outside_row = 0; ///< of what is not seen
};

SITMAP_WIDE void place_piles(const std::uint32_t* x, const std::uint32_t* y, std::size_t count, Placing p,
                             std::int32_t* columns, std::int32_t* rows)
{
    for (std::size_t i = 0; i < count; ++i) {
        const auto dx = static_cast<std::int32_t>((x[i] - p.west) >> 1);
        const auto dy = static_cast<std::int32_t>((y[i] - p.north) >> 1);
        const float column = static_cast<float>(dx) * p.cells_a_half_unit + p.column_0;
        const float row = static_cast<float>(dy) * p.cells_a_half_unit + p.row_0;
        columns[i] = static_cast<std::int32_t>(column < p.columns ? column : p.outside_column);
        rows[i] = static_cast<std::int32_t>(row < p.row_end ? row : p.outside_row);
    }
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

/// Up to the next square's edge: what is not seen is put there.
int whole_squares(int cells)
{
    return (cells + CellCounts::coarse - 1) / CellCounts::coarse;
}

/// One thread's counts: of whole squares of cells, and a column and a row more for what is not seen.
struct CellGrid::Tally {
    std::vector<std::uint32_t> cells, by_type, before;
    std::size_t width, height, stride, squares_stride; ///< in squares, the strides with the one more
    std::vector<std::uint32_t> squares;                ///< of the type at work

    Tally(int columns, int rows)
        : width{static_cast<std::size_t>(whole_squares(columns))},
          height{static_cast<std::size_t>(whole_squares(rows))},
          stride{width * CellCounts::coarse + 1},
          squares_stride{width + 1}
    {
        cells.assign(stride * (height * CellCounts::coarse + 1), 0);
        by_type.assign(width * height * event_type_count, 0);
        before.assign(width * height, 0);
    }

    /// Few piles are counted in squares one by one, many by a look at all cells afterwards.
    [[nodiscard]] bool are_few(std::size_t piles) const { return piles < width * height * 6; }
    void begin_type() { squares.assign(squares_stride * (height + 1), 0); }

    template <bool with_squares>
    void add(const Placed& placed, std::span<const std::uint32_t> count)
    {
        constexpr int coarse = CellCounts::coarse;
        for (std::size_t i = 0; i < count.size(); ++i) {
            const auto column = static_cast<std::uint32_t>(placed.column[i]),
                       row = static_cast<std::uint32_t>(placed.row[i]);
            cells[row * stride + column] += count[i];
            if constexpr (with_squares)
                squares[row / coarse * squares_stride + column / coarse] += count[i];
        }
    }

    /// Books the squares counted since `begin_type`.
    void book_squares(EventType type)
    {
        std::uint32_t* const out = by_type.data() + static_cast<std::size_t>(type) * before.size();
        for (std::size_t row = 0; row < height; ++row) {
            const std::uint32_t* const from = squares.data() + row * squares_stride;
            add_rows(out + row * width, from, width);
            add_rows(before.data() + row * width, from, width);
        }
    }

    /// Books what the cells have more than after the last type.
    void book_cells(EventType type)
    {
        std::uint32_t* out = by_type.data() + static_cast<std::size_t>(type) * before.size();
        std::vector<std::uint32_t> sums(width * CellCounts::coarse);
        for (std::size_t row = 0; row < height; ++row) {
            std::fill(sums.begin(), sums.end(), 0u);
            for (std::size_t r = row * CellCounts::coarse; r < (row + 1) * CellCounts::coarse; ++r)
                add_rows(sums.data(), cells.data() + r * stride, sums.size());
            for (std::size_t c = 0; c < width; ++c) {
                const std::size_t at = row * width + c;
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
      is_mercator_{camera.projection().is_mercator() && camera.bearing_deg() == 0}
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

void CellGrid::place(const RecordPlaces& places, std::uint32_t begin, std::uint32_t end, Placed& out) const
{
    const int outside_column = whole_squares(columns_) * CellCounts::coarse,
              outside_row = whole_squares(rows_) * CellCounts::coarse;
    if (is_mercator_) {
        const Placing placing{west_,
                              north_,
                              static_cast<float>(2 * cells_a_unit_),
                              column_0_,
                              row_0_,
                              static_cast<float>(columns_),
                              row_end_,
                              static_cast<float>(outside_column),
                              static_cast<float>(outside_row)};
        place_piles(places.x.data() + begin, places.y.data() + begin, end - begin, placing, out.column.data(),
                    out.row.data());
        return;
    }
    const PxRect& frame = camera_.frame();
    for (std::uint32_t i = begin; i < end; ++i) {
        const auto at = camera_.to_px(lonlat_of({places.x[i], places.y[i]}));
        const double column = at ? (at->x - frame.x) / cell_px_ + margin_ : -1,
                     row = at ? (at->y - frame.y) / cell_px_ + margin_ : -1;
        const bool seen = column >= 0 && row >= 0 && column < columns_ && row < rows_;
        out.column[i - begin] = seen ? static_cast<int>(column) : outside_column;
        out.row[i - begin] = seen ? static_cast<int>(row) : outside_row;
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

std::size_t CellGrid::seen(const RecordPlaces& places,
                           const std::function<bool(const RecordPlaces::Segment&)>& wanted,
                           std::size_t enough) const
{
    const CellBox box = frame_box();
    Placed placed;
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
            place(places, block.begin, block.end, placed);
            for (std::uint32_t i = 0; i < block.end - block.begin; ++i)
                if (box.has(placed.column[i], placed.row[i]))
                    sum += places.count[block.begin + i];
        }
    }
    return sum;
}

void CellGrid::count_type(const RecordPlaces& places, std::span<const RecordPlaces::Segment> segments,
                          Part part, Tally& tally) const
{
    std::vector<const RecordPlaces::Block*> seen;
    std::size_t piles = 0;
    for (const RecordPlaces::Segment& segment : segments) {
        const std::uint32_t middle = segment.block_begin + (segment.block_end - segment.block_begin) / 2;
        const std::uint32_t begin = part == Part::second_half ? middle : segment.block_begin,
                            end = part == Part::first_half ? middle : segment.block_end;
        for (std::uint32_t b = begin; b < end; ++b)
            if (box_of(places.blocks[b]).touches(whole_box())) {
                seen.push_back(&places.blocks[b]);
                piles += places.blocks[b].end - places.blocks[b].begin;
            }
    }
    const bool by_squares = tally.are_few(piles);
    if (by_squares)
        tally.begin_type();
    Placed placed;
    for (const RecordPlaces::Block* block : seen) {
        place(places, block->begin, block->end, placed);
        const std::span count{places.count.data() + block->begin, block->end - block->begin};
        if (by_squares)
            tally.add<true>(placed, count);
        else
            tally.add<false>(placed, count);
    }
    if (by_squares)
        tally.book_squares(segments.front().type);
    else
        tally.book_cells(segments.front().type);
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
        const Part part = threads == 1 ? Part::all : which == 0 ? Part::first_half : Part::second_half;
        for (auto type = segments.begin(); type != segments.end();) {
            const auto next = std::find_if(type, segments.end(),
                                           [&](const auto& segment) { return segment.type != type->type; });
            count_type(places, {type, next}, part, tally);
            type = next;
        }
    };
    in_two(
        threads, [&](std::size_t part, std::size_t, std::size_t) { half(part); }, 2);
    Tally& first = *tallies[0];
    CellCounts made{cell_px_, columns_, rows_, margin_, {}, whole_squares(columns_), whole_squares(rows_),
                    {}};
    const auto width = static_cast<std::size_t>(columns_), height = static_cast<std::size_t>(rows_);
    made.counts.resize(width * height);
    const auto sum = [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t r = begin; r < end; ++r) {
            const std::size_t from = r * first.stride;
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

void CellGrid::each_block(const RecordPlaces& places, const CellBox& box,
                          const std::function<bool(const RecordPlaces::Block&)>& wanted,
                          const std::function<void(const RecordPlaces::Block&, const Placed&)>& take) const
{
    Placed placed;
    for (const RecordPlaces::Block& block : places.blocks) {
        if (!box_of(block).touches(box) || !wanted(block))
            continue;
        place(places, block.begin, block.end, placed);
        take(block, placed);
    }
}

void CellGrid::each_in(const RecordPlaces& places, const CellBox& box,
                       const std::function<bool(const RecordPlaces::Block&)>& wanted,
                       const std::function<void(std::span<const std::uint32_t>, int, int)>& take) const
{
    each_block(places, box, wanted, [&](const RecordPlaces::Block& block, const Placed& placed) {
        const std::uint32_t* row = places.row.data() + block.first_row;
        for (std::uint32_t pile = block.begin; pile < block.end; row += places.count[pile], ++pile) {
            const int column = placed.column[pile - block.begin], line = placed.row[pile - block.begin];
            if (box.has(column, line) && column < columns_ && line < rows_)
                take({row, places.count[pile]}, column, line);
        }
    });
}

} // namespace sitmap
