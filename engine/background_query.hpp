#pragma once

#include "engine/flow.hpp"
#include "engine/ledger.hpp"
#include "engine/query.hpp"

namespace sitmap {

// Flows and stocks are no incidents: of a query its time and its place restrict them, and nothing else. As
// with incidents, days that are not stated exclude nothing, and a place that is not known is in no country.

/// In the query's countries, box, polygons and radius, by its point; absent: only where nothing is asked of
/// the place.
[[nodiscard]] bool stands_in(const std::optional<Location>& location, const Query& query);

/// May touch the window of time, and one of its ends stands where the query asks.
[[nodiscard]] bool passes(const Flow& flow, const Query& query);
[[nodiscard]] bool passes(const Stock& stock, const Query& query);

/// What was known by the end of `as_of`: days that had begun, and a document of `ledger` that was published
/// by then. Days that are not stated exclude nothing; without `as_of` all is known. O(documents).
[[nodiscard]] bool is_known(const Flow& flow, const Ledger& ledger, std::optional<Day> as_of);
[[nodiscard]] bool is_known(const Stock& stock, const Ledger& ledger, std::optional<Day> as_of);

} // namespace sitmap
