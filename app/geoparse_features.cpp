#include "app/geoparse_features.hpp"

#include <map>

namespace sitmap {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::vector<Clue>& features, ClueScheme scheme)
{
    Json json = Json::object();
    for (const Clue& feature : features) {
        const std::string name = name_of(feature, scheme);
        json[name] = json.value(name, 0.0) + static_cast<double>(feature.amount);
    }
    return json;
}

Json span_of(const NameReading& reading, const NameCandidate& candidate)
{
    const auto& pieces = reading.pieces(candidate);
    return {reading.text.code_point(pieces[candidate.match.first].begin),
            reading.text.code_point(pieces[candidate.match.last - 1].end)};
}

Json names_json(const NameResolution& resolution)
{
    const NameReading& reading = resolution.reading();
    const NamesAgain second{reading, resolution.first_log_odds(), resolution.standings()};
    Json names = Json::array();
    for (std::size_t i = 0; i < reading.candidates.size(); ++i) {
        const NameCandidate& candidate = reading.candidates[i];
        if (candidate.other_script)
            continue;
        std::vector<Clue> features, again;
        add_name_clues(reading, i, features);
        second.add_clues(i, again);
        const Json span = span_of(reading, candidate);
        names.push_back({{"start", span[0]},
                         {"end", span[1]},
                         {"demonym", candidate.evidence.demonym},
                         {"features", json_of(features, name_scheme())},
                         {"again", json_of(again, name_again_scheme())}});
    }
    return names;
}

Json place_json(const NameResolution& resolution, const PlaceRanking::Name& name)
{
    Json candidates = Json::array();
    for (std::size_t c = 0; c < name.places->size(); ++c) {
        if (!name.open[c])
            continue;
        std::vector<Clue> features, votes;
        resolution.ranking().add_first_clues(name, c, features);
        resolution.ranking().add_vote_clues(name, c, votes);
        const PlaceFacts& place = (*name.places)[c];
        candidates.push_back({{"lat", place.point.lat},
                              {"lon", place.point.lon},
                              {"features", json_of(features, place_scheme())},
                              {"votes", json_of(votes, place_again_scheme())}});
    }
    return candidates;
}

} // namespace

Json features_json(const NameResolution& resolution)
{
    const NameReading& reading = resolution.reading();
    std::map<std::size_t, Json> mentions; // by name
    for (std::size_t i = 0; i < reading.candidates.size(); ++i)
        if (const auto name = resolution.name_of(i))
            mentions[*name].push_back(span_of(reading, reading.candidates[i]));
    Json places = Json::array();
    for (const auto& [name, spans] : mentions)
        places.push_back({{"mentions", spans},
                          {"candidates", place_json(resolution, resolution.ranking().names()[name])}});
    return {{"names", names_json(resolution)}, {"places", std::move(places)}};
}

} // namespace sitmap
