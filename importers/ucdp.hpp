#pragma once

#include "importers/dataset_rows.hpp"

#include <memory>

namespace sitmap {

/// True for the header of UCDP GED, of any version, or of its candidate events.
[[nodiscard]] bool is_ucdp(const HeaderColumns& columns);

/// UCDP GED's rows as records (codebook: ucdp.uu.se). Killed are low, best and high as given, in order or
/// not; where_prec 1 to 7 are locality, near, district, province, line, country and sea; the interval is
/// date_start to date_end with the precision that date_prec says. State-based (1) and non-state (2) conflict
/// is taken as Armed clash, one-sided violence (3) as Attack with side_a as the perpetrator: UCDP does not
/// say by what means, and the dataset's issues tell so. Throws Error if columns are missing.
[[nodiscard]] std::unique_ptr<DatasetRows> ucdp_rows(const HeaderColumns& columns);

} // namespace sitmap
