#pragma once

#include "render/map.hpp"
#include "render/view_state.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace sitmap {

/// Rows whose place, province or parties contain the words, each anywhere; spelling folded. Ascending; none
/// for words that fold to nothing. O(rows + length of the names)
[[nodiscard]] std::vector<std::uint32_t> rows_that_mention(const IncidentTable& table,
                                                           std::string_view words);

/// Finds incidents that mention words. Texts are folded once, at the first question, and kept until the
/// incidents are others.
class WordFilter {
public:
    using Ids = std::shared_ptr<const std::vector<IncidentId>>;

    /// Ids, ascending, of the incidents and of the map's records whose title, place, parties or whose claims'
    /// quotations contain the words, each anywhere; spelling folded, as in the search. Records are looked at
    /// by what their table has: place, province and parties. Null for words that fold to nothing: all pass.
    /// O(length of the texts + records).
    [[nodiscard]] Ids find(const Map& map, std::span<const Incident> incidents, std::string_view words);

    /// Puts what the words find into the view's query, if words, rule or day have changed since it was last
    /// asked. `incidents`: the ledger's, by the view's rule and day; only called when they are needed. With
    /// more than `most_at_once` records it waits until the words have been the same for `rest_s`, `seconds`
    /// being those since the last call; true while it waits, and is to be called again.
    bool renew(ViewState& view, const std::string& words, const Map& map,
               const std::function<std::span<const Incident>()>& incidents, double seconds = 0);
    static constexpr std::size_t most_at_once = 50'000;
    static constexpr double rest_s = 0.3;

    /// To be called when the incidents are others.
    void forget();

private:
    using Key = std::tuple<std::string, Rule, std::optional<Day>>;

    std::string typed_;                             ///< as they were at the last call
    double rested_s_ = 0;                           ///< since they were last others
    std::optional<Key> key_;                        ///< that the query's ids were found for
    std::optional<std::vector<std::string>> texts_; ///< folded, of each incident
};

} // namespace sitmap
