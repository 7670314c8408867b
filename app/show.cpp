#include "app/command.hpp"
#include "app/json.hpp"
#include "app/selection.hpp"
#include "app/terminal.hpp"
#include "engine/analyst.hpp"
#include "engine/features.hpp"
#include "engine/merge.hpp"
#include "geodata/error.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>
#include <memory>
#include <set>

namespace sitmap {

namespace {

struct Paint {
    bool colour = wants_colour(stdout);
    [[nodiscard]] std::string bold(const std::string& text) const { return wrap("1", text); }
    [[nodiscard]] std::string faint(const std::string& text) const { return wrap("2", text); }

private:
    [[nodiscard]] std::string wrap(const char* code, const std::string& text) const
    {
        return colour ? "\x1b[" + std::string{code} + "m" + text + "\x1b[0m" : text;
    }
};

std::string source_of(const Ledger& ledger, const Evidence& evidence)
{
    const Document* document = ledger.document(evidence.document);
    if (document == nullptr)
        return "document " + evidence.document.substr(0, 12);
    std::string name = document->outlet.empty() ? document->location : document->outlet;
    if (document->published)
        name += ", " + day_for_people(*document->published);
    const std::string span = evidence.begin == evidence.end ? "row " + std::to_string(evidence.begin)
                                                            : "characters " + std::to_string(evidence.begin) +
                                                                  "–" + std::to_string(evidence.end);
    return printable(name) + " · " + span + " · SHA-256 " + evidence.document.substr(0, 12) + "…";
}

void print_evidence(const Paint& paint, const Ledger& ledger, const Evidence& evidence)
{
    std::cout << "      “" << printable(evidence.quotation) << "”\n"
              << "      " << paint.faint(source_of(ledger, evidence)) << '\n';
}

void print_claim(const Paint& paint, const Ledger& ledger, const Claim& claim)
{
    std::string line =
        "    " + std::string{name_of(claim.stance)} + ": " + printable(value_for_people(claim));
    line += claim.speaker.empty() ? " — the document itself" : " — " + printable(claim.speaker);
    if (claim.hedged)
        line += ", hedged";
    if (claim.said_on)
        line += ", " + day_for_people(*claim.said_on);
    if (!claim.note.empty())
        line += " (" + printable(claim.note) + ")";
    std::cout << line << '\n';
    print_evidence(paint, ledger, claim.evidence);
}

std::string summary_of(const Incident& incident, ClaimField field)
{
    if (const auto* count = count_of(incident, field))
        return *count ? (*count)->for_people() : "no number";
    switch (field) {
    case ClaimField::kind:
        return std::string{name_of(incident.type())} + ", " + std::string{name_of(incident.sub_type)};
    case ClaimField::place:
        return incident.location ? printable(incident.location->name) + ", " +
                                       std::string{name_of(incident.location->precision)} + ", ±" +
                                       std::to_string(static_cast<long>(incident.location->radius_m)) + " m"
                                 : "not known";
    case ClaimField::time:
        return incident.interval.for_people();
    case ClaimField::perpetrator:
        return std::string{name_of(incident.attribution)};
    default:
        return {};
    }
}

/// Why a report belongs with the others: by hand, or the likeness to the one that it is most like.
std::string reason_for(const Ledger& ledger, std::size_t index)
{
    const Event& event = ledger.events[index];
    std::optional<Likeness> best;
    const Decision* by_hand = nullptr;
    for (std::size_t i = 0; i < ledger.events.size(); ++i) {
        if (i == index || ledger.incident_of[i] != ledger.incident_of[index])
            continue;
        const Decision* decided = decision_on(ledger.decisions, event.id, ledger.events[i].id);
        by_hand = decided && decided->kind == Decision::Kind::join ? decided : by_hand;
        if (auto found = likeness(event, ledger.events[i]); found && (!best || found->score > best->score))
            best = std::move(found);
    }
    std::string reason = best ? best->reason : std::string{};
    if (by_hand)
        reason += (reason.empty() ? "" : "; ") + std::string{"joined by hand on "} +
                  day_for_people(by_hand->day) + (by_hand->note.empty() ? "" : ": " + by_hand->note);
    return reason;
}

/// From which incidents this one was split by hand.
std::vector<std::string> splits_of(const Ledger& ledger, IncidentId incident)
{
    std::vector<std::string> lines;
    for (const Decision& decision : ledger.decisions) {
        if (decision.kind != Decision::Kind::split)
            continue;
        std::set<IncidentId> sides;
        for (const Decision::Member& member : decision.members)
            sides.insert(member.after);
        if (!sides.erase(incident))
            continue;
        std::string line = "split by hand on " + day_for_people(decision.day) + " from incident";
        for (const IncidentId side : sides)
            line += " " + std::to_string(side);
        lines.push_back(line + (decision.note.empty() ? "" : ": " + printable(decision.note)));
    }
    return lines;
}

/// The reports that were joined, with their ids and the reason.
void print_reports(const Paint& paint, const Ledger& ledger, IncidentId incident)
{
    std::cout << "\n  " << paint.bold("reports") << '\n';
    for (std::size_t i = 0; i < ledger.events.size(); ++i) {
        if (ledger.incident_of[i] != incident)
            continue;
        const Event& event = ledger.events[i];
        std::string line =
            "    " + (is_by_analyst(event) ? std::string{"Analyst's note"} : printable(event.title));
        if (const Document* document = ledger.document(event.document)) {
            const std::string& from = document->outlet.empty() ? document->location : document->outlet;
            line += " — " + printable(from);
            if (document->published)
                line += ", " + day_for_people(*document->published);
        }
        std::cout << line << "\n      " << paint.faint(printable(event.id)) << '\n';
        if (const std::string reason = reason_for(ledger, i); !reason.empty())
            std::cout << "      " << printable(reason) << '\n';
    }
    for (const std::string& line : splits_of(ledger, incident))
        std::cout << "    " << line << '\n';
}

int show_incident(const Selected& selected, const Incident& incident, bool json)
{
    if (json) {
        std::cout << dump(rows_as_json(incident_layer({&incident, 1}, selected.ledger)).front());
        return 0;
    }
    const Paint paint;
    std::cout << paint.bold(printable(incident.title)) << "  (incident " << incident.id << ")\n";
    for (int f = 0; f <= static_cast<int>(ClaimField::held); ++f) {
        const auto field = static_cast<ClaimField>(f);
        bool first = true;
        for (const ClaimRef ref : incident.claims) {
            const Claim& claim = selected.ledger.claim(ref);
            if (claim.field != field)
                continue;
            if (first)
                std::cout << "\n  " << paint.bold(std::string{name_of(field)}) << "  "
                          << summary_of(incident, field) << '\n';
            first = false;
            print_claim(paint, selected.ledger, claim);
        }
    }
    print_reports(paint, selected.ledger, incident.id);
    return 0;
}

/// What a row of a dataset said before a newer file changed it.
void print_history(const Store& store, IncidentId id)
{
    const Paint paint;
    for (const FormerRecord& former : store.record_history(id)) {
        Ledger ledger;
        ledger.documents.push_back(former.document);
        std::cout << "\n  " << paint.bold("formerly")
                  << (former.replaced_on ? ", until " + day_for_people(*former.replaced_on) : "") << '\n';
        for (const Claim& claim : former.event.claims)
            print_claim(paint, ledger, claim);
    }
}

/// False if there is no such record, or it was not said by the day asked for.
bool show_record(const Store& store, IncidentId id, const Filters& filters, bool json)
{
    Selected alone;
    const std::array<IncidentId, 1> ids{id};
    store.each_record(ids, [&](IncidentId, const Record& record, const Document& document) {
        alone.ledger.documents.push_back(document);
        alone.ledger.events.push_back(event_of(record, document));
        alone.ledger.incident_of.push_back(id);
    });
    alone.incidents = incidents(alone.ledger, filters.chosen_rule(), filters.knowledge_day());
    const Query query = filters.query();
    if (alone.incidents.empty() || !passes(alone.incidents.front(), query))
        return false;
    show_incident(alone, alone.incidents.front(), json);
    return true;
}

int show_flow(const Ledger& ledger, const Flow& flow)
{
    const Paint paint;
    std::cout << paint.bold(printable(flow.title)) << "\n  people  "
              << (flow.people ? flow.people->for_people() : "no number") << "\n  from    "
              << (flow.origin ? printable(flow.origin->name) : "not stated") << "\n  to      "
              << (flow.destination ? printable(flow.destination->name) : "not stated") << "\n  when    "
              << flow.interval.for_people() << "\n  said by "
              << (flow.speaker.empty() ? "the document itself" : printable(flow.speaker)) << '\n';
    print_evidence(paint, ledger, flow.evidence);
    return 0;
}

int show_stock(const Ledger& ledger, const Stock& stock)
{
    const Paint paint;
    std::cout << paint.bold(printable(stock.location.name)) << "\n  " << name_of(stock.kind) << "    "
              << (stock.people ? stock.people->for_people() : "no number")
              << "  (a stock, never a casualty)\n  when    " << stock.interval.for_people() << "\n  said by "
              << (stock.speaker.empty() ? "the document itself" : printable(stock.speaker)) << '\n';
    print_evidence(paint, ledger, stock.evidence);
    return 0;
}

int show_route(const Ledger& ledger, const Route& route)
{
    const Paint paint;
    std::cout << paint.bold(printable(route.name)) << "\n  when    " << route.interval.for_people() << '\n';
    if (route.schematic)
        std::cout << "  schematic: the course between the places that it joins is not known\n";
    for (const Evidence& evidence : route.evidence)
        print_evidence(paint, ledger, evidence);
    return 0;
}

int show(const std::string& store, const std::string& id, const Filters& filters, bool json)
{
    const Selected selected = select(store, filters);
    const Ledger& ledger = selected.ledger;
    const bool lettered = !id.empty() && (id[0] == 'f' || id[0] == 's' || id[0] == 'r');
    std::int64_t number = 0;
    const char* const end = id.data() + id.size();
    const auto parsed = std::from_chars(id.data() + (lettered ? 1 : 0), end, number);
    const auto missing = [&] {
        return Error{"cannot show '" + id + "': '" + store +
                     "' has nothing of that id; 'sitmap list' gives the ids"};
    };
    if (parsed.ec != std::errc{} || parsed.ptr != end || number < 1)
        throw missing();
    const auto place_of = [number](const std::vector<std::size_t>& numbers) {
        const auto found = std::find(numbers.begin(), numbers.end(), static_cast<std::size_t>(number));
        return static_cast<std::size_t>(found - numbers.begin());
    };
    if (const auto at = place_of(selected.flow_numbers); id[0] == 'f' && at < ledger.flows.size())
        return show_flow(ledger, ledger.flows[at]);
    if (const auto at = place_of(selected.stock_numbers); id[0] == 's' && at < ledger.stocks.size())
        return show_stock(ledger, ledger.stocks[at]);
    if (const auto at = place_of(selected.route_numbers); id[0] == 'r' && at < ledger.routes.size())
        return show_route(ledger, ledger.routes[at]);
    if (lettered)
        throw missing();
    const Store records = Store::open(store);
    // A record that an article tells of too is shown with it.
    const IncidentId wanted = records.promoted_to(number).value_or(number);
    const auto found = std::find_if(selected.incidents.begin(), selected.incidents.end(),
                                    [&](const Incident& i) { return i.id == wanted; });
    const bool in_ledger = found != selected.incidents.end();
    if (!in_ledger && !show_record(records, number, filters, json))
        throw missing();
    if (in_ledger)
        show_incident(selected, *found, json);
    if (!json)
        print_history(records, number);
    return 0;
}

} // namespace

void add_show(CLI::App& program, Run& run)
{
    struct Options {
        std::string store, id;
        Filters filters;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "show", "One incident, flow (f1), stock (s1) or route (r1): who says what, the sentences");
    command->add_option("STORE", options->store, "A store")->required();
    command->add_option("ID", options->id, "As 'sitmap list' gives it")->required();
    command->add_flag("--json", options->json, "As JSON (incidents)");
    options->filters.add_to(*command);
    command->callback([options, &run] {
        run = [options] { return show(options->store, options->id, options->filters, options->json); };
    });
}

} // namespace sitmap
