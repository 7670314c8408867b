#include "importers/article/place_weights.hpp"

#include "geodata/error.hpp"
#include "importers/article/clue_weights.hpp"

#include <algorithm>
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
        "opens_telling",
        "opens_said",
        "opens_paragraph",
        "next_behind_deed",
        "next_before_deed",
        "only_before_deed",
        "dateline_of_first",
        "dateline_behind_headline",
        "vast",
        "head_of_entry",
        "told_apart",
        "here_and_filed",
        "last_before_the_town",
        "headline_without_own",
        "share_without_own",
        "where_clause",
        "from_in_telling",
        "nearer_to_other",
        "measured",
        "by_bearing",
        "of_relative",
        "of_reason",
        "by_other_words",
        "own_and_dated",
        "own_told_back",
        "own_foreign",
        "own_capital",
        "not_in_telling",
    };
    return names;
}

PlaceWeights PlaceWeights::load(const std::filesystem::path& file)
{
    const auto& names = place_clue_names();
    PlaceWeights weights;
    std::array<bool, place_clue_count> known{};
    for (const WeightRow& row : read_weight_rows(file)) {
        const auto found = std::find(names.begin(), names.end(), row.clue);
        if (found == names.end())
            throw Error{"cannot load weights: " + file.string() + ":" + std::to_string(row.line) +
                        ": no such clue of a place; make them anew with assets/models/train_event_places.py"};
        const auto clue = static_cast<std::size_t>(found - names.begin());
        weights.weights_[clue] = row.weight;
        known[clue] = true;
    }
    if (!std::all_of(known.begin(), known.end(), [](bool k) { return k; }))
        throw Error{"cannot load weights: " + file.string() +
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
