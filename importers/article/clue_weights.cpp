#include "importers/article/clue_weights.hpp"

#include "geodata/error.hpp"

#include <charconv>
#include <cmath>
#include <fstream>

namespace sitmap {

ClueWeights ClueWeights::load(const std::filesystem::path& file)
{
    constexpr std::size_t most_rows = 20'000;
    constexpr float largest = 100;
    ClueWeights weights;
    std::ifstream in{file};
    std::string line;
    for (std::size_t number = 1; std::getline(in, line) && number <= most_rows; ++number) {
        if (line.empty() || line.front() == '#')
            continue;
        const auto tab = line.rfind('\t');
        const char* const end = line.data() + line.size();
        float weight = 0;
        const auto [rest, error] =
            std::from_chars(tab == std::string::npos ? end : line.data() + tab + 1, end, weight);
        if (error != std::errc{} || rest != end || !std::isfinite(weight) || std::abs(weight) > largest)
            throw Error{"cannot load weights: " + file.string() + ":" + std::to_string(number) +
                        ": no weight behind the clue; take the file from the program's asset folder anew"};
        weights.weights_[line.substr(0, tab)] = weight;
    }
    if (weights.weights_.empty())
        throw Error{"cannot read '" + file.string() +
                    "': no weights in it; set SITMAP_ASSETS to the program's asset folder"};
    return weights;
}

double ClueWeights::chance(const std::vector<NamedClue>& clues) const
{
    double sum = 0;
    for (const NamedClue& clue : clues)
        if (const auto found = weights_.find(clue.name); found != weights_.end())
            sum += static_cast<double>(found->second) * static_cast<double>(clue.value);
    return 1 / (1 + std::exp(-sum));
}

} // namespace sitmap
