#pragma once

#include "engine/event.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace sitmap {

using IncidentId = std::int64_t; ///< given by the ledger, from 1; stable over imports

enum class Attribution : std::uint8_t {
    unattributed, ///< nobody is named
    suspected,    ///< named with a hedge only
    attributed,   ///< named by somebody, not contradicted
    claimed,      ///< a party says that it did it, and is not contradicted
    disputed      ///< the accused denies, or parties accuse each other
};
[[nodiscard]] std::string_view name_of(Attribution attribution);
[[nodiscard]] std::optional<Attribution> attribution_named(std::string_view name);

/// Which claim: position of the event in the ledger and of the claim in the event.
struct ClaimRef {
    std::uint32_t event = 0, claim = 0;
    bool operator==(const ClaimRef&) const = default;
};

/// What we hold to have happened. Every value is computed from its claims by a rule; see engine/rule.hpp.
struct Incident {
    IncidentId id = 0;
    std::string title;
    SubEventType sub_type = SubEventType::other;
    std::optional<Location> location; ///< nothing: not placed, and never drawn
    Interval interval;
    std::optional<Quantity> killed, injured, missing, abducted, detained, displaced, rescued, intercepted;
    Attribution attribution = Attribution::unattributed;
    std::vector<std::string> accused;  ///< parties named as perpetrator, in order of first mention
    std::vector<std::string> accusers; ///< who named them; parallel claims, not parallel lists
    std::vector<std::string> victims;
    std::size_t documents = 0;    ///< how many documents speak of it
    std::vector<ClaimRef> claims; ///< never empty: what the values above were computed from

    [[nodiscard]] EventType type() const { return type_of(sub_type); }
};

/// The count that `field` names; null for fields that are no count of an incident.
[[nodiscard]] const std::optional<Quantity>* count_of(const Incident& incident, ClaimField field);
[[nodiscard]] std::optional<Quantity>* count_of(Incident& incident, ClaimField field);

} // namespace sitmap
