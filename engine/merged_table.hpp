#pragma once

#include "engine/incident_table.hpp"

namespace sitmap {

/// The incidents of both, ids ascending. Requires that no id is in both. If one is empty the other comes back
/// as it is; else O(rows), with the columns of both and of the answer held at once.
[[nodiscard]] IncidentTable merged(IncidentTable a, IncidentTable b);

} // namespace sitmap
