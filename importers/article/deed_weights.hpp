#pragma once

#include "geodata/hash_index.hpp"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace sitmap {

/// How much each word, or pair of words, of a sentence speaks for its telling of a deed: a logistic
/// regression with few weights, in a table that can be read (assets/models/deed_words.tsv), learnt by
/// assets/models/train_deed_words.py.
class DeedWeights {
public:
    /// Rows of word or pair, tab, weight; the word "" is what every sentence has. Throws Error
    /// (read_weight_rows).
    [[nodiscard]] static DeedWeights load(const std::filesystem::path& file);

    /// The weight of a word or pair by its hash; 0 where it is not known. O(1).
    [[nodiscard]] double of(std::uint64_t hash) const
    {
        const std::uint32_t row = rows_.at(hash);
        return row == HashIndex::none ? 0.0 : static_cast<double>(weights_[row]);
    }
    [[nodiscard]] double always() const { return always_; }

    /// The hash of two words next to one another.
    [[nodiscard]] static std::uint64_t pair_of(std::uint64_t first, std::uint64_t second)
    {
        constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U; // keeps "a b" and "b a" apart
        return (first * odd) ^ (second + odd + (first << 6U) + (first >> 2U));
    }

private:
    HashIndex rows_;
    std::vector<float> weights_;
    double always_ = 0;
};

} // namespace sitmap
