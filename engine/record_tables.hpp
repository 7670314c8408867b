#pragma once

// Records of datasets in the store. Inside the store only.

#include "engine/database.hpp"
#include "engine/incident_table.hpp"
#include "engine/record_keys.hpp"
#include "engine/store.hpp"

#include <vector>

namespace sitmap::store {

/// Marks in `flags` of stored columns a record whose event is in the ledger.
inline constexpr std::uint8_t promoted_flag = 0x80;

/// Makes the tables of records where they are not there yet. Requires a write transaction.
void make_record_tables(Database& database);
[[nodiscard]] bool has_records(Database& database);
/// For RecordReader: what a record was before, oldest first; takes the record's id.
[[nodiscard]] std::string history_query();

[[nodiscard]] NameList read_names(Database& database);
/// All rows, promoted ones too.
[[nodiscard]] IncidentTable read_columns(Database& database);
/// The rows of one block; names stay numbers.
[[nodiscard]] IncidentTable read_block(Database& database, std::int64_t block, std::size_t names);
[[nodiscard]] RecordKeys read_keys(Database& database);
/// Datasets in the order of their numbers, from 1.
[[nodiscard]] std::vector<Dataset> read_datasets(Database& database);

/// Requires a write transaction, and tables.
RecordChanges import_records(Database& database, const std::function<DatasetHead(const TakeRecords&)>& read,
                             std::optional<Day> today);

} // namespace sitmap::store
