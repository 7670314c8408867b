#include "app/asset_folder.hpp"
#include "app/command.hpp"
#include "app/terminal.hpp"
#include "app/view_options.hpp"
#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/scene.hpp"
#include "render/text/shaper.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace sitmap {

namespace {

struct Options {
    ViewOptions view;
    SheetOptions sheet;
    std::string size = "1600x1000", drawn_on, inset;
    double scale = 1;
    bool overwrite = false;
};

/// "1600x1000" in pixels at 96 dpi.
void parse_size(const std::string& text, SheetOptions& sheet)
{
    int width = 0, height = 0;
    char rest = 0;
    const bool good = std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) == 2 && width >= 400 &&
                      height >= 300 && width <= 20000 && height <= 20000;
    if (!good)
        throw Error{"cannot use --size '" + text +
                    "': it takes WIDTHxHEIGHT in pixels, 400x300 to 20000x20000"};
    sheet.width_px = width;
    sheet.height_px = height;
}

int draw(Options options)
{
    if (options.view.paths.size() < 2)
        throw Error{
            "cannot draw: give a store, then the picture, such as 'sitmap draw libya.gpkg libya.png'"};
    const std::filesystem::path out = options.view.paths.back();
    options.view.paths.pop_back();
    const auto ending = out.extension();
    if (ending != ".png" && ending != ".svg" && ending != ".pdf")
        throw Error{"cannot draw '" + out.string() +
                    "': the ending says the format, and it must be .png, .svg or .pdf"};
    if (std::filesystem::exists(out) && !options.overwrite)
        throw Error{"cannot write '" + out.string() + "': it exists; add --overwrite to replace it"};
    parse_size(options.size, options.sheet);
    if (!options.view.filters.bbox.empty())
        options.sheet.extent = parse_bbox(options.view.filters.bbox);
    if (!options.drawn_on.empty())
        options.sheet.drawn_on = parse_day_option("--drawn-on", options.drawn_on);
    if (!options.inset.empty()) {
        using Choice = SheetOptions::Inset::Choice;
        options.sheet.inset.choice = options.inset == "none" ? Choice::none : Choice::given;
        if (options.inset != "none")
            options.sheet.inset.extent = parse_box_option("--inset", options.inset);
    }
    options.sheet.file_name = out.filename().string();

    const auto assets = asset_folder();
    use_fonts(assets / "fonts");
    Basemap basemap;
    const Map map = options.view.load(assets, basemap);
    const Scene scene = build_sheet(map, options.view.state(StyleName::print), options.sheet);
    write_picture(out, scene.list, options.overwrite, options.scale);
    for (const std::string& note : scene.notes)
        std::fprintf(stderr, "note: %s\n", printable(note).c_str());
    return 0;
}

} // namespace

void add_draw(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("draw", "Draw a map sheet as PNG, SVG or PDF; needs no display");
    command
        ->add_option("PATHS", options->view.paths, "A store, vector files to draw over it, then the picture")
        ->required();
    command->add_option("--title", options->sheet.title, "Title of the sheet");
    command->add_option("--subtitle", options->sheet.subtitle, "Line below the title");
    command->add_option("--size", options->size, "Pixels at 96 dpi, 1600x1000 without it")->type_name("WxH");
    command->add_option("--scale", options->scale, "Device pixels for each pixel (PNG)")
        ->check(CLI::Range(0.25, 8.0));
    command->add_option("--crs", options->sheet.crs,
                        "Projection instead of the one chosen, such as EPSG:32633");
    command->add_option("--drawn-on", options->drawn_on, "Day printed in the foot")->type_name("DAY");
    command
        ->add_option("--inset", options->inset,
                     "With --change: the box shown larger, or 'none'; else where most changed")
        ->type_name("W,S,E,N");
    command->add_option("--inset-title", options->sheet.inset.title, "Its title; else its greatest places");
    command->add_flag("--overwrite", options->overwrite, "Replace the picture if it exists");
    options->view.add_to(*command);
    command->callback([options, &run] { run = [options] { return draw(*options); }; });
}

} // namespace sitmap
