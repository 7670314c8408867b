#pragma once

#include "app/filters.hpp"
#include "engine/incident_table.hpp"
#include "engine/ledger.hpp"
#include "engine/store.hpp"

#include <filesystem>
#include <functional>
#include <vector>

namespace sitmap {

/// A store's contents, and the incidents that pass the filters, by the rule and from what was said by the day
/// asked for.
struct Selected {
    Ledger ledger; ///< flows and stocks that pass; routes and control areas cut to the window of time
    std::vector<Incident> incidents;
    /// What the ledger's flows, stocks and routes are called: their positions in the store's ledger, from 1.
    std::vector<std::size_t> flow_numbers, stock_numbers, route_numbers;
};

/// Throws Error; Interrupted soon after `stop`, if there is one, gives true.
[[nodiscard]] Selected select(const std::filesystem::path& store, const Filters& filters,
                              const std::function<bool()>& stop = {});

/// Which of a store's records pass the filters.
struct SelectedRecords {
    bool all = false;              ///< none is left out, and `ids` is not filled
    std::vector<IncidentId> ids;   ///< ascending
    std::vector<Dataset> datasets; ///< those of which a record passes

    [[nodiscard]] bool none() const { return !all && ids.empty(); }
};
/// Throws Error.
[[nodiscard]] SelectedRecords records_of(const Store& store, const Filters& filters);

/// A store's records, and which of them pass the filters.
struct SelectedRows {
    IncidentTable table;               ///< all of them
    std::vector<std::uint32_t> rows;   ///< those that pass, ascending
    std::vector<std::string> datasets; ///< names by number, 0 being the articles
};
/// Throws Error.
[[nodiscard]] SelectedRows select_records(const std::filesystem::path& store, const Filters& filters);

/// The ledger's incidents and the records as columns, ids ascending, and which of them pass the filters: what
/// counts are made of. Counts in households are left out, since they cannot be added to people. Throws Error.
[[nodiscard]] SelectedRows table_of(const std::filesystem::path& store, const Filters& filters);

} // namespace sitmap
