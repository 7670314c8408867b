#pragma once

#include "engine/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace sitmap {

/// What the first lines of an article say of where and when it was written.
struct Dateline {
    std::string place; ///< "KYIV, Ukraine", as the text spells it; empty if it has none
    std::optional<Day> published;
};

/// Looks at the lines after the headline: "TRIPOLI, July 3 (Agency) -", "BEIRUT (AP) —", "CAIRO, Saturday" on
/// a line of its own, "26 July 2019.", "Published: 3 July 2019 10:00", "Flash Update 3 (as of 18 May 2017)".
/// Only a date with day, month and year counts. `text` holds the headline in its first line.
[[nodiscard]] Dateline read_dateline(std::string_view text);

/// The first full date in English or ISO 8601 in a short string: "2019-07-03T10:00Z", "Sat 9 Apr 2022 07.40
/// CEST", "July 3, 2019". Nothing when there is none, or no such day.
[[nodiscard]] std::optional<Day> full_date_in(std::string_view text);

} // namespace sitmap
