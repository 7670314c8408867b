#pragma once

#include "engine/incident.hpp"
#include "engine/query.hpp"
#include "render/records.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sitmap {

/// How many incidents a name would show.
struct NameCount {
    std::string name;
    std::size_t count = 0;
    bool operator==(const NameCount&) const = default;
};
/// Countries (ISO codes) and parties, most incidents first, then by name. As with other filters, those on
/// countries do not count against countries, nor those on parties against parties.
struct NameCounts {
    std::vector<NameCount> countries, parties;
};
/// `incidents`: of the ledger; `records`: null for none. O(incidents + rows), a few milliseconds a million.
[[nodiscard]] NameCounts name_counts(std::span<const Incident> incidents, const Records* records,
                                     const Query& query, std::optional<Day> as_of);

} // namespace sitmap
