// Who did it, from what is said of it.
#include "engine/actor.hpp"
#include "engine/rule.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// One speaker names one party.
struct Accusation {
    std::string_view speaker, accused;
    const Claim* claim = nullptr;
    [[nodiscard]] bool is_own() const { return same_actor(speaker, accused); }
};

using Accusations = std::vector<Accusation>;

bool same_speaker(const Claim& a, const Claim& b)
{
    if (a.speaker.empty() && b.speaker.empty())
        return a.evidence.document == b.evidence.document;
    return same_actor(a.speaker, b.speaker);
}

Accusations with_stance(std::span<const Claim* const> claims, std::initializer_list<Stance> stances)
{
    Accusations found;
    for (const Claim* claim : claims) {
        const auto* accused = std::get_if<ActorName>(&claim->value);
        if (accused && !accused->empty() && claim->note != party_to_it &&
            std::count(stances.begin(), stances.end(), claim->stance) > 0)
            found.push_back({claim->speaker, *accused, claim});
    }
    return found;
}

Accusations standing(std::span<const Claim* const> claims)
{
    Accusations found = with_stance(claims, {Stance::asserts, Stance::relays});
    const Accusations taken_back = with_stance(claims, {Stance::retracts});
    std::erase_if(found, [&](const Accusation& accusation) {
        return std::any_of(taken_back.begin(), taken_back.end(), [&](const Accusation& back) {
            return same_speaker(*accusation.claim, *back.claim) &&
                   same_actor(accusation.accused, back.accused);
        });
    });
    return found;
}

bool names(const Accusations& accusations, std::string_view party)
{
    return std::any_of(accusations.begin(), accusations.end(),
                       [&](const Accusation& accusation) { return same_actor(accusation.accused, party); });
}

/// All that the speaker of `claim` accuses.
Accusations by_speaker_of(const Accusations& accusations, const Claim& claim)
{
    Accusations found;
    for (const Accusation& accusation : accusations)
        if (same_speaker(*accusation.claim, claim))
            found.push_back(accusation);
    return found;
}

/// Two speakers name different parties: with a hedge that is doubt, without one (or where the speaker is a
/// party itself) it is dispute.
bool contradict(const Accusations& all, const Accusation& a, const Accusation& b)
{
    if (same_speaker(*a.claim, *b.claim))
        return false;
    // Who owns to a deed is not contradicted by a third that lays it at another's door: both stay in the
    // ledger.
    if (a.is_own() || b.is_own())
        return false;
    const bool speakers_are_accused = names(all, a.speaker) || names(all, b.speaker);
    if (!speakers_are_accused && (a.claim->hedged || b.claim->hedged))
        return false;
    const Accusations theirs = by_speaker_of(all, *b.claim);
    const Accusations ours = by_speaker_of(all, *a.claim);
    return std::none_of(ours.begin(), ours.end(),
                        [&](const Accusation& accusation) { return names(theirs, accusation.accused); });
}

/// "No group has claimed it"
bool is_left_open(std::span<const Claim* const> claims)
{
    return std::any_of(claims.begin(), claims.end(), [](const Claim* claim) {
        return claim->field == ClaimField::perpetrator && claim->stance == Stance::leaves_open &&
               claim->note == "nobody claims it";
    });
}

/// `settled`: a denial by whom nobody accuses disputes nothing.
bool is_disputed(const Accusations& standing, const Accusations& denials, bool settled)
{
    // "Islamic State claimed it; the Taliban denied any link": a third that nobody accuses disputes nothing.
    const bool claimed = std::any_of(standing.begin(), standing.end(),
                                     [](const Accusation& accusation) { return accusation.is_own(); });
    for (const Accusation& denial : denials)
        if (names(standing, denial.accused) || (denial.is_own() && !claimed && !settled))
            return true;
    for (std::size_t i = 0; i < standing.size(); ++i)
        for (std::size_t j = i + 1; j < standing.size(); ++j)
            if (contradict(standing, standing[i], standing[j]))
                return true;
    return false;
}

} // namespace

Attribution attribution_of(std::span<const Claim* const> claims)
{
    const Accusations accusations = standing(claims);
    // "No group has said it did it; Tehran called a report on its arms baseless."
    const bool settled = accusations.empty() && is_left_open(claims);
    if (is_disputed(accusations, with_stance(claims, {Stance::denies}), settled))
        return Attribution::disputed;
    if (accusations.empty())
        return Attribution::unattributed;
    if (std::any_of(accusations.begin(), accusations.end(), [](const Accusation& a) { return a.is_own(); }))
        return Attribution::claimed;
    const bool only_suspected = std::all_of(accusations.begin(), accusations.end(),
                                            [](const Accusation& a) { return a.claim->hedged; });
    return only_suspected ? Attribution::suspected : Attribution::attributed;
}

} // namespace sitmap
