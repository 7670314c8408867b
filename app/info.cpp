#include "app/command.hpp"
#include "app/terminal.hpp"
#include "engine/store.hpp"
#include "geodata/counted.hpp"
#include "geodata/error.hpp"
#include "geodata/vector_file.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string_view>

namespace sitmap {

namespace {

/// True if the file is a GeoPackage that has sitmap's own tables, told by their name in its schema.
bool looks_like_store(const std::string& path)
{
    std::ifstream in{path, std::ios::binary};
    std::string head(1 << 20, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head.starts_with("SQLite format 3") && head.find("sitmap_") != std::string::npos;
}

/// How many records of which datasets there are, and under which terms.
void describe_records(const Store& store)
{
    const std::vector<Dataset> datasets = store.datasets();
    if (datasets.empty())
        return;
    const IncidentTable records = store.records();
    std::vector<std::size_t> counts(datasets.size() + 1);
    for (const std::uint16_t dataset : records.dataset)
        ++counts[std::min<std::size_t>(dataset, datasets.size())];
    std::cout << "  records        " << counted(records.size(), " row of ", " rows of ")
              << counted(datasets.size(), " dataset\n", " datasets\n");
    for (std::size_t i = 0; i < datasets.size(); ++i) {
        const Document& document = datasets[i].document;
        std::cout << "    " << document.id.substr(0, 12) << "  "
                  << (document.published ? format_day(*document.published) : "undated   ") << "  "
                  << printable(datasets[i].scheme) << "  "
                  << counted(counts[i + 1], " current row  ", " current rows  ")
                  << printable(document.title.empty() ? document.location : document.title)
                  << "  licence: " << (document.licence.empty() ? "not known" : printable(document.licence))
                  << '\n';
    }
}

void describe_store(const std::string& path)
{
    const Store store = Store::open(path);
    const Ledger ledger = store.load();
    const auto all = incidents(ledger);
    const auto placed =
        std::count_if(all.begin(), all.end(), [](const Incident& i) { return i.location.has_value(); });
    std::size_t claims = 0;
    for (const Event& event : ledger.events)
        claims += event.claims.size();
    std::cout << printable(path) << ": a sitmap store\n"
              << "  incidents      " << all.size() << " (" << placed << " placed) from "
              << counted(ledger.events.size(), " event", " events") << " and "
              << counted(claims, " claim\n", " claims\n") << "  flows          " << ledger.flows.size()
              << "\n  stocks         " << ledger.stocks.size() << "\n  routes         "
              << ledger.routes.size() << "\n  control areas  " << ledger.control_areas.size()
              << "\n  sources        " << ledger.documents.size() << '\n';
    for (const Document& document : ledger.documents)
        std::cout << "    " << document.id.substr(0, 12) << "  "
                  << (document.published ? format_day(*document.published) : "undated   ") << "  "
                  << printable(document.kind) << "  " << printable(document.title) << '\n';
    describe_records(store);
}

void describe_vector_file(const std::string& path)
{
    const VectorFile file = read_vector_file(path);
    std::cout << printable(path) << ": " << file.driver << '\n';
    for (const Layer& layer : file.layers) {
        std::cout << "  layer " << printable(layer.name) << ": "
                  << counted(layer.features.size(), " feature\n", " features\n");
        std::optional<Extent> all;
        for (const Feature& feature : layer.features)
            if (const auto box = extent_of(feature.geometry))
                all = all ? Extent{std::min(all->west, box->west), std::min(all->south, box->south),
                                   std::max(all->east, box->east), std::max(all->north, box->north)}
                          : *box;
        if (all)
            std::cout << "    extent " << all->west << ',' << all->south << ',' << all->east << ','
                      << all->north << '\n';
        for (const Field& field : layer.fields) {
            constexpr std::array<const char*, 4> types{"boolean", "integer", "real", "text"};
            std::cout << "    " << printable(field.name) << " ("
                      << types[static_cast<std::size_t>(field.type)] << ")\n";
        }
    }
    print_issues(file.issues);
}

} // namespace

void add_info(CLI::App& program, Run& run)
{
    auto path = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand("info", "What is in a store or a vector file");
    command->add_option("FILE", *path, "A store or a vector file")->required();
    command->callback([path, &run] {
        run = [path] {
            if (looks_like_store(*path))
                describe_store(*path);
            else
                describe_vector_file(*path);
            return 0;
        };
    });
}

} // namespace sitmap
