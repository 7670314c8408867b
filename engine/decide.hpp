#pragma once

#include "engine/ledger.hpp"

#include <span>
#include <string>

namespace sitmap {

// Splitting and joining incidents by hand. Each decision is kept in the ledger. An event may be named by the
// beginning of its id, if no other begins so. All throw Error where there is no such event or incident.

/// Takes events out of their incident into one of their own, which gets a new id. All must be of one
/// incident, of which at least one event stays.
const Decision& split(Ledger& ledger, std::span<const std::string> events, Day day, std::string note);

/// Makes one incident of several; it has the lowest of their ids.
const Decision& join(Ledger& ledger, std::span<const IncidentId> incidents, Day day, std::string note);

/// Undoes the latest split that took out any of these events: they go back, unless they have been moved
/// since.
void undo_split(Ledger& ledger, std::span<const std::string> events);

/// Undoes the latest join that made this incident.
void undo_join(Ledger& ledger, IncidentId incident);

} // namespace sitmap
