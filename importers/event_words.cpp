#include "importers/event_words.hpp"

#include "importers/attributes.hpp"

#include <array>
#include <utility>

namespace sitmap {

namespace {

/// Words as `header_key` leaves them; the first that a text holds decides.
constexpr std::array<std::pair<std::string_view, SubEventType>, 37> words{{
    {"airstrike", SubEventType::air_drone_strike},
    {"airattack", SubEventType::air_drone_strike},
    {"drone", SubEventType::air_drone_strike},
    {"uav", SubEventType::air_drone_strike},
    {"suicide", SubEventType::suicide_bomb},
    {"landmine", SubEventType::remote_explosive_landmine_ied},
    {"ied", SubEventType::remote_explosive_landmine_ied},
    {"carbomb", SubEventType::remote_explosive_landmine_ied},
    {"bombing", SubEventType::remote_explosive_landmine_ied},
    {"explosion", SubEventType::remote_explosive_landmine_ied},
    {"grenade", SubEventType::grenade},
    {"chemical", SubEventType::chemical_weapon},
    {"shelling", SubEventType::shelling_artillery_missile},
    {"artillery", SubEventType::shelling_artillery_missile},
    {"rocket", SubEventType::shelling_artillery_missile},
    {"missile", SubEventType::shelling_artillery_missile},
    {"mortar", SubEventType::shelling_artillery_missile},
    {"clash", SubEventType::armed_clash},
    {"battle", SubEventType::armed_clash},
    {"fighting", SubEventType::armed_clash},
    {"ambush", SubEventType::armed_clash},
    {"sexual", SubEventType::sexual_violence},
    {"abduct", SubEventType::abduction_forced_disappearance},
    {"kidnap", SubEventType::abduction_forced_disappearance},
    {"massacre", SubEventType::attack},
    {"execution", SubEventType::attack},
    {"assassination", SubEventType::attack},
    {"shooting", SubEventType::attack},
    {"attack", SubEventType::attack},
    {"riot", SubEventType::mob_violence},
    {"protest", SubEventType::peaceful_protest},
    {"demonstration", SubEventType::peaceful_protest},
    {"arrest", SubEventType::arrests},
    {"loot", SubEventType::looting_property_destruction},
    {"shipwreck", SubEventType::shipwreck},
    {"displacement", SubEventType::forced_displacement},
    {"interception", SubEventType::interception_rescue},
}};

/// True if the text holds the word, as a part of a word if it is long enough not to be one by chance
/// ("died").
bool has_word(std::string_view text, std::string_view word)
{
    if (word.size() > 4)
        return header_key(text).find(word) != std::string::npos;
    std::string part;
    for (const char c : std::string{text} + " ") {
        if (const std::string key = header_key({&c, 1}); !key.empty())
            part += key;
        else if (std::exchange(part, {}) == word)
            return true;
    }
    return false;
}

/// The sub-type that says least more than its type does.
SubEventType general_sub_type(EventType type)
{
    switch (type) {
    case EventType::battles:
        return SubEventType::armed_clash;
    case EventType::explosions:
        return SubEventType::shelling_artillery_missile;
    case EventType::violence_against_civilians:
        return SubEventType::attack;
    case EventType::protests:
        return SubEventType::peaceful_protest;
    case EventType::riots:
        return SubEventType::violent_demonstration;
    case EventType::strategic_developments:
        return SubEventType::other;
    case EventType::displacement:
        return SubEventType::forced_displacement;
    case EventType::sea_incident:
        return SubEventType::shipwreck;
    }
    return SubEventType::other;
}

} // namespace

std::optional<NamedSubType> sub_type_in(std::string_view text)
{
    if (const auto sub_type = sub_event_type_named(text))
        return NamedSubType{*sub_type, true};
    if (const auto type = event_type_named(text))
        return NamedSubType{general_sub_type(*type), false};
    for (const auto& [word, sub_type] : words) {
        if (has_word(text, word))
            return NamedSubType{sub_type, false};
    }
    return std::nullopt;
}

} // namespace sitmap
