#include "geodata/packed_points.hpp"

#include "geodata/packed_tree.hpp"

#include <bit>

namespace sitmap {

namespace {

using Tree = PackedPoints::Tree;

/// One search, from the root down.
class Search {
public:
    Search(const Tree& tree, const PackedPoints::Query& query, PackedPoints::Found& found);
    void run();

private:
    void visit(std::size_t level, std::uint32_t number);
    void sweep(std::size_t level, std::span<const std::uint32_t> numbers);
    void take(PackedPoints::Range range);
    void filter_blocks(std::span<const std::uint32_t> blocks);
    void filter_block_in_time(std::size_t block);
    void order_ranges();
    [[nodiscard]] std::uint64_t in_time(std::size_t block) const;

    const Tree& tree_;
    const BoxJudge* area_;
    PackedPoints::Found& found_;
    PointWindow window_;
    std::size_t rows_; ///< how many of found_.rows are rows; it is kept longer, to be written to
    std::size_t first_range_;
};

Search::Search(const Tree& tree, const PackedPoints::Query& query, PackedPoints::Found& found)
    : tree_{tree},
      area_{query.area},
      found_{found},
      window_{query.box.west, query.box.south, query.box.east, query.box.north, 0,
              0xFFFF,         false,           query.kinds},
      rows_{found.rows.size()},
      first_range_{found.ranges.size()}
{
    constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min(),
                           highest = std::numeric_limits<std::int32_t>::max();
    // Codes 0 and 65535 are the open ends, which a finite day never excludes. Where times had to be cut to
    // fit, those at either end may stand for any, so a window beyond must not leave them out.
    const std::int64_t earliest = tree.times_are_sure ? 0 : 1, latest = tree.times_are_sure ? 0xFFFF : 0xFFFE;
    if (query.since != lowest)
        window_.since = static_cast<std::uint16_t>(
            std::clamp<std::int64_t>(std::int64_t{query.since} - tree.day_zero, 1, latest));
    if (query.until != highest)
        window_.until = static_cast<std::uint16_t>(
            std::clamp<std::int64_t>(std::int64_t{query.until} - tree.day_zero, earliest, 0xFFFE));
    window_.timed = query.since != lowest || query.until != highest;
}

void Search::take(PackedPoints::Range range)
{
    auto& ranges = found_.ranges;
    if (ranges.size() > first_range_ && ranges.back().end == range.begin)
        ranges.back().end = range.end;
    else
        ranges.push_back(range);
}

std::uint64_t Search::in_time(std::size_t block) const
{
    const PointBlock& columns = tree_.blocks[block];
    const TimeSides sides = tree_.filters->in_time(columns.from.data(), columns.length.data(), window_);
    std::uint64_t in = sides.in;
    for (std::uint64_t unsure = sides.unsure; unsure != 0; unsure &= unsure - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(unsure));
        in |= std::uint64_t{tree_.end_of(block * points_a_block + i) >= window_.since} << i;
    }
    return in;
}

void Search::filter_block_in_time(std::size_t block)
{
    const PointBlock& columns = tree_.blocks[block];
    std::uint64_t in = tree_.filters->in_box(columns.x.data(), columns.y.data(), window_);
    if (in != 0)
        in &= in_time(block);
    if (in != 0)
        rows_ += tree_.filters->pick(&tree_.order[block * points_a_block], in,
                                     room_for_rows(found_.rows, rows_, points_a_block));
}

void Search::filter_blocks(std::span<const std::uint32_t> blocks)
{
    if (window_.timed) {
        for (const std::uint32_t block : blocks)
            filter_block_in_time(block);
        return;
    }
    constexpr std::size_t at_once = 64; // more would ask for much room that is hardly ever used
    for (; !blocks.empty(); blocks = blocks.subspan(std::min(at_once, blocks.size()))) {
        const std::size_t count = std::min(at_once, blocks.size());
        rows_ +=
            tree_.sweeps->rows_in_box(tree_.blocks.data(), tree_.order.data(), blocks.data(), count, window_,
                                      room_for_rows(found_.rows, rows_, (count + 1) * points_a_block));
    }
}

/// All below some groups of a level, wherever they lie to an area.
void Search::sweep(std::size_t level, std::span<const std::uint32_t> numbers)
{
    constexpr std::size_t at_once = 32;
    std::array<std::uint32_t, (at_once + 1) * nodes_a_group> touching, inside;
    for (; !numbers.empty(); numbers = numbers.subspan(std::min(at_once, numbers.size()))) {
        const auto opened =
            tree_.sweeps->open(&tree_.group(level, 0), numbers.data(), std::min(at_once, numbers.size()),
                               window_, touching.data(), inside.data());
        for (std::size_t i = 0; i < opened.inside; ++i)
            take(tree_.range(level, inside[i]));
        const std::span<const std::uint32_t> below{touching.data(), opened.touching};
        if (level == 0)
            filter_blocks(below);
        else
            sweep(level - 1, below);
    }
}

/// A group that may lie on the edge of the area.
void Search::visit(std::size_t level, std::uint32_t number)
{
    const NodeGroup& group = tree_.group(level, number);
    const NodeSides sides = tree_.filters->classify(group, window_);
    for (std::uint32_t touching = sides.touching; touching != 0; touching &= touching - 1) {
        const auto i = static_cast<unsigned>(std::countr_zero(touching));
        const std::uint32_t node = number * static_cast<std::uint32_t>(nodes_a_group) + i;
        const Side side = (*area_)(box_of(group, i));
        if (side == Side::outside)
            continue;
        if (side == Side::inside && ((sides.inside >> i) & 1) != 0)
            take(tree_.range(level, node));
        else if (level == 0)
            filter_blocks({&node, 1});
        else if (side == Side::inside)
            sweep(level - 1, {&node, 1});
        else
            visit(level - 1, node);
    }
}

/// They were taken level by level.
void Search::order_ranges()
{
    auto& ranges = found_.ranges;
    const auto begin = ranges.begin() + static_cast<std::ptrdiff_t>(first_range_);
    if (ranges.end() - begin < 2)
        return;
    std::sort(begin, ranges.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
    auto last = begin;
    for (auto next = begin + 1; next != ranges.end(); ++next) {
        if (last->end == next->begin)
            last->end = next->end;
        else
            *++last = *next;
    }
    ranges.erase(last + 1, ranges.end());
}

void Search::run()
{
    if (tree_.count == 0 || window_.west > window_.east || window_.south > window_.north)
        return;
    constexpr std::uint32_t root = 0;
    if (area_ != nullptr)
        visit(tree_.top(), root);
    else
        sweep(tree_.top(), {&root, 1});
    found_.rows.resize(rows_);
    order_ranges();
}

double share_of(std::int32_t low, std::int32_t high, std::int32_t from, std::int32_t to)
{
    const double width = static_cast<double>(high) - low + 1;
    const double common = static_cast<double>(std::min(high, to)) - std::max(low, from) + 1;
    return std::clamp(common / width, 0.0, 1.0);
}

double estimate_below(const Tree& tree, std::size_t level, std::size_t number, const PointWindow& window)
{
    const NodeGroup& group = tree.group(level, number);
    const NodeSides sides = tree.filters->classify(group, window);
    double sum = 0;
    for (std::uint32_t touching = sides.touching; touching != 0; touching &= touching - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(touching));
        const std::size_t node = number * nodes_a_group + i;
        const PackedPoints::Range range = tree.range(level, node);
        if (((sides.inside >> i) & 1) == 0 && level > 0 && level + 2 > tree.top())
            sum += estimate_below(tree, level - 1, node, window);
        else
            sum += (range.end - range.begin) *
                   share_of(group.west[i], group.east[i], window.west, window.east) *
                   share_of(group.south[i], group.north[i], window.south, window.north);
    }
    return sum;
}

} // namespace

void PackedPoints::search(const Query& query, Found& found) const
{
    found.times_are_sure = tree_->times_are_sure;
    Search{*tree_, query, found}.run();
}

double PackedPoints::estimate(const UnitBox& box) const
{
    if (tree_->count == 0 || box.is_empty())
        return 0;
    const PointWindow window{box.west, box.south, box.east, box.north, 0, 0xFFFF, false, ~std::uint32_t{0}};
    return estimate_below(*tree_, tree_->top(), 0, window);
}

} // namespace sitmap
