#include "app/command.hpp"
#include "app/export_note.hpp"
#include "app/layer_output.hpp"
#include "app/selection.hpp"
#include "app/terminal.hpp"
#include "engine/features.hpp"
#include "engine/profile.hpp"
#include "engine/record_export.hpp"
#include "geodata/atomic_file.hpp"
#include "geodata/csv_writer.hpp"
#include "geodata/error.hpp"
#include "geodata/geojson_writer.hpp"
#include "geodata/json_text.hpp"
#include "geodata/vector_file.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <iostream>
#include <limits>
#include <memory>
#include <optional>
#include <set>

namespace sitmap {

namespace {

struct Options {
    std::string store, out, format, profile = "sitmap";
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

const std::vector<std::string> json_fields{"claims", "sources", "sentences"};

/// Digits of a feature of a layer that names how well its place is known.
int digits_of(const Layer& layer, const Feature& feature)
{
    const auto field = layer.field("place_precision");
    const auto precision = field ? place_precision_named(text_of(feature.values[*field])) : std::nullopt;
    return precision ? digits_for(*precision) : 5;
}

/// What is exported, opened once: the ledger's incidents are in memory, records pass by.
struct Source {
    std::optional<Store> store;
    Selected selected;
    SelectedRecords records;
    Profile profile = Profile::sitmap;
    int passes_to_come = 1; ///< of a stream over all records

    /// All records have passed by. What is left to do, such as a format's own index, may not ask whether it
    /// is to stop; but it leaves nothing beside the store, so that a second Ctrl-C may end it at once.
    void close_store()
    {
        store.reset();
        on_second_interrupt(SecondInterrupt::ends);
    }

    [[nodiscard]] RowsToWrite rows(std::span<const FlatValue> first_values = {}) const
    {
        return {records.all, records.ids, selected.incidents, &selected.ledger, first_values};
    }

    /// Hands over all incidents in order of id.
    template <class Take>
    void each_row(ExportRows& rows, Take take) const
    {
        auto next = selected.incidents.begin();
        const auto take_ledger_until = [&](IncidentId id) {
            for (; next != selected.incidents.end() && next->id < id; ++next)
                take(rows.row(*next, selected.ledger));
        };
        if (!records.none())
            store->each_record(records.ids,
                               [&](IncidentId id, const Record& record, const Document& document) {
                                   take_ledger_until(id);
                                   take(rows.row(id, record, document));
                               });
        take_ledger_until(std::numeric_limits<IncidentId>::max());
    }
};

std::vector<Field> with_layer(const std::vector<Field>& fields)
{
    std::vector<Field> named{{"layer", FieldType::text}};
    named.insert(named.end(), fields.begin(), fields.end());
    return named;
}

void write_geojson(const Source& source, const std::vector<std::string>& names, const ExportNote& note,
                   const TextSink& sink)
{
    GeoJsonWriter writer{sink, {}, {}};
    if (!note.is_empty())
        writer.set_member("metadata", note.json());
    for (const std::string& name : names) {
        if (name == "incidents") {
            const FlatValue layer{std::string_view{"incidents"}};
            writer.set_fields(with_layer(ExportRows{source.profile}.fields()));
            write_rows(*source.store, source.profile, source.rows({&layer, 1}), writer);
            continue;
        }
        const Layer layer = make_layer(name, source.selected);
        writer.set_fields(with_layer(layer.fields), json_fields);
        for (const Feature& feature : layer.features) {
            Feature named{feature.geometry, {Value{layer.name}}};
            named.values.insert(named.values.end(), feature.values.begin(), feature.values.end());
            writer.add(named, digits_of(layer, feature));
        }
    }
    writer.finish();
}

void write_geojson_lines(const Source& source, const TextSink& sink)
{
    GeoJsonLines writer{sink, ExportRows{source.profile}.fields()};
    write_rows(*source.store, source.profile, source.rows(), writer);
    writer.finish();
}

/// What TimeMap's events name, and looks up in files beside theirs.
struct TimemapNames {
    std::set<std::string> sources, categories; ///< as JSON; sources in brackets

    void write_beside(const std::filesystem::path& events, bool overwrite) const
    {
        const auto write = [&](const char* ending, const std::set<std::string>& names, auto entry) {
            std::string text = "[";
            for (const std::string& name : names)
                text += (&name == &*names.begin() ? "\n" : ",\n") + entry(name);
            AtomicFile file{std::filesystem::path{events}.replace_extension(ending), overwrite};
            file.write(text + "\n]\n");
            file.commit();
        };
        write(".sources.json", sources, [](const std::string& in_brackets) {
            const std::string name = in_brackets.substr(1, in_brackets.size() - 2);
            return "{\"id\":" + name + ",\"title\":" + name +
                   ",\"description\":\"\",\"type\":\"\",\"url\":\"\",\"paths\":[]}";
        });
        write(".associations.json", categories, [](const std::string& name) {
            return "{\"id\":" + name + ",\"title\":" + name + ",\"desc\":\"\",\"mode\":\"CATEGORY\"}";
        });
    }
};

/// TimeMap reads an array of events.
TimemapNames write_timemap(const Source& source, const TextSink& sink)
{
    TimemapNames names;
    ExportRows rows{Profile::timemap};
    std::string text = "[";
    bool first = true;
    source.each_row(rows, [&](const ExportRow& row) {
        text += first ? "\n{" : ",\n{";
        first = false;
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            text += (i == 0 ? "\"" : ",\"") + rows.fields()[i].name + "\":";
            const std::size_t begin = text.size();
            append_json(text, row.values[i]);
            if (rows.fields()[i].name == "sources")
                names.sources.insert(text.substr(begin));
            else if (rows.fields()[i].name == "category")
                names.categories.insert(text.substr(begin));
        }
        text += '}';
        if (text.size() > 1 << 18) {
            sink(text);
            text.clear();
        }
    });
    sink(text + "\n]\n");
    return names;
}

CsvWriter::Formulas formulas(const Options& options)
{
    return options.raw_csv ? CsvWriter::Formulas::as_they_are : CsvWriter::Formulas::disarmed;
}

void write_csv_rows(const Source& source, const Options& options, const TextSink& sink)
{
    ExportRows rows{source.profile};
    std::vector<Field> fields = rows.fields();
    CsvWriter writer{sink, fields,
                     source.profile == Profile::sitmap ? CsvWriter::Shapes::all : CsvWriter::Shapes::none,
                     formulas(options)};
    if (!rows.tags().empty())
        writer.add_tags(rows.tags());
    write_rows(*source.store, source.profile, source.rows(), writer);
    writer.finish();
}

void write_csv_layer(const Layer& layer, const Options& options, const TextSink& sink)
{
    CsvWriter writer{sink, layer.fields, CsvWriter::Shapes::all, formulas(options)};
    for (const Feature& feature : layer.features)
        writer.add(feature, digits_of(layer, feature));
    writer.finish();
}

Value owned(const FlatValue& value)
{
    switch (value.kind) {
    case FlatValue::Kind::null:
    case FlatValue::Kind::absent:
        return {};
    case FlatValue::Kind::boolean:
        return value.integer != 0;
    case FlatValue::Kind::integer:
        return value.integer;
    case FlatValue::Kind::real:
        return value.real;
    default:
        return std::string{value.text};
    }
}

/// For a writer that asks for the features so many times.
FeatureStream stream_of(Source& source, int times)
{
    FeatureStream stream{"incidents", ExportRows{source.profile}.fields(), {}};
    source.passes_to_come = times;
    stream.each = [&source](const std::function<void(const Feature&)>& take) {
        ExportRows rows{source.profile};
        Feature feature;
        source.each_row(rows, [&](const ExportRow& row) {
            feature.geometry = row.point ? Geometry{*row.point} : Geometry{};
            feature.values.clear();
            for (const FlatValue& value : row.values)
                feature.values.push_back(owned(value));
            take(feature);
        });
        if (--source.passes_to_come == 0)
            source.close_store();
    };
    return stream;
}

/// The layers asked for; without a wish all that hold something, or the incidents alone where a file has one
/// layer.
std::vector<std::string> chosen_layers(const Options& options, const Source& source, bool one_only)
{
    if (!options.layers.empty()) {
        for (const std::string& name : options.layers)
            if (std::find(layer_names.begin(), layer_names.end(), name) == layer_names.end())
                (void)make_layer(name, source.selected); // throws, with the names that there are
        if (one_only && options.layers.size() > 1)
            throw Error{
                "cannot export " + std::to_string(options.layers.size()) +
                " layers to this format: it holds one; choose GeoJSON, GeoPackage or KML, or one --layer"};
        return options.layers;
    }
    if (source.profile != Profile::sitmap)
        return {"incidents"};
    if (one_only) {
        std::fputs("note: this format holds one layer, so only the incidents were written; --layer chooses "
                   "another\n",
                   stderr);
        return {"incidents"};
    }
    std::vector<std::string> names;
    for (const std::string_view name : layer_names)
        if (name == "incidents" || !make_layer(name, source.selected).features.empty())
            names.emplace_back(name);
    return names;
}

void write_text(const std::string& format, const Options& options, const Source& source,
                const std::vector<std::string>& names, const ExportNote& note, const TextSink& sink)
{
    const bool incidents_only = names.front() == "incidents" && names.size() == 1;
    if (source.profile == Profile::timemap)
        static_cast<void>(write_timemap(source, sink));
    else if (format == "geojson")
        write_geojson(source, names, note, sink);
    else if (!incidents_only)
        write_csv_layer(make_layer(names.front(), source.selected), options, sink);
    else if (format == "geojsonseq")
        write_geojson_lines(source, sink);
    else
        write_csv_rows(source, options, sink);
}

void write_by_gdal(const std::string& format, const Options& options, Source& source,
                   const std::vector<std::string>& names, const StopAsked& stop)
{
    std::vector<Layer> others;
    for (const std::string& name : names)
        if (name != "incidents")
            others.push_back(make_layer(name, source.selected));
    if (others.size() == names.size()) {
        print_issues(write_vector_file(options.out, format, others, options.overwrite, stop));
        return;
    }
    const int times = format == "shp" ? 2 : 1; // a .dbf has to know how wide its texts are
    print_issues(
        write_vector_stream(options.out, format, stream_of(source, times), others, options.overwrite, stop));
}

void write_text_file(const std::string& format, const Options& options, Source& source,
                     const std::vector<std::string>& names, const ExportNote& note, const StopAsked& stop)
{
    AtomicFile file{options.out, options.overwrite};
    const TextSink sink = [&](std::string_view text) {
        stop_if_asked(stop);
        file.write(text);
    };
    TimemapNames named;
    if (source.profile == Profile::timemap)
        named = write_timemap(source, sink);
    else
        write_text(format, options, source, names, note, sink);
    source.close_store();
    stop_if_asked(stop);
    if (source.profile == Profile::timemap)
        named.write_beside(options.out, options.overwrite);
    file.commit();
}

/// Writes the file, or to standard output.
void write_out(const std::string& format, const Options& options, Source& source,
               const std::vector<std::string>& names, const ExportNote& note, const StopAsked& stop)
{
    const bool is_text = format == "geojson" || format == "geojsonseq" || format == "csv";
    if (options.out != "-" && is_text)
        write_text_file(format, options, source, names, note, stop);
    else if (options.out != "-")
        write_by_gdal(format, options, source, names, stop);
    else if (is_text)
        write_text(format, options, source, names, note, [&](std::string_view text) {
            if (stop())
                throw Interrupted{"interrupted; the export was not finished"};
            std::cout << text;
        });
    else
        throw Error{"cannot export " + format + " to standard output: name a file"};
}

/// Says under which terms the contents are: in the file itself where it has a place for it, else beside it.
void tell_terms(const ExportNote& note, const Options& options, bool inside)
{
    const auto licences = note.licences();
    const std::string beside = options.out + ".licence.txt";
    const bool writes_beside = !inside && options.out != "-" && !licences.empty();
    if (writes_beside) {
        AtomicFile file{beside, true};
        file.write(note.text());
        file.commit();
    }
    if (licences.size() <= 1)
        return;
    std::string line = "note: the sources have different terms: ";
    for (const std::string& licence : licences)
        line += (&licence == &licences.front() ? "" : "; ") + printable(licence);
    if (inside || writes_beside)
        line += inside ? " (in the file's member 'metadata')" : " (in '" + printable(beside) + "')";
    std::fputs((line + "\n").c_str(), stderr);
}

int export_store(const Options& options)
{
    const std::string format = format_for(options.out, options.format);
    const auto profile = profile_named(options.profile);
    if (!profile)
        throw Error{"cannot use --profile '" + options.profile +
                    "': it takes sitmap, acled, ucdp, timemap or hxl"};
    if (*profile == Profile::timemap && format != "geojson")
        throw Error{"cannot export the profile timemap as " + format +
                    ": TimeMap reads JSON; name a .json file"};
    if (*profile == Profile::hxl && format != "csv")
        throw Error{"cannot export the profile hxl as " + format + ": HXL is for sheets; name a .csv file"};
    if (options.out != "-" && std::filesystem::exists(options.out) && !options.overwrite)
        throw Error{"cannot write '" + options.out + "': it exists; add --overwrite to replace it"};
    on_interrupt_say("sitmap: interrupted; nothing was written, and what was there before is there still\n");
    const auto& interrupted = on_interrupt_flag(SecondInterrupt::waits); // the store's log is to go
    const StopAsked stop = [&interrupted] { return interrupted != 0; };
    const bool one_only = format != "geojson" && format != "gpkg" && format != "kml";
    Source source{Store::open(options.store), select(options.store, options.filters, stop), {}, *profile};
    source.store->stop_when(stop);
    source.records = records_of(*source.store, options.filters);
    const std::vector<std::string> names = chosen_layers(options, source, one_only);
    if (one_only && names.front() != "incidents" && format == "geojsonseq")
        throw Error{"cannot export layer '" + names.front() +
                    "' as geojsonseq: it is for incidents; write geojson"};
    const ExportNote note{source.selected, source.records, options.filters};

    write_out(format, options, source, names, note, stop);
    tell_terms(note, options, format == "geojson" && *profile != Profile::timemap);
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
    command->add_option("-f,--format", options->format, "geojson, geojsonseq, gpkg, fgb, shp, kml or csv");
    command
        ->add_option("--layer", options->layers,
                     "incidents, incident_areas, flows, stocks, routes, control_areas; may be given again")
        ->delimiter(',');
    command
        ->add_option("--profile", options->profile,
                     "How properties are called: sitmap, acled, ucdp, timemap (.json) or hxl (.csv)")
        ->type_name("NAME");
    command->add_flag("--overwrite", options->overwrite, "Replace the file if it exists");
    command->add_flag("--raw-csv", options->raw_csv,
                      "Leave text that a spreadsheet would run as a formula as it is");
    options->filters.add_to(*command);
    options->filters.add_where_to(*command);
    command->callback([options, &run] { run = [options] { return export_store(*options); }; });
}

} // namespace sitmap
