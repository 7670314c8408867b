// `layers`: the user's own layers that a store remembers.

#include "app/command.hpp"
#include "app/overlay_files.hpp"
#include "app/terminal.hpp"
#include "geodata/error.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace sitmap {

namespace {

struct Options {
    std::string store;
    std::vector<std::string> add;
    std::vector<std::size_t> forget, hide, show;
    std::size_t top = 0;
    OverlayOptions look;
};

void print(const std::vector<OwnLayer>& layers)
{
    if (layers.empty())
        std::fputs("no layers of its own; 'sitmap layers STORE --add FILE' or 'draw STORE FILE --remember' "
                   "adds one\n",
                   stderr);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const OwnLayer& l = layers[i];
        std::string how = l.layer.empty() ? "" : ": " + l.layer;
        if (!l.colour_by.empty())
            how += ", coloured by " + l.colour_by;
        if (!l.label_by.empty())
            how += ", named by " + l.label_by;
        if (l.opacity < 1)
            how += ", opacity " + std::to_string(static_cast<int>(l.opacity * 100 + 0.5)) + " %";
        if (!l.visible)
            how += ", hidden";
        std::printf("%zu  %s%s\n", i + 1, printable(l.path.string()).c_str(), printable(how).c_str());
    }
}

/// Requires 1 <= number.
OwnLayer& numbered(std::vector<OwnLayer>& layers, std::size_t number)
{
    if (number > layers.size() || number == 0)
        throw Error{"cannot find layer " + std::to_string(number) + ": the store remembers " +
                    std::to_string(layers.size())};
    return layers[number - 1];
}

int change_layers(const Options& options)
{
    std::vector<OwnLayer> layers = own_layers(options.store);
    const std::vector<OwnLayer> before = layers;
    for (const std::size_t number : options.hide)
        numbered(layers, number).visible = false;
    for (const std::size_t number : options.show)
        numbered(layers, number).visible = true;
    if (options.top > 0) {
        const auto at = layers.begin() + (&numbered(layers, options.top) - layers.data());
        std::rotate(at, at + 1, layers.end());
    }
    std::vector<std::size_t> forget = options.forget;
    std::sort(forget.rbegin(), forget.rend());
    forget.erase(std::unique(forget.begin(), forget.end()), forget.end());
    for (const std::size_t number : forget)
        layers.erase(layers.begin() + (&numbered(layers, number) - layers.data()));
    for (std::size_t i = 0; i < options.add.size(); ++i) {
        const OwnLayer own = options.look.layer_at(i, options.add[i]);
        const auto each = layer_by_layer(own, read_overlay(own, layers.size())); // what is kept can be drawn
        layers.insert(layers.end(), each.begin(), each.end());
    }
    if (layers != before)
        keep_own_layers(options.store, layers);
    print(own_layers(options.store));
    return 0;
}

} // namespace

void add_layers(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("layers", "Own layers that a store remembers: lists, adds, hides, orders");
    command->add_option("STORE", options->store, "The store")->required();
    command->add_option("--add", options->add, "Files to lay over the map from now on, with all their layers")
        ->type_name("FILE ...");
    command->add_option("--forget", options->forget, "Take these out, by number")->type_name("N ...");
    command->add_option("--hide", options->hide, "Draw these no more, by number")->type_name("N ...");
    command->add_option("--show", options->show, "Draw these again")->type_name("N ...");
    command->add_option("--top", options->top, "Lay this over the others")->type_name("N");
    options->look.add_to(*command);
    command->callback([options, &run] { run = [options] { return change_layers(*options); }; });
}

} // namespace sitmap
