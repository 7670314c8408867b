#pragma once

#include "importers/dataset_rows.hpp"

#include <memory>

namespace sitmap {

/// True for the first row of GDELT's events, 2.0 (61 columns) or 1.0 (58, before April 2013 57), which have
/// no header: tab-separated, an id and a day at the front. A row of their names is known too.
[[nodiscard]] bool is_gdelt(const DelimitedRow& row);
/// True for a row of column names, as some exports have.
[[nodiscard]] bool is_gdelt_header(const DelimitedRow& row);

enum class GdeltGuards : std::uint8_t { on, off };

/// GDELT's rows as records (GDELT Event codebook 2.0; CAMEO 1.1). They are reports, not events, coded by a
/// machine, and nobody is accused: actors turn over in passives. ActionGeo_Type 1 is a country, 2 and 5 are
/// provinces, 3 and 4 localities; SQLDATE, which often is the day of publication, is taken as that day or the
/// one before; DATEADDED is when it was said.
///
/// The guards leave out, by reason: rows that are not the root event of their article; rows from a single
/// source; codes that are no event on the ground (statements, visits, aid, postures), whose place is as a
/// rule that of the speaker; and repeated reports: the same root code, actors and cell of 0.1 degrees within
/// a day of a row that was taken. For the last, 8 to 16 bytes are held for each row taken.
[[nodiscard]] std::unique_ptr<DatasetRows> gdelt_rows(std::size_t columns, GdeltGuards guards);

/// What a CAMEO code stands for here; nothing for what is no event on the ground. `territory_to_state`: code
/// 192 was done by a state's forces.
[[nodiscard]] std::optional<SubEventType> sub_type_of_cameo(std::string_view code, bool territory_to_state);

} // namespace sitmap
