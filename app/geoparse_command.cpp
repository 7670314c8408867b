#include "app/asset_folder.hpp"
#include "app/command.hpp"
#include "app/geoparse.hpp"
#include "geodata/error.hpp"
#include "importers/article/document.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <sstream>

namespace sitmap {

namespace {

struct Options {
    std::vector<std::string> sources;
    std::string models;
    bool jsonl = false, no_demonyms = false, features = false, explain = false;
};

std::string slurp(const std::string& source)
{
    if (source == "-")
        return {std::istreambuf_iterator<char>{std::cin}, {}};
    std::ifstream in{source, std::ios::binary};
    if (!in)
        throw Error{"cannot read '" + source + "': no such file or no permission"};
    return {std::istreambuf_iterator<char>{in}, {}};
}

int geoparse(const Options& options)
{
    const auto assets = asset_folder();
    const Gazetteer gazetteer = Gazetteer::load(assets / "gazetteer");
    const Lexicon lexicon = Lexicon::load(assets / "lexicon");
    const NameTables names = NameTables::load(
        options.models.empty() ? assets / "models" : std::filesystem::path{options.models}, lexicon);
    const GeoparseTables tables{gazetteer, lexicon, names};
    const GeoparseOutput output{
        .demonyms = !options.no_demonyms, .explain = options.explain, .features = options.features};
    if (options.jsonl)
        return run_geoparse(std::cin, std::cout, tables, output);
    if (options.sources.empty())
        throw Error{
            "cannot geoparse: give a text, '-' for standard input, or --jsonl for one JSON object a line"};
    for (const std::string& source : options.sources) {
        const ArticleText article = read_article(slurp(source), source, {});
        const nlohmann::json line{{"id", source}, {"text", article.document.text}};
        std::istringstream in{line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
        run_geoparse(in, std::cout, tables, output);
    }
    return 0;
}

} // namespace

void add_geoparse(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("geoparse", "Toponyms of a text as JSON");
    command->add_option("SRC", options->sources, "Texts (.txt, .html); '-' is standard input");
    command->add_flag("--jsonl", options->jsonl,
                      "Read {\"id\",\"text\"} a line from standard input, write a line for each");
    command->add_flag("--no-demonyms", options->no_demonyms, "Leave out nationality words");
    command->add_flag(
        "--explain", options->explain,
        "For each name the places that it may stand for, with probabilities and reasons; and the "
        "names that are held for no places");
    command->add_flag(
        "--features", options->features,
        "For training: write the features of all names and places instead (see assets/models/SOURCE)");
    command->add_option("--models", options->models,
                        "For training: take the learnt weights from this folder");
    command->callback([options, &run] { run = [options] { return geoparse(*options); }; });
}

} // namespace sitmap
