#include "app/command.hpp"
#include "app/json.hpp"
#include "app/selection.hpp"
#include "app/terminal.hpp"
#include "app/text_table.hpp"
#include "engine/features.hpp"
#include "geodata/error.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace sitmap {

namespace {

std::string count_text(const std::optional<Quantity>& count)
{
    return count ? count->for_people() : "";
}

std::string place_text(const std::optional<Location>& location)
{
    return location ? printable(location->name) : "not known";
}

struct Options {
    std::string store, sort = "id";
    std::optional<std::size_t> limit;
    Filters filters;
    bool json = false, reverse = false;
};

/// Which comes first; what is not known comes last, and equals stay in the order of their ids.
using Before = bool (*)(const Incident&, const Incident&);

Before order_named(const std::string& name)
{
    if (name == "id")
        return [](const Incident& a, const Incident& b) { return a.id < b.id; };
    if (name == "day")
        return [](const Incident& a, const Incident& b) {
            const auto day = [](const Incident& i) { return i.interval.first().value_or(Day::max()); };
            return day(a) < day(b);
        };
    if (name == "killed")
        return [](const Incident& a, const Incident& b) {
            const auto killed = [](const Incident& i) { return i.killed ? i.killed->size_by() : -1; };
            return killed(a) > killed(b);
        };
    if (name == "type")
        return [](const Incident& a, const Incident& b) { return a.sub_type < b.sub_type; };
    if (name == "country")
        return [](const Incident& a, const Incident& b) {
            const auto country = [](const Incident& i) {
                return i.location && !i.location->country.empty() ? i.location->country : "\xff";
            };
            return country(a) < country(b);
        };
    throw Error{"cannot use --sort '" + name + "': it takes id, day, killed, type or country"};
}

/// Sorts and cuts as asked for; returns how many were cut off.
std::size_t sort_and_cut(std::vector<Incident>& incidents, const Options& options)
{
    if (options.sort != "id")
        std::stable_sort(incidents.begin(), incidents.end(), order_named(options.sort));
    if (options.reverse)
        std::reverse(incidents.begin(), incidents.end());
    const std::size_t kept = std::min(incidents.size(), options.limit.value_or(incidents.size()));
    const std::size_t cut = incidents.size() - kept;
    incidents.resize(kept);
    return cut;
}

void print_incidents(const std::vector<Incident>& incidents)
{
    const TextTable table{{{"ID"},
                           {"WHEN"},
                           {"TYPE"},
                           {"PLACE"},
                           {"PRECISION"},
                           {"KILLED"},
                           {"INJURED"},
                           {"WHO DID IT"},
                           {"TITLE"}}};
    table.print(incidents.size(), [&](std::size_t r) {
        const Incident& i = incidents[r];
        return TextTable::Row{std::to_string(i.id),
                              i.interval.for_people(),
                              std::string{name_of(i.sub_type)},
                              place_text(i.location),
                              i.location ? std::string{name_of(i.location->precision)} : "",
                              count_text(i.killed),
                              count_text(i.injured),
                              std::string{name_of(i.attribution)},
                              printable(i.title)};
    });
}

void print_background(const Ledger& ledger)
{
    std::vector<TextTable::Row> rows;
    for (std::size_t i = 0; i < ledger.flows.size(); ++i) {
        const Flow& flow = ledger.flows[i];
        const std::string to =
            flow.destination ? printable(flow.destination->name) : "destination not stated";
        rows.push_back({"f" + std::to_string(i + 1), "flow", count_text(flow.people),
                        flow.interval.for_people(), place_text(flow.origin) + " → " + to,
                        printable(flow.speaker)});
    }
    for (std::size_t i = 0; i < ledger.stocks.size(); ++i) {
        const Stock& stock = ledger.stocks[i];
        rows.push_back({"s" + std::to_string(i + 1), std::string{name_of(stock.kind)},
                        count_text(stock.people), stock.interval.for_people(), printable(stock.location.name),
                        printable(stock.speaker)});
    }
    for (std::size_t i = 0; i < ledger.routes.size(); ++i)
        rows.push_back({"r" + std::to_string(i + 1), "route", "", ledger.routes[i].interval.for_people(),
                        printable(ledger.routes[i].name), ""});
    if (rows.empty())
        return;
    std::cout << "\nBackground, never counted as casualties\n";
    TextTable{{{"ID"}, {"WHAT"}, {"PEOPLE"}, {"WHEN"}, {"WHERE"}, {"SAID BY"}}}.print(rows);
}

/// A member of the JSON object: the rows that `things` have in the layer made of them, a few at a time.
template <class Thing, class AsLayer>
void print_json_rows(const char* name, const std::vector<Thing>& things, const AsLayer& as_layer)
{
    constexpr std::size_t at_once = 1'000;
    std::cout << "  \"" << name << "\": [";
    for (std::size_t start = 0; start < things.size(); start += at_once) {
        const std::size_t count = std::min(at_once, things.size() - start);
        const Layer layer = as_layer(std::span<const Thing>{things}.subspan(start, count));
        for (std::size_t i = 0; i < count; ++i) {
            std::string text = dump(row_as_json(layer, layer.features[i]));
            text.pop_back(); // its line feed
            for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 5)
                text.insert(at + 1, "    ");
            std::cout << (start + i == 0 ? "\n    " : ",\n    ") << text;
        }
    }
    std::cout << (things.empty() ? "]" : "\n  ]");
}

void print_json(const Selected& selected)
{
    const Ledger& ledger = selected.ledger;
    std::cout << "{\n";
    print_json_rows("incidents", selected.incidents,
                    [&](std::span<const Incident> some) { return incident_layer(some, ledger); });
    std::cout << ",\n";
    print_json_rows("flows", ledger.flows, flow_layer);
    std::cout << ",\n";
    print_json_rows("stocks", ledger.stocks, stock_layer);
    std::cout << ",\n";
    print_json_rows("routes", ledger.routes, route_layer);
    std::cout << ",\n";
    print_json_rows("control_areas", ledger.control_areas, control_layer);
    std::cout << "\n}\n";
}

int list(const Options& options)
{
    (void)order_named(options.sort);
    Selected selected = select(options.store, options.filters);
    const std::size_t cut = sort_and_cut(selected.incidents, options);
    if (options.json) {
        print_json(selected);
        return 0;
    }
    print_incidents(selected.incidents);
    if (cut > 0)
        std::cout << "and " << with_thousands(static_cast<std::int64_t>(cut)) << " more\n";
    print_background(selected.ledger);
    return 0;
}

} // namespace

void add_list(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("list", "Incidents as a table, and what stands behind them");
    command->add_option("STORE", options->store, "A store")->required();
    command->add_flag("--json", options->json, "As JSON, with the claims");
    command->add_option("--limit", options->limit, "No more than so many")->type_name("N");
    command->add_option("--sort", options->sort, "By id, day, killed (most first), type or country")
        ->type_name("WHAT");
    command->add_flag("--reverse", options->reverse, "In the opposite order");
    options->filters.add_to(*command);
    command->callback([options, &run] { run = [options] { return list(*options); }; });
}

} // namespace sitmap
