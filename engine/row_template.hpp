#pragma once

// Inside the store only.

#include "engine/record.hpp"

#include <string>
#include <string_view>

namespace sitmap::store {

/// The row of a record, without what stands in other columns of the table already; there stands the column's
/// name: `LBY1,2019-07-03,{side_a},2,"{quotation}",5`. Where the row doubles the quotation's marks, it is
/// `{quotation:doubled}`. Half of a row of ACLED is its note, and a third of the rest are names.
///
/// Fills `to`; false, and `to` is anything, where the row has braces of its own or nothing could be left out.
/// Names that are parts of the buffer of `raw` are found without a search.
[[nodiscard]] bool make_row_template(std::string& to, const Record& record);

/// Fills `to` with the row of which `record.raw` is the template; false if it names what is no column.
[[nodiscard]] bool fill_row_template(std::string& to, const Record& record);

} // namespace sitmap::store
