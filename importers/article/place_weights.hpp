#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string_view>

namespace sitmap {

/// What speaks for a place of a text as that of a happening, and what against it.
inline constexpr std::size_t place_clue_count = 81;
using PlaceClues = std::array<float, place_clue_count>;

/// The clues' names in their order, as they stand in assets/models/event_places.tsv.
[[nodiscard]] const std::array<std::string_view, place_clue_count>& place_clue_names();

/// How much each clue counts; learnt (assets/models/train_event_places.py).
class PlaceWeights {
public:
    /// Throws Error with file and line where a row is damaged (read_weight_rows) or names no clue, and where
    /// a clue has no row.
    [[nodiscard]] static PlaceWeights load(const std::filesystem::path& file);

    [[nodiscard]] float of(const PlaceClues& clues) const;

private:
    PlaceClues weights_{};
};

} // namespace sitmap
