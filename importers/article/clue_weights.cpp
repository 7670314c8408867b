#include "importers/article/clue_weights.hpp"

#include "geodata/error.hpp"

#include <charconv>
#include <cmath>
#include <fstream>
#include <utility>

namespace sitmap {

std::vector<WeightRow> read_weight_rows(const std::filesystem::path& file)
{
    constexpr std::size_t most_rows = 20'000;
    constexpr float largest = 100;
    std::vector<WeightRow> rows;
    std::ifstream in{file};
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.front() == '#')
            continue;
        const auto damaged = [&](const char* what) {
            throw Error{"cannot load weights: " + file.string() + ":" + std::to_string(number) + ": " + what +
                        "; take the file from the program's asset folder anew"};
        };
        if (rows.size() == most_rows)
            damaged("more rows than such a table has");
        const auto tab = line.rfind('\t');
        const char* const end = line.data() + line.size();
        float weight = 0;
        const auto [rest, error] =
            std::from_chars(tab == std::string::npos ? end : line.data() + tab + 1, end, weight);
        if (error != std::errc{} || rest != end || !std::isfinite(weight) || std::abs(weight) > largest)
            damaged("no weight behind the clue");
        rows.push_back({.clue = line.substr(0, tab), .weight = weight, .line = number});
    }
    if (rows.empty())
        throw Error{"cannot read '" + file.string() +
                    "': no weights in it; set SITMAP_ASSETS to the program's asset folder"};
    return rows;
}

ClueName ClueName::of_brief() const
{
    ClueName name = *this;
    name.brief_ = true;
    name.hash_ = hash_on(hash_on(hash_of("brief "), stem_), rest_);
    return name;
}

std::string ClueName::text() const
{
    return std::string{brief_ ? "brief " : ""}.append(stem_).append(rest_);
}

ClueWeights ClueWeights::load(const std::filesystem::path& file)
{
    ClueWeights weights;
    for (const WeightRow& row : read_weight_rows(file)) {
        const auto next = static_cast<std::uint32_t>(weights.weights_.size());
        const std::uint32_t number = weights.rows_.put(ClueName::hash_of(row.clue), next);
        if (number == next)
            weights.weights_.push_back(row.weight);
        else
            weights.weights_[number] = row.weight; // of two rows for one clue the last counts
    }
    return weights;
}

double ClueWeights::sum(const std::vector<NamedClue>& clues) const
{
    double sum = 0;
    for (const NamedClue& clue : clues)
        if (const std::uint32_t row = rows_.at(clue.name.hash()); row != HashIndex::none)
            sum += static_cast<double>(weights_[row]) * static_cast<double>(clue.value);
    return sum;
}

double ClueWeights::chance(const std::vector<NamedClue>& clues) const
{
    return 1 / (1 + std::exp(-sum(clues)));
}

} // namespace sitmap
