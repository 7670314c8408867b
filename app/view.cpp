#include "app/asset_folder.hpp"
#include "app/command.hpp"
#include "app/view_options.hpp"
#include "render/scene.hpp"
#include "render/sfml/window.hpp"
#include "render/text/shaper.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace sitmap {

namespace {

struct Options {
    ViewOptions view;
    WindowOptions window;
};

int view(const Options& options)
{
    const auto assets = asset_folder();
    use_fonts(assets / "fonts");
    Basemap basemap;
    const Map map = options.view.load(assets, basemap);
    run_window(map, options.view.state(StyleName::light), options.window);
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
