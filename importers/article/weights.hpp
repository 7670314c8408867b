#pragma once

#include "geodata/hash_index.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sitmap {

/// A family of features: "before" with one value for each class of word, "hand" with a number.
struct ClueKind {
    std::string_view name;
    std::uint16_t values = 1;                      ///< 0: the value is a word of the text
    std::string (*label)(std::uint16_t) = nullptr; ///< of a value; the number itself without
};
using ClueScheme = std::span<const ClueKind>;

/// One feature of a candidate. `word` must outlive it.
struct Clue {
    std::uint16_t kind = 0, value = 0;
    float amount = 1;
    std::string_view word;
};

/// "before=preposition", "people", "after:river": as in the table of weights.
[[nodiscard]] std::string name_of(const Clue& feature, ClueScheme scheme);

/// The weights of a linear model, learnt by `assets/models/train.py`: rows of feature, tab, weight. Loaded
/// once, then only read.
class Weights {
public:
    /// Throws Error, with file and line, for a feature that the scheme does not know, a row that is no number
    /// within +-100, a feature that stands there twice, or more than 50,000 rows.
    [[nodiscard]] static Weights load(const std::filesystem::path& file, ClueScheme scheme);

    [[nodiscard]] double of(const Clue& feature) const; ///< times its amount; 0 for an unlisted feature
    [[nodiscard]] double sum(std::span<const Clue> features) const;
    [[nodiscard]] ClueScheme scheme() const { return scheme_; }
    [[nodiscard]] bool is_empty() const { return rows_ == 0; }

private:
    struct WordWeight {
        std::uint16_t kind;
        float weight;
    };
    using KnownNames = std::unordered_map<std::string, std::pair<std::uint16_t, std::uint16_t>>;
    [[nodiscard]] bool add(std::string_view name, float weight, KnownNames& known);
    [[nodiscard]] float of_word(const Clue& feature) const;

    ClueScheme scheme_;
    std::vector<std::size_t> offset_; ///< of each kind's first value in `dense_`
    std::vector<float> dense_;
    std::size_t rows_ = 0;
    HashIndex words_; ///< by hash_text
    std::vector<std::vector<WordWeight>> of_words_;
};

} // namespace sitmap
