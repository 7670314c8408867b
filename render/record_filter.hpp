#pragma once

#include "render/records.hpp"

#include <optional>

namespace sitmap {

/// A query made ready for columns: names become sets of their numbers, days and types numbers, so that a row
/// is tested without its texts. Answers as `passes` does on `table.incident(row)`; rows said after `as_of` do
/// not pass. Outlives neither table nor query.
class RecordFilter {
public:
    RecordFilter(const IncidentTable& table, const Query& query, std::optional<Day> as_of);

    /// What a row fails of, one bit each; 0: it passes.
    enum Failure : unsigned { type = 1, precision = 2, attribution = 4, killed = 8, days = 16, other = 32 };
    [[nodiscard]] unsigned failures(std::uint32_t row) const;
    /// Not yet said: such a row is not there at all.
    [[nodiscard]] bool is_known(std::uint32_t row) const { return table_.said_on[row] <= as_of_; }
    [[nodiscard]] bool passes(std::uint32_t row) const { return is_known(row) && failures(row) == 0; }
    /// True if every row of any table passes.
    [[nodiscard]] bool lets_all_pass() const { return lets_all_pass_; }

private:
    [[nodiscard]] bool passes_elsewhere(std::uint32_t row) const;

    const IncidentTable& table_;
    const Query& query_;
    std::int32_t as_of_, since_, until_;
    bool lets_all_pass_, has_other_ = false;
    std::uint32_t sub_types_ = 0, attributions_ = 0; ///< those wanted, a bit each
    std::uint32_t types_ = 0;                        ///< sub-types of the types wanted
    PlacePrecision worst_ = PlacePrecision::unknown;
    bool needs_place_ = false;
    std::vector<bool> countries_, actors_; ///< by number of the name; empty: all
};

/// The sum of people killed over rows, as `killed_totals` has it over incidents.
struct KilledBounds {
    std::int64_t low = 0, high = 0, size = 0; ///< of one row; `size` as Quantity::size_by
    bool given = false, open = false;
};
[[nodiscard]] KilledBounds killed_bounds(const IncidentTable& table, std::uint32_t row);

/// The rows that pass, found on two threads. O(rows)
[[nodiscard]] RowSet passing_rows(const IncidentTable& table, const Query& query, std::optional<Day> as_of);

} // namespace sitmap
