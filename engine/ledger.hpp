#pragma once

#include "engine/decision.hpp"
#include "engine/intake.hpp"
#include "engine/rule.hpp"

#include <optional>
#include <set>
#include <span>
#include <vector>

namespace sitmap {

/// Everything that was said, and which events tell of the same happening.
struct Ledger {
    std::vector<Document> documents;
    std::vector<Event> events;
    std::vector<IncidentId> incident_of; ///< parallel to `events`
    IncidentId last_incident = 0;        ///< the highest id ever given, so that none is given twice
    std::vector<Decision> decisions;     ///< made by hand, in order; see decide.hpp
    std::vector<Flow> flows;
    std::vector<Stock> stocks;
    std::vector<Route> routes;
    std::vector<ControlArea> control_areas;

    [[nodiscard]] const Document* document(const DocumentId& id) const; ///< null: not there. O(documents)
    [[nodiscard]] const Claim& claim(ClaimRef ref) const { return events[ref.event].claims[ref.claim]; }

    bool operator==(const Ledger&) const = default;
};

enum class Addition : std::uint8_t {
    unchanged, ///< the document is there already with equal records
    added,
    replaced ///< the document is there, but is now read differently; events that keep their id keep their
             ///< incident, until new reports regroup them
};

/// Adds what a source gave. Events join incidents that tell of the same happening (see group.hpp). Returns
/// true if anything changed.
bool add(Ledger& ledger, const Intake& intake);
/// The same for many, one after the other; quicker than one by one. Parallel to `intakes`.
std::vector<Addition> add(Ledger& ledger, std::span<const Intake> intakes);

/// All incidents in ascending id, computed by `rule` from what was said by `as_of` (all of it without).
[[nodiscard]] std::vector<Incident> incidents(const Ledger& ledger, Rule rule = Rule::range,
                                              std::optional<Day> as_of = std::nullopt);
/// Those of `ids` alone.
[[nodiscard]] std::vector<Incident> incidents(const Ledger& ledger, const std::set<IncidentId>& ids,
                                              Rule rule, std::optional<Day> as_of);

} // namespace sitmap
