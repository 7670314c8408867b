#include "app/command.hpp"
#include "app/json.hpp"
#include "app/selection.hpp"
#include "app/terminal.hpp"
#include "engine/features.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace sitmap {

namespace {

using Row = std::vector<std::string>;

/// Cut to `width` columns, with an ellipsis where something is lost.
std::string fitted(const std::string& text, std::size_t width)
{
    if (display_width(text) <= width)
        return text + std::string(width - display_width(text), ' ');
    std::string cut;
    std::size_t columns = 0;
    for (const char c : text) {
        const bool starts = (static_cast<unsigned char>(c) & 0xc0U) != 0x80;
        if (starts && ++columns == width)
            break;
        cut += c;
    }
    return cut + "…";
}

/// Aligned columns; the last takes what the terminal leaves.
void print_table(const Row& head, const std::vector<Row>& rows)
{
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c < head.size(); ++c) {
        std::size_t width = display_width(head[c]);
        for (const Row& row : rows)
            width = std::max(width, display_width(row[c]));
        widths.push_back(std::min<std::size_t>(width, 34));
    }
    std::size_t used = 0;
    for (std::size_t c = 0; c + 1 < widths.size(); ++c)
        used += widths[c] + 2;
    widths.back() = std::max<std::size_t>(24, terminal_width() > used ? terminal_width() - used : 0);
    const auto print = [&](const Row& row) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c)
            line += fitted(row[c], widths[c]) + "  ";
        line.erase(line.find_last_not_of(' ') + 1);
        std::cout << line << '\n';
    };
    print(head);
    for (const Row& row : rows)
        print(row);
}

std::string count_text(const std::optional<Quantity>& count)
{
    return count ? count->for_people() : "";
}

std::string place_text(const std::optional<Location>& location)
{
    return location ? printable(location->name) : "not known";
}

void print_incidents(const std::vector<Incident>& incidents)
{
    std::vector<Row> rows;
    for (const Incident& i : incidents)
        rows.push_back({std::to_string(i.id), i.interval.for_people(), std::string{name_of(i.sub_type)},
                        place_text(i.location), i.location ? std::string{name_of(i.location->precision)} : "",
                        count_text(i.killed), count_text(i.injured), std::string{name_of(i.attribution)},
                        printable(i.title)});
    print_table({"ID", "WHEN", "TYPE", "PLACE", "PRECISION", "KILLED", "INJURED", "WHO DID IT", "TITLE"},
                rows);
}

void print_background(const Ledger& ledger)
{
    std::vector<Row> rows;
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
    print_table({"ID", "WHAT", "PEOPLE", "WHEN", "WHERE", "SAID BY"}, rows);
}

int list(const std::string& store, const Filters& filters, bool json)
{
    const Selected selected = select(store, filters);
    if (json) {
        nlohmann::ordered_json all;
        all["incidents"] = rows_as_json(incident_layer(selected.incidents, selected.ledger));
        all["flows"] = rows_as_json(flow_layer(selected.ledger.flows));
        all["stocks"] = rows_as_json(stock_layer(selected.ledger.stocks));
        all["routes"] = rows_as_json(route_layer(selected.ledger.routes));
        all["control_areas"] = rows_as_json(control_layer(selected.ledger.control_areas));
        std::cout << dump(all);
        return 0;
    }
    print_incidents(selected.incidents);
    print_background(selected.ledger);
    return 0;
}

} // namespace

void add_list(CLI::App& program, Run& run)
{
    struct Options {
        std::string store;
        Filters filters;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("list", "Incidents as a table, and what stands behind them");
    command->add_option("STORE", options->store, "A store")->required();
    command->add_flag("--json", options->json, "As JSON, with the claims");
    options->filters.add_to(*command);
    command->callback([options, &run] {
        run = [options] { return list(options->store, options->filters, options->json); };
    });
}

} // namespace sitmap
