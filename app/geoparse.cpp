#include "app/geoparse.hpp"

#include "app/geoparse_explain.hpp"
#include "app/geoparse_features.hpp"
#include "geodata/error.hpp"
#include "importers/article/resolve.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace sitmap {

namespace {

using Json = nlohmann::ordered_json;

Json span_json(const Toponym& toponym, const TokenisedText& text)
{
    return {{"start", text.code_point(toponym.begin)},
            {"end", text.code_point(toponym.end)},
            {"name", toponym.name}};
}

Json json_of(const Toponym& toponym, const TokenisedText& text, const Gazetteer& gazetteer)
{
    Json json = span_json(toponym, text);
    json.update({{"lat", nullptr},
                 {"lon", nullptr},
                 {"kind", name_of(toponym.kind)},
                 {"country", ""},
                 {"place_id", ""},
                 {"score", toponym.score}});
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

Json geoparse(const TokenisedText& text, const GeoparseTables& tables, const GeoparseOutput& output)
{
    const NameResolution resolution{text, tables.gazetteer, tables.lexicon, tables.names};
    if (output.features)
        return features_json(resolution);
    std::optional<NameExplainer> explainer;
    if (output.explain)
        explainer.emplace(resolution, tables.gazetteer, tables.names);
    Json toponyms = Json::array(), rejected = Json::array();
    for (std::size_t i = 0; i < resolution.reading().candidates.size(); ++i) {
        if (resolution.is_toponym(i)) {
            const Toponym toponym = resolution.toponym(i);
            if (!output.demonyms && toponym.kind == ToponymKind::demonym)
                continue;
            toponyms.push_back(json_of(toponym, text, tables.gazetteer));
            if (explainer)
                toponyms.back()["explanation"] = explainer->explain(i);
        } else if (explainer && !resolution.reading().candidates[i].unknown) {
            rejected.push_back(span_json(resolution.toponym(i), text));
            rejected.back()["explanation"] = explainer->explain(i);
        }
    }
    Json answer{{"toponyms", std::move(toponyms)}};
    if (explainer)
        answer["rejected"] = std::move(rejected);
    return answer;
}

int run_geoparse(std::istream& in, std::ostream& out, const GeoparseTables& tables,
                 const GeoparseOutput& output)
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
        Json answer{{"id", document.value("id", Json{})}};
        answer.update(geoparse(text, tables, output));
        out << answer.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    }
    return 0;
}

} // namespace sitmap
