#include "app/asset_folder.hpp"
#include "app/command.hpp"
#include "app/terminal.hpp"
#include "app/view_options.hpp"
#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/scene.hpp"
#include "render/text/shaper.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string_view>

namespace sitmap {

namespace {

struct Options {
    ViewOptions view;
    SheetOptions sheet;
    std::string size, page, design = "standard", drawn_on, inset;
    bool portrait = false, landscape = false;
    double scale = 1, dpi = 0;
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

struct Page {
    std::string_view name;
    double short_mm, long_mm;
};
/// ISO 216 and ANSI/ASME Y14.1.
constexpr std::array<Page, 9> pages{{{"A0", 841, 1189},
                                     {"A1", 594, 841},
                                     {"A2", 420, 594},
                                     {"A3", 297, 420},
                                     {"A4", 210, 297},
                                     {"A5", 148, 210},
                                     {"letter", 215.9, 279.4},
                                     {"legal", 215.9, 355.6},
                                     {"tabloid", 279.4, 431.8}}};

/// Type has the same size on every page: a pixel of the sheet is what makes A4 1600 wide.
constexpr double page_mm_per_px = 297.0 / 1600;

void use_page(const Options& options, SheetOptions& sheet)
{
    const auto page =
        std::find_if(pages.begin(), pages.end(), [&](const Page& p) { return p.name == options.page; });
    if (page == pages.end())
        throw Error{"cannot use --page '" + options.page +
                    "': it takes A0 to A5, letter, legal or tabloid; any other size by --size"};
    sheet.page = std::string{page->name} + (options.portrait ? " portrait" : " landscape");
    sheet.mm_per_px = page->name == "A5" ? page->long_mm / 1131 * 0.999 : page_mm_per_px;
    sheet.width_px = std::floor((options.portrait ? page->short_mm : page->long_mm) / sheet.mm_per_px);
    sheet.height_px = std::floor((options.portrait ? page->long_mm : page->short_mm) / sheet.mm_per_px);
}

/// Device pixels a pixel of the sheet.
double picture_scale(const Options& options)
{
    if (options.dpi <= 0)
        return options.scale;
    constexpr double mm_per_inch = 25.4, screen_dpi = 96;
    const double per_inch = options.sheet.mm_per_px > 0 ? mm_per_inch / options.sheet.mm_per_px : screen_dpi;
    return options.dpi / per_inch;
}

SheetOptions::Design design_named(const std::string& name)
{
    using Design = SheetOptions::Design;
    return name == "ocha" ? Design::ocha : name == "plain" ? Design::plain : Design::standard;
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
    if (!options.size.empty())
        parse_size(options.size, options.sheet);
    if (!options.page.empty())
        use_page(options, options.sheet);
    options.sheet.design = design_named(options.design);
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
    options.sheet.chosen_by = printable(options.view.filters.choice());

    const auto assets = asset_folder();
    use_fonts(assets / "fonts");
    Basemap basemap;
    const Map map = options.view.load(assets, basemap);
    const Scene scene = build_sheet(map, options.view.state(StyleName::print), options.sheet);
    write_picture(out, scene.list, options.overwrite, {picture_scale(options), options.sheet.mm_per_px});
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
    auto* size = command->add_option("--size", options->size, "Pixels at 96 dpi, 1600x1000 without it")
                     ->type_name("WxH");
    auto* page = command->add_option("--page", options->page, "Paper: A0 to A5, letter, legal, tabloid")
                     ->excludes(size);
    auto* landscape =
        command->add_flag("--landscape", options->landscape, "The page lies, as it does without this")
            ->needs(page);
    command->add_flag("--portrait", options->portrait, "The page stands; the legend is below the map")
        ->needs(page)
        ->excludes(landscape);
    auto* scale = command->add_option("--scale", options->scale, "Device pixels for each pixel (PNG)")
                      ->check(CLI::Range(0.25, 8.0));
    command->add_option("--dpi", options->dpi, "Pixels to the inch of a page (PNG)")
        ->check(CLI::Range(36.0, 1200.0))
        ->excludes(scale);
    command
        ->add_option("--template", options->design,
                     "standard, ocha (band and foot as field maps have them) or plain")
        ->check(CLI::IsMember({"standard", "ocha", "plain"}));
    command->add_option("--maker", options->sheet.maker, "Who made it; in the foot of --template ocha");
    command->add_option("--contact", options->sheet.contact, "Where to write; there too");
    command->add_option("--glide", options->sheet.glide, "GLIDE number of the disaster; there too");
    command->add_option("--crs", options->sheet.crs,
                        "Projection instead of the one chosen, such as EPSG:32633");
    command->add_option("--drawn-on", options->drawn_on, "Day printed in the foot")->type_name("DAY");
    command
        ->add_option("--inset", options->inset,
                     "The box shown larger, or 'none'; with --change, where most changed without it")
        ->type_name("W,S,E,N");
    command->add_option("--inset-title", options->sheet.inset.title, "Its title; else its greatest places");
    command->add_flag("--overwrite", options->overwrite, "Replace the picture if it exists");
    options->view.add_to(*command);
    command->callback([options, &run] { run = [options] { return draw(*options); }; });
}

} // namespace sitmap
