#pragma once

#include "importers/dataset_rows.hpp"

#include <memory>

namespace sitmap {

/// True for the header of an ACLED export, current or older, in any order and letter case.
[[nodiscard]] bool is_acled(const HeaderColumns& columns);

/// ACLED's rows as records (codebooks: acleddata.com):
/// geo_precision 1 is a locality, 2 near it, 3 the province, named by its admin1, as such rows sit on the
/// capital of it; time_precision 2 is the week round the day, 3 its month. The two actors are opponents and
/// nobody is accused, but for violence against civilians, where the codebook makes the other side the one
/// that did it; civilians are victims. Rows are known by `event_id_cnty`. Throws Error if columns are
/// missing.
[[nodiscard]] std::unique_ptr<DatasetRows> acled_rows(const HeaderColumns& columns);

} // namespace sitmap
