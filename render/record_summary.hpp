#pragma once

#include "render/records.hpp"
#include "render/ui/panel_model.hpp"
#include "render/ui/timeline_model.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sitmap {

/// What is said of all records that pass a query, wherever they are looked at from.
struct RecordSummary {
    std::size_t passing = 0;
    Totals killed;
    std::size_t killed_not_given = 0;
    std::optional<Day> first, last;      ///< of those with known days
    bool goes_on = false;                ///< some last, or began on a day and have no end
    std::vector<std::string> countries;  ///< ISO codes, in no set order
    std::optional<Extent> well, roughly; ///< around those placed to a locality, and those placed worse
    bool operator==(const RecordSummary&) const = default;
};
/// O(rows), on two threads.
[[nodiscard]] RecordSummary summary_of(const IncidentTable& table, const Query& query,
                                       std::optional<Day> as_of);

/// As `count` over `table.incident(row)` of the rows known by the day. O(rows), on two threads.
[[nodiscard]] PanelCounts count(const IncidentTable& table, const Query& query, std::optional<Day> as_of);
void add(PanelCounts& counts, const PanelCounts& more);

/// The first and the last day of any row; see `timeline_range` for rows centuries apart. Nothing if none is
/// dated. O(rows)
[[nodiscard]] std::optional<DayRange> days_of(const IncidentTable& table);
/// Puts the rows that pass into the bars, as `histogram` does with incidents. O(rows), on two threads.
void add(Histogram& histogram, const IncidentTable& table, const Query& query, std::optional<Day> as_of);

} // namespace sitmap
