#include "importers/import.hpp"
#include "app/asset_folder.hpp"
#include "app/command.hpp"
#include "app/filters.hpp"
#include "app/import_dataset.hpp"
#include "app/reader_tables.hpp"
#include "app/terminal.hpp"
#include "engine/store.hpp"
#include "geodata/atomic_file.hpp"
#include "geodata/counted.hpp"
#include "geodata/error.hpp"
#include "render/map.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace sitmap {

namespace {

struct Options {
    std::vector<std::string> paths; ///< sources, then the store
    std::string published, published_from, day, columns, mapping, actors, rejects;
    ImportOptions import;
    DatasetOptions dataset;
    bool quiet = false;
};

/// "; with 2 flows, 1 stock": what is no incident, so that a table of displacement is not told as nothing.
std::string background_of(const std::vector<Intake>& intakes)
{
    std::size_t flows = 0, stocks = 0, routes = 0, areas = 0;
    for (const Intake& intake : intakes) {
        flows += intake.flows.size();
        stocks += intake.stocks.size();
        routes += intake.routes.size();
        areas += intake.control_areas.size();
    }
    std::string words;
    const auto add = [&](std::size_t count, const char* one, const char* many) {
        if (count > 0)
            words.append(words.empty() ? "; with " : ", ").append(counted(count, one, many));
    };
    add(flows, " flow", " flows");
    add(stocks, " stock", " stocks");
    add(routes, " route", " routes");
    add(areas, " control area", " control areas");
    return words;
}

void report(const Store::Changes& changes, const std::vector<Intake>& intakes)
{
    if (changes.documents_added + changes.documents_replaced == 0) {
        std::fprintf(stderr, "nothing new: %zu of %s there already, unchanged\n", changes.documents_unchanged,
                     counted(intakes.size(), " source is", " sources are").c_str());
        return;
    }
    std::fprintf(stderr, "%s added, %zu updated, %zu unchanged; incidents: %zu before, %zu now%s\n",
                 counted(changes.documents_added, " source", " sources").c_str(), changes.documents_replaced,
                 changes.documents_unchanged, changes.incidents_before, changes.incidents_after,
                 background_of(intakes).c_str());
}

/// Coasts and state borders, along which no front line runs; read only where there are areas to have a front.
std::vector<LineString> land_edges(const std::vector<Intake>& intakes)
{
    const bool has_areas = std::any_of(intakes.begin(), intakes.end(),
                                       [](const Intake& intake) { return !intake.control_areas.empty(); });
    if (!has_areas)
        return {};
    Basemap basemap = Basemap::load(asset_folder());
    std::vector<LineString> edges = std::move(basemap.borders);
    edges.insert(edges.end(), basemap.world.coast.begin(), basemap.world.coast.end());
    return edges;
}

/// Columns of a table of articles; those of events have no texts.
bool names_texts(const std::string& columns)
{
    return columns.starts_with("text=") || columns.find(",text=") != std::string::npos;
}

/// What the options say in words, as the importers take it.
void read_options(Options& options)
{
    if (!options.published.empty())
        options.import.articles.article.published = parse_day_option("--published", options.published);
    if (!options.day.empty())
        options.import.control.day = parse_day_option("--day", options.day);
    if (!options.published_from.empty())
        options.import.articles.published_of = read_publication_days(options.published_from);
    if (!options.mapping.empty())
        options.import.columns = ColumnMapping::read(options.mapping);
    if (names_texts(options.columns))
        options.import.articles.columns = ArticleColumns::parse(options.columns);
    else if (!options.columns.empty())
        for (const auto& [field, column] : ColumnMapping::parse(options.columns).column_of)
            options.import.columns.column_of[field] = column;
    options.dataset.columns = options.import.columns;
    options.dataset.sheet = options.import.sheet;
}

/// The sources whose rows become records, each with its format; they are taken out of the others.
struct DatasetSource {
    std::filesystem::path path;
    std::string format;
};
std::vector<DatasetSource> take_datasets(Options& options)
{
    std::vector<DatasetSource> datasets;
    std::vector<std::string> others;
    for (const std::string& path : options.paths) {
        const std::string& told = options.import.format;
        const bool known = !told.empty() || path == "-" || !options.import.articles.columns.column_of.empty();
        std::string format = known ? told : recognise(path, options.import.sheet);
        if (!known && format == "csv" && options.import.columns.column_of.contains("id"))
            format = "records"; // as a table whose own header says which column that is
        if (is_dataset(format))
            datasets.push_back({path, std::move(format)});
        else
            others.push_back(path);
    }
    options.paths = std::move(others);
    return datasets;
}

void throw_if(bool interrupted)
{
    if (interrupted)
        throw Interrupted{"interrupted; the store is as it was before"};
}

int import(Options options)
{
    if (options.paths.size() < 2)
        throw Error{
            "cannot import: give at least one source, then the store, such as 'sitmap import article.txt "
            "libya.gpkg'"};
    const std::filesystem::path store_path = options.paths.back();
    options.paths.pop_back();
    // A store before its sources: what stands last would be taken for the store.
    if (store_path.extension() != ".gpkg" &&
        std::filesystem::path{options.paths.front()}.extension() == ".gpkg")
        throw Error{"cannot import into '" + store_path.string() +
                    "': the store comes last, as in 'sitmap import " + store_path.filename().string() + " " +
                    options.paths.front() + "'"};
    read_options(options);
    on_interrupt_say("sitmap: interrupted; the store is as it was before\n");
    const bool is_there = std::filesystem::exists(store_path);
    const auto& interrupted = on_interrupt_flag(is_there ? SecondInterrupt::waits : SecondInterrupt::ends);
    const auto stop = [&interrupted] { return interrupted != 0; };
    options.dataset.stop = stop;

    Progress progress{options.quiet};
    std::optional<ReaderTables> loaded;
    const auto tables = [&]() -> const ReaderTables& {
        if (!loaded)
            loaded = load_reader_tables(options.actors);
        return *loaded;
    };
    // Before the sources are read: a store that cannot be written should be told at once. A new one is made
    // only when there is something to put in.
    std::optional<Store> store;
    const auto open_store = [&] {
        store = Store::open_or_create(store_path);
        store->stop_when(stop);
    };
    if (is_there)
        open_store();
    else
        require_writable(store_path, false);
    std::optional<RejectsFile> rejects;
    if (!options.rejects.empty())
        rejects.emplace(options.rejects);
    std::set<std::pair<std::string, std::size_t>> rejected; // with the row itself; other issues have none
    if (rejects)
        options.import.reject = [&](const RejectedRow& row) {
            rejected.emplace(row.source, row.line);
            rejects->add(row);
        };
    const std::vector<DatasetSource> datasets = take_datasets(options);
    std::vector<Intake> intakes;
    Issues issues;
    for (std::size_t i = 0; i < options.paths.size(); ++i) {
        progress.say("reading " + std::to_string(i + 1) + " of " + std::to_string(options.paths.size()) +
                     ": " + options.paths[i]);
        const Issues told = read_source(options.paths[i], options.import, tables,
                                        [&](const std::string& id, Intake&& intake) {
                                            throw_if(stop());
                                            intakes.push_back(std::move(intake));
                                            if (intakes.size() % 100 == 0)
                                                progress.say(options.paths[i] + ": " + id);
                                        });
        throw_if(stop()); // a source that Ctrl-C cut short
        issues.insert(issues.end(), told.begin(), told.end());
    }
    for (const Intake& intake : intakes)
        issues.insert(issues.end(), intake.issues.begin(), intake.issues.end());
    for (const Issue& issue : issues)
        if (rejects && issue.weight == Issue::Weight::dropped &&
            !rejected.contains({issue.source, issue.line}))
            rejects->add({issue.source, issue.line, issue.what, {}});
    if (!store)
        open_store();
    if (!options.paths.empty()) {
        progress.say("writing " + store_path.string());
        const Store::Changes changes = store->import(intakes, land_edges(intakes));
        progress.say("");
        if (!options.quiet) {
            print_issues(issues);
            report(changes, intakes);
        }
    }
    for (const DatasetSource& dataset : datasets) {
        options.dataset.format = dataset.format;
        import_dataset(*store, dataset.path, options.dataset, rejects ? &*rejects : nullptr, options.quiet);
    }
    if (rejects)
        rejects->commit();
    return 0;
}

} // namespace

void add_import(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("import", "Read sources into a store");
    command->add_option("PATHS", options->paths, "Sources, then the store; '-' is standard input")
        ->required();
    command->add_option(
        "-f,--format", options->import.format,
        "Instead of what is recognised: article, feed, articles, acled, ucdp, gdelt, hxl, csv, records, "
        "events, control, flows, displacement, export");
    command
        ->add_option("--published", options->published,
                     "Publication day of an article; in feeds and tables of those that have none")
        ->type_name("DAY");
    command
        ->add_option("--published-from", options->published_from,
                     "Publication days from a table: source or id, day")
        ->type_name("FILE");
    command->add_option("--actors", options->actors, actors_help)->type_name("FILE");
    command->add_option("--outlet", options->import.articles.article.outlet, "Who published the articles");
    command->add_option("--licence", options->import.articles.article.licence, "Terms of the articles");
    command->add_option("--columns", options->columns,
                        "Which column of a table holds what: date=Day,lat=Y,lon=X; of articles: "
                        "text=Snippet,id=id,published=date");
    command->add_option("--sheet", options->import.sheet, "Which sheet of a workbook; the first without it")
        ->type_name("NAME");
    command->add_option("--mapping", options->mapping, "The same from a file with field=column a line")
        ->type_name("FILE");
    command
        ->add_option("--rejects", options->rejects,
                     "Where rows that cannot be taken go, with file, line and reason")
        ->type_name("FILE");
    command->add_flag("--gdelt-all", options->dataset.all_of_gdelt,
                      "Also GDELT's doubtful rows: no root event, a single source, statements, repeated");
    command->add_option("--day", options->day, "Day of control areas")->type_name("DAY");
    command->add_option("--party", options->import.control.party, "Who holds the control areas");
    command->add_option("--party-field", options->import.control.party_field,
                        "Attribute that names the party");
    command->add_option("--kind-field", options->import.control.kind_field,
                        "Attribute: assessed, claimed, contested");
    command->add_option("--start-field", options->import.control.start_field, "Attribute with the first day");
    command->add_option("--end-field", options->import.control.end_field, "Attribute with the last day");
    command->add_option("--people-field", options->import.flows.people_field,
                        "Attribute with the number of people");
    command->add_flag("-q,--quiet", options->quiet, "Say nothing but errors");
    command->callback([options, &run] {
        run = [options] {
            options->import.flows.start_field = options->import.control.start_field;
            options->import.flows.end_field = options->import.control.end_field;
            return import(*options);
        };
    });
}

} // namespace sitmap
