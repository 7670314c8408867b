#pragma once

#include "engine/merge.hpp"

#include <cstdint>
#include <span>

namespace sitmap {

/// Gives new events their incidents. `fresh` are the positions of events of one document, not yet known to
/// the matcher; their `incident_of` is 0.
///
/// A new event is looked at together with all events that are like it, those like these, and so on. Of their
/// pairs the most alike are joined first, and no two groups are joined of which any two events cannot be of
/// one happening (merge.hpp) or were split by hand; events joined by hand stay together. So the groups do not
/// hang on the order in which documents came. A group keeps the incident that most of its events had, of
/// equals the lowest; a group that had none gets a new one. Where over 400 events hang together, a new
/// event joins the incident of the most alike instead.
///
/// O(new events * (log events + events near by)) but for groups that are large.
void group_events(Ledger& ledger, const Matcher& matcher, std::span<const std::uint32_t> fresh);

} // namespace sitmap
