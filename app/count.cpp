#include "app/command.hpp"
#include "app/json.hpp"
#include "app/layer_output.hpp"
#include "app/selection.hpp"
#include "app/terminal.hpp"
#include "app/text_table.hpp"
#include "engine/summary.hpp"
#include "geodata/error.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <iostream>
#include <memory>

namespace sitmap {

namespace {

struct Options {
    std::string store;
    std::vector<std::string> by, measures{"incidents", "killed"};
    std::string sort;
    std::optional<std::size_t> limit;
    Filters filters;
    LayerOutput output;
};

std::vector<Dimension> chosen_dimensions(const std::vector<std::string>& names)
{
    std::vector<Dimension> by;
    for (const std::string& name : names) {
        const auto dimension = dimension_named(name);
        if (!dimension) {
            std::string known;
            for (std::size_t i = 0; i < dimension_count; ++i)
                known += (i == 0                     ? ""
                          : i + 1 == dimension_count ? " or "
                                                     : ", ") +
                         std::string{name_of(static_cast<Dimension>(i))};
            throw Error{"cannot count --by '" + name + "': it takes " + known};
        }
        if (std::find(by.begin(), by.end(), *dimension) != by.end())
            throw Error{"cannot count --by " + name + " twice"};
        by.push_back(*dimension);
    }
    if (by.size() > 2)
        throw Error{"cannot count --by " + std::to_string(by.size()) + " at once: it takes one or two"};
    return by;
}

std::vector<ClaimField> chosen_counts(const std::vector<std::string>& names)
{
    std::vector<ClaimField> fields;
    for (const std::string& name : names)
        if (name != "incidents")
            fields.push_back(count_field(name));
    return fields;
}

/// Most first by a measure; groups with as many stay as they were. People are weighed as `weight_of` does.
void sort_groups(Summary& summary, const std::string& by, Rule rule)
{
    std::optional<std::size_t> field;
    if (by != "incidents") {
        const auto found = std::find(summary.fields.begin(), summary.fields.end(), count_field(by));
        if (found == summary.fields.end())
            throw Error{"cannot use --sort " + by + ": it is not counted; add it to --measure"};
        field = static_cast<std::size_t>(found - summary.fields.begin());
    }
    const auto amount = [&](const SummaryGroup& group) {
        if (!field)
            return static_cast<std::int64_t>(group.incidents);
        return rule == Rule::ucdp ? group.counts[*field].best : group.counts[*field].low;
    };
    std::stable_sort(summary.groups.begin(), summary.groups.end(),
                     [&](const SummaryGroup& a, const SummaryGroup& b) { return amount(a) > amount(b); });
}

/// A division stands in two fields, so that a table can be joined by them.
void put_names(const SelectedRows& selected, Dimension by, GroupKey key, std::vector<Value>& values)
{
    if (by != Dimension::admin1) {
        values.emplace_back(label_of(selected.table, by, key, selected.datasets));
        return;
    }
    const auto country = static_cast<std::uint32_t>(key >> 32), division = static_cast<std::uint32_t>(key);
    values.emplace_back(key == not_known || country == 0 ? Value{}
                                                         : Value{selected.table.names.name(country)});
    values.emplace_back(key == not_known || division == 0 ? Value{}
                                                          : Value{selected.table.names.name(division)});
}

void put_counts(const SummaryGroup& group, std::vector<Value>& values)
{
    values.emplace_back(static_cast<std::int64_t>(group.incidents));
    for (const CountSum& sum : group.counts) {
        const auto if_all = [&](std::int64_t number, std::uint64_t missing) {
            return sum.stated > 0 && missing == 0 ? Value{number} : Value{};
        };
        values.push_back(if_all(sum.low, 0));
        values.push_back(if_all(sum.best, sum.without_best));
        values.push_back(if_all(sum.high, sum.open));
        values.emplace_back(static_cast<std::int64_t>(sum.stated));
        values.emplace_back(static_cast<std::int64_t>(sum.open));
    }
}

Layer count_layer(const SelectedRows& selected, const Summary& summary)
{
    Layer layer{"counts", {}, {}};
    for (const Dimension by : summary.by) {
        if (by == Dimension::admin1)
            layer.fields.push_back({"admin1_country", FieldType::text});
        layer.fields.push_back({std::string{name_of(by)}, FieldType::text});
    }
    layer.fields.push_back({"incidents", FieldType::integer});
    for (const ClaimField field : summary.fields)
        for (const char* part : {"_low", "_best", "_high", "_stated", "_open"})
            layer.fields.push_back({std::string{name_of(field)} + part, FieldType::integer});
    const auto put = [&](const SummaryGroup& group) {
        Feature feature;
        for (std::size_t d = 0; d < summary.by.size(); ++d)
            put_names(selected, summary.by[d], group.key[d], feature.values);
        put_counts(group, feature.values);
        layer.features.push_back(std::move(feature));
    };
    std::for_each(summary.groups.begin(), summary.groups.end(), put);
    if (summary.by.empty())
        put(summary.total);
    return layer;
}

nlohmann::ordered_json notes_of(const SelectedRows& selected, const Summary& summary, const Options& options,
                                std::size_t cut)
{
    const Layer total = count_layer(selected, {{}, summary.fields, {}, summary.total});
    nlohmann::ordered_json notes;
    notes["by"] = options.by;
    notes["rule"] = options.filters.rule;
    notes["total"] = row_as_json(total, total.features.front());
    if (cut > 0)
        notes["more_groups"] = cut;
    return notes;
}

std::string capitals(std::string_view text)
{
    std::string upper{text};
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return upper;
}

/// `cut`: how many groups more there are than the summary still holds.
void print_table(const SelectedRows& selected, const Summary& summary, std::size_t cut)
{
    std::vector<TextTable::Column> columns;
    for (const Dimension by : summary.by)
        columns.push_back({capitals(name_of(by))});
    columns.push_back({"INCIDENTS", TextTable::Align::right});
    for (const ClaimField field : summary.fields) {
        columns.push_back({capitals(name_of(field)), TextTable::Align::right});
        columns.push_back({"NO FIGURE", TextTable::Align::right});
    }
    const auto counts = [&](TextTable::Row& row, const SummaryGroup& group) {
        row.push_back(with_thousands(static_cast<std::int64_t>(group.incidents)));
        for (const CountSum& sum : group.counts) {
            row.push_back(sum.for_people());
            row.push_back(group.incidents == sum.stated
                              ? ""
                              : with_thousands(static_cast<std::int64_t>(group.incidents - sum.stated)));
        }
        return row;
    };
    const std::size_t groups = summary.groups.size(), total = summary.by.empty() || groups + cut > 1 ? 1 : 0;
    TextTable{columns}.print(groups + total, [&](std::size_t r) {
        TextTable::Row row;
        if (r == groups) {
            row.assign(summary.by.size(), "");
            if (!row.empty())
                row.front() = "all";
            return counts(row, summary.total);
        }
        for (std::size_t d = 0; d < summary.by.size(); ++d)
            row.push_back(printable(
                label_of(selected.table, summary.by[d], summary.groups[r].key[d], selected.datasets)));
        return counts(row, summary.groups[r]);
    });
    if (cut > 0)
        std::cout << "and " << with_thousands(static_cast<std::int64_t>(cut))
                  << (cut == 1 ? " more group, counted in all\n" : " more groups, counted in all\n");
    if (std::find(summary.by.begin(), summary.by.end(), Dimension::actor) != summary.by.end())
        std::cout << "\nAn incident is counted with each of its parties, and once in all.\n";
}

int count(const Options& options)
{
    options.output.check();
    const std::vector<Dimension> by = chosen_dimensions(options.by);
    const std::vector<ClaimField> fields = chosen_counts(options.measures);
    const SelectedRows selected = table_of(options.store, options.filters);
    const Rule rule = options.filters.chosen_rule();
    Summary summary = summarise(selected.table, selected.rows, by, fields, rule);
    if (!options.sort.empty())
        sort_groups(summary, options.sort, rule);
    const std::size_t all = summary.groups.size(), kept = std::min(all, options.limit.value_or(all));
    summary.groups.resize(kept);
    if (options.output.is_table())
        print_table(selected, summary, all - kept);
    else
        options.output.write(count_layer(selected, summary), notes_of(selected, summary, options, all - kept),
                             0);
    return 0;
}

} // namespace

void add_count(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("count", "Count incidents and people by time, place, type or party");
    command->add_option("STORE", options->store, "A store")->required();
    command
        ->add_option(
            "--by", options->by,
            "One or two of: day, week, month, year, country, admin1, type, subtype, actor, precision, "
            "attribution, dataset")
        ->delimiter(',')
        ->type_name("WHAT");
    command
        ->add_option("--measure", options->measures,
                     "What besides incidents: killed (as without it), injured, missing, abducted, detained, "
                     "displaced, rescued, intercepted")
        ->delimiter(',')
        ->type_name("WHAT");
    command
        ->add_option("--sort", options->sort,
                     "Most first by incidents or one of the measures, not in the order of days and names")
        ->type_name("WHAT");
    command->add_option("--limit", options->limit, "No more than so many groups; 'all' counts the others too")
        ->type_name("N");
    options->output.add_to(*command);
    options->filters.add_to(*command);
    options->filters.add_where_to(*command);
    command->footer(
        "What is known only to the month is not on a day of it: it stands apart. '40+' is at least 40.");
    command->callback([options, &run] { run = [options] { return count(*options); }; });
}

} // namespace sitmap
