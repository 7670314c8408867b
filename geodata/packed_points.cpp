#include "geodata/packed_points.hpp"

#include "geodata/packed_tree.hpp"

#include <bit>

namespace sitmap {

namespace {

constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min(),
                       highest = std::numeric_limits<std::int32_t>::max();
constexpr std::uint16_t open_end = 0xFFFF, last_code = 0xFFFE;
constexpr std::uint8_t long_interval = 255;

struct Finite {
    std::int32_t first = highest, last = lowest;
};

Finite finite_times(const PackedPoints::Columns& columns)
{
    Finite times;
    for (const auto& column : {columns.from, columns.to})
        for (const std::int32_t time : column) {
            times.first = std::min(times.first, time == lowest ? highest : time);
            times.last = std::max(times.last, time == highest ? lowest : time);
        }
    return times;
}

/// What the code 0 stands for: before the first time, or where they do not fit, half of the codes before the
/// median of some begins.
std::int32_t zero_for(const PackedPoints::Columns& columns, const Finite& times)
{
    if (times.first > times.last)
        return 0;
    if (std::int64_t{times.last} - times.first < last_code)
        return times.first > lowest ? times.first - 1 : times.first;
    std::vector<std::int32_t> some;
    for (std::size_t i = 0; i < columns.from.size(); i += columns.from.size() / 1024 + 1)
        if (columns.from[i] != lowest)
            some.push_back(columns.from[i]);
    if (some.empty())
        return times.first;
    std::nth_element(some.begin(), some.begin() + std::ssize(some) / 2, some.end());
    const std::int64_t zero = std::int64_t{some[some.size() / 2]} - last_code / 2;
    return static_cast<std::int32_t>(std::max<std::int64_t>(zero, lowest));
}

void put_node(NodeGroup& group, std::size_t i, const NodeGroup& children)
{
    const auto least = [](const auto& column) { return *std::min_element(column.begin(), column.end()); };
    const auto most = [](const auto& column) { return *std::max_element(column.begin(), column.end()); };
    group.west[i] = least(children.west);
    group.south[i] = least(children.south);
    group.east[i] = most(children.east);
    group.north[i] = most(children.north);
    group.first_from[i] = least(children.first_from);
    group.last_from[i] = most(children.last_from);
    group.first_to[i] = least(children.first_to);
    group.last_to[i] = most(children.last_to);
    group.kinds[i] = 0;
    for (const std::uint32_t kinds : children.kinds)
        group.kinds[i] |= kinds;
}

NodeGroup empty_group()
{
    NodeGroup group;
    group.west.fill(highest);
    group.south.fill(highest);
    group.east.fill(lowest);
    group.north.fill(lowest);
    group.first_from.fill(0xFFFF);
    group.last_from.fill(0);
    group.first_to.fill(0xFFFF);
    group.last_to.fill(0);
    group.kinds.fill(0);
    return group;
}

/// Fills a tree's columns from the caller's, block by block.
class Packing {
public:
    Packing(PackedPoints::Columns columns, PackedPoints::Tree& tree) : columns_{columns}, tree_{tree} {}
    void pack();

private:
    void pack_block(std::size_t block);
    void pack_times(std::size_t position, std::size_t size, NodeGroup& group, std::size_t node);
    void fetch_ahead(std::size_t position) const;
    void add_levels();

    PackedPoints::Columns columns_;
    PackedPoints::Tree& tree_;
};

/// The order jumps about in the columns: asks for what comes two blocks later.
void Packing::fetch_ahead(std::size_t position) const
{
    const std::size_t first = position + 2 * points_a_block;
    for (std::size_t i = first; i < std::min(first + points_a_block, tree_.count); ++i) {
        const std::uint32_t row = tree_.order[i];
        __builtin_prefetch(&columns_.x[row]);
        __builtin_prefetch(&columns_.y[row]);
        __builtin_prefetch(&columns_.from[row]);
        __builtin_prefetch(&columns_.to[row]);
        __builtin_prefetch(&columns_.kind[row]);
    }
}

void Packing::pack_times(std::size_t position, std::size_t size, NodeGroup& group, std::size_t node)
{
    std::uint16_t first_from = 0xFFFF, last_from = 0, first_to = 0xFFFF, last_to = 0;
    for (std::size_t i = position; i < position + size; ++i) {
        const std::uint32_t row = tree_.order[i];
        const std::uint16_t from = tree_.code(columns_.from[row]), to = tree_.code(columns_.to[row]);
        tree_.from[i] = from;
        const int length = to - from;
        tree_.length[i] = static_cast<std::uint8_t>(std::min<int>(length, long_interval));
        if (length >= long_interval)
            tree_.lasting.push_back({static_cast<std::uint32_t>(i), to});
        first_from = std::min(first_from, from);
        last_from = std::max(last_from, from);
        first_to = std::min(first_to, to);
        last_to = std::max(last_to, to);
    }
    group.first_from[node] = first_from;
    group.last_from[node] = last_from;
    group.first_to[node] = first_to;
    group.last_to[node] = last_to;
}

void Packing::pack_block(std::size_t block)
{
    const std::size_t position = block * points_a_block,
                      size = std::min(points_a_block, tree_.count - position);
    NodeGroup& group = tree_.groups[block / nodes_a_group];
    const std::size_t node = block % nodes_a_group;
    std::int32_t west = highest, south = highest, east = lowest, north = lowest;
    std::uint32_t kinds = 0;
    fetch_ahead(position);
    for (std::size_t i = position; i < position + size; ++i) {
        const std::uint32_t row = tree_.order[i];
        const std::int32_t x = columns_.x[row], y = columns_.y[row];
        tree_.x[i] = x;
        tree_.y[i] = y;
        west = std::min(west, x);
        east = std::max(east, x);
        south = std::min(south, y);
        north = std::max(north, y);
        kinds |= std::uint32_t{1} << columns_.kind[row];
    }
    group.west[node] = west;
    group.south[node] = south;
    group.east[node] = east;
    group.north[node] = north;
    group.kinds[node] = kinds;
    pack_times(position, size, group, node);
}

void Packing::add_levels()
{
    tree_.level_begin = {0, tree_.groups.size()};
    tree_.level_size = {points_a_block};
    for (std::size_t below = tree_.groups.size(); below > 1;) {
        const std::size_t begin = tree_.level_begin[tree_.level_begin.size() - 2];
        const std::size_t count = (below + nodes_a_group - 1) / nodes_a_group;
        for (std::size_t i = 0; i < count; ++i) {
            NodeGroup group = empty_group();
            for (std::size_t j = i * nodes_a_group; j < std::min((i + 1) * nodes_a_group, below); ++j)
                put_node(group, j % nodes_a_group, tree_.groups[begin + j]);
            tree_.groups.push_back(group);
        }
        tree_.level_begin.push_back(tree_.groups.size());
        tree_.level_size.push_back(tree_.level_size.back() * static_cast<std::uint32_t>(nodes_a_group));
        below = count;
    }
}

void Packing::pack()
{
    const std::size_t blocks = (tree_.count + points_a_block - 1) / points_a_block;
    const std::size_t padded = blocks * points_a_block;
    tree_.order.resize(padded, 0);
    tree_.x.resize(padded, lowest); // no box reaches there
    tree_.y.resize(padded, lowest);
    tree_.from.resize(padded, open_end);
    tree_.length.resize(padded, 0);
    const std::size_t groups = (blocks + nodes_a_group - 1) / nodes_a_group;
    tree_.groups.reserve(groups + groups / (nodes_a_group - 1) + 8);
    tree_.groups.assign(std::max<std::size_t>(groups, 1), empty_group());
    for (std::size_t block = 0; block < blocks; ++block)
        pack_block(block);
    tree_.lasting.shrink_to_fit();
    add_levels();
}

} // namespace

std::uint16_t PackedPoints::Tree::code(std::int32_t time) const
{
    if (time == lowest)
        return 0;
    if (time == highest)
        return open_end;
    return static_cast<std::uint16_t>(std::clamp<std::int64_t>(std::int64_t{time} - day_zero, 1, last_code));
}

std::uint16_t PackedPoints::Tree::end_of(std::size_t position) const
{
    if (length[position] != long_interval)
        return static_cast<std::uint16_t>(from[position] + length[position]);
    return std::lower_bound(lasting.begin(), lasting.end(), position,
                            [](const Lasting& each, std::size_t at) { return each.position < at; })
        ->to;
}

PackedPoints::PackedPoints(const Columns& columns, std::vector<std::uint32_t> order, Simd simd)
    : tree_{std::make_unique<Tree>()}
{
    const Finite times = finite_times(columns);
    tree_->filters = &point_filters(simd);
    tree_->count = order.size();
    tree_->day_zero = zero_for(columns, times);
    tree_->times_are_sure = times.first > times.last || std::int64_t{times.last} - times.first < last_code;
    tree_->order = std::move(order);
    Packing{columns, *tree_}.pack();
}

PackedPoints::~PackedPoints() = default;
PackedPoints::PackedPoints(PackedPoints&&) noexcept = default;
PackedPoints& PackedPoints::operator=(PackedPoints&&) noexcept = default;

std::span<const std::uint32_t> PackedPoints::order() const
{
    return std::span{tree_->order}.first(tree_->count);
}

std::size_t PackedPoints::bytes() const
{
    const auto size = [](const auto&... vectors) {
        return ((vectors.capacity() * sizeof(vectors[0])) + ...);
    };
    return sizeof(Tree) + size(tree_->order, tree_->x, tree_->y, tree_->from, tree_->length, tree_->lasting,
                               tree_->groups, tree_->level_begin, tree_->level_size);
}

} // namespace sitmap
