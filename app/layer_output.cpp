#include "app/layer_output.hpp"

#include "app/json.hpp"
#include "app/terminal.hpp"
#include "geodata/atomic_file.hpp"
#include "geodata/csv_writer.hpp"
#include "geodata/error.hpp"
#include "geodata/geojson_writer.hpp"
#include "geodata/json_text.hpp"
#include "geodata/vector_file.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>

namespace sitmap {

namespace {

void to_stdout(std::string_view text)
{
    std::cout << text;
}

std::string compact(const nlohmann::ordered_json& json)
{
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void write_json(const Layer& layer, const nlohmann::ordered_json& notes)
{
    std::cout << "{\n";
    for (const auto& [name, note] : notes.items())
        std::cout << "  " << json_string(name) << ": " << compact(note) << ",\n";
    std::cout << "  \"rows\": [";
    for (std::size_t i = 0; i < layer.features.size(); ++i)
        std::cout << (i == 0 ? "\n    " : ",\n    ") << compact(row_as_json(layer, layer.features[i]));
    std::cout << (layer.features.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

void write_csv(const Layer& layer, CsvWriter::Shapes shapes, int digits, const TextSink& sink)
{
    CsvWriter writer{sink, layer.fields, shapes};
    for (const Feature& feature : layer.features)
        writer.add(feature, digits);
}

void write_geojson(const Layer& layer, int digits, const TextSink& sink)
{
    GeoJsonWriter writer{sink, layer.fields};
    for (const Feature& feature : layer.features)
        writer.add(feature, digits);
    writer.finish();
}

bool has_shapes(const Layer& layer)
{
    return std::any_of(layer.features.begin(), layer.features.end(), [](const Feature& feature) {
        return !std::holds_alternative<std::monostate>(feature.geometry);
    });
}

} // namespace

std::string format_for(const std::string& out, const std::string& format)
{
    if (!format.empty())
        return format;
    if (out == "-")
        return "geojson";
    const std::string ending = std::filesystem::path{out}.extension().string();
    if (ending == ".json")
        return "geojson";
    if (ending == ".geojsons" || ending == ".geojsonseq")
        return "geojsonseq";
    for (const VectorFormat& known : vector_formats())
        if (known.can_write && known.extension == ending)
            return std::string{known.name};
    throw Error{
        "cannot export to '" + out +
        "': the ending names no format that can be written; 'sitmap formats' lists them, and -f chooses one"};
}

void LayerOutput::add_to(CLI::App& command)
{
    auto* as_json = command.add_flag("--json", json, "As JSON instead of a table");
    auto* as_csv = command.add_flag("--csv", csv, "As CSV instead of a table")->excludes(as_json);
    command
        .add_option("-o,--output", file,
                    "As a layer in this file; its ending says the format; '-' is standard output")
        ->type_name("FILE")
        ->excludes(as_json)
        ->excludes(as_csv);
    command.add_option("-f,--format", format, "Of the file: geojson, gpkg, fgb, shp, kml or csv");
    command.add_flag("--overwrite", overwrite, "Replace the file if it exists");
}

void LayerOutput::check() const
{
    if (file.empty())
        return;
    const std::string chosen = format_for(file, format);
    if (file != "-")
        require_writable(file, overwrite);
    else if (chosen != "geojson" && chosen != "csv")
        throw Error{"cannot write " + chosen + " to standard output: name a file"};
}

void LayerOutput::write(const Layer& layer, const nlohmann::ordered_json& notes, int digits) const
{
    if (json)
        return write_json(layer, notes);
    if (csv)
        return write_csv(layer, CsvWriter::Shapes::none, digits, to_stdout);
    const std::string chosen = format_for(file, format);
    const auto shapes = has_shapes(layer) ? CsvWriter::Shapes::all : CsvWriter::Shapes::none;
    const auto write_text = [&](const TextSink& sink) {
        chosen == "csv" ? write_csv(layer, shapes, digits, sink) : write_geojson(layer, digits, sink);
    };
    if (chosen != "geojson" && chosen != "csv") {
        print_issues(write_vector_file(file, chosen, {layer}, overwrite));
    } else if (file == "-") {
        write_text(to_stdout);
    } else {
        AtomicFile out{file, overwrite};
        write_text([&](std::string_view text) { out.write(text); });
        out.commit();
    }
}

} // namespace sitmap
