#include "app/geoparse_explain.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitmap {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_places = 8;
constexpr std::size_t most_reasons = 5;

struct Phrase {
    std::string_view clue, words; ///< {} stands for the clue's value
};
constexpr std::array name_phrases = {
    Phrase{"bias", "what holds for every name"},
    Phrase{"hand", "the evidence by rule"},
    Phrase{"hand_step", "the evidence by rule (step {})"},
    Phrase{"best", "its likeliest place is of the kind {}"},
    Phrase{"people", "kind and size of its likeliest place ({})"},
    Phrase{"rank", "its likeliest place is a seat of rank {}"},
    Phrase{"candidates", "how many places are called so (class {})"},
    Phrase{"words", "length of the name (class {})"},
    Phrase{"is", "evidence: {}"},
    Phrase{"unknown_is", "not in the gazetteer, with evidence: {}"},
    Phrase{"beside_before", "before it stands: {}"},
    Phrase{"beside_after", "after it stands: {}"},
    Phrase{"around", "it stands between: {}"},
    Phrase{"beside_before2", "two words before it stands: {}"},
    Phrase{"beside_after2", "two words after it stands: {}"},
    Phrase{"unknown_before", "not in the gazetteer, and before it stands: {}"},
    Phrase{"unknown_after", "not in the gazetteer, and after it stands: {}"},
    Phrase{"shape", "how it is written (class {})"},
    Phrase{"sentence", "where it stands in the text (class {})"},
    Phrase{"own_word", "what else the word may be (class {})"},
    Phrase{"lower_use", "how the text writes the word in lower case (class {})"},
    Phrase{"surname", "the text uses it as a person's name"},
    Phrase{"mentions", "how often the text has the name (class {})"},
    Phrase{"placed_elsewhere", "elsewhere in the text it follows \"in\" or the like ({} times)"},
    Phrase{"person_elsewhere", "elsewhere in the text it belongs to a person ({} times)"},
    Phrase{"run", "its position among capitalised words (class {})"},
    Phrase{"run_end", "the capitalised words end with: {}"},
    Phrase{"run_open", "the capitalised words open with: {}"},
    Phrase{"before", "the word \"{}\" before it"},
    Phrase{"after", "the word \"{}\" after it"},
    Phrase{"before2", "the word \"{}\" two words before it"},
    Phrase{"after2", "the word \"{}\" two words after it"},
    Phrase{"run_end_word", "the capitalised words end with \"{}\""},
    Phrase{"after_comma", "the word \"{}\" after a comma"}};
constexpr std::array again_phrases = {
    Phrase{"bias", "what holds for every name"},
    Phrase{"first", "the first look, at its own sentence"},
    Phrase{"first_of", "the first look, for a place of the kind {}"},
    Phrase{"others_best", "the best of its other mentions"},
    Phrase{"others_mean", "its other mentions"},
    Phrase{"alone", "mentioned once, place of the kind {}"},
    Phrase{"before", "the name before it ({})"},
    Phrase{"after", "the name after it ({})"},
    Phrase{"probability", "how sure its place is (kind {})"},
    Phrase{"country", "how much the text speaks of that country (kind {})"},
    Phrase{"admin1", "how much the text speaks of that division (kind {})"},
    Phrase{"near", "how near other places of the text are (kind {})"},
    Phrase{"near_step", "how near other places of the text are (kind and class {})"},
    Phrase{"hand", "the evidence by rule (kind {})"},
    Phrase{"places", "how many places the text speaks of"}};
constexpr std::array place_phrases = {
    Phrase{"kind", "its kind, {}"},
    Phrase{"rank", "seat of rank {}"},
    Phrase{"people", "its population (kind {})"},
    Phrase{"behind", "less populous than the largest of that name (kind {})"},
    Phrase{"most_people", "the most populous of that name"},
    Phrase{"name_weight", "how usual the name is for it"},
    Phrase{"behind_main_name", "only an alternate name, where others bear it as their own"},
    Phrase{"inside", "a neighbouring name contains it ({})"},
    Phrase{"holds", "it contains a neighbouring name ({})"},
    Phrase{"type_fits", "the word beside the name says its kind ({})"},
    Phrase{"type_misfits", "the word beside the name says another kind ({})"},
    Phrase{"division_with_seat", "a division whose seat is called the same (class {})"},
    Phrase{"seat_beside_division", "a town whose division is called the same (class {})"},
    Phrase{"placed", "the name follows \"in\" or the like (kind {})"},
    Phrase{"dateline", "in a dateline (kind {})"},
    Phrase{"acronym", "in capitals (kind {})"},
    Phrase{"title", "in the headline (kind {})"},
    Phrase{"mentions", "how often it is mentioned (kind and class {})"}};
constexpr std::array vote_phrases = {
    Phrase{"group", "its kind, {}"},
    Phrase{"country", "names in the same country (kind {})"},
    Phrase{"country_share", "share of names in the same country (kind {})"},
    Phrase{"admin1", "names in the same first-order division (kind {})"},
    Phrase{"admin1_share", "share of names in the same first-order division (kind {})"},
    Phrase{"admin2", "names in the same second-order division (kind {})"},
    Phrase{"near", "names within some 25 km (kind {})"},
    Phrase{"close", "names within some 60 km (kind {})"},
    Phrase{"wide", "names within some 250 km (kind {})"},
    Phrase{"top_country", "the country that most names speak for (kind {})"},
    Phrase{"top_admin1", "the division that most names speak for (kind {})"},
    Phrase{"dateline_country", "the dateline is in the same country (kind {})"},
    Phrase{"dateline_admin1", "the dateline is in the same division (kind {})"}};

std::string in_words(const std::string& clue, std::span<const Phrase> phrases)
{
    const std::size_t split = std::min(clue.find_first_of("=:"), clue.size());
    const std::string_view value = std::string_view{clue}.substr(std::min(split + 1, clue.size()));
    for (const Phrase& phrase : phrases) {
        if (phrase.clue != std::string_view{clue}.substr(0, split))
            continue;
        std::string words{phrase.words};
        if (const std::size_t hole = words.find("{}"); hole != std::string::npos)
            words.replace(hole, 2, value);
        return words;
    }
    return clue;
}

struct Reason {
    std::string words;
    double weight = 0;
};

void add_reasons(const std::vector<Clue>& clues, const Weights& weights, std::span<const Phrase> phrases,
                 double factor, std::vector<Reason>& reasons)
{
    for (const Clue& clue : clues)
        reasons.push_back({in_words(name_of(clue, weights.scheme()), phrases), factor * weights.of(clue)});
}

Json largest(std::vector<Reason> reasons)
{
    std::stable_sort(reasons.begin(), reasons.end(), [](const Reason& a, const Reason& b) {
        return std::abs(a.weight) > std::abs(b.weight);
    });
    Json json = Json::array();
    constexpr double hardly = 0.05, cents = 100;
    for (std::size_t i = 0; i < std::min(reasons.size(), most_reasons); ++i)
        if (std::abs(reasons[i].weight) >= hardly) {
            const std::string sign = reasons[i].weight > 0 ? "+" : "-";
            std::string weight = std::to_string(std::lround(std::abs(reasons[i].weight) * cents) + 1000);
            weight =
                std::to_string((std::stol(weight) - 1000) / 100) + "." + weight.substr(weight.size() - 2);
            json.push_back(reasons[i].words + ": " + sign + weight);
        }
    return json;
}

/// The votes decide by what tells a candidate from the likeliest other: its clues less the other's.
Json place_reasons(const NameResolution& resolution, const PlaceRanking::Name& name, std::size_t candidate,
                   std::size_t rival, const NameTables& tables)
{
    std::vector<Reason> reasons;
    for (const auto& [c, sign] : {std::pair{candidate, 1.0}, std::pair{rival, -1.0}}) {
        if (c == name.places->size())
            continue;
        std::vector<Clue> clues;
        resolution.ranking().add_first_clues(name, c, clues);
        add_reasons(clues, tables.places, place_phrases, sign, reasons);
        clues.clear();
        resolution.ranking().add_vote_clues(name, c, clues);
        clues.erase(clues.begin()); // the first look, told clue by clue above
        add_reasons(clues, tables.places_again, vote_phrases, sign, reasons);
    }
    std::vector<Reason> merged;
    for (Reason& reason : reasons) {
        const auto same = std::find_if(merged.begin(), merged.end(),
                                       [&](const Reason& m) { return m.words == reason.words; });
        if (same == merged.end())
            merged.push_back(std::move(reason));
        else
            same->weight += reason.weight;
    }
    return largest(std::move(merged));
}

Json places_json(const NameResolution& resolution, std::size_t candidate, const Gazetteer& gazetteer,
                 const NameTables& tables)
{
    Json json = Json::array();
    const auto position = resolution.name_of(candidate);
    if (!position)
        return json;
    const PlaceRanking::Name& name = resolution.ranking().names()[*position];
    std::vector<std::size_t> order;
    for (std::size_t c = 0; c < name.places->size(); ++c)
        if (name.open[c])
            order.push_back(c);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return name.probability[a] > name.probability[b]; });
    for (std::size_t k = 0; k < std::min(order.size(), most_places); ++k) {
        const Place place = gazetteer.place((*name.places)[order[k]].place);
        const std::size_t rival = order.size() == 1 ? name.places->size() : order[k == 0 ? 1 : 0];
        json.push_back(
            {{"place_id", place.id},
             {"name", place.name},
             {"kind", name_of(place.kind)},
             {"country", place.country},
             {"admin1", place.admin1},
             {"probability", name.probability[order[k]]},
             {k == 0 ? "because" : "against", place_reasons(resolution, name, order[k], rival, tables)}});
    }
    return json;
}

} // namespace

NameExplainer::NameExplainer(const NameResolution& resolution, const Gazetteer& gazetteer,
                             const NameTables& tables)
    : resolution_{resolution},
      gazetteer_{gazetteer},
      tables_{tables},
      again_{resolution.reading(), resolution.first_log_odds(), resolution.standings()}
{}

Json NameExplainer::explain(std::size_t candidate) const
{
    const NameCandidate& own = resolution_.reading().candidates[candidate];
    std::vector<Reason> reasons;
    if (own.other_script) {
        reasons.push_back({"the evidence by rule", own.evidence.score});
    } else {
        std::vector<Clue> clues;
        add_name_clues(resolution_.reading(), candidate, clues);
        add_reasons(clues, tables_.names, name_phrases, 1, reasons);
        clues.clear();
        again_.add_clues(candidate, clues);
        add_reasons(clues, tables_.names_again, again_phrases, 1, reasons);
    }
    Json json{{"is_place", 1 / (1 + std::exp(-own.log_odds))}, {"because", largest(std::move(reasons))}};
    json["candidates"] = places_json(resolution_, candidate, gazetteer_, tables_);
    if (resolution_.is_toponym(candidate) && !json["candidates"].empty() && !resolution_.place_of(candidate))
        json["unresolved"] = "a small place in a country that nothing else in the text speaks of";
    return json;
}

} // namespace sitmap
