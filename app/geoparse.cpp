#include "app/geoparse.hpp"

#include "geodata/error.hpp"
#include "importers/article/reader.hpp"

#include <nlohmann/json.hpp>

namespace sitmap {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Toponym& toponym, const TokenisedText& text, const Gazetteer& gazetteer)
{
    Json json{{"start", text.code_point(toponym.begin)},
              {"end", text.code_point(toponym.end)},
              {"name", toponym.name},
              {"lat", nullptr},
              {"lon", nullptr},
              {"kind", name_of(toponym.kind)},
              {"country", ""},
              {"place_id", ""},
              {"score", toponym.score}};
    if (toponym.place) {
        const Place place = gazetteer.place(*toponym.place);
        json["lat"] = place.point.lat;
        json["lon"] = place.point.lon;
        json["country"] = place.country;
        json["place_id"] = place.id;
    }
    return json;
}

} // namespace

int run_geoparse(std::istream& in, std::ostream& out, const Gazetteer& gazetteer, const Lexicon& lexicon,
                 bool demonyms)
{
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        const Json document = Json::parse(line, nullptr, false);
        if (!document.is_object() || !document.contains("text") || !document["text"].is_string())
            throw Error{"cannot read line " + std::to_string(number) +
                        " of the texts: it is no JSON object with a string \"text\"; give one {\"id\", "
                        "\"text\"} a line"};
        const std::string source = document["text"].get<std::string>();
        const TokenisedText text = tokenise(source);
        Json toponyms = Json::array();
        for (const Toponym& toponym : read_toponyms(text, gazetteer, lexicon))
            if (demonyms || toponym.kind != ToponymKind::demonym)
                toponyms.push_back(json_of(toponym, text, gazetteer));
        const Json answer{{"id", document.value("id", Json{})}, {"toponyms", std::move(toponyms)}};
        out << answer.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    }
    return 0;
}

} // namespace sitmap
