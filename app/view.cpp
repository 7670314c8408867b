#include "app/asset_folder.hpp"
#include "app/command.hpp"
#include "app/view_options.hpp"
#include "engine/store.hpp"
#include "engine/store_setting.hpp"
#include "geodata/error.hpp"
#include "render/scene.hpp"
#include "render/sfml/window.hpp"
#include "render/text/shaper.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>

namespace sitmap {

namespace {

struct Options {
    ViewOptions view;
    WindowOptions window;
};

bool is_store(const std::string& path)
{
    try {
        static_cast<void>(Store::open(path));
    } catch (const Error&) {
        return false; // a layer, as `load` found
    }
    return true;
}

/// Documents that the map has beside the ledger's own.
std::vector<Document> documents_of_records(const Map& map)
{
    std::vector<Document> documents;
    std::copy_if(map.ledger.documents.begin(), map.ledger.documents.end(), std::back_inserter(documents),
                 [](const Document& document) { return document.kind == "dataset"; });
    return documents;
}

/// How the window stands is kept in the store; a store that cannot be written is looked at all the same.
void keep_in(const std::string& path, WindowOptions& window)
{
    window.kept = store_setting(path, "window");
    window.keep = [path](const std::string& text) {
        try {
            keep_store_setting(path, "window", text);
        } catch (const Error& error) {
            std::fprintf(stderr, "sitmap: note: how the window stood was not kept: %s\n", error.what());
        }
    };
}

/// The order and opacity of own layers go where `layers` has them.
void keep_own_layers_in(const std::string& path, WindowOptions& window)
{
    window.keep_own_layers = [path](const std::vector<OwnLayer>& layers) {
        try {
            const std::vector<OwnLayer> before = own_layers(path);
            if (const auto now = arranged(before, layers); now != before)
                keep_own_layers(path, now);
        } catch (const Error& error) {
            std::fprintf(stderr, "sitmap: note: how own layers stood was not kept: %s\n", error.what());
        }
    };
}

/// Ledger and settings of the store at `path`, which the map was read from.
void join_store(const std::string& path, const Map& map, WindowOptions& window)
{
    keep_in(path, window);
    keep_own_layers_in(path, window);
    window.edit = [path, documents = documents_of_records(map)](const std::function<void(Ledger&)>& change,
                                                                std::span<const IncidentId> incidents) {
        Store store = Store::open_or_create(path);
        const auto promoted = [&] {
            return std::count_if(incidents.begin(), incidents.end(),
                                 [&](IncidentId id) { return store.promoted_to(id).has_value(); });
        };
        const auto before = promoted();
        store.decide(change, incidents);
        EditedStore edited{store.load(), std::nullopt};
        if (promoted() != before)
            edited.records = store.records();
        for (const Document& document : documents)
            if (edited.ledger.document(document.id) == nullptr)
                edited.ledger.documents.push_back(document);
        return edited;
    };
}

int view(const Options& options)
{
    const auto assets = asset_folder();
    use_fonts(assets / "fonts");
    const std::string& first = options.view.paths.front();
    if (!std::filesystem::exists(first))
        throw Error{"cannot open '" + first + "': no such file"};
    const ViewState asked = options.view.state(StyleName::light);
    Basemap basemap;
    const auto load = [&](WindowOptions& window, const std::function<bool()>& stop) {
        Map map = options.view.load(assets, basemap, &window.own_layers, stop);
        if (is_store(first)) {
            join_store(first, map, window);
            window.restore_view = asked == ViewState{}; // what the command line asks for comes first
        }
        return map;
    };
    run_window(std::filesystem::path{first}.filename().string(), load, asked, options.window);
    return 0;
}

} // namespace

void add_view(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("view", "The interactive map");
    command->add_option("PATHS", options->view.paths, "A store, and vector files to draw over it")
        ->required();
    command->add_option("--replay", options->window.replay, "Run a script of input, then close")
        ->check(CLI::ExistingFile);
    command
        ->add_option("--scale", options->window.scale,
                     "Pixels of the display for each of the window's; else as the desktop has it")
        ->check(CLI::Range(0.5, 4.0))
        ->type_name("FACTOR");
    options->view.add_to(*command);
    command->callback([options, &run] { run = [options] { return view(*options); }; });
}

} // namespace sitmap
