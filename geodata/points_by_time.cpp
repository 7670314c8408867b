#include "geodata/points_by_time.hpp"

#include "geodata/hilbert.hpp"
#include "geodata/packed_tree.hpp"
#include "geodata/point_filters.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace sitmap {

namespace {

constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min();

/// Order-keeping as unsigned numbers.
std::uint32_t sortable(std::int32_t time)
{
    return static_cast<std::uint32_t>(time) ^ 0x80000000u;
}

} // namespace

PointsByTime::PointsByTime(const PackedPoints::Columns& columns, Simd simd)
    : columns_{columns}, simd_{simd}, x_{columns.x}, y_{columns.y}
{
    if (!std::is_sorted(columns.from.begin(), columns.from.end()))
        sort_columns();
    add_ends();
}

void PointsByTime::sort_columns()
{
    const std::size_t count = columns_.from.size();
    std::vector<Keyed> items(count), spare(count);
    for (std::uint32_t i = 0; i < count; ++i)
        items[i] = {sortable(columns_.from[i]), i};
    const std::span<const Keyed> sorted = radix_sort(items, spare);
    order_.resize(count);
    own_x_.resize(count);
    own_y_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        order_[i] = sorted[i].position;
        own_x_[i] = columns_.x[order_[i]];
        own_y_[i] = columns_.y[order_[i]];
    }
    x_ = own_x_;
    y_ = own_y_;
}

void PointsByTime::add_ends()
{
    const std::size_t count = columns_.from.size(), blocks = (count + block - 1) / block;
    latest_.emplace_back(blocks, lowest);
    for (std::size_t i = 0; i < count; ++i) {
        if (i % block == 0)
            block_from_.push_back(columns_.from[row(i)]);
        latest_[0][i / block] = std::max(latest_[0][i / block], columns_.to[row(i)]);
    }
    while (latest_.back().size() > block) {
        const auto& below = latest_.back();
        std::vector<std::int32_t> above((below.size() + block - 1) / block, lowest);
        for (std::size_t i = 0; i < below.size(); ++i)
            above[i / block] = std::max(above[i / block], below[i]);
        latest_.push_back(std::move(above));
    }
}

/// Position of the first that begins at `time` or later.
std::size_t PointsByTime::begins_before(std::int32_t time) const
{
    const auto after = std::lower_bound(block_from_.begin(), block_from_.end(), time);
    if (after == block_from_.begin())
        return 0;
    // It lies in the block before, or is the first of this one.
    std::size_t first = static_cast<std::size_t>(after - block_from_.begin() - 1) * block;
    std::size_t last = std::min(first + block, columns_.from.size());
    while (first < last) {
        const std::size_t middle = (first + last) / 2;
        if (columns_.from[row(middle)] < time)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

void PointsByTime::each_lasting(std::int32_t since, std::size_t end, auto take) const
{
    if (end == 0)
        return;
    // `span`: blocks that an entry of the level stands for. Entries that begin after `end` are left out.
    const std::size_t blocks = (end + block - 1) / block;
    const auto descend = [&](auto& self, std::size_t level, std::size_t span, std::size_t first,
                             std::size_t last) -> void {
        last = std::min(last, (blocks + span - 1) / span);
        for (std::size_t i = first; i < last; ++i) {
            if (latest_[level][i] < since)
                continue;
            if (level == 0)
                take(i * block, std::min((i + 1) * block, end));
            else
                self(self, level - 1, span / block, i * block,
                     std::min((i + 1) * block, latest_[level - 1].size()));
        }
    };
    std::size_t span = 1;
    for (std::size_t level = 1; level < latest_.size(); ++level)
        span *= block;
    descend(descend, latest_.size() - 1, span, 0, latest_.back().size());
}

std::size_t PointsByTime::looked_at(std::int32_t since, std::int32_t until) const
{
    const std::size_t end =
        until == std::numeric_limits<std::int32_t>::max() ? columns_.from.size() : begins_before(until + 1);
    const std::size_t begin = std::min(begins_before(since), end);
    std::size_t count = end - begin;
    each_lasting(since, begin, [&](std::size_t first, std::size_t last) { count += last - first; });
    return count;
}

void PointsByTime::search_box(const PackedPoints::Query& query, std::size_t begin, std::size_t end,
                              PackedPoints::Found& found) const
{
    const PointFilters& filters = point_filters(simd_);
    const UnitBox& box = query.box;
    const PointWindow window{box.west, box.south, box.east, box.north, 0, 0xFFFF, false, ~std::uint32_t{0}};
    std::array<std::int32_t, block> last_x, last_y;
    std::size_t count = found.rows.size();
    for (std::size_t i = begin; i < end; i += block) {
        const std::int32_t *x = x_.data() + i, *y = y_.data() + i;
        const std::size_t size = std::min(block, end - i);
        if (i + block > x_.size()) { // never read beyond the columns
            last_x.fill(lowest);
            last_y.fill(lowest);
            std::copy_n(x, size, last_x.begin());
            std::copy_n(y, size, last_y.begin());
            x = last_x.data();
            y = last_y.data();
        }
        std::uint64_t in = filters.in_box(x, y, window);
        if (size < block)
            in &= (std::uint64_t{1} << size) - 1;
        std::uint32_t* out = room_for_rows(found.rows, count, block);
        const std::uint32_t* const before = out;
        for (; in != 0; in &= in - 1)
            *out++ = row(i + static_cast<std::size_t>(std::countr_zero(in)));
        count += static_cast<std::size_t>(out - before);
    }
    found.rows.resize(count);
}

void PointsByTime::search(const PackedPoints::Query& query, PackedPoints::Found& found) const
{
    const std::size_t end = query.until == std::numeric_limits<std::int32_t>::max()
                                ? columns_.from.size()
                                : begins_before(query.until + 1);
    const std::size_t begin = std::min(begins_before(query.since), end);
    const bool whole = query.box == UnitBox{};
    if (!whole) {
        if (query.box.is_empty())
            return;
        search_box(query, begin, end, found);
    } else if (begin < end) {
        found.ranges.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }
    each_lasting(query.since, begin, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i)
            if (columns_.to[row(i)] >= query.since &&
                (whole || (x_[i] >= query.box.west && x_[i] <= query.box.east && y_[i] >= query.box.south &&
                           y_[i] <= query.box.north)))
                found.rows.push_back(row(i));
    });
}

std::size_t PointsByTime::bytes() const
{
    std::size_t sum = sizeof *this;
    for (const auto& level : latest_)
        sum += level.capacity() * sizeof level[0];
    return sum + order_.capacity() * sizeof(std::uint32_t) +
           (own_x_.capacity() + own_y_.capacity() + block_from_.capacity()) * sizeof(std::int32_t);
}

} // namespace sitmap
