#pragma once

#include "render/map.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// Finds incidents that mention words. Texts are folded once, at the first question, and kept until the
/// incidents are others.
class WordFilter {
public:
    /// Ids, ascending, of the incidents and of the map's records whose title, place, parties or whose claims'
    /// quotations contain the words, each anywhere; spelling folded, as in the search. Records are looked at
    /// by what their table has: place, province and parties. Nothing for words that fold to
    /// nothing: all pass. O(length of the texts + records).
    [[nodiscard]] std::optional<std::vector<IncidentId>>
    find(const Map& map, std::span<const Incident> incidents, std::string_view words);
    /// To be called when the incidents are others.
    void forget() { texts_.reset(); }

private:
    std::optional<std::vector<std::string>> texts_; ///< folded, of each incident
};

} // namespace sitmap
