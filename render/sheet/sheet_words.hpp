#pragma once

#include "render/scene.hpp"

#include <set>
#include <string>
#include <vector>

namespace sitmap {

/// How many incidents pass, seen or not; none where their layer is left out.
[[nodiscard]] std::size_t incidents_told(const ViewState& view, const Scene& scene);
/// What a sheet says of itself where nobody gave it words.
[[nodiscard]] std::string title_in_words(const Map& map, const ViewState& view, const Scene& scene);
/// "15 reported incidents, displacement · 1 Jun 2018 – 20 Jun 2018"
[[nodiscard]] std::string subtitle_in_words(const Map& map, const ViewState& view, const Scene& scene);
/// The documents that what passes rests on: datasets of which a row passes, states of control that are shown
/// (all where `scene` is not drawn), and documents of the routes that are drawn. O(rows).
[[nodiscard]] std::set<DocumentId> documents_behind(const Map& map, const ViewState& view,
                                                    const Scene& scene);
/// One paragraph each: the documents that what is shown rests on, their licences, the rule for numbers, what
/// the incidents were chosen by. `scene`: the map as it was drawn; one not drawn yet has no routes.
[[nodiscard]] std::vector<std::string> sources_in_words(const Map& map, const ViewState& view,
                                                        const Scene& scene, const SheetOptions& options);

} // namespace sitmap
