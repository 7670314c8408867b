#include "app/asset_folder.hpp"
#include "app/command.hpp"
#include "app/control_text.hpp"
#include "app/filters.hpp"
#include "app/json.hpp"
#include "app/terminal.hpp"
#include "engine/control_change.hpp"
#include "engine/front_estimate.hpp"
#include "engine/incident_table.hpp"
#include "engine/store.hpp"
#include "geodata/counted.hpp"
#include "geodata/error.hpp"
#include "geodata/measure.hpp"
#include "geodata/vector_file.hpp"
#include "render/map.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace sitmap {

namespace {

struct Options {
    std::string store, party, against, by, out, format, estimate;
    std::vector<std::string> change;
    bool json = false, csv = false, overwrite = false;
};

std::string chosen_format(const Options& options)
{
    if (!options.format.empty())
        return options.format;
    const std::string ending = std::filesystem::path{options.out}.extension().string();
    for (const VectorFormat& format : vector_formats())
        if (format.can_write &&
            (format.extension == ending || (ending == ".json" && format.name == "geojson")))
            return std::string{format.name};
    throw Error{
        "cannot write '" + options.out +
        "': the ending names no format that can be written; 'sitmap formats' lists them, and -f chooses one"};
}

std::vector<ControlArea> areas_of(const Options& options)
{
    std::vector<ControlArea> areas = Store::open(options.store).load().control_areas;
    if (areas.empty())
        throw Error{"cannot tell who held what in '" + options.store +
                    "': it has no areas of control; 'sitmap import' takes them from any vector file"};
    const auto parties = holding_parties(areas);
    if (!options.party.empty() && std::find(parties.begin(), parties.end(), options.party) == parties.end()) {
        std::string known;
        for (const std::string& party : parties)
            known += (known.empty() ? "" : ", ") + party;
        throw Error{"cannot use --party '" + options.party + "': no such party; the store has " +
                    (known.empty() ? "none with assessed control" : known)};
    }
    return areas;
}

void print(const Options& options, const ControlTable& table)
{
    if (options.json)
        std::cout << dump(table.as_json());
    else if (options.csv)
        std::cout << table.as_csv();
    else
        std::cout << table.for_people();
}

int print_states(const Options& options, const std::vector<ControlArea>& areas)
{
    print(options, states_table(areas, options.party));
    return 0;
}

std::vector<ControlChange> changes_asked(const Options& options, const std::vector<ControlArea>& areas)
{
    const Day from = parse_day_option("--change", options.change.at(0));
    const Day to = parse_day_option("--change", options.change.at(1));
    if (options.by.empty())
        return {control_change(areas, from, to, options.party)};
    if (to < from)
        throw Error{"cannot go from " + format_day(from) + " to " + format_day(to) +
                    " by month: the first day lies after the second"};
    return control_changes_by_month(areas, from, to, options.party);
}

int print_changes(const Options& options, const std::vector<ControlArea>& areas)
{
    const auto changes = changes_asked(options, areas);
    for (const ControlChange& change : changes)
        if (!change.dated_from && areas_at(areas, change.from).areas.empty())
            std::fprintf(stderr, "note: no state of control is known on %s or before: all counts as gained\n",
                         format_day(change.from).c_str());
    if (!options.out.empty())
        print_issues(write_vector_file(options.out, chosen_format(options), {change_layer(changes)},
                                       options.overwrite));
    if (options.out.empty() || options.json || options.csv)
        print(options, options.by.empty() ? change_table(changes.front()) : months_table(changes));
    if (!options.by.empty() && changes.size() > 1)
        std::fputs("note: months do not add up to the whole where ground changed hands twice\n", stderr);
    print_sliver_note(changes);
    return 0;
}

/// The fronts of the state dated nearest to the day, if one is within a month; coasts and state borders are
/// none.
std::optional<FrontError> against_states(const FrontEstimate& estimate, const std::vector<ControlArea>& areas,
                                         std::string& state_day)
{
    std::optional<Day> nearest;
    for (const Day day : control_days(areas))
        if (!nearest || std::chrono::abs(day - estimate.day) < std::chrono::abs(*nearest - estimate.day))
            nearest = day;
    if (!nearest || std::chrono::abs(*nearest - estimate.day) > std::chrono::days{31})
        return std::nullopt;
    state_day = format_day(*nearest);
    MultiLineString drawn;
    const Basemap basemap = Basemap::load(asset_folder());
    std::vector<LineString> land_edges = basemap.borders;
    land_edges.insert(land_edges.end(), basemap.world.coast.begin(), basemap.world.coast.end());
    for (const FrontLine& front : at(areas, *nearest, land_edges).fronts)
        drawn.lines.insert(drawn.lines.end(), front.line.lines.begin(), front.line.lines.end());
    return compare(estimate, drawn);
}

void print_estimate(const FrontEstimate& estimate, const std::vector<ControlArea>& areas)
{
    std::printf("Front line on %s ESTIMATED from incidents alone: %s against %s\n",
                format_day(estimate.day).c_str(), printable(estimate.first).c_str(),
                printable(estimate.second).c_str());
    std::printf("evidence: %zu (%zu for the first party's ground, %zu for the second's, %zu contacts)\n",
                estimate.evidence, estimate.of_first, estimate.of_second, estimate.contacts);
    std::printf("line: %.0f km; band of a tenth to nine tenths of the resamples: %.0f km²\n",
                length_m(estimate.line) / 1000, area_m2(estimate.band) / 1e6);
    std::string day;
    if (const auto error = against_states(estimate, areas, day))
        std::printf(
            "against the state of %s, where it lies within %.0f km (%.0f %% of it): half of the state's "
            "front "
            "within %.1f km of the estimate, nine tenths within %.1f km; half of the estimate within %.1f km "
            "of the front; %.0f %% of the front in the band\n",
            day.c_str(), FrontError::near_km, 100 * error->share_answered, error->median_km, error->p90_km,
            error->reverse_median_km, 100 * error->share_in_band);
}

/// Of datasets' rows those whose days may count for an estimate.
void add_rows_near(const IncidentTable& table, Day day, std::vector<Incident>& incidents)
{
    const FrontEstimateOptions usual;
    const auto middle = static_cast<std::int32_t>(day.time_since_epoch().count());
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (table.first_day[row] <= middle + usual.days_after &&
            table.last_day[row] >= middle - usual.days_before)
            incidents.push_back(table.incident(row));
}

int estimate(const Options& options)
{
    if (options.party.empty() || options.against.empty())
        throw Error{"cannot estimate a front: name both parties with --party A --against B"};
    const Day day = parse_day_option("--estimate", options.estimate);
    const Store store = Store::open(options.store);
    const Ledger ledger = store.load();
    auto all = incidents(ledger, Rule::range);
    add_rows_near(store.records(), day, all);
    const auto evidence = control_evidence(all, options.party, options.against);
    FrontEstimate found = estimate_front(evidence, day);
    found.first = options.party;
    found.second = options.against;
    if (found.line.lines.empty())
        throw Error{"cannot estimate a front on " + format_day(day) + ": of " +
                    counted(found.evidence, " incident that says", " incidents that say") +
                    " who holds the ground, " + std::to_string(found.of_first) + " speak for " +
                    options.party + " and " + std::to_string(found.of_second) + " for " + options.against +
                    "; it takes three of each"};
    if (!options.out.empty())
        print_issues(write_vector_file(options.out, chosen_format(options), {estimate_layer(found)},
                                       options.overwrite));
    print_estimate(found, ledger.control_areas);
    return 0;
}

int control(const Options& options)
{
    if (!options.out.empty()) {
        if (options.change.empty() && options.estimate.empty())
            throw Error{
                "cannot write '" + options.out +
                "': it takes gains and losses, so give --change A B; 'sitmap export --layer control_areas' "
                "writes the areas themselves"};
        if (std::filesystem::exists(options.out) && !options.overwrite)
            throw Error{"cannot write '" + options.out + "': it exists; add --overwrite to replace it"};
    }
    if (!options.estimate.empty())
        return estimate(options);
    const auto areas = areas_of(options);
    return options.change.empty() ? print_states(options, areas) : print_changes(options, areas);
}

} // namespace

void add_control(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "control", "Who held how much on which day, and what changed between two days");
    command->add_option("STORE", options->store, "A store")->required();
    auto* change = command->add_option("--change", options->change, "Ground gained and lost between two days")
                       ->type_name("A B")
                       ->expected(2);
    command->add_option("--party", options->party, "Only this party")->type_name("NAME");
    command->add_option("--by", options->by, "With --change: a row for each month")
        ->check(CLI::IsMember({"month"}))
        ->needs(change);
    command
        ->add_option("--estimate", options->estimate,
                     "Estimate the front on this day from incidents alone, between --party and --against")
        ->type_name("DAY")
        ->excludes(change);
    command->add_option("--against", options->against, "The other party of an estimate")->type_name("NAME");
    auto* json = command->add_flag("--json", options->json, "As JSON");
    command->add_flag("--csv", options->csv, "As comma-separated values")->excludes(json);
    auto* out =
        command->add_option("-o,--out", options->out, "Write gains and losses as a layer")->type_name("FILE");
    command->add_option("-f,--format", options->format, "geojson, gpkg, fgb, shp, kml or csv")->needs(out);
    command->add_flag("--overwrite", options->overwrite, "Replace the file if it exists");
    command->callback([options, &run] { run = [options] { return control(*options); }; });
}

} // namespace sitmap
