#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace sitmap {

/// ACLED's six event types and two of our own, in legend order.
enum class EventType : std::uint8_t {
    battles,
    explosions,
    violence_against_civilians,
    protests,
    riots,
    strategic_developments,
    displacement,
    sea_incident
};
inline constexpr std::size_t event_type_count = 8;

/// ACLED's twenty-five sub-types and three of our own.
enum class SubEventType : std::uint8_t {
    armed_clash,
    government_regains_territory,
    non_state_actor_overtakes_territory,
    chemical_weapon,
    air_drone_strike,
    suicide_bomb,
    shelling_artillery_missile,
    remote_explosive_landmine_ied,
    grenade,
    sexual_violence,
    attack,
    abduction_forced_disappearance,
    peaceful_protest,
    protest_with_intervention,
    excessive_force_against_protesters,
    violent_demonstration,
    mob_violence,
    agreement,
    arrests,
    change_to_group_activity,
    disrupted_weapons_use,
    headquarters_or_base_established,
    looting_property_destruction,
    non_violent_transfer_of_territory,
    other,
    forced_displacement,
    shipwreck,
    interception_rescue
};
inline constexpr std::size_t sub_event_type_count = 28;

[[nodiscard]] std::string_view name_of(EventType type);        ///< "Explosions/Remote violence"
[[nodiscard]] std::string_view short_name_of(EventType type);  ///< "Explosions", for legends
[[nodiscard]] std::string_view name_of(SubEventType sub_type); ///< "Air/drone strike"
[[nodiscard]] EventType type_of(SubEventType sub_type);
[[nodiscard]] std::optional<EventType> event_type_named(std::string_view name); ///< letter case ignored
[[nodiscard]] std::optional<SubEventType> sub_event_type_named(std::string_view name);

} // namespace sitmap
