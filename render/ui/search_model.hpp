#pragma once

#include "render/map.hpp"
#include "render/view_state.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// One line of what a search found.
struct SearchHit {
    std::string title, note; ///< "Tajoura", "place, LBY"
    LonLat at;
    Selection selection; ///< an incident; nothing for a place
    std::string actor;   ///< a party, to be shown alone; empty for others
};

/// Incidents whose title, place or parties contain the words, then places of the base map whose name begins
/// with them, spelling folded. At most `most` of each. Empty for fewer than two letters.
[[nodiscard]] std::vector<SearchHit> search(const Map& map, std::span<const Incident> incidents,
                                            std::string_view words, std::size_t most = 8);

} // namespace sitmap
