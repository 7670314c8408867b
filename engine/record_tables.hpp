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

/// How an import writes.
struct Writing {
    std::function<void()> begin;      ///< called before the first change, if it has not begun
    bool has_begun = false;           ///< there are tables and a write transaction
    std::function<void()> after_some; ///< called now and then, when some megabytes were written; may be empty
};

/// Nothing is written, and nothing begun, where no record is new.
RecordChanges import_records(Database& database, const std::function<DatasetHead(const TakeRecords&)>& read,
                             std::optional<Day> today, const Writing& writing);

} // namespace sitmap::store
