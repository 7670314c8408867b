#pragma once

#include "engine/evidence.hpp"
#include "engine/record.hpp"
#include "geodata/issue.hpp"
#include "importers/generic_csv.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace sitmap {

/// How far an import is.
struct DatasetProgress {
    std::uint64_t bytes = 0, of = 0; ///< of the file, packed as it is; `of` 0: its size is not known
    std::size_t rows = 0;
};

struct DatasetOptions {
    std::string format;    ///< a format for which `is_dataset` holds; empty: recognised
    ColumnMapping columns; ///< of "records"
    std::string sheet;     ///< of a workbook; empty: the first
    /// GDELT: also rows that its known failings make doubtful, see gdelt.hpp.
    bool all_of_gdelt = false;
    bool one_thread = false;
    TakeRejected reject;
    std::function<void(const DatasetProgress&)> progress; ///< after each batch, some megabytes at most
    std::function<bool()> stop;                           ///< true: end with an Error; asked after each batch
};

/// What a dataset gave beside its records.
struct DatasetRead {
    Document document;
    std::string scheme; ///< whose ids the records have: "acled", "ucdp", "gdelt", or the table's file stem
    std::size_t rows = 0, taken = 0, dropped = 0; ///< rows = taken + dropped
    std::map<std::string, std::size_t> dropped_why;
    Issues issues; ///< the first few dropped rows one by one; the rest by reason
};

/// Formats whose rows become records: "acled", "ucdp", "gdelt", "hxl", "records".
[[nodiscard]] bool is_dataset(std::string_view format);

/// The dataset format of a table by its first rows (64 KiB are enough), also in UTF-16 or Windows-1252; empty
/// where it is none of those with a form of their own (so never "records").
[[nodiscard]] std::string dataset_format_of(std::string_view head);

/// Reads a dataset row by row and hands out its records in batches, in the order of the file, on the calling
/// thread. Memory does not grow with the file. "-" is standard input; gzip is unpacked. Throws Error: the
/// file cannot be read, is no such dataset, or, as Interrupted,
/// when `stop` said so.
DatasetRead read_dataset(const std::filesystem::path& path, const DatasetOptions& options,
                         const TakeRecords& take);

} // namespace sitmap
