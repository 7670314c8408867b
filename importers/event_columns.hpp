#pragma once

#include "importers/generic_csv.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// Which cell of a row holds which field of an event ("date", "lat", "killed_low" ...).
using EventColumns = std::map<std::string_view, std::size_t>;

/// Columns by the mapping first, then by usual headers (letter case and punctuation ignored), no column
/// twice. Throws Error when the mapping names a field or a column that does not exist.
[[nodiscard]] EventColumns event_columns(const std::vector<std::string>& header, const ColumnMapping& mapping,
                                         const std::string& source);

/// True if there is a position, a day, a type or a number killed: enough to take rows for events.
[[nodiscard]] bool tell_of_events(const EventColumns& columns);

} // namespace sitmap
