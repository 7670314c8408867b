#include "importers/own_export.hpp"

#include "geodata/counted.hpp"
#include "geodata/error.hpp"
#include "importers/attributes.hpp"
#include "importers/control_areas.hpp"
#include "importers/flows.hpp"
#include "importers/generic_csv.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 5> layer_names{"incidents", "flows", "stocks", "routes",
                                                      "control_areas"};

bool is_ours(std::string_view name)
{
    return std::find(layer_names.begin(), layer_names.end(), name) != layer_names.end();
}

/// In a collection of several layers each feature has the attributes of all; an empty "title" must not hide a
/// "name".
void drop_empty_fields(Layer& layer)
{
    for (std::size_t i = layer.fields.size(); i-- > 0;) {
        const auto at = static_cast<std::ptrdiff_t>(i);
        const bool used =
            std::any_of(layer.features.begin(), layer.features.end(), [i](const Feature& feature) {
                return !std::holds_alternative<std::monostate>(feature.values[i]);
            });
        if (used)
            continue;
        layer.fields.erase(layer.fields.begin() + at);
        for (Feature& feature : layer.features)
            feature.values.erase(feature.values.begin() + at);
    }
}

/// The layers by their names; a layer with an attribute `layer` is parted by that.
std::map<std::string, Layer> layers_by_name(const VectorFile& file)
{
    std::map<std::string, Layer> layers;
    for (const Layer& layer : file.layers) {
        const auto field = layer.field("layer");
        for (const Feature& feature : layer.features) {
            const std::string name = field ? text_of(feature.values[*field]) : layer.name;
            Layer& part = layers.try_emplace(name, Layer{name, layer.fields, {}}).first->second;
            // Another layer of the same name has other attributes; such a file is not ours.
            if (part.fields == layer.fields)
                part.features.push_back(feature);
        }
    }
    for (auto& [name, layer] : layers)
        drop_empty_fields(layer);
    return layers;
}

template <class T>
void append(std::vector<T>& to, std::vector<T>& from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

bool looks_like_own_export(const VectorFile& file)
{
    const auto named = [](const Layer& layer) {
        if (!layer.field("date_edtf"))
            return false;
        const auto field = layer.field("layer");
        if (!field)
            return is_ours(layer.name);
        return std::all_of(layer.features.begin(), layer.features.end(), [&](const Feature& feature) {
            const std::string name = text_of(feature.values[*field]);
            return is_ours(name) || name == "incident_areas" || name == "front_lines";
        });
    };
    return std::any_of(file.layers.begin(), file.layers.end(), named);
}

Intake read_own_export(const std::filesystem::path& path)
{
    VectorFile file = read_vector_file(path);
    auto layers = layers_by_name(file);
    const std::string source = path.string();
    if (const auto records = layers.find("records");
        records != layers.end() && !records->second.features.empty())
        throw Error{"cannot import '" + source + "': it is a store with " +
                    counted(records->second.features.size(), " record", " records") +
                    " of datasets, which do not go from store to store; import the datasets' own files, "
                    "or what 'sitmap export' writes of it"};
    Intake intake;
    intake.document = dataset_document(path, "dataset");
    intake.issues = std::move(file.issues);
    if (const auto incidents = layers.find("incidents"); incidents != layers.end()) {
        Intake events = read_event_layer(incidents->second, intake.document, source);
        append(intake.events, events.events);
        append(intake.issues, events.issues);
    }
    VectorFile moving;
    for (const char* name : {"flows", "stocks", "routes"}) {
        if (const auto layer = layers.find(name); layer != layers.end())
            moving.layers.push_back(std::move(layer->second));
    }
    Intake flows = read_flows(moving, intake.document, source);
    append(intake.flows, flows.flows);
    append(intake.stocks, flows.stocks);
    append(intake.routes, flows.routes);
    append(intake.issues, flows.issues);
    if (const auto areas = layers.find("control_areas"); areas != layers.end()) {
        VectorFile held;
        held.layers.push_back(std::move(areas->second));
        Intake control = read_control_areas(held, intake.document, source);
        append(intake.control_areas, control.control_areas);
        append(intake.issues, control.issues);
    }
    return intake;
}

} // namespace sitmap
