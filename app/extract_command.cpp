#include "app/asset_folder.hpp"
#include "app/command.hpp"
#include "app/extract.hpp"
#include "app/filters.hpp"
#include "app/geoparse.hpp"
#include "app/json.hpp"
#include "app/reader_tables.hpp"
#include "app/terminal.hpp"
#include "geodata/counted.hpp"
#include "geodata/error.hpp"
#include "importers/import.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>

namespace sitmap {

namespace {

struct Options {
    std::vector<std::string> sources;
    std::string published, published_from, columns, format, actors;
    bool lines = false, quiet = false, kind_features = false, deed_features = false, place_clues = false,
         event_clues = false, crowd_clues = false, toll_clues = false, twin_clues = false, explain = false;
};

ImportOptions import_options(const Options& options)
{
    ImportOptions import;
    import.format = options.format;
    import.explain = options.explain;
    if (!options.published.empty())
        import.articles.article.published = parse_day_option("--published", options.published);
    if (!options.published_from.empty())
        import.articles.published_of = read_publication_days(options.published_from);
    if (!options.columns.empty())
        import.articles.columns = ArticleColumns::parse(options.columns);
    return import;
}

void write(const std::string& line, bool as_line)
{
    std::cout << (as_line ? line + '\n' : dump(nlohmann::ordered_json::parse(line))) << std::flush;
    if (!std::cout)
        throw Error{"cannot write to standard output: the disk is full or the reader has gone"};
}

/// With the names of the text: the places that each may stand for, the losing ones too, and why.
std::string answer_on(const std::string& id, const Intake& intake, const Options& options,
                      const ReaderTables& tables)
{
    std::string answer = extract_json(intake, id);
    if (!options.explain)
        return answer;
    auto json = nlohmann::ordered_json::parse(answer);
    json.update(geoparse(tokenise(intake.document.text), {tables.gazetteer, tables.lexicon, tables.names},
                         {.explain = true}));
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void extract_source(const std::string& source, const Options& options, const ImportOptions& import,
                    const ReaderTables& tables, Progress& progress)
{
    std::size_t articles = 0, undated = 0;
    Issues of_articles;
    const Issues of_source = read_articles(
        source, import, [&]() -> const ReaderTables& { return tables; },
        [&](const std::string& id, Intake&& intake) {
            undated += intake.document.published ? 0U : 1U;
            if (++articles == 1)
                of_articles = intake.issues;
            else if (articles % 100 == 0)
                progress.say(source + ": " + counted(articles, " article", " articles"));
            write(answer_on(id, intake, options, tables), options.lines);
        });
    progress.say("");
    // What concerns one article stands in its own answer; of thousands it is not told here as well.
    if (articles == 1)
        print_issues(of_articles);
    else if (undated > 0)
        print_issues({{Issue::Weight::note, source, 0,
                       std::to_string(undated) + " of " + std::to_string(articles) +
                           (undated == 1 ? " articles has" : " articles have") + " no publication day: " +
                           (undated == 1 ? "its" : "their") + " weekdays stay unknown"}});
    print_issues(of_source);
}

/// One JSON line a text: what assets/models/train_event_types.py learns from.
int print_kind_features(const Options& options)
{
    const Lexicon lexicon = Lexicon::load(asset_folder() / "lexicon");
    for (const std::string& source : options.sources) {
        std::ifstream in{source, std::ios::binary};
        const std::string contents{std::istreambuf_iterator<char>{in}, {}};
        if (!in)
            throw Error{"cannot read '" + source + "': no such file, or it may not be read"};
        const auto features = kind_features_of(read_article(contents, source, {}), lexicon);
        const nlohmann::ordered_json line{{"id", std::filesystem::path{source}.stem().string()},
                                          {"features", features}};
        std::cout << line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
    }
    return 0;
}

nlohmann::ordered_json as_json(const std::vector<NamedClue>& clues)
{
    auto values = nlohmann::ordered_json::object();
    for (const NamedClue& clue : clues)
        values[clue.name.text()] = clue.value;
    return values;
}

nlohmann::ordered_json as_json(const WeighedHappening& happening)
{
    using Json = nlohmann::ordered_json;
    Json places = Json::array();
    for (const WeighedPlace& place : happening.places) {
        Json of_place = Json::object();
        for (std::size_t i = 0; i < place_clue_count; ++i)
            if (place.clues[i] != 0)
                of_place[std::string{place_clue_names()[i]}] = place.clues[i];
        places.push_back({{"name", place.name},
                          {"lat", place.point.lat},
                          {"lon", place.point.lon},
                          {"clues", std::move(of_place)}});
    }
    const auto first = happening.interval.first(), last = happening.interval.last();
    Json line{{"sub_event_type", std::string{name_of(happening.sub_type)}},
              {"first", first ? format_day(*first) : ""},
              {"last", last ? format_day(*last) : ""},
              {"clues", as_json(happening.clues)},
              {"places", std::move(places)}};
    if (happening.point)
        line["point"] = {{"lat", happening.point->lat}, {"lon", happening.point->lon}};
    return line;
}

/// The articles that the training scripts hand over, with their file names.
std::vector<std::pair<std::string, ArticleText>> articles_of(const Options& options)
{
    const ImportOptions import = import_options(options);
    std::vector<std::pair<std::string, ArticleText>> articles;
    for (const std::string& source : options.sources) {
        const std::filesystem::path path{source};
        std::ifstream in{path, std::ios::binary};
        const std::string contents{std::istreambuf_iterator<char>{in}, {}};
        if (!in)
            throw Error{"cannot read '" + source + "': no such file, or it may not be read"};
        ArticleOptions of_article = import.articles.article;
        if (const auto found = import.articles.published_of.find(path.filename().string());
            found != import.articles.published_of.end())
            of_article.published = found->second;
        articles.emplace_back(path.filename().string(), read_article(contents, source, of_article));
    }
    return articles;
}

/// One JSON line an article: what train_deed_words.py learns from.
int print_deed_features(const Options& options)
{
    using Json = nlohmann::ordered_json;
    const ReaderTables tables = load_reader_tables(options.actors);
    for (const auto& [name, article] : articles_of(options)) {
        Json sentences = Json::array();
        for (const SentenceFeatures& sentence : deed_features_of(article, tables))
            sentences.push_back({{"begin", sentence.begin},
                                 {"end", sentence.end},
                                 {"told", sentence.told},
                                 {"features", sentence.features}});
        const Json line{{"id", name}, {"text", article.document.text}, {"sentences", std::move(sentences)}};
        std::cout << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    }
    return 0;
}

nlohmann::ordered_json as_json(const std::vector<WeighedHappening>& happenings)
{
    auto line = nlohmann::ordered_json::array();
    for (const WeighedHappening& happening : happenings)
        line.push_back(as_json(happening));
    return line;
}

void print_line(const nlohmann::ordered_json& line)
{
    std::cout << line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

/// One JSON line an article: what train_event_places.py, train_event_worth.py and train_crowds.py learn from.
int print_clues(const Options& options)
{
    const ReaderTables tables = load_reader_tables(options.actors);
    for (const auto& [name, article] : articles_of(options)) {
        const std::vector<WeighedHappening> happenings =
            options.place_clues   ? weighed_places_of(article, tables)
            : options.crowd_clues ? weighed_crowds_of(article, tables)
                                  : weighed_happenings_of(article, tables);
        print_line({{"id", name}, {"happenings", as_json(happenings)}});
    }
    return 0;
}

/// One JSON line an article: what train_tolls.py and train_second_tolls.py learn from.
int print_toll_clues(const Options& options)
{
    using Json = nlohmann::ordered_json;
    const ReaderTables tables = load_reader_tables(options.actors);
    for (const auto& [name, article] : articles_of(options)) {
        const WeighedTolls weighed = weighed_tolls_of(article, tables);
        Json tolls = Json::array();
        for (const WeighedToll& toll : weighed.tolls) {
            tolls.push_back({{"happening", toll.happening},
                             {"figure", toll.figure},
                             {"number", toll.quantity.size_by()},
                             {"given", toll.given},
                             {"clues", as_json(toll.clues)}});
        }
        Json seconds = Json::array();
        for (const WeighedSecond& second : weighed.seconds)
            seconds.push_back({{"happening", second.happening},
                               {"best", second.best.size_by()},
                               {"number", second.other.size_by()},
                               {"clues", as_json(second.clues)}});
        print_line({{"id", name},
                    {"happenings", as_json(weighed.happenings)},
                    {"tolls", std::move(tolls)},
                    {"seconds", std::move(seconds)}});
    }
    return 0;
}

/// One JSON line an article: what train_twins.py learns from.
int print_twin_clues(const Options& options)
{
    using Json = nlohmann::ordered_json;
    const ReaderTables tables = load_reader_tables(options.actors);
    for (const auto& [name, article] : articles_of(options)) {
        const WeighedTwins weighed = weighed_twins_of(article, tables);
        Json pairs = Json::array();
        for (const WeighedTwins::Pair& pair : weighed.pairs)
            pairs.push_back({{"first", pair.first}, {"second", pair.second}, {"clues", as_json(pair.clues)}});
        print_line({{"id", name}, {"happenings", as_json(weighed.happenings)}, {"pairs", std::move(pairs)}});
    }
    return 0;
}

int extract(const Options& options)
{
    const ImportOptions import = import_options(options);
    on_interrupt_say("sitmap: interrupted; the answers written so far are whole\n");
    std::setvbuf(stdout, nullptr, _IOFBF, 1U << 20U); // so that an answer goes out in one piece
    const ReaderTables tables = load_reader_tables(options.actors);
    Progress progress{options.quiet};
    for (const std::string& source : options.sources)
        extract_source(source, options, import, tables, progress);
    return 0;
}

} // namespace

void add_extract(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("extract", "Events of articles as JSON, without a store");
    command
        ->add_option(
            "SRC", options->sources,
            "Articles (.txt .html), feeds (.xml .rss .atom), tables of articles (.jsonl .csv .tsv), any of "
            "them packed (.gz); '-' is standard input")
        ->required();
    command
        ->add_option("--published", options->published,
                     "Publication day; in feeds and tables of articles that have none")
        ->type_name("DAY");
    command
        ->add_option("--published-from", options->published_from,
                     "Publication days from a table: source or id, day")
        ->type_name("FILE");
    command->add_option("--columns", options->columns,
                        "Which column of a table holds what: text=Snippet,id=id,published=date");
    command->add_option("-f,--format", options->format,
                        "Instead of what is recognised: article, feed, articles");
    command->add_flag("-q,--quiet", options->quiet, "No progress");
    command->add_option("--actors", options->actors, actors_help)->type_name("FILE");
    command->add_flag(
        "--explain", options->explain,
        "For each value why it belongs to its event; for each name the places it may stand for, and why");
    command->add_flag("--jsonl", options->lines, "One line an article");
    command->add_flag("--kind-features", options->kind_features,
                      "Only what the kind of event is judged by, for training its model");
    command->add_flag("--deed-features", options->deed_features,
                      "Only what sentences are judged by, for training the weights of deeds");
    command->add_flag("--place-clues", options->place_clues,
                      "Only what the places of events are judged by, for training their weights");
    command->add_flag("--event-clues", options->event_clues,
                      "Only what events are judged by, for training their weights");
    command->add_flag("--crowd-clues", options->crowd_clues,
                      "Only what tells crowds from armed men, for training their weights");
    command->add_flag("--toll-clues", options->toll_clues,
                      "Only what figures of dead are judged by, for training their weights");
    command->add_flag("--twin-clues", options->twin_clues,
                      "Only by what two events are told to be one, for training the weights");
    command->callback([options, &run] {
        run = [options] {
            return options->kind_features   ? print_kind_features(*options)
                   : options->deed_features ? print_deed_features(*options)
                   : options->toll_clues    ? print_toll_clues(*options)
                   : options->twin_clues    ? print_twin_clues(*options)
                   : options->place_clues || options->event_clues || options->crowd_clues
                       ? print_clues(*options)
                       : extract(*options);
        };
    });
}

} // namespace sitmap
