#include "importers/article/text_words.hpp"

#include "geodata/text_hash.hpp"
#include "importers/article/clue_weights.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sitmap {

namespace {

constexpr double words_of_article = 120; ///< known ones; of a shorter text the constant counts in part

/// The words that kind_features gives too.
bool is_plain(const Token& token)
{
    constexpr std::size_t shortest = 3, longest = 19;
    return token.kind == Token::Kind::word && token.lower.size() >= shortest &&
           token.lower.size() <= longest && (!token.capitalised || token.sentence_start) &&
           std::all_of(token.lower.begin(), token.lower.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

} // namespace

TextWords TextWords::load(const std::filesystem::path& file)
{
    TextWords words;
    for (const WeightRow& row : read_weight_rows(file)) {
        const auto next = static_cast<std::uint32_t>(words.weights_.size());
        if (row.clue.empty())
            words.always_ = row.weight;
        else if (words.words_.put(hash_text(row.clue), next) == next)
            words.weights_.push_back(row.weight);
    }
    return words;
}

double TextWords::chance_of_event(const TokenisedText& text) const
{
    std::vector<bool> seen(weights_.size(), false);
    double sum = 0, known = 0;
    for (const Token& token : text.tokens) {
        if (!is_plain(token))
            continue;
        const std::uint32_t word = words_.at(token.hash);
        if (word == HashIndex::none || seen[word])
            continue;
        seen[word] = true;
        sum += static_cast<double>(weights_[word]);
        ++known;
    }
    sum += static_cast<double>(always_) * std::min(1.0, known / words_of_article);
    return 1 / (1 + std::exp(-sum));
}

} // namespace sitmap
