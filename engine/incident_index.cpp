#include "engine/incident_index.hpp"

#include "geodata/measure.hpp"

#include <algorithm>

namespace sitmap {

struct IncidentIndex::Orders {
    const IncidentTable& table;
};

IncidentIndex::IncidentIndex(const IncidentTable& table) : orders_{std::make_unique<Orders>(Orders{table})}
{}

IncidentIndex::~IncidentIndex() = default;
IncidentIndex::IncidentIndex(IncidentIndex&&) noexcept = default;
IncidentIndex& IncidentIndex::operator=(IncidentIndex&&) noexcept = default;

void IncidentIndex::find(const Query& query, IncidentHits& hits) const
{
    hits.order = {};
    hits.ranges.clear();
    hits.rows.clear();
    for (std::uint32_t row = 0; row < orders_->table.size(); ++row)
        if (passes(orders_->table, row, query))
            hits.rows.push_back(row);
}

std::vector<std::uint32_t> IncidentIndex::find(const Query& query) const
{
    IncidentHits hits;
    find(query, hits);
    std::vector<std::uint32_t> rows;
    rows.reserve(hits.size());
    hits.each_row([&](std::uint32_t row) { rows.push_back(row); });
    std::sort(rows.begin(), rows.end());
    return rows;
}

IncidentCount IncidentIndex::count(const Query& query) const
{
    IncidentCount sum;
    for (const std::uint32_t row : find(query)) {
        ++sum.incidents;
        if (const auto killed = quantity_of(orders_->table.killed(row))) {
            const auto low = killed->low().value_or(0), best = killed->best().value_or(low);
            sum.killed_low += low;
            sum.killed_best += best;
            sum.killed_high += killed->high().value_or(best);
        }
    }
    return sum;
}

std::vector<std::uint32_t> IncidentIndex::nearest(LonLat point, std::size_t count, const Query& query) const
{
    std::vector<std::pair<double, std::uint32_t>> by_distance;
    for (const std::uint32_t row : find(query))
        if (orders_->table.is_placed(row))
            by_distance.emplace_back(distance_m(point, orders_->table.point(row)), row);
    std::sort(by_distance.begin(), by_distance.end());
    std::vector<std::uint32_t> rows;
    for (const auto& [distance, row] : by_distance)
        if (rows.size() < count)
            rows.push_back(row);
    return rows;
}

std::size_t IncidentIndex::bytes() const
{
    return 0;
}

} // namespace sitmap
