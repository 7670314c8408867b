#pragma once

// Inside importers: the Internal Displacement Updates of IDMC, a figure a row.

#include "engine/precision.hpp"
#include "geodata/issue.hpp"
#include "importers/csv.hpp"
#include "importers/dataset_rows.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// One end of a figure's way: the middle of the places that it names, and how well they tell where.
struct UpdateEnd {
    LonLat point;
    PlacePrecision precision = PlacePrecision::district;
    std::string name; ///< "Zalingei", "Zalingei and 2 more places"
};

/// Where in a table something stands.
struct TableRow {
    std::size_t number = 0; ///< 1-based, rows of the header and of tags not counted
    std::size_t line = 0;   ///< 1-based, where it begins
    std::string_view raw;   ///< as it stands, without its line end; points into the table's text
};

/// People who had to leave their homes in a conflict. At least one end is known.
struct DisplacementUpdate {
    std::optional<UpdateEnd> origin, destination;
    std::string people;  ///< as `loose_quantity` reads it: "1200", "at least 1200"
    std::string country; ///< code or name as it stands
    std::string start, end, source;
    TableRow row;
};

/// True for a header with `displacement_type` and `figure`, as the sheets of the API, of its site and of HDX
/// have them ("DisplacementType" too).
[[nodiscard]] bool is_displacement_updates(const HeaderColumns& header);

/// The figures that count, in the order of the rows, after IDMC's own notes on the data: of an event only the
/// recommended ones where it has any, else of those of one place ("triangulation") the one made last. What
/// disasters did, returns and rows without a figure or a position are left out. `issues` says how many of
/// each, and which are damaged. Requires such a header; `records` stands behind it.
[[nodiscard]] std::vector<DisplacementUpdate> displacement_updates(const HeaderColumns& header,
                                                                   std::size_t cells, CsvReader& records,
                                                                   const std::string& source, Issues& issues);

} // namespace sitmap
