#pragma once

#include "engine/count_sum.hpp"
#include "engine/incident_table.hpp"
#include "engine/lattice.hpp"
#include "geodata/feature.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sitmap {

struct DensityOptions {
    CellShape shape = CellShape::square;
    double cell_km = 25;              ///< width, see Lattice; above 0
    std::optional<double> kernel_km;  ///< standard deviation of a Gaussian kernel, above 0; nothing: counts
    std::optional<ClaimField> weight; ///< killed and others: see weight_of; nothing: each incident is 1
    Rule rule = Rule::range;
    std::optional<Extent> frame; ///< what the plane and its cells are laid out for; nothing: what the
                                 ///< incidents take. Incidents outside are counted apart
};

struct DensityCell {
    std::uint32_t column = 0, row = 0;
    double value = 0;               ///< incidents, or people by the weight; whole where nothing was spread
    std::uint32_t known_within = 0; ///< incidents that are known to be near their point in this very cell
};

/// Incidents or people by cells; what is in no cell is counted apart, so that
/// `in_cells + not_placed + too_vague + outside` is the sum over all rows.
struct Density {
    EqualArea plane = EqualArea::cylindrical(0, 30);
    Lattice lattice;
    std::vector<DensityCell> cells; ///< those whose value is above 0, row by row
    double in_cells = 0;            ///< sum of all cells
    double not_placed = 0, too_vague = 0, outside = 0;
    /// The same for incidents, whatever the weight: all rows, those in the cells that were spread, and the
    /// rest.
    std::uint64_t incidents = 0, incidents_spread = 0, incidents_not_placed = 0, incidents_too_vague = 0,
                  incidents_outside = 0;
};

/// Counts incidents in cells, or estimates their density. `rows` are positions in `table`.
///
/// Nothing is put more exactly than it is known: an incident is taken to its cell where the radius of its
/// place (its own, else the usual one of its precision) is no more than half a cell or half the kernel; else
/// it is spread evenly over the cells whose centre lies within that radius. Too vague is one known to the
/// country only, whose precision is not known, or whose radius is over 300 km: a disc would cover the
/// neighbours, so it is counted apart. Spreading gives away nothing: shares are whole multiples of a tiny
/// unit, so that sums are exact whatever the order.
///
/// With a kernel, the counts on squares are blurred by box filters of the Gaussian's variance, which keeps
/// their sum (see box_blur); cells reach as far beyond the outermost incident as the blur does. Cells below a
/// millionth of the highest are left out of `cells`, and are what `in_cells` exceeds the sum of `cells` by.
///
/// Many rows are counted by several threads; the answer is the same. O(rows + cells + distinct spread places
/// times lattice rows of their radius). Throws Error where the frame takes more than 16 million cells.
[[nodiscard]] Density density_of(const IncidentTable& table, std::span<const std::uint32_t> rows,
                                 const DensityOptions& options);

/// The cells as a layer of polygons: column, row, lon, lat (of the centre), `value_name` (real),
/// known_within, per_1000_km2.
[[nodiscard]] Layer density_layer(const Density& density, const std::string& value_name);

} // namespace sitmap
