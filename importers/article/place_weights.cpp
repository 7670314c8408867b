#include "importers/article/place_weights.hpp"

#include "geodata/error.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <string>

namespace sitmap {

const std::array<std::string_view, place_clue_count>& place_clue_names()
{
    static constexpr std::array<std::string_view, place_clue_count> names{
        "now",
        "finer",
        "coarser",
        "close",
        "within_day",
        "city",
        "section",
        "facility",
        "district",
        "province",
        "water",
        "region",
        "in_headline",
        "in_lead",
        "in_dateline",
        "only_dateline",
        "mentions",
        "share",
        "in_first_telling",
        "tellings_with",
        "own_of_first",
        "own_of_some",
        "in_paragraph",
        "just_after",
        "just_before",
        "behind_in_telling",
        "passed_over_in_telling",
        "far_off",
        "behind_in",
        "behind_from_to",
        "subject",
        "never_placeable",
        "where_of_sentences",
        "others_place",
        "others_place_same_day",
        "finer_and_coarse_now",
        "finer_in_paragraph",
        "finer_in_headline",
        "behind_of",
        "same_country",
        "capital",
        "capital_now",
        "capital_not_in",
        "capital_spoken",
        "spoken_near",
        "near_deed",
        "in_clause",
        "described",
        "called_place",
        "people",
        "foreign",
        "owner",
        "before_noun",
    };
    return names;
}

PlaceWeights PlaceWeights::load(const std::filesystem::path& file)
{
    constexpr float largest = 100;
    PlaceWeights weights;
    std::array<bool, place_clue_count> known{};
    std::ifstream in{file};
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.front() == '#')
            continue;
        const auto damaged = [&](const std::string& what) {
            throw Error{"cannot load the weights of places: " + file.string() + ":" + std::to_string(number) +
                        ": " + what + "; make them anew with assets/models/train_event_places.py"};
        };
        const auto tab = line.find('\t');
        const auto& names = place_clue_names();
        const auto found = std::find(names.begin(), names.end(), std::string_view{line}.substr(0, tab));
        if (tab == std::string::npos || found == names.end())
            damaged("no such clue");
        float weight = 0;
        const char* const end = line.data() + line.size();
        const auto [rest, error] = std::from_chars(line.data() + tab + 1, end, weight);
        if (error != std::errc{} || rest != end || !std::isfinite(weight) || std::abs(weight) > largest)
            damaged("no weight behind the clue");
        const auto clue = static_cast<std::size_t>(found - names.begin());
        weights.weights_[clue] = weight;
        known[clue] = true;
    }
    if (!std::all_of(known.begin(), known.end(), [](bool k) { return k; }))
        throw Error{"cannot load the weights of places: " + file.string() +
                    " lacks clues; set SITMAP_ASSETS to the program's asset folder"};
    return weights;
}

float PlaceWeights::of(const PlaceClues& clues) const
{
    float sum = 0;
    for (std::size_t i = 0; i < place_clue_count; ++i)
        sum += weights_[i] * clues[i];
    return sum;
}

} // namespace sitmap
