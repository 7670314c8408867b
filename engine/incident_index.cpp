#include "engine/incident_index.hpp"

#include "engine/incident_orders.hpp"
#include "geodata/hilbert.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace sitmap {

namespace {

constexpr std::size_t segment_rows = 65'536, block_rows = 64;

PackedPoints::Columns columns_of(const IncidentTable& table)
{
    static_assert(sizeof(SubEventType) == 1 && sub_event_type_count <= 32);
    return {table.lon,
            table.lat,
            table.first_day,
            table.last_day,
            {reinterpret_cast<const std::uint8_t*>(table.sub_type.data()), table.size()}};
}

/// Of rows whose cells of the curve are the same, puts those on the cell's most frequent point together, so
/// that a town's centroid fills blocks of its own. Rows stay in their order otherwise.
void gather_pile(std::span<Keyed> same_cell, std::span<Keyed> spare, const IncidentTable& table)
{
    const auto at = [&](const Keyed& item) {
        return std::pair{table.lon[item.position], table.lat[item.position]};
    };
    Keyed most = same_cell[0]; // by Boyer and Moore's vote: right wherever more than half share a point
    std::size_t votes = 0;
    for (const Keyed& item : same_cell) {
        if (votes == 0)
            most = item;
        at(item) == at(most) ? ++votes : --votes;
    }
    const auto pile = at(most);
    std::size_t kept = 0, others = 0;
    for (const Keyed& item : same_cell) {
        if (at(item) == pile)
            same_cell[kept++] = item;
        else
            spare[others++] = item;
    }
    std::copy_n(spare.begin(), others, same_cell.begin() + static_cast<std::ptrdiff_t>(kept));
}

/// Writes the rows along the curve; `items` and `spare` are used up.
void order_by_place(std::span<Keyed> items, std::span<Keyed> spare, const IncidentTable& table,
                    std::uint32_t* order)
{
    const std::span<Keyed> sorted = radix_sort(items, spare);
    const std::span<Keyed> other = sorted.data() == items.data() ? spare : items;
    for (std::size_t begin = 0; begin < sorted.size();) {
        std::size_t end = begin + 1;
        while (end < sorted.size() && sorted[end].key == sorted[begin].key)
            ++end;
        if (end - begin > 2 * block_rows)
            gather_pile(sorted.subspan(begin, end - begin), other, table);
        for (; begin < end; ++begin)
            *order++ = sorted[begin].position;
    }
}

/// Room for rows, and for those that fill up the last block.
LargeVector<std::uint32_t> room_for(std::size_t rows)
{
    LargeVector<std::uint32_t> order;
    order.reserve((rows + block_rows - 1) / block_rows * block_rows);
    order.resize(rows);
    return order;
}

/// By the lower half of the digits that the table's rows need, then by the upper.
std::vector<std::uint32_t> sorted_rows(const IncidentHits& hits, std::size_t table_rows)
{
    std::vector<std::uint32_t> rows(hits.size());
    std::size_t count = 0;
    hits.each_row([&](std::uint32_t row) { rows[count++] = row; });
    constexpr std::size_t few = 192;
    if (count < few) {
        std::sort(rows.begin(), rows.end());
        return rows;
    }
    const auto digits = static_cast<unsigned>(std::bit_width(table_rows) + 1) / 2;
    const std::uint32_t mask = (std::uint32_t{1} << digits) - 1;
    std::vector<std::uint32_t> lower(mask + 1, 0), upper(mask + 1, 0);
    for (const std::uint32_t row : rows) {
        ++lower[row & mask];
        ++upper[row >> digits];
    }
    std::exclusive_scan(lower.begin(), lower.end(), lower.begin(), 0U);
    std::exclusive_scan(upper.begin(), upper.end(), upper.begin(), 0U);
    LargeVector<std::uint32_t> half(count);
    for (const std::uint32_t row : rows)
        half[lower[row & mask]++] = row;
    for (const std::uint32_t row : half)
        rows[upper[row >> digits]++] = row;
    return rows;
}

} // namespace

IncidentIndex::Orders::Orders(const IncidentTable& of, Simd simd) : table{of}, by_time{columns_of(of), simd}
{
    const PackedPoints::Rows rows{columns_of(table)};
    const auto keys = hilbert_keys(table.lon, table.lat, simd);
    LargeVector<Keyed> items, spare(table.size());
    // All that have a place, in the order of their days or of the table.
    const auto take_placed = [&](std::span<const std::uint32_t> order) {
        std::size_t count = 0;
        items.resize(table.size());
        for (std::uint32_t i = 0; i < table.size(); ++i) {
            const std::uint32_t row = order.empty() ? i : order[i];
            items[count] = {keys[row], row};
            count += table.is_placed(row) ? 1u : 0u;
        }
        items.resize(count);
    };
    take_placed(by_time.order());
    if (items.size() > segment_rows) {
        auto order = room_for(items.size());
        for (std::size_t begin = 0; begin < items.size(); begin += segment_rows)
            order_by_place(std::span{items}.subspan(begin, std::min(segment_rows, items.size() - begin)),
                           spare, table, &order[begin]);
        by_time_and_place.emplace(rows, std::move(order), simd);
    }
    take_placed({}); // again, so that rows ascend among equal points
    auto order = room_for(items.size());
    order_by_place(items, spare, table, order.data());
    by_place.emplace(rows, std::move(order), simd);
}

RowFilter IncidentIndex::Orders::filter(const Query& query) const
{
    if (query.actors.empty())
        return {table, query};
    std::call_once(parties_made_, [&] { parties_.emplace(table); });
    return {table, query, &*parties_};
}

/// Takes out what the search of an order could not judge; `kinds_too`: of its ranges neither.
void IncidentIndex::Orders::keep_what_passes(const RowFilter& filter, bool kinds_too,
                                             IncidentHits& hits) const
{
    const bool look_at_all = filter.has_rest() || !hits.times_are_sure || (kinds_too && filter.has_kinds());
    if (!look_at_all && !filter.has_kinds() && !filter.has_area())
        return;
    const auto passes = [&](std::uint32_t row) {
        return filter.passes_time(row) && filter.passes_kind(row) && filter.passes_rest(row);
    };
    std::erase_if(hits.rows, [&](std::uint32_t row) { return !passes(row) || !filter.passes_area(row); });
    if (!look_at_all)
        return;
    for (const PackedPoints::Range& range : hits.ranges)
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            const std::uint32_t row = hits.order.empty() ? i : hits.order[i];
            if (passes(row))
                hits.rows.push_back(row);
        }
    hits.ranges.clear();
}

void IncidentIndex::Orders::find_in(const PackedPoints& points, const RowFilter& filter,
                                    IncidentHits& hits) const
{
    BoxJudge judge;
    if (filter.has_area())
        judge = [&](const UnitBox& box) { return filter.side_of(box); };
    hits.order = points.order();
    for (const UnitBox& box : filter.boxes())
        points.search({box, filter.since(), filter.until(), filter.kinds(), judge ? &judge : nullptr}, hits);
    keep_what_passes(filter, false, hits);
}

/// Rows without a place too: by time alone.
void IncidentIndex::Orders::find_anywhere(const RowFilter& filter, IncidentHits& hits) const
{
    hits.order = by_time.order();
    by_time.search({{}, filter.since(), filter.until()}, hits);
    keep_what_passes(filter, true, hits);
}

void IncidentIndex::Orders::find(const RowFilter& filter, IncidentHits& hits) const
{
    if (filter.is_impossible())
        return;
    if (!filter.is_spatial())
        return find_anywhere(filter, hits);
    if (!filter.is_timed())
        return find_in(*by_place, filter, hits);
    // Nanoseconds, measured; only their order counts. A box meets the blocks within it and those on its edge.
    const auto blocks = [](double rows) { return rows / block_rows + 4 * std::sqrt(rows / block_rows); };
    const auto all = static_cast<double>(std::max<std::size_t>(table.size(), 1));
    const auto looked_at = static_cast<double>(by_time.looked_at(filter.since(), filter.until()));
    double in_boxes = 0;
    for (const UnitBox& box : filter.boxes())
        in_boxes += by_place->estimate(box);
    const double scan = 250 + looked_at * (filter.has_area() ? 10 : 0.35);
    const double space = 300 + 28 * blocks(in_boxes);
    const double segments = looked_at / segment_rows + 1.5;
    const double both =
        by_time_and_place ? 100 + segments * (100 + 20 * blocks(in_boxes / all * segment_rows)) : space;
    if (scan < std::min(space, both)) {
        hits.order = by_time.order();
        for (const UnitBox& box : filter.boxes())
            by_time.search({box, filter.since(), filter.until()}, hits);
        keep_what_passes(filter, true, hits);
    } else {
        find_in(both < space && by_time_and_place ? *by_time_and_place : *by_place, filter, hits);
    }
}

const std::vector<KilledSum>& IncidentIndex::Orders::killed_before_blocks() const
{
    std::call_once(sums_made_, [&] {
        const auto order = by_place->order();
        KilledSum sum;
        killed_before_blocks_.reserve(order.size() / block_rows + 2);
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (i % block_rows == 0)
                killed_before_blocks_.push_back(sum);
            sum += killed_sum(table.killed(order[i]));
        }
        killed_before_blocks_.push_back(sum);
    });
    return killed_before_blocks_;
}

KilledSum IncidentIndex::Orders::killed_in(const IncidentHits& hits) const
{
    KilledSum sum;
    if (hits.order.data() != by_place->order().data() || hits.order.empty()) {
        hits.each_row([&](std::uint32_t row) { sum += killed_sum(table.killed(row)); });
        return sum;
    }
    const auto& before = killed_before_blocks();
    for (const PackedPoints::Range& range : hits.ranges) { // of whole blocks, always
        const KilledSum& from = before[range.begin / block_rows];
        const KilledSum& to = before[(range.end + block_rows - 1) / block_rows];
        sum += {to.low - from.low, to.best - from.best, to.high - from.high};
    }
    for (const std::uint32_t row : hits.rows)
        sum += killed_sum(table.killed(row));
    return sum;
}

IncidentCount IncidentIndex::Orders::count(const RowFilter& filter) const
{
    IncidentHits hits;
    find(filter, hits);
    const KilledSum killed = killed_in(hits);
    return {hits.size(), killed.low, killed.best, killed.high};
}

IncidentIndex::IncidentIndex(const IncidentTable& table, Simd simd)
    : orders_{std::make_unique<Orders>(table, simd)}
{}

IncidentIndex::~IncidentIndex() = default;
IncidentIndex::IncidentIndex(IncidentIndex&&) noexcept = default;
IncidentIndex& IncidentIndex::operator=(IncidentIndex&&) noexcept = default;

void IncidentIndex::find(const Query& query, IncidentHits& hits) const
{
    hits.order = {};
    hits.ranges.clear();
    hits.rows.clear();
    hits.times_are_sure = true;
    orders_->find(orders_->filter(query), hits);
}

std::vector<std::uint32_t> IncidentIndex::find(const Query& query) const
{
    IncidentHits hits;
    find(query, hits);
    const std::size_t words = orders_->table.size() / 64 + 1;
    if (hits.size() < 4 * words)
        return sorted_rows(hits, orders_->table.size());
    // Of many, a bit for each row of the table is sooner in order than they are sorted.
    std::vector<std::uint64_t> found(words, 0);
    hits.each_row([&](std::uint32_t row) { found[row / 64] |= std::uint64_t{1} << (row % 64); });
    std::vector<std::uint32_t> rows;
    rows.reserve(hits.size());
    for (std::size_t word = 0; word < words; ++word)
        for (std::uint64_t bits = found[word]; bits != 0; bits &= bits - 1)
            rows.push_back(
                static_cast<std::uint32_t>(word * 64 + static_cast<unsigned>(std::countr_zero(bits))));
    return rows;
}

IncidentCount IncidentIndex::count(const Query& query) const
{
    return orders_->count(orders_->filter(query));
}

std::size_t IncidentIndex::bytes() const
{
    return sizeof(Orders) + orders_->by_time.bytes() + orders_->by_place->bytes() +
           (orders_->by_time_and_place ? orders_->by_time_and_place->bytes() : 0) + orders_->bytes_of_sums();
}

} // namespace sitmap
