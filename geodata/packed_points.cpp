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

std::uint16_t code(std::int32_t time, std::int32_t zero)
{
    if (time == lowest)
        return 0;
    if (time == highest)
        return open_end;
    return static_cast<std::uint16_t>(std::clamp<std::int64_t>(std::int64_t{time} - zero, 1, last_code));
}

} // namespace

PackedPoints::Rows::Rows(const Columns& columns)
{
    const Finite times = finite_times(columns);
    day_zero_ = zero_for(columns, times);
    times_are_sure_ = times.first > times.last || std::int64_t{times.last} - times.first < last_code;
    rows_.resize(columns.x.size());
    for (std::size_t i = 0; i < columns.x.size(); ++i)
        rows_[i] = {columns.x[i], columns.y[i], code(columns.from[i], day_zero_),
                    code(columns.to[i], day_zero_), columns.kind[i]};
}

std::uint16_t PackedPoints::Tree::end_of(std::size_t position) const
{
    const PointBlock& block = blocks[position / points_a_block];
    const std::size_t i = position % points_a_block;
    if (block.length[i] != long_interval)
        return static_cast<std::uint16_t>(block.from[i] + block.length[i]);
    return std::lower_bound(lasting.begin(), lasting.end(), position,
                            [](const Lasting& each, std::size_t at) { return each.position < at; })
        ->to;
}

void PackedPoints::Tree::add_levels()
{
    level_begin = {0, groups.size()};
    level_size = {points_a_block};
    for (std::size_t below = groups.size(); below > 1;) {
        const std::size_t begin = level_begin[level_begin.size() - 2];
        const std::size_t above = (below + nodes_a_group - 1) / nodes_a_group;
        for (std::size_t i = 0; i < above; ++i) {
            NodeGroup group = empty_group();
            for (std::size_t j = i * nodes_a_group; j < std::min((i + 1) * nodes_a_group, below); ++j)
                put_node(group, j % nodes_a_group, groups[begin + j]);
            groups.push_back(group);
        }
        level_begin.push_back(groups.size());
        level_size.push_back(level_size.back() * static_cast<std::uint32_t>(nodes_a_group));
        below = above;
    }
}

void PackedPoints::pack_block(const Rows& rows, std::size_t block)
{
    Tree& tree = *tree_;
    const std::size_t begin = block * points_a_block, end = std::min(begin + points_a_block, tree.count);
    NodeGroup& group = tree.groups[block / nodes_a_group];
    PointBlock& columns = tree.blocks[block];
    Rows::Row least{highest, highest, 0xFFFF, 0xFFFF, 0}, most{lowest, lowest, 0, 0, 0};
    std::uint32_t kinds = 0;
    for (std::size_t i = begin; i < end; ++i) {
        if (i + 2 * points_a_block < tree.count) // the order jumps about
            __builtin_prefetch(&rows.rows_[tree.order[i + 2 * points_a_block]]);
        const Rows::Row row = rows.rows_[tree.order[i]];
        columns.x[i - begin] = row.x;
        columns.y[i - begin] = row.y;
        columns.from[i - begin] = row.from;
        columns.length[i - begin] =
            static_cast<std::uint8_t>(std::min<int>(row.to - row.from, long_interval));
        if (row.to - row.from >= long_interval)
            tree.lasting.push_back({static_cast<std::uint32_t>(i), row.to});
        least = {std::min(least.x, row.x), std::min(least.y, row.y), std::min(least.from, row.from),
                 std::min(least.to, row.to), 0};
        most = {std::max(most.x, row.x), std::max(most.y, row.y), std::max(most.from, row.from),
                std::max(most.to, row.to), 0};
        kinds |= std::uint32_t{1} << row.kind;
    }
    const std::size_t node = block % nodes_a_group;
    group.west[node] = least.x;
    group.south[node] = least.y;
    group.east[node] = most.x;
    group.north[node] = most.y;
    group.first_from[node] = least.from;
    group.last_from[node] = most.from;
    group.first_to[node] = least.to;
    group.last_to[node] = most.to;
    group.kinds[node] = kinds;
}

PackedPoints::PackedPoints(const Rows& rows, LargeVector<std::uint32_t> order, Simd simd)
    : tree_{std::make_unique<Tree>()}
{
    Tree& tree = *tree_;
    tree.filters = &point_filters(simd);
    tree.sweeps = &point_sweeps(simd);
    tree.count = order.size();
    tree.day_zero = rows.day_zero_;
    tree.times_are_sure = rows.times_are_sure_;
    tree.order = std::move(order);
    const std::size_t blocks = (tree.count + points_a_block - 1) / points_a_block;
    const std::size_t padded = blocks * points_a_block;
    tree.order.resize(padded, 0);
    tree.blocks.resize(blocks);
    for (std::size_t i = tree.count; i < padded; ++i) {
        PointBlock& last = tree.blocks.back();
        last.x[i % points_a_block] = last.y[i % points_a_block] = lowest; // no box reaches there
        last.from[i % points_a_block] = open_end;
        last.length[i % points_a_block] = 0;
    }
    const std::size_t groups = (blocks + nodes_a_group - 1) / nodes_a_group;
    tree.groups.reserve(groups + groups / (nodes_a_group - 1) + 8);
    tree.groups.assign(std::max<std::size_t>(groups, 1), empty_group());
    for (std::size_t block = 0; block < blocks; ++block)
        pack_block(rows, block);
    tree.lasting.shrink_to_fit();
    tree.add_levels();
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
    return sizeof(Tree) + size(tree_->order, tree_->blocks, tree_->lasting, tree_->groups, tree_->level_begin,
                               tree_->level_size);
}

} // namespace sitmap
