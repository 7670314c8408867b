#include "app/asset_folder.hpp"
#include "app/command.hpp"
#include "app/extract.hpp"
#include "app/filters.hpp"
#include "app/json.hpp"
#include "app/terminal.hpp"
#include "geodata/error.hpp"
#include "importers/import.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace sitmap {

namespace {

struct Options {
    std::vector<std::string> sources;
    std::string published;
    bool lines = false;
};

int extract(const Options& options)
{
    ImportOptions import;
    import.format = "article";
    if (!options.published.empty())
        import.article.published = parse_day_option("--published", options.published);
    const ReaderTables tables = ReaderTables::load(asset_folder());
    for (const std::string& source : options.sources) {
        const Intake intake = read_source(source, import, [&]() -> const ReaderTables& { return tables; });
        print_issues(intake.issues);
        const std::string line = extract_json(intake, std::filesystem::path{source}.filename().string());
        if (options.lines)
            std::cout << line << '\n';
        else
            std::cout << dump(nlohmann::ordered_json::parse(line));
    }
    return 0;
}

} // namespace

void add_extract(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("extract", "Events of articles as JSON, without a store");
    command->add_option("SRC", options->sources, "Articles (.txt, .html); '-' is standard input")->required();
    command->add_option("--published", options->published, "Publication day")->type_name("DAY");
    command->add_flag("--jsonl", options->lines, "One line an article");
    command->callback([options, &run] { run = [options] { return extract(*options); }; });
}

} // namespace sitmap
