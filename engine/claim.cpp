#include "engine/claim.hpp"

#include "engine/names.hpp"

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 14> field_names{
    "kind",     "place",     "time",    "killed",      "injured",     "missing", "abducted",
    "detained", "displaced", "rescued", "intercepted", "perpetrator", "victims", "held"};
constexpr std::array<std::string_view, 5> stance_names{"asserts", "denies", "relays", "retracts",
                                                       "leaves open"};

struct InWords {
    std::string operator()(SubEventType sub_type) const { return std::string{name_of(sub_type)}; }
    std::string operator()(const Location& location) const { return location.name; }
    std::string operator()(const Interval& interval) const { return interval.for_people(); }
    std::string operator()(const Quantity& quantity) const { return quantity.for_people(); }
    std::string operator()(const ActorName& name) const { return name; }
};

} // namespace

std::string_view name_of(ClaimField field)
{
    return name_in(field_names, field);
}

std::optional<ClaimField> claim_field_named(std::string_view name)
{
    return named_in<ClaimField>(field_names, name);
}

bool is_count(ClaimField field)
{
    return (field >= ClaimField::killed && field <= ClaimField::intercepted) || field == ClaimField::held;
}

std::string_view name_of(Stance stance)
{
    return name_in(stance_names, stance);
}

std::optional<Stance> stance_named(std::string_view name)
{
    return named_in<Stance>(stance_names, name);
}

std::string value_for_people(const Claim& claim)
{
    return std::visit(InWords{}, claim.value);
}

} // namespace sitmap
