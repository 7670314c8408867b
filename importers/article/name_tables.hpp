#pragma once

#include "importers/article/weights.hpp"
#include "importers/article/word_classes.hpp"

#include <filesystem>

namespace sitmap {

/// What finding and resolving names needs beside gazetteer and lexicon: the classes of words, and learnt
/// weights for the two looks at names and the two at places.
struct NameTables {
    WordClasses words;
    Weights names, names_again, places, places_again;

    /// Reads names.tsv, names_again.tsv, places.tsv and places_again.tsv in `models`. Throws Error.
    [[nodiscard]] static NameTables load(const std::filesystem::path& models, const Lexicon& lexicon);
};

} // namespace sitmap
