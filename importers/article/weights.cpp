#include "importers/article/weights.hpp"

#include "geodata/error.hpp"
#include "geodata/text_hash.hpp"

#include <charconv>
#include <cmath>
#include <fstream>

namespace sitmap {

namespace {

constexpr std::size_t most_rows = 50'000;
constexpr float largest = 100;
constexpr std::uint16_t taken = 0xffff; ///< value of a name whose weight is read

[[noreturn]] void damaged(const std::filesystem::path& file, std::size_t line, const std::string& what)
{
    throw Error{"cannot load the learnt weights: " + file.string() + ":" + std::to_string(line) + ": " +
                what + "; make them anew with assets/models/train.py"};
}

} // namespace

std::string name_of(const Clue& feature, ClueScheme scheme)
{
    const ClueKind& kind = scheme[feature.kind];
    std::string name{kind.name};
    if (kind.values == 0)
        return name + ":" + std::string{feature.word};
    if (kind.values == 1)
        return name;
    return name + "=" + (kind.label ? kind.label(feature.value) : std::to_string(feature.value));
}

Weights Weights::load(const std::filesystem::path& file, ClueScheme scheme)
{
    Weights weights;
    weights.scheme_ = scheme;
    KnownNames known;
    std::size_t size = 0;
    for (std::uint16_t kind = 0; kind < scheme.size(); ++kind) {
        weights.offset_.push_back(size);
        size += scheme[kind].values;
        for (std::uint16_t value = 0; value < scheme[kind].values; ++value)
            known.try_emplace(name_of({kind, value, 1, {}}, scheme), kind, value);
    }
    weights.dense_.assign(size, 0);
    std::ifstream in{file};
    if (!in)
        throw Error{"cannot read the learnt weights '" + file.string() +
                    "': no such file; set SITMAP_ASSETS to the program's asset folder"};
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        if (++number > most_rows)
            damaged(file, number, "there are more than " + std::to_string(most_rows) + " rows");
        if (line.empty() || line.front() == '#')
            continue;
        const std::size_t tab = line.find('\t');
        float weight = 0;
        const char* const end = line.data() + line.size();
        const auto read = tab == std::string::npos
                              ? std::from_chars_result{nullptr, std::errc::invalid_argument}
                              : std::from_chars(line.data() + tab + 1, end, weight);
        if (read.ec != std::errc{} || read.ptr != end || !(std::abs(weight) <= largest))
            damaged(file, number, "this is no row of a feature, a tab and a weight");
        if (!weights.add(std::string_view{line}.substr(0, tab), weight, known))
            damaged(file, number, "'" + line.substr(0, tab) + "' is no feature, or stands here twice");
        ++weights.rows_;
    }
    return weights;
}

bool Weights::add(std::string_view name, float weight, KnownNames& known)
{
    if (const auto found = known.find(std::string{name}); found != known.end()) {
        auto& [kind, value] = found->second;
        if (value == taken)
            return false;
        dense_[offset_[kind] + value] = weight;
        value = taken;
        return true;
    }
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos || colon + 1 == name.size())
        return false;
    for (std::uint16_t kind = 0; kind < scheme_.size(); ++kind) {
        if (scheme_[kind].values != 0 || scheme_[kind].name != name.substr(0, colon))
            continue;
        const auto next = static_cast<std::uint32_t>(of_words_.size());
        const std::uint32_t word = words_.put(hash_text(name.substr(colon + 1)), next);
        if (word == next)
            of_words_.emplace_back();
        auto& slots = of_words_[word];
        for (const WordWeight& slot : slots)
            if (slot.kind == kind)
                return false;
        slots.push_back({kind, weight});
        return true;
    }
    return false;
}

float Weights::of_word(const Clue& feature) const
{
    if (const std::uint32_t word = words_.at(hash_text(feature.word)); word != HashIndex::none)
        for (const WordWeight& slot : of_words_[word])
            if (slot.kind == feature.kind)
                return slot.weight;
    return 0;
}

double Weights::of(const Clue& feature) const
{
    const float weight =
        scheme_[feature.kind].values != 0 ? dense_[offset_[feature.kind] + feature.value] : of_word(feature);
    return static_cast<double>(weight) * static_cast<double>(feature.amount);
}

double Weights::sum(std::span<const Clue> features) const
{
    double total = 0;
    for (const Clue& feature : features)
        total += of(feature);
    return total;
}

} // namespace sitmap
