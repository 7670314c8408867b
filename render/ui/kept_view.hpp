#pragma once

#include "render/ui/ui.hpp"

#include <string>
#include <string_view>

namespace sitmap {

/// How the window stands, as lines of "name value": place, filters, layers, style, panels, bookmarks. For the
/// store to keep.
[[nodiscard]] std::string kept_text(const ViewState& view, const UiState& state);

/// Puts back what `kept_text` wrote; lines that are not understood, of a newer program or damaged, are passed
/// over.
void restore_bookmarks(std::string_view text, UiState& state);
void restore_view(std::string_view text, ViewState& view, UiState& state);

/// A bookmark of what is seen, named by the largest place near the middle of the map.
[[nodiscard]] Bookmark bookmark_of(const ViewState& view, const Basemap* basemap);

} // namespace sitmap
