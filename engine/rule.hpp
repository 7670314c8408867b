#pragma once

#include "engine/incident.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace sitmap {

/// How claims become values.
enum class Rule : std::uint8_t {
    range, ///< lowest to highest of what is said; the latest figure of a speaker supersedes the earlier
    conservative, ///< the lowest credible figure, as ACLED codes fatalities
    ucdp          ///< best, low and high as in UCDP GED's codebook
};
[[nodiscard]] std::string_view name_of(Rule rule);
[[nodiscard]] std::optional<Rule> rule_named(std::string_view name);

/// Combines the counts that `claims` (all of one field) state. Nothing if none states a number. Denied and
/// retracted figures do not count, nor those that their speaker, or a later document in its own voice, has
/// raised since.
[[nodiscard]] std::optional<Quantity> combine(std::span<const Claim* const> claims, Rule rule);

/// Who did it, from the claims on `perpetrator`.
[[nodiscard]] Attribution attribution_of(std::span<const Claim* const> claims);

/// An incident's values from its events' claims; claims said after `as_of` do not count. Nothing if no claim
/// is left. The caller sets the id.
[[nodiscard]] std::optional<Incident> compute_incident(std::span<const Event> ledger_events,
                                                       std::span<const std::uint32_t> members, Rule rule,
                                                       std::optional<Day> as_of);

} // namespace sitmap
