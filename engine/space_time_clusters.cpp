#include "engine/space_time_clusters.hpp"

#include "engine/ellipsoid_grid.hpp"
#include "engine/numbering.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <tuple>

namespace sitmap {

namespace {

constexpr std::uint32_t none = SpaceTimeClusters::none;
constexpr double widest_place_m = 25'000;

/// All incidents of one place and interval.
struct Moment {
    std::int32_t lon = 0, lat = 0, first = 0, last = 0;
    bool operator==(const Moment&) const = default;
    [[nodiscard]] LonLat lonlat() const
    {
        return {lon / IncidentTable::units_per_degree, lat / IncidentTable::units_per_degree};
    }
};
std::uint64_t mixed(const Moment& moment)
{
    const auto pair = [](std::int32_t a, std::int32_t b) {
        return std::uint64_t{static_cast<std::uint32_t>(a)} << 32 | static_cast<std::uint32_t>(b);
    };
    return sitmap::mixed(pair(moment.lon, moment.lat) ^ sitmap::mixed(pair(moment.first, moment.last)));
}

std::int64_t floored(std::int64_t a, std::int64_t b)
{
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

double place_radius_m(const IncidentTable& table, std::uint32_t row)
{
    return table.radius_m[row] > 0 ? static_cast<double>(table.radius_m[row])
                                   : usual_radius_m(table.precision[row]);
}

/// Moments of one tile whose first days are no more than `days` apart: all neighbours of each other.
struct Cell {
    std::int64_t slab = 0;
    std::uint32_t begin = 0, end = 0;  ///< moments
    std::uint32_t cores_end = 0;       ///< its cores are [begin, cores_end)
    std::uint64_t weight = 0;          ///< incidents
    WithinMetres::Point low{}, high{}; ///< box around its cores
};

struct Tile {
    EllipsoidGrid::TileKey key = 0;
    std::uint32_t begin = 0, end = 0; ///< cells, ascending by slab
};

/// The moments, cut into cells, and what is found out about them.
class Clustering {
public:
    Clustering(const std::vector<Moment>& moments, const std::vector<std::uint32_t>& weights,
               const std::vector<std::uint32_t>& lowest_rows, const Nearness& nearness)
        : nearness_{nearness}, grid_{nearness.metres}, within_{nearness.metres}
    {
        sort_in(moments, weights, lowest_rows);
        cut();
    }

    /// Cluster of each moment, in the order that they came in; `none` for those alone.
    [[nodiscard]] std::vector<std::uint32_t> run()
    {
        each_tile([&](const Tile& tile, const std::vector<Tile>& near) { find_cores(tile, near); });
        part_cores();
        each_tile([&](const Tile& tile, const std::vector<Tile>& near) { join_cells(tile, near); });
        number_clusters();
        each_tile([&](const Tile& tile, const std::vector<Tile>& near) { take_in_borders(tile, near); });
        std::vector<std::uint32_t> found(all_.size());
        for (const Entry& entry : all_)
            found[entry.came_as] = entry.cluster;
        return found;
    }

private:
    struct Entry {
        Moment moment;
        EllipsoidGrid::TileKey tile = 0;
        std::int64_t slab = 0;
        WithinMetres::Point point{};
        std::uint32_t came_as = 0, weight = 0, lowest_row = 0, cluster = none;
        bool is_core = false;
    };

    void sort_in(const std::vector<Moment>& moments, const std::vector<std::uint32_t>& weights,
                 const std::vector<std::uint32_t>& lowest_rows)
    {
        all_.resize(moments.size());
        for (std::uint32_t i = 0; i < moments.size(); ++i) {
            const Moment& moment = moments[i];
            all_[i] = {moment,
                       grid_.tile_of(moment.lon, moment.lat),
                       floored(moment.first, std::int64_t{nearness_.days} + 1),
                       WithinMetres::point(moment.lonlat()),
                       i,
                       weights[i],
                       lowest_rows[i]};
        }
        std::sort(all_.begin(), all_.end(), [](const Entry& a, const Entry& b) {
            return std::tuple{a.tile, a.slab, a.came_as} < std::tuple{b.tile, b.slab, b.came_as};
        });
    }

    void cut()
    {
        for (std::uint32_t i = 0; i < all_.size(); ++i) {
            const Entry& entry = all_[i];
            const bool new_tile = tiles_.empty() || tiles_.back().key != entry.tile;
            if (new_tile || cells_.back().slab != entry.slab)
                cells_.push_back({entry.slab, i, i, i, 0});
            if (new_tile)
                tiles_.push_back({entry.tile, static_cast<std::uint32_t>(cells_.size() - 1), 0});
            cells_.back().end = i + 1;
            cells_.back().weight += entry.weight;
            tiles_.back().end = static_cast<std::uint32_t>(cells_.size());
        }
        root_.resize(cells_.size());
        std::iota(root_.begin(), root_.end(), 0U);
    }

    template <class Do>
    void each_tile(Do&& act)
    {
        std::vector<Tile> near;
        for (const Tile& tile : tiles_) {
            near.clear();
            for (const EllipsoidGrid::Range& range : grid_.around(tile.key)) {
                auto at =
                    std::lower_bound(tiles_.begin(), tiles_.end(), range.first,
                                     [](const Tile& t, EllipsoidGrid::TileKey key) { return t.key < key; });
                for (; at != tiles_.end() && at->key <= range.last; ++at)
                    near.push_back(*at);
            }
            act(tile, near);
        }
    }

    /// The cells of a tile in which neighbours of moments in `slab` can be, until `act` gives false. No
    /// interval is longer than a slab.
    template <class Do>
    void each_cell(const Tile& tile, std::int64_t slab, Do&& act) const
    {
        const auto begin = cells_.begin() + tile.begin, end = cells_.begin() + tile.end;
        auto at = std::lower_bound(begin, end, slab - 2,
                                   [](const Cell& cell, std::int64_t wanted) { return cell.slab < wanted; });
        for (; at != end && at->slab <= slab + 2; ++at)
            if (!act(static_cast<std::uint32_t>(at - cells_.begin())))
                return;
    }

    [[nodiscard]] bool are_near(const Entry& a, const Entry& b) const
    {
        const std::int64_t days = nearness_.days;
        return b.moment.first <= a.moment.last + days && a.moment.first <= b.moment.last + days &&
               within_(a.point, a.moment.lonlat(), b.point, b.moment.lonlat());
    }

    void find_cores(const Tile& tile, const std::vector<Tile>& near)
    {
        for (std::uint32_t c = tile.begin; c < tile.end; ++c)
            for (std::uint32_t i = cells_[c].begin; i < cells_[c].end; ++i)
                all_[i].is_core = cells_[c].weight >= nearness_.least || has_enough(c, all_[i], near);
    }

    [[nodiscard]] bool has_enough(std::uint32_t own, const Entry& entry, const std::vector<Tile>& near) const
    {
        std::uint64_t within = cells_[own].weight;
        for (const Tile& tile : near) {
            each_cell(tile, cells_[own].slab, [&](std::uint32_t c) {
                if (c == own)
                    return true;
                for (std::uint32_t i = cells_[c].begin; i < cells_[c].end && within < nearness_.least; ++i)
                    within += are_near(entry, all_[i]) ? all_[i].weight : 0U;
                return within < nearness_.least;
            });
            if (within >= nearness_.least)
                return true;
        }
        return false;
    }

    /// Cores first in every cell, with the box around them.
    void part_cores()
    {
        for (Cell& cell : cells_) {
            const auto begin = all_.begin() + cell.begin, end = all_.begin() + cell.end;
            const auto middle =
                std::stable_partition(begin, end, [](const Entry& entry) { return entry.is_core; });
            cell.cores_end = static_cast<std::uint32_t>(middle - all_.begin());
            cell.low.fill(1e300);
            cell.high.fill(-1e300);
            for (auto at = begin; at != middle; ++at)
                for (std::size_t axis = 0; axis < 3; ++axis) {
                    cell.low[axis] = std::min(cell.low[axis], at->point[axis]);
                    cell.high[axis] = std::max(cell.high[axis], at->point[axis]);
                }
        }
    }

    void join_cells(const Tile& tile, const std::vector<Tile>& near)
    {
        for (std::uint32_t c = tile.begin; c < tile.end; ++c) {
            if (cells_[c].cores_end == cells_[c].begin)
                continue;
            for (const Tile& other : near)
                each_cell(other, cells_[c].slab, [&](std::uint32_t d) {
                    if (d > c && root(c) != root(d) && have_near_cores(cells_[c], cells_[d]))
                        root_[std::max(root(c), root(d))] = std::min(root(c), root(d));
                    return true;
                });
        }
    }

    [[nodiscard]] bool have_near_cores(const Cell& a, const Cell& b) const
    {
        for (std::uint32_t i = a.begin; i < a.cores_end; ++i) {
            if (!may_reach(all_[i], b))
                continue;
            for (std::uint32_t j = b.begin; j < b.cores_end; ++j)
                if (are_near(all_[i], all_[j]))
                    return true;
        }
        return false;
    }

    /// False if the box around the cell's cores is out of reach.
    [[nodiscard]] bool may_reach(const Entry& entry, const Cell& cell) const
    {
        double squared = 0;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const double off =
                std::max({0.0, cell.low[axis] - entry.point[axis], entry.point[axis] - cell.high[axis]});
            squared += off * off;
        }
        return squared <= within_.longest_chord_m() * within_.longest_chord_m();
    }

    [[nodiscard]] std::uint32_t root(std::uint32_t cell)
    {
        while (root_[cell] != cell)
            cell = root_[cell] = root_[root_[cell]];
        return cell;
    }

    /// Clusters by their lowest core row; cores are given theirs.
    void number_clusters()
    {
        std::vector<std::uint32_t> lowest(cells_.size(), none), roots;
        for (std::uint32_t c = 0; c < cells_.size(); ++c)
            for (std::uint32_t i = cells_[c].begin; i < cells_[c].cores_end; ++i)
                lowest[root(c)] = std::min(lowest[root(c)], all_[i].lowest_row);
        for (std::uint32_t c = 0; c < cells_.size(); ++c)
            if (lowest[c] != none)
                roots.push_back(c);
        std::sort(roots.begin(), roots.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return lowest[a] < lowest[b]; });
        std::vector<std::uint32_t> number(cells_.size(), none);
        for (std::uint32_t n = 0; n < roots.size(); ++n)
            number[roots[n]] = n;
        for (std::uint32_t c = 0; c < cells_.size(); ++c)
            for (std::uint32_t i = cells_[c].begin; i < cells_[c].cores_end; ++i)
                all_[i].cluster = number[root(c)];
    }

    void take_in_borders(const Tile& tile, const std::vector<Tile>& near)
    {
        for (std::uint32_t c = tile.begin; c < tile.end; ++c)
            for (std::uint32_t i = cells_[c].cores_end; i < cells_[c].end; ++i)
                for (const Tile& other : near)
                    each_cell(other, cells_[c].slab, [&](std::uint32_t d) {
                        take_in(all_[i], cells_[d]);
                        return true;
                    });
    }

    void take_in(Entry& border, const Cell& cell) const
    {
        // All cores of a cell are of one cluster.
        if (cell.cores_end == cell.begin || all_[cell.begin].cluster >= border.cluster ||
            !may_reach(border, cell))
            return;
        for (std::uint32_t j = cell.begin; j < cell.cores_end; ++j)
            if (are_near(border, all_[j])) {
                border.cluster = all_[j].cluster;
                return;
            }
    }

    Nearness nearness_;
    EllipsoidGrid grid_;
    WithinMetres within_;
    std::vector<Entry> all_; ///< by tile, then slab
    std::vector<Cell> cells_;
    std::vector<Tile> tiles_; ///< ascending by key
    std::vector<std::uint32_t> root_;
};

/// The rows that take part, by place and interval.
struct Moments {
    Numbering<Moment> number;
    std::vector<std::uint32_t> of_row; ///< parallel to the rows asked for; `none`: does not take part
    std::vector<std::uint32_t> weight, lowest_row;
};

Moments moments_of(const IncidentTable& table, std::span<const std::uint32_t> rows, std::int32_t days,
                   SpaceTimeClusters& found)
{
    Moments moments;
    moments.of_row.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const std::int64_t first = table.first_day[row], last = table.last_day[row];
        const bool vague =
            table.precision[row] > PlacePrecision::locality || place_radius_m(table, row) > widest_place_m;
        const bool dated =
            first != IncidentTable::open_begin && last != IncidentTable::open_end && last - first <= days;
        if (!table.is_placed(row) || vague || !dated) {
            ++(!table.is_placed(row) ? found.not_placed : vague ? found.too_vague : found.undated);
            moments.of_row.push_back(none);
            continue;
        }
        const std::uint32_t moment = moments.number.number_of(
            {table.lon[row], table.lat[row], table.first_day[row], table.last_day[row]});
        if (moment == moments.weight.size()) {
            moments.weight.push_back(0);
            moments.lowest_row.push_back(row);
        }
        ++moments.weight[moment];
        moments.of_row.push_back(moment);
    }
    return moments;
}

/// Days, places, middle and reach, from the members.
void describe(const IncidentTable& table, SpaceTimeCluster& cluster, Rule rule)
{
    std::vector<std::int32_t> days;
    std::vector<std::uint64_t> places;
    WithinMetres::Point sum{};
    cluster.first_day = table.first_day[cluster.rows.front()];
    cluster.last_day = table.last_day[cluster.rows.front()];
    for (const std::uint32_t row : cluster.rows) {
        cluster.first_day = std::min(cluster.first_day, table.first_day[row]);
        cluster.last_day = std::max(cluster.last_day, table.last_day[row]);
        cluster.killed.add(by_rule(table.killed(row), rule));
        cluster.place_radius_m = std::max(cluster.place_radius_m, place_radius_m(table, row));
        days.push_back(table.first_day[row]);
        places.push_back(std::uint64_t{static_cast<std::uint32_t>(table.lon[row])} << 32 |
                         static_cast<std::uint32_t>(table.lat[row]));
        const WithinMetres::Point point = WithinMetres::point(table.point(row));
        for (std::size_t axis = 0; axis < 3; ++axis)
            sum[axis] += point[axis];
    }
    const auto different = [](auto& values) {
        std::sort(values.begin(), values.end());
        return static_cast<std::uint32_t>(std::unique(values.begin(), values.end()) - values.begin());
    };
    cluster.days = different(days);
    cluster.places = different(places);
    places.resize(cluster.places);
    cluster.middle = WithinMetres::lonlat(sum);
    const WithinMetres::Point middle = WithinMetres::point(cluster.middle);
    for (const std::uint64_t place : places) {
        const Moment at{static_cast<std::int32_t>(place >> 32),
                        static_cast<std::int32_t>(place & 0xffffffffU)};
        cluster.reach_m =
            std::max(cluster.reach_m, WithinMetres::arc_m(middle, WithinMetres::point(at.lonlat())));
    }
}

} // namespace

SpaceTimeClusters space_time_clusters(const IncidentTable& table, std::span<const std::uint32_t> rows,
                                      const Nearness& nearness, Rule rule)
{
    assert(nearness.metres >= 0 && nearness.metres <= 1e6 && nearness.days >= 0 && nearness.days <= 36'500 &&
           nearness.least >= 1);
    SpaceTimeClusters found;
    const Moments moments = moments_of(table, rows, nearness.days, found);
    const std::vector<std::uint32_t> cluster_of_moment =
        Clustering{moments.number.keys(), moments.weight, moments.lowest_row, nearness}.run();
    found.cluster_of.resize(rows.size(), none);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (moments.of_row[i] == none)
            continue;
        const std::uint32_t cluster = cluster_of_moment[moments.of_row[i]];
        found.cluster_of[i] = cluster;
        if (cluster == none) {
            ++found.alone;
            continue;
        }
        if (cluster >= found.clusters.size())
            found.clusters.resize(cluster + std::size_t{1});
        found.clusters[cluster].rows.push_back(rows[i]);
    }
    for (SpaceTimeCluster& cluster : found.clusters)
        describe(table, cluster, rule);
    return found;
}

} // namespace sitmap
