#include "engine/rule.hpp"

#include "engine/names.hpp"

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 3> rule_names{"range", "conservative", "ucdp"};

} // namespace

std::string_view name_of(Rule rule)
{
    return name_in(rule_names, rule);
}

std::optional<Rule> rule_named(std::string_view name)
{
    return named_in<Rule>(rule_names, name);
}

} // namespace sitmap
