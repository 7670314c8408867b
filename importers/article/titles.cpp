#include "importers/article/assemble.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

struct Naming {
    std::string_view what; ///< "Air strike"
    std::string_view link; ///< before a facility: "on"
};

/// In the order of SubEventType.
constexpr std::array<Naming, sub_event_type_count> namings{{
    {"Fighting", "at"},
    {"Recapture", "of"},
    {"Capture", "of"},
    {"Chemical attack", "on"},
    {"Air strike", "on"},
    {"Suicide bombing", "at"},
    {"Shelling", "of"},
    {"Bombing", "at"},
    {"Grenade attack", "at"},
    {"Sexual violence", "at"},
    {"Attack", "on"},
    {"Abduction", "at"},
    {"Protest", "at"},
    {"Dispersed protest", "at"},
    {"Protesters shot at", "at"},
    {"Riot", "at"},
    {"Mob violence", "at"},
    {"Agreement", "at"},
    {"Arrests", "at"},
    {"Change in an armed group", "at"},
    {"Weapons seized", "at"},
    {"Base established", "at"},
    {"Looting", "at"},
    {"Handover", "of"},
    {"Incident", "at"},
    {"Flight", "from"},
    {"Shipwreck", "off"},
    {"Interception", "off"},
}};

/// The sub-type's name, or the text's own sharper word.
std::string what_of(const Reading& reading, const Happening& happening)
{
    const auto has = [&](std::initializer_list<WordLiteral> words) {
        for (const Telling& telling : happening.tellings)
            for (std::uint32_t i = telling.trigger->first; i < telling.trigger->last; ++i)
                if (is_one_of(reading.token(i), words))
                    return true;
        return false;
    };
    switch (happening.sub_type) {
    case SubEventType::air_drone_strike:
        return has({"drone", "drones"}) && !has({"air", "airstrike", "airstrikes"}) ? "Drone strike"
                                                                                    : "Air strike";
    case SubEventType::shelling_artillery_missile:
        return has({"missile", "missiles"}) ? "Missile strike"
               : has({"rocket", "rockets"}) ? "Rocket attack"
                                            : "Shelling";
    case SubEventType::armed_clash:
        return has({"offensive", "assault"}) ? "Offensive"
               : has({"ambush", "ambushed"}) ? "Ambush"
                                             : "Fighting";
    case SubEventType::change_to_group_activity:
        return has({"deployed", "deploys", "deployment", "reinforced", "reinforcements", "sent", "sends",
                    "dispatched", "redeployed", "convoy", "withdrew", "pulled"})
                   ? "Troop movement"
                   : "Change in an armed group";
    case SubEventType::attack:
        return has({"massacre", "massacred"}) ? "Massacre" : "Attack";
    default:
        return std::string{namings[static_cast<std::size_t>(happening.sub_type)].what};
    }
}

} // namespace

std::string title_of(const Reading& reading, const Happening& happening, const Location& location)
{
    std::string what = what_of(reading, happening);
    if (happening.earlier_hit) {
        what.front() = static_cast<char>(what.front() + ('a' - 'A'));
        what.insert(0, "Earlier ");
    }
    const Naming& naming = namings[static_cast<std::size_t>(happening.sub_type)];
    const std::string& name = location.name;
    if (name.empty())
        return what;
    const bool facility = happening.place && !happening.place->facility.empty();
    if (facility && happening.place->near)
        return what + " " + std::string{naming.link} + " a " + happening.place->facility + " near " +
               reading.place(*happening.place->place).name;
    if (name.starts_with("off ") || name.starts_with("near "))
        return what + " " + name;
    if (facility)
        return what + " " +
               std::string{what == "Missile strike" || what == "Rocket attack" ? "on" : naming.link} +
               " the " + name;
    if (happening.place && happening.place->near)
        return what + " near " + name;
    if (happening.group == TypeGroup::sea) {
        const bool water =
            location.precision == PlacePrecision::sea && !(happening.place && happening.place->off_shore);
        return what + (water ? " in the " : " off ") + name;
    }
    if (what == "Offensive")
        return "Offensive on " + name;
    if (happening.sub_type == SubEventType::forced_displacement || naming.link == "of")
        return what + " " +
               (what == "Missile strike" || what == "Rocket attack" ? "on" : std::string{naming.link}) + " " +
               name;
    return what + " in " + name;
}

} // namespace sitmap
