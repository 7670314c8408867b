#pragma once

#include "importers/dataset_rows.hpp"
#include "importers/event_columns.hpp"

#include <memory>

namespace sitmap {

/// Any table with a row an event as records: what a Ledger would be too small for. The fields are those of
/// event_columns.hpp. Rows without an id of their own are known by a hash of their text, so that equal rows
/// count once. `ucdp_codes`: numbers of place precision are UCDP's 1 to 7, else ACLED's 1 to 3.
enum class PrecisionScale : std::uint8_t { acled, ucdp };
[[nodiscard]] std::unique_ptr<DatasetRows> table_rows(EventColumns columns, PrecisionScale scale);

/// HXL (hxlstandard.org 1.1): which column holds which field by its tag, "#geo+lat", "#affected+killed". Tags
/// that say nothing of an event are left out.
[[nodiscard]] EventColumns hxl_columns(const std::vector<std::string>& tags);
/// True for a row of HXL tags: most of the cells that are not empty begin with "#" and a letter.
[[nodiscard]] bool is_hxl_row(const DelimitedRow& row);

} // namespace sitmap
