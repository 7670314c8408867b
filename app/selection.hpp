#pragma once

#include "app/filters.hpp"
#include "engine/incident_table.hpp"
#include "engine/ledger.hpp"
#include "engine/store.hpp"

#include <filesystem>
#include <vector>

namespace sitmap {

/// A store's contents, and the incidents that pass the filters, by the rule and from what was said by the day
/// asked for.
struct Selected {
    Ledger ledger; ///< flows, stocks, routes and control areas cut to the window of time
    std::vector<Incident> incidents;
};

/// Throws Error.
[[nodiscard]] Selected select(const std::filesystem::path& store, const Filters& filters);

/// The incidents that pass the filters, as columns: what counts are made of. Counts in households are left
/// out, since they cannot be added to people. Throws Error.
[[nodiscard]] IncidentTable table_of(const std::filesystem::path& store, const Filters& filters);
/// Which of a store's records pass the filters.
struct SelectedRecords {
    bool all = false;              ///< none is left out, and `ids` is not filled
    std::vector<IncidentId> ids;   ///< ascending
    std::vector<Dataset> datasets; ///< those of which a record passes

    [[nodiscard]] bool none() const { return !all && ids.empty(); }
};
/// Throws Error.
[[nodiscard]] SelectedRecords records_of(const Store& store, const Filters& filters);

} // namespace sitmap
