#pragma once

#include "engine/incident_table.hpp"

#include <string>
#include <string_view>
#include <tuple>

namespace sitmap {

/// The most rows that one blob holds.
inline constexpr std::size_t rows_a_blob = 65'536;

/// The columns of rows [first, first + count) as bytes: little endian, with a version and a checksum. Names
/// stay numbers; the list they are in is kept elsewhere. Requires count <= rows_a_blob.
[[nodiscard]] std::string column_blob(const IncidentTable& table, std::size_t first, std::size_t count);

/// Puts the rows of a blob behind those of the table. `names` is how many names there are. Returns what is
/// wrong with the blob, for people, and leaves the table as it was; "" if it is sound: every size, number,
/// enumerator and day is checked, so that a damaged store cannot lead outside of any column.
[[nodiscard]] std::string append_column_blob(IncidentTable& table, std::string_view blob, std::size_t names);

/// The parallel columns, in the order in which a blob holds them: place and days first, as who looks for what
/// is near by reads no more.
template <class Table>
[[nodiscard]] auto columns_of(Table& t)
{
    return std::tie(t.lon, t.lat, t.first_day, t.last_day, t.id, t.said_on, t.country, t.admin1, t.place,
                    t.side_a, t.side_b, t.radius_m, t.killed_low, t.killed_best, t.killed_high, t.dataset,
                    t.sub_type, t.precision, t.time_precision, t.attribution, t.flags);
}

/// Calls `visit` with each parallel column, in that order.
template <class Table, class Visit>
void each_column(Table& table, Visit visit)
{
    std::apply([&](auto&... columns) { (visit(columns), ...); }, columns_of(table));
}

/// Puts the one row of `one` in the place of a row of `table`. Both must number names alike.
void replace_row(IncidentTable& table, std::uint32_t row, const IncidentTable& one);

} // namespace sitmap
