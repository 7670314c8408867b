// Which of the words of a sentence tell what happened.
#include "importers/article/deeds_of_sentences.hpp"

#include "engine/merge.hpp"
#include "importers/article/phrases.hpp"

#include <algorithm>

namespace sitmap {

namespace {

using Reality = TriggerMention::Reality;
using Deeds = std::array<const TriggerMention*, 5>;

/// The lead and more of the text tell of demonstrations.
bool is_about_protests(const Reading& reading)
{
    constexpr int enough = 3;
    constexpr std::uint32_t lead_sentences = 4; // headline and the first sentences
    int all = 0;
    bool leads = false;
    for (const TriggerMention& trigger : reading.triggers)
        if (group_of(type_of(trigger.sub_type)) == TypeGroup::demonstration) {
            ++all;
            leads = leads || trigger.sentence < lead_sentences;
        }
    return leads && all >= enough;
}

class DeedChooser {
public:
    DeedChooser(const Reading& reading, bool about_protests)
        : reading_{reading}, about_protests_{about_protests}
    {}

    [[nodiscard]] DeedsOfSentences::Of of(std::uint32_t s) const
    {
        DeedsOfSentences::Of deeds;
        for (const TriggerMention* trigger : in_sentence(reading_.triggers, s)) {
            const TriggerMention*& kept =
                deeds.of_group[static_cast<std::size_t>(group_of(type_of(trigger->sub_type)))];
            if (is_better(*trigger, kept))
                kept = trigger;
        }
        deeds.sub_type = combine(s, deeds.of_group);
        leave_out_looting_of_riots(deeds.of_group);
        leave_out_what_was_hit(deeds.of_group);
        leave_out_ends(deeds.of_group);
        return deeds;
    }

private:
    [[nodiscard]] static bool is_better(const TriggerMention& trigger, const TriggerMention* kept)
    {
        if (!kept)
            return true;
        const auto rank = [](const TriggerMention& t) {
            return (t.reality == Reality::reported ? 10 : 0) + 2 * t.weight + (t.generic ? 0 : 1);
        };
        return rank(trigger) > rank(*kept);
    }

    /// "soldiers killed ten people": police or army do it, and not militants.
    [[nodiscard]] bool is_by_state(const TriggerMention& trigger) const
    {
        constexpr std::uint32_t reach = 4;
        const std::uint32_t first = reading_.sentence(trigger.sentence).first;
        const std::uint32_t from = trigger.first > first + reach ? trigger.first - reach : first;
        for (std::uint32_t i = from; i < trigger.last; ++i)
            if (reading_.tables.lexicon.meaning("armed_roles", reading_.token(i)) == "state" ||
                reading_.token(i).is("forces"))
                return true;
        return false;
    }

    /// "Shops were burning, and mobs went from house to house": what rioters and raiders loot is part of it.
    static void leave_out_looting_of_riots(Deeds& best)
    {
        const auto& armed = best[static_cast<std::size_t>(TypeGroup::armed)];
        const auto& demonstration = best[static_cast<std::size_t>(TypeGroup::demonstration)];
        auto& looting = best[static_cast<std::size_t>(TypeGroup::strategic)];
        const auto happens = [](const TriggerMention* trigger) {
            return trigger && trigger->reality == Reality::reported && trigger->weight >= 2;
        };
        if (looting && looting->sub_type == SubEventType::looting_property_destruction &&
            (happens(armed) ||
             (happens(demonstration) && type_of(demonstration->sub_type) == EventType::riots)))
            looting = nullptr;
    }

    /// "a bomb went off where chemists were holding a protest", "aircraft destroyed three missiles": of a
    /// sentence that tells of an explosion, what it hit is no happening of its own.
    void leave_out_what_was_hit(Deeds& best) const
    {
        const auto& armed = best[static_cast<std::size_t>(TypeGroup::armed)];
        if (!armed || armed->reality != Reality::reported || armed->weight < 3 ||
            type_of(armed->sub_type) != EventType::explosions)
            return;
        auto& demonstration = best[static_cast<std::size_t>(TypeGroup::demonstration)];
        if (demonstration && demonstration->weight < 3 &&
            (demonstration->generic || is_behind_where(*armed, *demonstration)))
            demonstration = nullptr;
        auto& strategic = best[static_cast<std::size_t>(TypeGroup::strategic)];
        if (strategic && strategic->sub_type == SubEventType::disrupted_weapons_use)
            strategic = nullptr;
    }

    /// "aircraft bombed a village where opponents had gathered".
    [[nodiscard]] bool is_behind_where(const TriggerMention& deed, const TriggerMention& other) const
    {
        constexpr std::uint32_t reach = 12;
        for (std::uint32_t i = deed.last; i < std::min(other.first, deed.last + reach); ++i)
            if (reading_.token(i).is("where"))
                return true;
        return false;
    }

    /// "A boat sank; 12 bodies were found", "were freed ten days after they had been kidnapped": what became
    /// of those that a wreck or an abduction was about.
    void leave_out_ends(Deeds& best) const
    {
        auto& armed = best[static_cast<std::size_t>(TypeGroup::armed)];
        auto& strategic = best[static_cast<std::size_t>(TypeGroup::strategic)];
        const auto& sea = best[static_cast<std::size_t>(TypeGroup::sea)];
        if (sea && armed && armed->generic && sea->reality == Reality::reported && sea->weight >= 2 &&
            reading_.tables.lexicon.is_in("bodies", reading_.token(armed->first)))
            armed = nullptr;
        // "the navy stopped a boat and detained 112 people": those aboard
        if (sea && strategic && sea->sub_type == SubEventType::interception_rescue &&
            sea->reality == Reality::reported && strategic->sub_type == SubEventType::arrests &&
            sea->first < strategic->first)
            strategic = nullptr;
        if (armed && strategic && armed->sub_type == SubEventType::abduction_forced_disappearance &&
            strategic->sub_type == SubEventType::other)
            strategic = nullptr;
    }

    /// Shooting at people who protest is force against protesters; protesters who storm or burn riot.
    [[nodiscard]] std::optional<SubEventType> combine(std::uint32_t s, Deeds& best) const
    {
        auto& armed = best[static_cast<std::size_t>(TypeGroup::armed)];
        auto& demonstration = best[static_cast<std::size_t>(TypeGroup::demonstration)];
        std::optional<SubEventType> sub_type;
        if (armed && armed->sub_type == SubEventType::attack && hits_armed_target(*armed))
            sub_type = SubEventType::armed_clash;
        // "Riot police fought for most of the night with people who wanted to storm parliament"
        if (armed && !demonstration && armed->sub_type == SubEventType::armed_clash && says_riot_police(s)) {
            sub_type = SubEventType::violent_demonstration;
            demonstration = armed;
            armed = nullptr;
            return sub_type;
        }
        // "a crowd that wanted to keep the mayors out clashed with the peacekeepers"
        if (armed && !demonstration && armed->sub_type == SubEventType::armed_clash &&
            says_one_of(s, {"crowd", "crowds", "protesters", "demonstrators"})) {
            sub_type = SubEventType::violent_demonstration;
            demonstration = armed;
            armed = nullptr;
            return sub_type;
        }
        // "Gunmen then stormed parliament", "gunmen entered the village and set fire to a mission"
        if (demonstration && demonstration->sub_type == SubEventType::violent_demonstration &&
            reading_.tables.lexicon.is_in("storms", reading_.token(demonstration->first)) &&
            says(s, "raiders")) {
            if (!armed || armed->generic) {
                sub_type = SubEventType::attack;
                armed = demonstration;
            }
            demonstration = nullptr;
            return sub_type;
        }
        const bool forces = says(s, "against_crowd");
        const bool crowd = demonstration || (armed && about_protests_ && is_by_state(*armed)) ||
                           says_one_of(s, {"protesters", "demonstrators", "protestors", "mourners"}) ||
                           (says_one_of(s, {"crowds", "crowd"}) &&
                            (forces || says_one_of(s, {"stormed", "burned", "torched", "set"})));
        if (armed && crowd && type_of(armed->sub_type) == EventType::violence_against_civilians &&
            armed->reality == Reality::reported) {
            const bool storms = !forces && says_one_of(s, {"stormed", "burned", "torched", "set"});
            sub_type = storms ? SubEventType::violent_demonstration
                              : SubEventType::excessive_force_against_protesters;
            demonstration = armed;
            armed = nullptr;
        } else if (armed && is_one_of(reading_.token(armed->first), {"stormed", "burned"}) &&
                   says(s, "stormed_house") && !says(s, "armed_men")) {
            sub_type = SubEventType::violent_demonstration;
            demonstration = armed;
            armed = nullptr;
        }
        return sub_type;
    }

    [[nodiscard]] bool says_riot_police(std::uint32_t s) const
    {
        const Sentence& sentence = reading_.sentence(s);
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i)
            if (reading_.token(i).is("riot") && reading_.token(i + 1).is("police"))
                return true;
        return false;
    }

    /// "attacked 30 police posts", "fired at a patrol": a clash, not violence against civilians.
    [[nodiscard]] bool hits_armed_target(const TriggerMention& trigger) const
    {
        const std::uint32_t last = std::min(trigger.last + 18, reading_.sentence(trigger.sentence).last);
        for (std::uint32_t i = trigger.last; i < last; ++i) {
            if (is_one_of(reading_.token(i), {"killed", "killing", "said", "wounded", "by"}))
                return false;
            const PhraseMatch target =
                match_phrase(reading_.tables.lexicon, "targets", reading_.text, i, last);
            if (target && i > trigger.last && is_one_of(reading_.token(i - 1), {"wounded", "killed"}))
                return false;
            if (target)
                return true;
        }
        return false;
    }

    [[nodiscard]] bool says_one_of(std::uint32_t s, std::initializer_list<WordLiteral> words) const
    {
        return has_one_of(reading_.text, reading_.sentence(s), words);
    }

    [[nodiscard]] bool says(std::uint32_t s, Lexicon::GroupName group) const
    {
        return has_word_of(reading_.text, reading_.tables.lexicon, group, reading_.sentence(s));
    }

    const Reading& reading_;
    bool about_protests_;
};

} // namespace

DeedsOfSentences::DeedsOfSentences(const Reading& reading)
    : reading_{reading}, about_protests_{is_about_protests(reading)}
{}

DeedsOfSentences::Of DeedsOfSentences::of(std::uint32_t sentence) const
{
    return DeedChooser{reading_, about_protests_}.of(sentence);
}

} // namespace sitmap
