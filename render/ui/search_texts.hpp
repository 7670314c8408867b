#pragma once

#include "render/ui/search_model.hpp"

namespace sitmap {

/// Parties that incidents or records name, whose name contains the words, those of most incidents first.
[[nodiscard]] std::vector<SearchHit> found_parties(const Map& map, std::span<const Incident> incidents,
                                                   std::string_view words, std::size_t most);

/// Rows of datasets that have a place, whose place, province or parties contain the words, those of the
/// latest days first; said by `as_of`, if given. O(rows)
[[nodiscard]] std::vector<SearchHit> found_records(const Map& map, std::string_view words, std::size_t most,
                                                   std::optional<Day> as_of = {});

/// Places in the texts of documents where the words stand, letter case aside, as claims of the incidents that
/// the documents tell of: the claim that rests on the place nearest to the words. One hit a document; `title`
/// has the words around, `note` the source. O(length of all texts): some 0.3 s for a hundred megabytes.
[[nodiscard]] std::vector<SearchHit> found_in_texts(const Map& map, std::span<const Incident> incidents,
                                                    std::string_view words, std::size_t most);

/// All that was found, in groups with a heading.
struct SearchGroup {
    std::string heading; ///< "PLACES"
    std::vector<SearchHit> hits;
};
/// Places, incidents, rows of datasets, parties and texts; empty groups are left out. Nothing for fewer than
/// two letters; texts from three on. `incidents`: the ledger's, as of the day given, if any.
[[nodiscard]] std::vector<SearchGroup> search_all(const Map& map, std::span<const Incident> incidents,
                                                  std::string_view words, std::optional<Day> as_of = {});

} // namespace sitmap
