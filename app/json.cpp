#include "app/json.hpp"

namespace sitmap {

namespace {

/// Fields that hold JSON as text, in the layers of engine/features.
bool holds_json(const std::string& field)
{
    return field == "claims" || field == "sources" || field == "sentences";
}

nlohmann::ordered_json value_as_json(const std::string& field, const Value& value)
{
    return std::visit(
        [&](const auto& v) -> nlohmann::ordered_json {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return nullptr;
            } else if constexpr (std::is_same_v<T, std::string>) {
                if (holds_json(field)) {
                    auto parsed = nlohmann::ordered_json::parse(v, nullptr, false);
                    if (!parsed.is_discarded())
                        return parsed;
                }
                return v;
            } else {
                return v;
            }
        },
        value);
}

} // namespace

nlohmann::ordered_json row_as_json(const Layer& layer, const Feature& feature)
{
    nlohmann::ordered_json row = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < layer.fields.size() && i < feature.values.size(); ++i)
        row[layer.fields[i].name] = value_as_json(layer.fields[i].name, feature.values[i]);
    if (const auto* point = std::get_if<LonLat>(&feature.geometry))
        row["point"] = {point->lon, point->lat};
    return row;
}

nlohmann::ordered_json rows_as_json(const Layer& layer)
{
    auto rows = nlohmann::ordered_json::array();
    for (const Feature& feature : layer.features)
        rows.push_back(row_as_json(layer, feature));
    return rows;
}

std::string dump(const nlohmann::ordered_json& json)
{
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace sitmap
