#include "app/command.hpp"
#include "app/json.hpp"
#include "app/listed.hpp"
#include "app/terminal.hpp"
#include "app/text_table.hpp"
#include "engine/features.hpp"
#include "engine/profile.hpp"
#include "geodata/csv_writer.hpp"

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
    bool json = false, csv = false, reverse = false;
};

void print_incidents(const Listed& listed)
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
    table.print(listed.size(), [&](std::size_t r) {
        const Incident i = listed.incident(r);
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

void print_background(const Selected& selected)
{
    const Ledger& ledger = selected.ledger;
    std::vector<TextTable::Row> rows;
    for (std::size_t i = 0; i < ledger.flows.size(); ++i) {
        const Flow& flow = ledger.flows[i];
        const std::string to =
            flow.destination ? printable(flow.destination->name) : "destination not stated";
        rows.push_back({"f" + std::to_string(selected.flow_numbers[i]), "flow", count_text(flow.people),
                        flow.interval.for_people(), place_text(flow.origin) + " → " + to,
                        printable(flow.speaker)});
    }
    for (std::size_t i = 0; i < ledger.stocks.size(); ++i) {
        const Stock& stock = ledger.stocks[i];
        rows.push_back({"s" + std::to_string(selected.stock_numbers[i]), std::string{name_of(stock.kind)},
                        count_text(stock.people), stock.interval.for_people(), printable(stock.location.name),
                        printable(stock.speaker)});
    }
    for (std::size_t i = 0; i < ledger.routes.size(); ++i)
        rows.push_back({"r" + std::to_string(selected.route_numbers[i]), "route", "",
                        ledger.routes[i].interval.for_people(), printable(ledger.routes[i].name), ""});
    if (rows.empty())
        return;
    std::cout << "\nBackground, never counted as casualties\n";
    TextTable{{{"ID"}, {"WHAT"}, {"PEOPLE"}, {"WHEN"}, {"WHERE"}, {"SAID BY"}}}.print(rows);
}

/// A row of a member of the JSON object.
void print_json_row(const Layer& layer, const Feature& feature, bool first)
{
    std::string text = dump(row_as_json(layer, feature));
    text.pop_back(); // its line feed
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 5)
        text.insert(at + 1, "    ");
    std::cout << (first ? "\n    " : ",\n    ") << text;
}

void print_json_member(const char* name, const Layer& layer)
{
    std::cout << ",\n  \"" << name << "\": [";
    bool first = true;
    for (const Feature& feature : layer.features) {
        print_json_row(layer, feature, first);
        first = false;
    }
    std::cout << (first ? "]" : "\n  ]");
}

void print_json(const Listed& listed)
{
    bool first = true;
    std::cout << "{\n  \"incidents\": [";
    listed.each_feature([&](const Layer& layer, const Feature& feature) {
        print_json_row(layer, feature, first);
        first = false;
    });
    std::cout << (first ? "]" : "\n  ]");
    print_json_member("flows", flow_layer(listed.ledger().flows));
    print_json_member("stocks", stock_layer(listed.ledger().stocks));
    print_json_member("routes", route_layer(listed.ledger().routes));
    print_json_member("control_areas", control_layer(listed.ledger().control_areas));
    std::cout << "\n}\n";
}

/// The incidents alone: a table has one kind of rows.
void print_csv(const Listed& listed)
{
    CsvWriter writer{[](std::string_view text) { std::cout << text; }, incident_layer({}, {}).fields,
                     CsvWriter::Shapes::points};
    listed.each_feature([&](const Layer& layer, const Feature& feature) {
        const auto field = layer.field("place_precision");
        const auto precision = field ? place_precision_named(text_of(feature.values[*field])) : std::nullopt;
        writer.add(feature, precision ? digits_for(*precision) : usual_digits);
    });
}

int list(const Options& options)
{
    Listed listed{options.store, options.filters};
    listed.sort_by(options.sort);
    if (options.reverse)
        listed.reverse();
    const std::size_t cut = listed.cut_to(options.limit.value_or(listed.size()));
    if (options.json) {
        print_json(listed);
        return 0;
    }
    if (options.csv) {
        print_csv(listed);
        return 0;
    }
    print_incidents(listed);
    if (cut > 0)
        std::cout << "and " << with_thousands(static_cast<std::int64_t>(cut)) << " more\n";
    print_background(listed.selected());
    return 0;
}

} // namespace

void add_list(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("list", "Incidents as a table, and what stands behind them");
    command->add_option("STORE", options->store, "A store")->required();
    auto* json = command->add_flag("--json", options->json, "As JSON, with the claims");
    command->add_flag("--csv", options->csv, "The incidents as CSV, with the claims")->excludes(json);
    command->add_option("--limit", options->limit, "No more than so many")->type_name("N");
    command
        ->add_option("--sort", options->sort,
                     "By id, day, killed (most first), type, country, or distance from --near")
        ->type_name("WHAT");
    command->add_flag("--reverse", options->reverse, "In the opposite order");
    options->filters.add_to(*command);
    options->filters.add_where_to(*command);
    command->callback([options, &run] { run = [options] { return list(*options); }; });
}

} // namespace sitmap
