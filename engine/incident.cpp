#include "engine/incident.hpp"

#include "engine/names.hpp"

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 5> attribution_names{"unattributed", "suspected", "attributed",
                                                            "claimed", "disputed"};

} // namespace

std::string_view name_of(Attribution attribution)
{
    return name_in(attribution_names, attribution);
}

std::optional<Attribution> attribution_named(std::string_view name)
{
    return named_in<Attribution>(attribution_names, name);
}

std::optional<Quantity>* count_of(Incident& incident, ClaimField field)
{
    switch (field) {
    case ClaimField::killed:
        return &incident.killed;
    case ClaimField::injured:
        return &incident.injured;
    case ClaimField::missing:
        return &incident.missing;
    case ClaimField::abducted:
        return &incident.abducted;
    case ClaimField::detained:
        return &incident.detained;
    case ClaimField::displaced:
        return &incident.displaced;
    case ClaimField::rescued:
        return &incident.rescued;
    case ClaimField::intercepted:
        return &incident.intercepted;
    case ClaimField::kind:
    case ClaimField::place:
    case ClaimField::time:
    case ClaimField::perpetrator:
    case ClaimField::victims:
    case ClaimField::held:
        return nullptr;
    }
    return nullptr;
}

const std::optional<Quantity>* count_of(const Incident& incident, ClaimField field)
{
    // The pointer that comes back is const again, so nothing is changed through it.
    return count_of(const_cast<Incident&>(incident), field);
}

} // namespace sitmap
