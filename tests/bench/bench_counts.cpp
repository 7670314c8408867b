#include "engine/density.hpp"
#include "engine/repeat_strikes.hpp"
#include "engine/summary.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/made_up.hpp"

#include <array>
#include <cmath>

namespace sitmap::bench {

namespace {

void measure_summaries(Table& table, const IncidentTable& incidents, std::span<const std::uint32_t> rows)
{
    using enum Dimension;
    const ClaimField killed = ClaimField::killed;
    for (const auto& [what, by] : std::initializer_list<std::pair<const char*, std::vector<Dimension>>>{
             {"by day", {day}},
             {"by month and country", {month, country}},
             {"by division and type", {admin1, event_type}}}) {
        Summary summary;
        const double took = best_seconds(3, [&] { summary = summarise(incidents, rows, by, {&killed, 1}); });
        std::uint64_t sum = 0;
        for (const SummaryGroup& group : summary.groups)
            sum += group.incidents;
        require(sum == rows.size(), "the groups do not add up to the incidents");
        table.measure(std::string{"count 10 M "} + what, "ms", took * 1e3);
    }
}

void measure_densities(Table& table, const IncidentTable& incidents, std::span<const std::uint32_t> rows)
{
    DensityOptions squares, hexagons, kernel;
    hexagons.shape = CellShape::hexagon;
    hexagons.cell_km = 50;
    kernel.kernel_km = 100;
    for (const auto& [what, options] :
         std::initializer_list<std::pair<const char*, DensityOptions>>{{"in squares of 25 km", squares},
                                                                       {"in hexagons of 50 km", hexagons},
                                                                       {"kernel of 100 km", kernel}}) {
        Density density;
        const double took = best_seconds(3, [&] { density = density_of(incidents, rows, options); });
        const double all = density.in_cells + density.not_placed + density.too_vague + density.outside;
        require(std::abs(all - static_cast<double>(rows.size())) < 1,
                "the cells do not add up to the incidents");
        table.measure(std::string{"density 10 M "} + what, "ms", took * 1e3);
    }
}

} // namespace

void bench_counts(Table& table)
{
    table.head("counts, cells and clusters");
    const IncidentTable incidents = made_up_incidents(10'000'000);
    const std::vector<std::uint32_t> rows = all_rows(incidents);
    measure_summaries(table, incidents, rows);
    measure_densities(table, incidents, rows);
    const std::span<const std::uint32_t> million{rows.data(), 1'000'000};
    SpaceTimeClusters clusters;
    const double took = seconds([&] { clusters = space_time_clusters(incidents, million, {5'000, 7, 4}); });
    require(!clusters.clusters.empty(), "no cluster among a million");
    table.measure("ST-DBSCAN 1 M, 5 km, 7 days", "ms", took * 1e3);
    const double again = seconds([&] { (void)repeat_strikes(incidents, million, 500, 30); });
    table.measure("repeat strikes 1 M, 500 m, 30 days", "ms", again * 1e3);
}

} // namespace sitmap::bench
