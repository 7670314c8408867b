#include "engine/decide.hpp"
#include "app/command.hpp"
#include "app/filters.hpp"
#include "engine/analyst.hpp"
#include "engine/store.hpp"
#include "geodata/error.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace sitmap {

namespace {

struct Options {
    std::string store, note, day, field, value;
    std::int64_t incident = 0;
    std::vector<std::string> events;
    std::vector<std::int64_t> incidents;
    bool undo = false;
};

Day day_of_decision(const Options& options)
{
    return options.day.empty() ? today() : parse_day_option("--day", options.day);
}

Store existing(const std::string& path)
{
    (void)Store::open(path); // a store that is not there is an error, and none is made
    return Store::open_or_create(path);
}

int split_events(const Options& options)
{
    IncidentId made = 0;
    existing(options.store).decide([&](Ledger& ledger) {
        if (options.undo)
            undo_split(ledger, options.events);
        else
            split(ledger, options.events, day_of_decision(options), options.note);
        made = ledger.last_incident;
    });
    if (options.undo)
        std::fputs("undone\n", stderr);
    else
        std::fprintf(stderr, "split off as incident %lld\n", static_cast<long long>(made));
    return 0;
}

int join_incidents(const Options& options)
{
    IncidentId made = 0;
    const auto decision = [&](Ledger& ledger) {
        if (!options.undo)
            made =
                join(ledger, options.incidents, day_of_decision(options), options.note).members.front().after;
        else
            for (const IncidentId incident : options.incidents)
                undo_join(ledger, incident);
    };
    existing(options.store).decide(decision, options.incidents);
    if (options.undo)
        std::fputs("undone\n", stderr);
    else
        std::fprintf(stderr, "joined as incident %lld\n", static_cast<long long>(made));
    return 0;
}

ClaimField field_of(const Options& options)
{
    const auto field = claim_field_named(options.field);
    if (!field || !analyst_may_say(*field))
        throw Error{
            "cannot make a claim on '" + options.field +
            "': say place, time, kind, perpetrator, killed, injured, missing, abducted, detained, displaced, "
            "rescued or intercepted"};
    return *field;
}

/// Where the incident is held to have been, for what a new place leaves unsaid.
std::optional<Location> place_of(const Ledger& ledger, IncidentId incident)
{
    const auto found = incidents(ledger, {incident}, Rule::range, std::nullopt);
    return found.empty() ? std::nullopt : found.front().location;
}

int make_claim(const Options& options)
{
    const ClaimField field = field_of(options);
    if (!options.undo && options.value.empty())
        throw Error{"cannot make a claim without a value"};
    std::string event;
    const auto decision = [&](Ledger& ledger) {
        if (options.undo) {
            event = latest_analyst_claim(ledger, options.incident, field);
            if (event.empty())
                throw Error{"cannot undo: there is no claim of the analyst's on " + options.field +
                            " of incident " + std::to_string(options.incident)};
            remove_analyst_claim(ledger, event);
            return;
        }
        const auto before = place_of(ledger, options.incident);
        event = add_analyst_claim(ledger, options.incident, field,
                                  claim_value_of(field, options.value, before ? &*before : nullptr),
                                  day_of_decision(options), options.note);
    };
    existing(options.store).decide(decision, {&options.incident, 1});
    std::fprintf(stderr, options.undo ? "undone: %s\n" : "claimed as %s\n", event.c_str());
    return 0;
}

void add_common(CLI::App& command, Options& options)
{
    command.add_option("--note", options.note, "Why, for whoever looks at it later");
    command.add_option("--day", options.day, "Day of the decision, instead of today")->type_name("DAY");
}

} // namespace

void add_split(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "split", "Take reports out of an incident, as one of their own; holds over later imports");
    command->add_option("STORE", options->store, "A store")->required();
    command
        ->add_option("EVENT", options->events,
                     "Ids of events as 'sitmap show' gives them, or their beginnings")
        ->required();
    command->add_flag("--undo", options->undo, "Undo the latest split that took them out");
    add_common(*command, *options);
    command->callback([options, &run] { run = [options] { return split_events(*options); }; });
}

void add_join(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("join", "Make one incident of several; holds over later imports");
    command->add_option("STORE", options->store, "A store")->required();
    command->add_option("INCIDENT", options->incidents, "As 'sitmap list' gives them")->required();
    command->add_flag("--undo", options->undo, "Undo the latest join that made this incident");
    add_common(*command, *options);
    command->callback([options, &run] { run = [options] { return join_incidents(*options); }; });
}

void add_claim(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("claim", "Say as the analyst where, when or what an incident "
                                                        "was, or how many were hit; nothing is overwritten");
    command->add_option("STORE", options->store, "A store")->required();
    command->add_option("INCIDENT", options->incident, "As 'sitmap list' gives it")->required();
    command
        ->add_option(
            "FIELD", options->field,
            "place, time, kind, perpetrator, killed, injured, missing, abducted, detained, displaced, "
            "rescued, intercepted")
        ->required();
    command->add_option(
        "VALUE", options->value,
        "40, 40+, 37-80, 'up to 150'; 2019-07-03; 'Air/drone strike'; LON,LAT[,PRECISION[,NAME]]");
    command->add_flag("--undo", options->undo, "Take the analyst's latest claim on the field back");
    add_common(*command, *options);
    command->callback([options, &run] { run = [options] { return make_claim(*options); }; });
}

} // namespace sitmap
