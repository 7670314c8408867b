#include "engine/density.hpp"
#include "app/command.hpp"
#include "app/layer_output.hpp"
#include "app/selection.hpp"
#include "app/text_table.hpp"
#include "geodata/error.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <memory>
#include <numeric>

namespace sitmap {

namespace {

struct Options {
    std::string store, measure = "incidents";
    std::optional<double> cell_km, hex_km, kernel_km;
    std::size_t limit = 20;
    Filters filters;
    LayerOutput output;
};

double positive(const char* option, double km)
{
    if (!(km > 0 && km <= 5'000))
        throw Error{std::string{"cannot use "} + option + ": it takes kilometres above 0, up to 5000"};
    return km;
}

DensityOptions chosen(const Options& options)
{
    DensityOptions density;
    if (options.hex_km) {
        density.shape = CellShape::hexagon;
        density.cell_km = positive("--hex-km", *options.hex_km);
    }
    if (options.kernel_km) {
        density.kernel_km = positive("--kernel-km", *options.kernel_km);
        density.cell_km = *options.kernel_km / 4;
    }
    if (options.cell_km)
        density.cell_km = positive("--cell-km", *options.cell_km);
    if (options.measure != "incidents")
        density.weight = count_field(options.measure);
    density.rule = options.filters.chosen_rule();
    // A stated box keeps the cells where they are, whatever the other filters leave.
    if (!options.filters.bbox.empty())
        density.frame = parse_bbox(options.filters.bbox);
    return density;
}

std::string degrees_text(double value, const char* positive_side, const char* negative_side)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2f° %s", std::abs(value), value < 0 ? negative_side : positive_side);
    return text;
}

std::string cells_text(const Options& options, const Density& density)
{
    char text[160];
    const double km = density.lattice.width_m / 1'000;
    if (options.kernel_km)
        std::snprintf(text, sizeof text, "Kernel density, Gaussian of %g km, in cells of %g km",
                      *options.kernel_km, km);
    else if (density.lattice.shape == CellShape::hexagon)
        std::snprintf(text, sizeof text, "Hexagons of %g km from side to side", km);
    else
        std::snprintf(text, sizeof text, "Cells of %g km by %g km", km, km);
    return std::string{text} + "; " + density.plane.description();
}

void print_sums(const Options& options, const Density& density)
{
    const auto part = [](std::uint64_t incidents, const char* words) {
        if (incidents > 0)
            std::cout << with_thousands(static_cast<std::int64_t>(incidents)) << ' ' << words << '\n';
    };
    const std::uint64_t apart =
        density.incidents_not_placed + density.incidents_too_vague + density.incidents_outside;
    std::cout << '\n' << cells_text(options, density) << '\n';
    part(density.incidents - apart, "incidents in cells");
    part(density.incidents_spread, "of them spread over the radius that their place is known within");
    part(density.incidents_too_vague, "in no cell: known to the country only, or within more than 300 km");
    part(density.incidents_outside, "in no cell: outside");
    part(density.incidents_not_placed, "in no cell: without a place");
}

/// The fullest cells.
void print_table(const Options& options, const Density& density)
{
    std::vector<std::size_t> order(density.cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::size_t shown = std::min(options.limit, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                      [&](std::size_t a, std::size_t b) {
                          const double x = density.cells[a].value, y = density.cells[b].value;
                          return x != y ? x > y : a < b;
                      });
    const bool people = options.measure != "incidents";
    std::string head = options.measure;
    std::transform(head.begin(), head.end(), head.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    std::vector<TextTable::Column> columns{
        {"LATITUDE", TextTable::Align::right},
        {"LONGITUDE", TextTable::Align::right},
        {head, TextTable::Align::right},
        {people ? "INCIDENTS KNOWN WITHIN" : "KNOWN WITHIN", TextTable::Align::right},
        {"PER 1000 KM²", TextTable::Align::right}};
    const double per_1000_km2 = 1e9 / density.lattice.cell_area_m2();
    TextTable{columns}.print(shown, [&](std::size_t r) {
        const DensityCell& cell = density.cells[order[r]];
        const LonLat centre =
            density.plane.to_lonlat(density.lattice.centre(cell.column, cell.row)).value_or(LonLat{});
        return TextTable::Row{degrees_text(centre.lat, "N", "S"), degrees_text(centre.lon, "E", "W"),
                              amount_text(cell.value), with_thousands(cell.known_within),
                              amount_text(cell.value * per_1000_km2)};
    });
    if (shown < order.size())
        std::cout << "and " << with_thousands(static_cast<std::int64_t>(order.size() - shown))
                  << (order.size() - shown == 1 ? " cell" : " cells")
                  << " with less; --limit shows more, --csv all\n";
    print_sums(options, density);
}

nlohmann::ordered_json notes_of(const Options& options, const Density& density)
{
    nlohmann::ordered_json notes;
    notes["cells"] = cells_text(options, density);
    notes["projection"] = density.plane.definition();
    notes["cell_width_m"] = density.lattice.width_m;
    notes["cell_area_km2"] = density.lattice.cell_area_m2() / 1e6;
    notes["measure"] = options.measure;
    notes["rule"] = options.filters.rule;
    notes["incidents"] = density.incidents;
    notes["incidents_spread"] = density.incidents_spread;
    notes["incidents_too_vague"] = density.incidents_too_vague;
    notes["incidents_outside"] = density.incidents_outside;
    notes["incidents_not_placed"] = density.incidents_not_placed;
    notes["in_cells"] = density.in_cells;
    notes["too_vague"] = density.too_vague;
    notes["outside"] = density.outside;
    notes["not_placed"] = density.not_placed;
    return notes;
}

int density(const Options& options)
{
    options.output.check();
    const DensityOptions how = chosen(options);
    const SelectedRows selected = table_of(options.store, options.filters);
    const Density found = density_of(selected.table, selected.rows, how);
    if (options.output.is_table()) {
        print_table(options, found);
        return 0;
    }
    options.output.write(density_layer(found, options.measure), notes_of(options, found), 5);
    if (!options.output.file.empty() && options.output.file != "-")
        print_sums(options, found);
    return 0;
}

} // namespace

void add_density(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "density", "Count incidents in cells of equal area, or estimate their density");
    command->add_option("STORE", options->store, "A store")->required();
    auto* cell =
        command->add_option("--cell-km", options->cell_km, "Squares of this width; 25 without an option")
            ->type_name("KM");
    auto* hexagon =
        command->add_option("--hex-km", options->hex_km, "Hexagons of this width, from side to side")
            ->type_name("KM")
            ->excludes(cell);
    command
        ->add_option("--kernel-km", options->kernel_km,
                     "A Gaussian kernel of this standard deviation; --cell-km is a quarter of it")
        ->type_name("KM")
        ->excludes(hexagon);
    command
        ->add_option("--measure", options->measure,
                     "incidents, or people at the low figure (best by --rule ucdp): killed, injured ...")
        ->type_name("WHAT");
    command->add_option("--limit", options->limit, "How many cells the table shows (20)")->type_name("N");
    options->output.add_to(*command);
    options->filters.add_to(*command);
    options->filters.add_where_to(*command);
    command->footer(
        "An incident known to a district is spread over its radius; one known to the country only, or "
        "without a place,\nis counted apart.");
    command->callback([options, &run] { run = [options] { return density(*options); }; });
}

} // namespace sitmap
