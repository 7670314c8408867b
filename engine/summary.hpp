#pragma once

#include "engine/count_sum.hpp"
#include "engine/incident_table.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// By what incidents are counted.
enum class Dimension : std::uint8_t {
    day,
    week, ///< ISO 8601: from Monday, of the year that its Thursday lies in
    month,
    year,
    country,
    admin1, ///< first-order division
    event_type,
    sub_type,
    actor,
    place_precision,
    attribution,
    dataset
};
inline constexpr std::size_t dimension_count = 12;
[[nodiscard]] std::string_view name_of(Dimension dimension); ///< "month", "type", "precision" ...
[[nodiscard]] std::optional<Dimension> dimension_named(std::string_view name);

/// A group's place on a dimension: days, weeks, months, years since 1970-01-01 (its week, month, year); a
/// number in the table's names; country and division as (country << 32) + division; an enumerator; a
/// dataset's number.
using GroupKey = std::int64_t;
/// The group of those of which the dimension is not known; see `summarise`.
inline constexpr GroupKey not_known = std::numeric_limits<std::int64_t>::max();
/// Time only: the group of those of which no day at all is known.
inline constexpr GroupKey undated = not_known - 1;

struct SummaryGroup {
    std::array<GroupKey, 2> key{}; ///< as many as there are dimensions
    std::uint64_t incidents = 0;
    std::vector<CountSum> counts; ///< parallel to Summary::fields
    bool operator==(const SummaryGroup&) const = default;
};

struct Summary {
    std::vector<Dimension> by;
    std::vector<ClaimField> fields;
    std::vector<SummaryGroup> groups; ///< those that have incidents; time and codes ascending, names by their
                                      ///< letters, what is not known last
    SummaryGroup total;               ///< each incident once
};

/// Counts incidents by none, one or two dimensions, with the sums of the counts in `fields` (killed and
/// others that `is_count`, but no stock). `rows` are positions in `table`, ascending. O(rows + groups log
/// groups).
///
/// Nothing is counted more exactly than it is known:
/// * An incident belongs to a day, week, month or year if its whole interval lies in it. One that may reach
/// over
///   two of them (known to the month in a table of days, or lasting from one month into the next) is in the
///   group `not_known`; one without any day is in `undated`. So the groups of time add up to the total.
/// * One that is known to the country only, or without a division, is `not_known` by division, within its
///   country where that is known. One that is not placed is `not_known` by place precision.
/// * One of which the dataset does not say the type is `not_known` by type.
/// * By actor, an incident is counted once with each of its parties, so that those groups add up to more than
///   the total; without any party it is `not_known`.
/// `rule` says which figure of a count is taken: see by_rule. Dataset 0 is the articles.
[[nodiscard]] Summary summarise(const IncidentTable& table, std::span<const std::uint32_t> rows,
                                std::span<const Dimension> by, std::span<const ClaimField> fields,
                                Rule rule = Rule::range);

/// For people and files: "2019-07-03", "2019-W27", "2019-07", "2019", "LBY", "Tripoli, LBY", "Battles";
/// `not_known` as "not known to the day", "no party named" ... `datasets` are names by number; may be short.
[[nodiscard]] std::string label_of(const IncidentTable& table, Dimension dimension, GroupKey key,
                                   std::span<const std::string> datasets = {});

/// All positions of a table, ascending.
[[nodiscard]] std::vector<std::uint32_t> all_rows(const IncidentTable& table);

} // namespace sitmap
