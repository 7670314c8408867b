#include "importers/import.hpp"
#include "app/asset_folder.hpp"
#include "app/command.hpp"
#include "app/filters.hpp"
#include "app/reader_tables.hpp"
#include "app/terminal.hpp"
#include "engine/store.hpp"
#include "geodata/atomic_file.hpp"
#include "geodata/error.hpp"
#include "render/map.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

namespace sitmap {

namespace {

struct Options {
    std::vector<std::string> paths; ///< sources, then the store
    std::string published, published_from, day, columns, actors;
    ImportOptions import;
    bool quiet = false;
};

void report(const Store::Changes& changes, std::size_t sources)
{
    if (changes.documents_added + changes.documents_replaced == 0) {
        std::fprintf(stderr, "nothing new: %zu of %zu sources are there already, unchanged\n",
                     changes.documents_unchanged, sources);
        return;
    }
    std::fprintf(stderr, "%zu sources added, %zu updated, %zu unchanged; incidents: %zu before, %zu now\n",
                 changes.documents_added, changes.documents_replaced, changes.documents_unchanged,
                 changes.incidents_before, changes.incidents_after);
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

int import(Options options)
{
    if (options.paths.size() < 2)
        throw Error{
            "cannot import: give at least one source, then the store, such as 'sitmap import article.txt "
            "libya.gpkg'"};
    const std::filesystem::path store_path = options.paths.back();
    options.paths.pop_back();
    if (!options.published.empty())
        options.import.articles.article.published = parse_day_option("--published", options.published);
    if (!options.day.empty())
        options.import.control.day = parse_day_option("--day", options.day);
    if (!options.published_from.empty())
        options.import.articles.published_of = read_publication_days(options.published_from);
    if (names_texts(options.columns))
        options.import.articles.columns = ArticleColumns::parse(options.columns);
    else if (!options.columns.empty())
        options.import.columns = ColumnMapping::parse(options.columns);
    on_interrupt_say("sitmap: interrupted; the store is as it was before\n");

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
    if (std::filesystem::exists(store_path))
        store = Store::open_or_create(store_path);
    else
        require_writable(store_path, false);
    std::vector<Intake> intakes;
    Issues issues;
    for (std::size_t i = 0; i < options.paths.size(); ++i) {
        progress.say("reading " + std::to_string(i + 1) + " of " + std::to_string(options.paths.size()) +
                     ": " + options.paths[i]);
        const Issues told = read_source(options.paths[i], options.import, tables,
                                        [&](const std::string& id, Intake&& intake) {
                                            intakes.push_back(std::move(intake));
                                            if (intakes.size() % 100 == 0)
                                                progress.say(options.paths[i] + ": " + id);
                                        });
        issues.insert(issues.end(), told.begin(), told.end());
    }
    for (const Intake& intake : intakes)
        issues.insert(issues.end(), intake.issues.begin(), intake.issues.end());
    progress.say("writing " + store_path.string());
    if (!store)
        store = Store::open_or_create(store_path);
    const Store::Changes changes = store->import(intakes, land_edges(intakes));
    progress.say("");
    if (!options.quiet) {
        print_issues(issues);
        report(changes, intakes.size());
    }
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
        "Instead of what is recognised: article, feed, articles, csv, events, control, flows, "
        "export");
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
