#include "app/command.hpp"
#include "app/layer_output.hpp"
#include "app/selection.hpp"
#include "app/terminal.hpp"
#include "app/text_table.hpp"
#include "engine/cluster_layer.hpp"
#include "engine/period.hpp"
#include "engine/repeat_strikes.hpp"
#include "geodata/error.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <numeric>

namespace sitmap {

namespace {

struct Options {
    std::string store;
    std::optional<double> metres;
    std::optional<std::int32_t> days;
    std::uint32_t least = 4;
    bool repeat = false;
    std::size_t limit = 20;
    Filters filters;
    LayerOutput output;
};

/// What both kinds of clusters have.
struct Found {
    std::vector<SpaceTimeCluster> clusters; ///< most incidents first
    Nearness nearness;
    std::uint64_t alone = 0, not_placed = 0, too_vague = 0, undated = 0;
};

Nearness chosen(const Options& options)
{
    Nearness nearness{options.metres.value_or(options.repeat ? 500 : 5'000),
                      options.days.value_or(options.repeat ? 30 : 7), options.repeat ? 2 : options.least};
    if (!(nearness.metres >= 0 && nearness.metres <= 1e6))
        throw Error{"cannot use --metres: it takes 0 to 1000000"};
    if (nearness.days < 0 || nearness.days > 36'500)
        throw Error{"cannot use --days: it takes 0 to 36500"};
    if (nearness.least < 1)
        throw Error{"cannot use --least 0: it takes 1 or more"};
    return nearness;
}

Found find(const IncidentTable& table, std::span<const std::uint32_t> rows, const Options& options)
{
    const Rule rule = options.filters.chosen_rule();
    Found found;
    found.nearness = chosen(options);
    if (options.repeat) {
        RepeatStrikes repeats = repeat_strikes(table, rows, found.nearness.metres, found.nearness.days, rule);
        for (StrikeChain& chain : repeats.chains)
            found.clusters.push_back(std::move(chain.strikes));
        found.alone = repeats.once;
        found.not_placed = repeats.not_placed;
        found.too_vague = repeats.too_vague;
        found.undated = repeats.undated;
        return found;
    }
    SpaceTimeClusters clusters = space_time_clusters(table, rows, found.nearness, rule);
    found.alone = clusters.alone;
    found.not_placed = clusters.not_placed;
    found.too_vague = clusters.too_vague;
    found.undated = clusters.undated;
    found.clusters = std::move(clusters.clusters);
    std::stable_sort(found.clusters.begin(), found.clusters.end(),
                     [](const auto& a, const auto& b) { return a.rows.size() > b.rows.size(); });
    return found;
}

std::string count_text(std::uint64_t count)
{
    return with_thousands(static_cast<std::int64_t>(count));
}

std::string reach_text(double metres)
{
    char text[32];
    if (metres < 1'000)
        std::snprintf(text, sizeof text, "%.0f m", metres);
    else
        std::snprintf(text, sizeof text, "%.1f km", metres / 1'000);
    return text;
}

void print_sums(const Options& options, const Found& found)
{
    const auto part = [](std::uint64_t count, const char* words) {
        if (count > 0)
            std::cout << count_text(count) << ' ' << words << '\n';
    };
    const std::size_t in_clusters =
        std::accumulate(found.clusters.begin(), found.clusters.end(), std::size_t{0},
                        [](std::size_t sum, const auto& cluster) { return sum + cluster.rows.size(); });
    std::cout << '\n'
              << count_text(found.clusters.size()) << (options.repeat ? " chain" : " cluster")
              << (found.clusters.size() == 1 ? " of " : "s of ") << count_text(in_clusters)
              << " incidents, within " << reach_text(found.nearness.metres) << " and " << found.nearness.days
              << (found.nearness.days == 1 ? " day" : " days");
    if (!options.repeat)
        std::cout << ", at least " << found.nearness.least;
    std::cout << '\n';
    part(found.alone, options.repeat ? "at a place that was hit once" : "in no cluster");
    part(found.too_vague, "left out: the place is not known well enough");
    part(found.undated, "left out: the day is not known well enough");
    part(found.not_placed, "left out: without a place");
}

void print_table(const IncidentTable& table, const Options& options, const Found& found)
{
    const auto right = TextTable::Align::right;
    const TextTable text{{{"NO.", right},
                          {"INCIDENTS", right},
                          {"FROM"},
                          {"TO"},
                          {"DAYS", right},
                          {"KILLED", right},
                          {"NO FIGURE", right},
                          {"PLACES", right},
                          {"REACH", right},
                          {"COUNTRY"},
                          {"PLACE"}}};
    const std::size_t shown = std::min(options.limit, found.clusters.size());
    text.print(shown, [&](std::size_t r) {
        const SpaceTimeCluster& cluster = found.clusters[r];
        const std::uint64_t silent = cluster.rows.size() - cluster.killed.stated;
        return TextTable::Row{count_text(r + 1),
                              count_text(cluster.rows.size()),
                              day_label(cluster.first_day),
                              day_label(cluster.last_day),
                              count_text(cluster.days),
                              cluster.killed.for_people(),
                              silent > 0 ? count_text(silent) : "",
                              count_text(cluster.places),
                              reach_text(cluster.reach_m),
                              printable(table.names.name(most_frequent(table.country, cluster.rows))),
                              printable(table.names.name(most_frequent(table.place, cluster.rows)))};
    });
    if (shown < found.clusters.size())
        std::cout << "and " << count_text(found.clusters.size() - shown)
                  << " smaller; --limit shows more, --csv all\n";
    print_sums(options, found);
}

nlohmann::ordered_json notes_of(const Options& options, const Found& found)
{
    nlohmann::ordered_json notes;
    notes["kind"] = options.repeat ? "repeat strikes" : "ST-DBSCAN";
    notes["metres"] = found.nearness.metres;
    notes["days"] = found.nearness.days;
    notes["least"] = found.nearness.least;
    notes["rule"] = options.filters.rule;
    notes["alone"] = found.alone;
    notes["too_vague"] = found.too_vague;
    notes["undated"] = found.undated;
    notes["not_placed"] = found.not_placed;
    return notes;
}

int cluster(const Options& options)
{
    options.output.check();
    (void)chosen(options);
    const SelectedRows selected = table_of(options.store, options.filters);
    const IncidentTable& table = selected.table;
    const Found found = find(table, selected.rows, options);
    if (options.output.is_table()) {
        print_table(table, options, found);
        return 0;
    }
    options.output.write(cluster_layer(table, found.clusters), notes_of(options, found), 5);
    if (!options.output.file.empty() && options.output.file != "-")
        print_sums(options, found);
    return 0;
}

} // namespace

void add_cluster(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "cluster", "Incidents near each other in space and time, or places that were hit again");
    command->add_option("STORE", options->store, "A store")->required();
    command->add_option("--metres", options->metres, "How near in space (5000; with --repeat 500)")
        ->type_name("M");
    command->add_option("--days", options->days, "How near in time (7; with --repeat 30)")->type_name("DAYS");
    auto* least = command->add_option("--least", options->least, "How many incidents make a cluster (4)")
                      ->type_name("N");
    command->add_flag("--repeat", options->repeat, "Chains of incidents at one place, two at least")
        ->excludes(least);
    command->add_option("--limit", options->limit, "How many clusters the table shows (20)")->type_name("N");
    options->output.add_to(*command);
    options->filters.add_to(*command);
    options->filters.add_where_to(*command);
    command->footer(
        "Incidents known to a district or worse, or to no day within --days, take no part and are "
        "counted apart.");
    command->callback([options, &run] { run = [options] { return cluster(*options); }; });
}

} // namespace sitmap
