// What incidents say about who holds the ground, for front_estimate.hpp.
#include "engine/front_estimate.hpp"

#include <algorithm>
#include <cctype>

namespace sitmap {

namespace {

using Says = ControlEvidence::Says;

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool names(const std::vector<std::string>& actors, const std::string& lower_party)
{
    return std::any_of(actors.begin(), actors.end(), [&](const std::string& actor) {
        return lower(actor).find(lower_party) != std::string::npos;
    });
}

/// Of all that are named, some are of the two parties and nobody is of a third.
bool only_of(const Incident& incident, const std::string& a, const std::string& b)
{
    std::size_t of_two = 0, all = 0;
    for (const auto* actors : {&incident.accused, &incident.victims})
        for (const std::string& actor : *actors) {
            ++all;
            of_two += names({actor}, a) || names({actor}, b);
        }
    return of_two > 0 && of_two == all;
}

struct Hint {
    enum class Where : std::uint8_t { contact, accused_holds, other_holds } where = Where::contact;
    double weight = 0; ///< 0: it says nothing
};

/// The table of the header.
Hint hint_of(SubEventType type)
{
    using Where = Hint::Where;
    switch (type) {
    case SubEventType::armed_clash:
        return {Where::contact, 1};
    case SubEventType::government_regains_territory:
    case SubEventType::non_state_actor_overtakes_territory:
    case SubEventType::non_violent_transfer_of_territory:
        return {Where::accused_holds, 2};
    case SubEventType::headquarters_or_base_established:
    case SubEventType::arrests:
        return {Where::accused_holds, 1};
    case SubEventType::attack:
    case SubEventType::abduction_forced_disappearance:
    case SubEventType::sexual_violence:
    case SubEventType::looting_property_destruction:
        return {Where::accused_holds, 0.5};
    case SubEventType::air_drone_strike:
    case SubEventType::shelling_artillery_missile:
    case SubEventType::chemical_weapon:
    case SubEventType::remote_explosive_landmine_ied:
    case SubEventType::grenade:
    case SubEventType::suicide_bomb:
        return {Where::other_holds, 0.5};
    default:
        return {};
    }
}

bool is_placed(const Incident& incident)
{
    return incident.location && incident.location->precision <= PlacePrecision::district;
}

/// The middle of the days in which it happened; nothing if they are more than a month.
std::optional<Day> day_of(const Interval& interval)
{
    if (!interval.first() || !interval.last())
        return std::nullopt;
    const auto span = *interval.last() - *interval.first();
    return span > std::chrono::days{31} ? std::nullopt : std::optional{*interval.first() + span / 2};
}

} // namespace

std::vector<ControlEvidence> control_evidence(std::span<const Incident> incidents, const std::string& first,
                                              const std::string& second)
{
    std::vector<ControlEvidence> found;
    const std::string a = lower(first), b = lower(second);
    for (const Incident& incident : incidents) {
        const Hint hint = hint_of(incident.sub_type);
        const auto day = day_of(incident.interval);
        if (hint.weight == 0 || !day || !is_placed(incident))
            continue;
        const bool by_a = names(incident.accused, a), by_b = names(incident.accused, b);
        ControlEvidence evidence{Says::contact, incident.location->point, *day, incident.location->radius_m,
                                 hint.weight};
        if (hint.where == Hint::Where::contact) {
            if (!only_of(incident, a, b))
                continue;
        } else {
            if (by_a == by_b) // nobody of the two, or each is accused
                continue;
            const bool first_holds = by_a == (hint.where == Hint::Where::accused_holds);
            evidence.says = first_holds ? Says::held_by_first : Says::held_by_second;
        }
        found.push_back(evidence);
    }
    return found;
}

} // namespace sitmap
