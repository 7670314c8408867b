#pragma once

#include "geodata/hash_index.hpp"
#include "importers/article/tokens.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace sitmap {

/// Whether a text as a whole tells of events of its own, judged by its words alone: analyses, obituaries,
/// match reports and court cases use others than news of an attack. A logistic regression over the words (3
/// to 19 letters of a to z, no names, each once) whose weights stand in a table that can be read, learnt by
/// assets/models/train_event_texts.py.
class TextWords {
public:
    /// Rows of word, tab, weight; the word "" is what every text has, a short one in part. Throws Error
    /// (read_weight_rows).
    [[nodiscard]] static TextWords load(const std::filesystem::path& file);

    /// The chance that it does. Linear in the text.
    [[nodiscard]] double chance_of_event(const TokenisedText& text) const;

private:
    HashIndex words_;
    std::vector<float> weights_; ///< by the word's number
    float always_ = 0;
};

} // namespace sitmap
