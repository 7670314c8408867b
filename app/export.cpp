#include "app/command.hpp"
#include "app/layer_output.hpp"
#include "app/selection.hpp"
#include "app/terminal.hpp"
#include "engine/features.hpp"
#include "geodata/atomic_file.hpp"
#include "geodata/csv_writer.hpp"
#include "geodata/error.hpp"
#include "geodata/geojson_writer.hpp"
#include "geodata/vector_file.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <iostream>
#include <memory>

namespace sitmap {

namespace {

struct Options {
    std::string store, out, format;
    std::vector<std::string> layers;
    Filters filters;
    bool overwrite = false, raw_csv = false;
};

constexpr std::array<std::string_view, 6> layer_names{"incidents", "incident_areas", "flows",
                                                      "stocks",    "routes",         "control_areas"};

Layer make_layer(std::string_view name, const Selected& selected)
{
    const Ledger& ledger = selected.ledger;
    if (name == "incidents")
        return incident_layer(selected.incidents, ledger);
    if (name == "incident_areas")
        return incident_area_layer(selected.incidents);
    if (name == "flows")
        return flow_layer(ledger.flows);
    if (name == "stocks")
        return stock_layer(ledger.stocks);
    if (name == "routes")
        return route_layer(ledger.routes);
    if (name == "control_areas")
        return control_layer(ledger.control_areas);
    std::string known;
    for (const std::string_view one : layer_names)
        known += (known.empty() ? "" : ", ") + std::string{one};
    throw Error{"cannot export layer '" + std::string{name} + "': no such layer; there are " + known};
}

/// Digits after the point by how well the place is known (RFC 7946 advises against more than are meant): 6
/// where it is exact (0.1 m), 4 near a named place (10 m), 3 for a locality or anything vaguer (100 m).
int digits_for(const Layer& layer, const Feature& feature)
{
    const auto field = layer.field("place_precision");
    if (!field)
        return 5;
    const std::string precision = text_of(feature.values[*field]);
    return precision == "exact" ? 6 : precision == "locality" || precision == "near" ? 4 : 3;
}

const std::vector<std::string> json_fields{"claims", "sources", "sentences"};

void write_geojson(const std::vector<Layer>& layers, const TextSink& sink)
{
    GeoJsonWriter writer{sink, {}, {}};
    for (const Layer& layer : layers) {
        std::vector<Field> fields{{"layer", FieldType::text}};
        fields.insert(fields.end(), layer.fields.begin(), layer.fields.end());
        writer.set_fields(fields, json_fields);
        for (const Feature& feature : layer.features) {
            Feature named{feature.geometry, {Value{layer.name}}};
            named.values.insert(named.values.end(), feature.values.begin(), feature.values.end());
            writer.add(named, digits_for(layer, feature));
        }
    }
    writer.finish();
}

void write_csv(const Layer& layer, const TextSink& sink, bool raw)
{
    CsvWriter writer{sink, layer.fields, CsvWriter::Shapes::all,
                     raw ? CsvWriter::Formulas::as_they_are : CsvWriter::Formulas::disarmed};
    for (const Feature& feature : layer.features)
        writer.add(feature, digits_for(layer, feature));
}

/// The layers asked for; without a wish all that hold something, or the incidents alone where a file has one
/// layer.
std::vector<Layer> chosen_layers(const Options& options, const Selected& selected, bool one_only)
{
    std::vector<Layer> layers;
    if (!options.layers.empty()) {
        for (const std::string& name : options.layers)
            layers.push_back(make_layer(name, selected));
        if (one_only && layers.size() > 1)
            throw Error{
                "cannot export " + std::to_string(layers.size()) +
                " layers to this format: it holds one; choose GeoJSON, GeoPackage or KML, or one --layer"};
        return layers;
    }
    if (one_only) {
        std::fputs("note: this format holds one layer, so only the incidents were written; --layer chooses "
                   "another\n",
                   stderr);
        return {make_layer("incidents", selected)};
    }
    for (const std::string_view name : layer_names) {
        Layer layer = make_layer(name, selected);
        if (!layer.features.empty() || name == "incidents")
            layers.push_back(std::move(layer));
    }
    return layers;
}

int export_store(const Options& options)
{
    const std::string format = format_for(options.out, options.format);
    if (options.out != "-" && std::filesystem::exists(options.out) && !options.overwrite)
        throw Error{"cannot write '" + options.out + "': it exists; add --overwrite to replace it"};
    const bool one_only = format != "geojson" && format != "gpkg" && format != "kml";
    const Selected selected = select(options.store, options.filters);
    const std::vector<Layer> layers = chosen_layers(options, selected, one_only);

    const auto write_text = [&](const TextSink& sink) {
        if (format == "geojson")
            write_geojson(layers, sink);
        else
            write_csv(layers.front(), sink, options.raw_csv);
    };
    if (format != "geojson" && format != "csv") {
        if (options.out == "-")
            throw Error{"cannot export " + format + " to standard output: name a file"};
        print_issues(write_vector_file(options.out, format, layers, options.overwrite));
    } else if (options.out == "-") {
        write_text([](std::string_view text) { std::cout << text; });
    } else {
        AtomicFile file{options.out, options.overwrite};
        write_text([&](std::string_view text) { file.write(text); });
        file.commit();
    }
    return 0;
}

} // namespace

void add_export(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("export", "Write incidents and what stands behind them as a layer");
    command->add_option("STORE", options->store, "A store")->required();
    command->add_option("OUT", options->out, "The file; its ending says the format; '-' is standard output")
        ->required();
    command->add_option("-f,--format", options->format, "geojson, gpkg, fgb, shp, kml or csv");
    command
        ->add_option("--layer", options->layers,
                     "incidents, incident_areas, flows, stocks, routes, control_areas; may be given again")
        ->delimiter(',');
    command->add_flag("--overwrite", options->overwrite, "Replace the file if it exists");
    command->add_flag("--raw-csv", options->raw_csv,
                      "Leave text that a spreadsheet would run as a formula as it is");
    options->filters.add_to(*command);
    command->callback([options, &run] { run = [options] { return export_store(*options); }; });
}

} // namespace sitmap
