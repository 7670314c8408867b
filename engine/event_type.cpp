#include "engine/event_type.hpp"

#include <algorithm>

namespace sitmap {

namespace {

struct TypeNames {
    std::string_view name, short_name;
};

constexpr std::array<TypeNames, event_type_count> types{{
    {"Battles", "Battles"},
    {"Explosions/Remote violence", "Explosions / remote"},
    {"Violence against civilians", "Against civilians"},
    {"Protests", "Protests"},
    {"Riots", "Riots"},
    {"Strategic developments", "Strategic developments"},
    {"Displacement", "Displacement"},
    {"Sea incident", "Sea incidents"},
}};

struct SubType {
    std::string_view name;
    EventType type;
};

// ACLED codebook, sub-event types; the last three are our own.
constexpr std::array<SubType, sub_event_type_count> sub_types{{
    {"Armed clash", EventType::battles},
    {"Government regains territory", EventType::battles},
    {"Non-state actor overtakes territory", EventType::battles},
    {"Chemical weapon", EventType::explosions},
    {"Air/drone strike", EventType::explosions},
    {"Suicide bomb", EventType::explosions},
    {"Shelling/artillery/missile attack", EventType::explosions},
    {"Remote explosive/landmine/IED", EventType::explosions},
    {"Grenade", EventType::explosions},
    {"Sexual violence", EventType::violence_against_civilians},
    {"Attack", EventType::violence_against_civilians},
    {"Abduction/forced disappearance", EventType::violence_against_civilians},
    {"Peaceful protest", EventType::protests},
    {"Protest with intervention", EventType::protests},
    {"Excessive force against protesters", EventType::protests},
    {"Violent demonstration", EventType::riots},
    {"Mob violence", EventType::riots},
    {"Agreement", EventType::strategic_developments},
    {"Arrests", EventType::strategic_developments},
    {"Change to group/activity", EventType::strategic_developments},
    {"Disrupted weapons use", EventType::strategic_developments},
    {"Headquarters or base established", EventType::strategic_developments},
    {"Looting/property destruction", EventType::strategic_developments},
    {"Non-violent transfer of territory", EventType::strategic_developments},
    {"Other", EventType::strategic_developments},
    {"Forced displacement", EventType::displacement},
    {"Shipwreck", EventType::sea_incident},
    {"Interception/rescue", EventType::sea_incident},
}};

bool same_letters(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

template <class Enum, class Table>
std::optional<Enum> named(const Table& table, std::string_view name)
{
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const auto& row) { return same_letters(row.name, name); });
    if (found == table.end())
        return std::nullopt;
    return static_cast<Enum>(found - table.begin());
}

} // namespace

std::string_view name_of(EventType type)
{
    return types[static_cast<std::size_t>(type)].name;
}

std::string_view short_name_of(EventType type)
{
    return types[static_cast<std::size_t>(type)].short_name;
}

std::string_view name_of(SubEventType sub_type)
{
    return sub_types[static_cast<std::size_t>(sub_type)].name;
}

EventType type_of(SubEventType sub_type)
{
    return sub_types[static_cast<std::size_t>(sub_type)].type;
}

std::optional<EventType> event_type_named(std::string_view name)
{
    return named<EventType>(types, name);
}

std::optional<SubEventType> sub_event_type_named(std::string_view name)
{
    return named<SubEventType>(sub_types, name);
}

} // namespace sitmap
