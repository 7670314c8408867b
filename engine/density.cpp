#include "engine/density.hpp"

#include "engine/box_blur.hpp"
#include "engine/numbering.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <future>
#include <limits>
#include <memory>
#include <thread>

namespace sitmap {

namespace {

constexpr float widest_spread_m = 300'000;

/// The radius that a place is known within; nothing where that is too wide to be drawn.
class Radii {
public:
    Radii()
    {
        for (std::size_t step = 0; step < usual_.size(); ++step)
            usual_[step] = static_cast<float>(usual_radius_m(static_cast<PlacePrecision>(step)));
        too_vague_[static_cast<std::size_t>(PlacePrecision::country)] = true;
        too_vague_[static_cast<std::size_t>(PlacePrecision::unknown)] = true;
    }
    [[nodiscard]] float radius_m(const IncidentTable& table, std::uint32_t row) const
    {
        const auto step = static_cast<std::size_t>(table.precision[row]);
        return table.radius_m[row] > 0 ? table.radius_m[row] : usual_[step];
    }
    [[nodiscard]] bool is_too_vague(const IncidentTable& table, std::uint32_t row) const
    {
        return too_vague_[static_cast<std::size_t>(table.precision[row])] ||
               radius_m(table, row) > widest_spread_m;
    }

private:
    std::array<float, 9> usual_{};
    std::array<bool, 9> too_vague_{};
};

/// What the placed incidents take.
struct Reach {
    std::int32_t west = std::numeric_limits<std::int32_t>::max(), south = west;
    std::int32_t east = std::numeric_limits<std::int32_t>::min(), north = east;
    float radius_m = 0; ///< the widest that is no more than `widest_spread_m`
    [[nodiscard]] bool is_empty() const { return west > east; }
};

Reach reach_of(const IncidentTable& table, std::span<const std::uint32_t> rows, const Radii& radii)
{
    Reach reach;
    for (const std::uint32_t row : rows) {
        if (!table.is_placed(row) || radii.is_too_vague(table, row))
            continue;
        reach.west = std::min(reach.west, table.lon[row]);
        reach.east = std::max(reach.east, table.lon[row]);
        reach.south = std::min(reach.south, table.lat[row]);
        reach.north = std::max(reach.north, table.lat[row]);
        reach.radius_m = std::max(reach.radius_m, radii.radius_m(table, row));
    }
    return reach;
}

/// The narrowest span of longitudes around all, which may cross the antimeridian: the widest gap, by degrees,
/// stays outside.
void narrow(Extent& extent, const IncidentTable& table, std::span<const std::uint32_t> rows)
{
    std::array<bool, 360> taken{};
    for (const std::uint32_t row : rows)
        if (table.is_placed(row))
            taken[static_cast<std::size_t>(std::clamp(std::floor(table.point(row).lon) + 180, 0.0, 359.0))] =
                true;
    std::size_t gap = 0, gap_end = 0, run = 0;
    for (std::size_t i = 0; i < 2 * taken.size(); ++i) {
        run = taken[i % 360] ? 0 : run + 1;
        if (run > gap && run <= 360) {
            gap = run;
            gap_end = i % 360;
        }
    }
    const auto from = [](std::size_t degree) {
        return std::remainder(static_cast<double>(degree % 360) - 180, 360);
    };
    if (gap > 0) {
        extent.west = from(gap_end + 1);
        extent.east = from(gap_end + 361 - gap);
    }
}

Extent extent_of_rows(const IncidentTable& table, std::span<const std::uint32_t> rows, const Reach& reach)
{
    if (reach.is_empty())
        return {-0.5, -0.5, 0.5, 0.5};
    const auto degrees = [](std::int32_t units) { return units / IncidentTable::units_per_degree; };
    Extent extent{degrees(reach.west), degrees(reach.south), degrees(reach.east), degrees(reach.north)};
    if (extent.east - extent.west > 180)
        narrow(extent, table, rows);
    return extent;
}

struct Disc {
    std::int32_t lon = 0, lat = 0;
    float radius_m = 0;
    bool operator==(const Disc&) const = default;
};
std::uint64_t mixed(const Disc& disc)
{
    const auto bits = [](auto value) { return std::uint64_t{std::bit_cast<std::uint32_t>(value)}; };
    return sitmap::mixed((bits(disc.lon) << 32 | bits(disc.lat)) ^
                         bits(disc.radius_m) * 0x9e3779b97f4a7c15ULL);
}

/// Weights by place, for what is spread.
struct Spread {
    Numbering<Disc> discs;
    std::vector<std::int64_t> weights; ///< parallel to the discs
    std::int64_t total = 0;

    void add(const Disc& disc, std::int64_t weight)
    {
        const std::uint32_t number = discs.number_of(disc);
        if (number == weights.size())
            weights.push_back(0);
        weights[number] += weight;
        total += weight;
    }
};

/// Shares of the spread weights by cell. Each row of cells first holds what changes from cell to cell, so
/// that a disc costs its rows and not its cells, in whole units of a power of two, so that nothing is rounded
/// away.
std::vector<double> shares_of(const Spread& spread, const Density& density)
{
    const Lattice& lattice = density.lattice;
    const Locator locate{lattice};
    const int bits =
        std::min(40, 62 - static_cast<int>(std::bit_width(static_cast<std::uint64_t>(spread.total))));
    std::vector<std::int64_t> steps(lattice.size() + 1, 0), rest(lattice.size(), 0);
    std::vector<CellRun> runs;
    for (std::size_t i = 0; i < spread.weights.size(); ++i) {
        const Disc& disc = spread.discs.keys()[i];
        const Metres centre = density.plane.to_plane(
            {disc.lon / IncidentTable::units_per_degree, disc.lat / IncidentTable::units_per_degree});
        runs_within(lattice, centre, static_cast<double>(disc.radius_m), runs);
        std::int64_t cells = 0;
        for (const CellRun& run : runs)
            cells += run.last - run.first + 1;
        const std::int64_t whole = spread.weights[i] << bits;
        const std::int64_t share = cells > 0 ? whole / cells : 0;
        for (const CellRun& run : runs) {
            const std::size_t start = std::size_t{run.row} * lattice.columns;
            steps[start + static_cast<std::size_t>(run.first)] += share;
            steps[start + static_cast<std::size_t>(run.last) + 1] -= share;
        }
        rest[locate(centre)] += whole - share * cells;
    }
    std::vector<double> shares(lattice.size());
    const double unit = std::ldexp(1.0, -bits);
    std::int64_t level = 0;
    for (std::size_t cell = 0; cell < shares.size(); ++cell) {
        level += steps[cell];
        shares[cell] = static_cast<double>(level + rest[cell]) * unit;
    }
    return shares;
}

/// What is in no cell, and what was spread; see Density.
struct Apart {
    double not_placed = 0, too_vague = 0, outside = 0;
    std::uint64_t incidents_spread = 0, incidents_not_placed = 0, incidents_too_vague = 0,
                  incidents_outside = 0;

    void operator+=(const Apart& other)
    {
        not_placed += other.not_placed;
        too_vague += other.too_vague;
        outside += other.outside;
        incidents_spread += other.incidents_spread;
        incidents_not_placed += other.incidents_not_placed;
        incidents_too_vague += other.incidents_too_vague;
        incidents_outside += other.incidents_outside;
    }
};

/// Takes rows to cells.
class Counting {
public:
    Counting(const IncidentTable& table, const DensityOptions& options, const Radii& radii,
             const Density& density)
        : table_{table},
          options_{options},
          radii_{radii},
          density_{density},
          locate_{density.lattice},
          known_(density.lattice.size()),
          weighed_(options.weight ? density.lattice.size() : 0)
    {}

    void add(std::span<const std::uint32_t> rows)
    {
        while (!rows.empty()) {
            const auto block = rows.first(std::min(block_size, rows.size()));
            const std::size_t points = choose(block);
            density_.plane.to_plane({lon_.data(), points}, {lat_.data(), points}, {plane_.data(), points});
            density_.lattice.shape == CellShape::square
                ? put(points, [&](Metres p) { return locate_.square(p); })
                : put(points, [&](Metres p) { return locate_.hexagon(p); });
            rows = rows.subspan(block.size());
        }
    }

    /// Takes over what another counted. All are whole numbers, so that it does not matter who counted what.
    void merge(const Counting& other)
    {
        for (std::size_t cell = 0; cell < known_.size(); ++cell)
            known_[cell] += other.known_[cell];
        for (std::size_t cell = 0; cell < weighed_.size(); ++cell)
            weighed_[cell] += other.weighed_[cell];
        for (std::size_t i = 0; i < other.spread_.weights.size(); ++i)
            spread_.add(other.spread_.discs.keys()[i], other.spread_.weights[i]);
        apart_ += other.apart_;
    }
    [[nodiscard]] const Apart& apart() const { return apart_; }

    /// Value by cell.
    [[nodiscard]] std::vector<double> values() const
    {
        std::vector<double> values =
            spread_.weights.empty() ? std::vector<double>(known_.size()) : shares_of(spread_, density_);
        for (std::size_t cell = 0; cell < values.size(); ++cell)
            values[cell] +=
                options_.weight ? static_cast<double>(weighed_[cell]) : static_cast<double>(known_[cell]);
        return values;
    }
    [[nodiscard]] const std::vector<std::uint32_t>& known() const { return known_; }

private:
    static constexpr std::size_t block_size = 1024;

    /// Those of a block that go to the cell of their point, side by side; the others are dealt with.
    std::size_t choose(std::span<const std::uint32_t> block)
    {
        std::size_t points = 0;
        const auto near_m =
            static_cast<float>(1'000 * std::max(options_.cell_km, options_.kernel_km.value_or(0)) / 2);
        for (const std::uint32_t row : block) {
            if (!table_.is_placed(row)) {
                apart_.not_placed += static_cast<double>(weight_of_row(row));
                ++apart_.incidents_not_placed;
            } else if (radii_.is_too_vague(table_, row)) {
                apart_.too_vague += static_cast<double>(weight_of_row(row));
                ++apart_.incidents_too_vague;
            } else if (options_.frame && !options_.frame->contains(table_.point(row))) {
                apart_.outside += static_cast<double>(weight_of_row(row));
                ++apart_.incidents_outside;
            } else if (const float radius = radii_.radius_m(table_, row); radius > near_m) {
                spread_.add({table_.lon[row], table_.lat[row], radius}, weight_of_row(row));
                ++apart_.incidents_spread;
            } else {
                lon_[points] = table_.lon[row] / IncidentTable::units_per_degree;
                lat_[points] = table_.lat[row] / IncidentTable::units_per_degree;
                rows_[points++] = row;
            }
        }
        return points;
    }

    template <class Locate>
    void put(std::size_t points, Locate&& locate)
    {
        for (std::size_t i = 0; i < points; ++i) {
            const std::size_t cell = locate(plane_[i]);
            ++known_[cell];
            if (options_.weight)
                weighed_[cell] += weight_of_row(rows_[i]);
        }
    }

    [[nodiscard]] std::int64_t weight_of_row(std::uint32_t row) const
    {
        if (!options_.weight)
            return 1;
        if (*options_.weight == ClaimField::killed)
            return weight_of(table_.killed(row), options_.rule);
        const auto& all = table_.other_counts;
        auto other = std::lower_bound(all.begin(), all.end(), row,
                                      [](const auto& count, std::uint32_t at) { return count.row < at; });
        for (; other != all.end() && other->row == row; ++other)
            if (other->field == *options_.weight)
                return weight_of(other->count, options_.rule);
        return 0;
    }

    const IncidentTable& table_;
    const DensityOptions& options_;
    const Radii& radii_;
    const Density& density_;
    Apart apart_;
    Locator locate_;
    std::vector<std::uint32_t> known_;
    std::vector<std::int64_t> weighed_;
    Spread spread_;
    std::array<double, block_size> lon_{}, lat_{};
    std::array<Metres, block_size> plane_{};
    std::array<std::uint32_t, block_size> rows_{};
};

/// All rows, by as many threads as are worth it.
Counting counted(const IncidentTable& table, std::span<const std::uint32_t> rows,
                 const DensityOptions& options, const Radii& radii, const Density& density)
{
    constexpr std::size_t worth_a_thread = 500'000, most_threads = 4;
    const std::size_t parts = std::clamp<std::size_t>(
        std::min<std::size_t>(rows.size() / worth_a_thread, std::thread::hardware_concurrency()), 1,
        most_threads);
    const auto count_part = [&](std::size_t part) {
        const std::size_t begin = rows.size() * part / parts, end = rows.size() * (part + 1) / parts;
        auto counting = std::make_unique<Counting>(table, options, radii, density);
        counting->add(rows.subspan(begin, end - begin));
        return counting;
    };
    std::vector<std::future<std::unique_ptr<Counting>>> others;
    for (std::size_t part = 1; part < parts; ++part)
        others.push_back(std::async(std::launch::async, count_part, part));
    const std::unique_ptr<Counting> all = count_part(0);
    for (auto& other : others)
        all->merge(*other.get());
    return std::move(*all);
}

/// The cells that hold something; see `density_of` on a kernel's faint ones.
void list_cells(Density& density, const std::vector<double>& values, const std::vector<std::uint32_t>& known,
                bool blurred)
{
    double least = 0;
    if (blurred && !values.empty())
        least = *std::max_element(values.begin(), values.end()) / 1e4;
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
        density.in_cells += values[cell];
        if (values[cell] > least || known[cell] > 0)
            density.cells.push_back({static_cast<std::uint32_t>(cell % density.lattice.columns),
                                     static_cast<std::uint32_t>(cell / density.lattice.columns), values[cell],
                                     known[cell]});
    }
}

void put(const Apart& apart, std::size_t incidents, Density& density)
{
    density.incidents = incidents;
    density.incidents_spread = apart.incidents_spread;
    density.incidents_not_placed = apart.incidents_not_placed;
    density.incidents_too_vague = apart.incidents_too_vague;
    density.incidents_outside = apart.incidents_outside;
    density.not_placed = apart.not_placed;
    density.too_vague = apart.too_vague;
    density.outside = apart.outside;
}

} // namespace

Density density_of(const IncidentTable& table, std::span<const std::uint32_t> rows,
                   const DensityOptions& options)
{
    assert(options.cell_km > 0);
    assert(!options.kernel_km || (*options.kernel_km > 0 && options.shape == CellShape::square));
    const Radii radii;
    Density density;
    const Reach reach = reach_of(table, rows, radii);
    const Extent extent = options.frame ? *options.frame : extent_of_rows(table, rows, reach);
    density.plane = EqualArea::for_extent(extent);
    const double sigma = options.kernel_km.value_or(0) / options.cell_km;
    const double margin_m =
        static_cast<double>(reach.radius_m) +
        (options.kernel_km ? static_cast<double>(blur_reach(sigma)) * options.cell_km * 1'000 : 0);
    density.lattice =
        lattice_over(density.plane.box_around(extent), options.shape, options.cell_km, margin_m);
    const Counting counting = counted(table, rows, options, radii, density);
    put(counting.apart(), rows.size(), density);
    std::vector<double> values = counting.values();
    if (options.kernel_km)
        box_blur(values, density.lattice.columns, density.lattice.rows, sigma);
    list_cells(density, values, counting.known(), options.kernel_km.has_value());
    return density;
}

Layer density_layer(const Density& density, const std::string& value_name)
{
    Layer layer{"density",
                {{"column", FieldType::integer},
                 {"row", FieldType::integer},
                 {"lon", FieldType::real},
                 {"lat", FieldType::real},
                 {value_name, FieldType::real},
                 {"known_within", FieldType::integer},
                 {"per_1000_km2", FieldType::real}},
                {}};
    const double per_1000_km2 = 1e9 / density.lattice.cell_area_m2();
    for (const DensityCell& cell : density.cells) {
        const auto centre = density.plane.to_lonlat(density.lattice.centre(cell.column, cell.row));
        const auto degrees = [](double value) { return std::round(value * 1e5) / 1e5; };
        layer.features.push_back(
            {outline(density.lattice, density.plane, cell.column, cell.row),
             {std::int64_t{cell.column}, std::int64_t{cell.row},
              centre ? Value{degrees(centre->lon)} : Value{}, centre ? Value{degrees(centre->lat)} : Value{},
              cell.value, std::int64_t{cell.known_within}, cell.value * per_1000_km2}});
    }
    return layer;
}

} // namespace sitmap
