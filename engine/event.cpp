#include "engine/event.hpp"

#include <algorithm>

namespace sitmap {

const Claim* first_claim(const Event& event, ClaimField field)
{
    const auto found = std::find_if(event.claims.begin(), event.claims.end(),
                                    [&](const Claim& claim) { return claim.field == field; });
    return found == event.claims.end() ? nullptr : &*found;
}

SubEventType sub_type_of(const Event& event)
{
    const Claim* claim = first_claim(event, ClaimField::kind);
    const auto* sub_type = claim ? std::get_if<SubEventType>(&claim->value) : nullptr;
    return sub_type ? *sub_type : SubEventType::other;
}

const Location* location_of(const Event& event)
{
    const Claim* claim = first_claim(event, ClaimField::place);
    return claim ? std::get_if<Location>(&claim->value) : nullptr;
}

Interval interval_of(const Event& event)
{
    const Claim* claim = first_claim(event, ClaimField::time);
    const auto* interval = claim ? std::get_if<Interval>(&claim->value) : nullptr;
    return interval ? *interval : Interval{};
}

} // namespace sitmap
