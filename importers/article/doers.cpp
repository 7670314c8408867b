// Who does what a sentence tells.
#include "importers/article/phrases.hpp"
#include "importers/article/tellings.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// Only words between a subject and its verb, or "launched an", stand between.
bool leads_to(const Reading& reading, const ActorMention& actor, std::uint32_t trigger)
{
    for (std::uint32_t i = actor.last; i < trigger; ++i) {
        const Token& word = reading.token(i);
        if (is_form_of_be(word))
            return is_one_of(word, {"were", "was", "are"}) && i + 1 < reading.text.tokens.size() &&
                   reading.token(i + 1).lower.ends_with("ing");
        if (!is_auxiliary(word) &&
            !is_one_of(word,
                       {"launched",  "waged",     "waging", "began",    "started",   "carried", "out",
                        "conducted", "mounted",   "staged", "their",    "its",       "a",       "an",
                        "'s",        "air",       "men",    "fighters", "forces",    "troops",  "gunmen",
                        "jets",      "artillery", "and",    "drones",   "warplanes", "backed"}))
            return false;
    }
    return true;
}

bool is_behind_by(const Reading& reading, const ActorMention& actor, std::uint32_t from)
{
    for (std::uint32_t i = from; i < actor.first; ++i)
        if (reading.token(i).lower == "by")
            return actor.first - i <= 3;
    return false;
}

/// "Thirty-three Turkish soldiers": the victims, not the doers.
bool is_counted(const Reading& reading, const ActorMention& actor)
{
    for (const CountMention* count : in_sentence(reading.counts, actor.sentence))
        if (actor.first >= count->first && actor.first < count->last)
            return true;
    return actor.first > reading.sentence(actor.sentence).first &&
           reading.token(actor.first - 1).kind == Token::Kind::number;
}

/// "its fighters took the hill town": the party that the sentence before named last.
const ActorMention* party_before(const Reading& reading, const Telling& telling)
{
    const Sentence& sentence = reading.sentence(telling.sentence);
    const std::uint32_t until = telling.trigger->first;
    bool theirs = false;
    for (std::uint32_t i = until > sentence.first + 5 ? until - 5 : sentence.first; i + 1 < until; ++i)
        theirs =
            theirs || (is_one_of(reading.token(i), {"its", "their"}) &&
                       is_one_of(reading.token(i + 1), {"fighters", "forces", "troops", "men", "soldiers",
                                                        "aircraft", "jets", "warplanes", "gunmen"}));
    if (!theirs)
        return nullptr;
    for (std::uint32_t back = 1; back <= 2 && telling.sentence >= back; ++back) {
        const ActorMention* last = nullptr;
        for (const ActorMention* actor : in_sentence(reading.actors, telling.sentence - back))
            if (!actor->actor_id.empty())
                last = actor;
        if (last)
            return last;
    }
    return nullptr;
}

} // namespace

const ActorMention* doer_of(const Reading& reading, const Telling& telling)
{
    const TriggerMention& trigger = *telling.trigger;
    const ActorMention* doer = nullptr;
    for (const ActorMention* actor : in_sentence(reading.actors, telling.sentence)) {
        const bool does = actor->last <= trigger.first && trigger.first - actor->last <= 6 &&
                          leads_to(reading, *actor, trigger.first);
        const bool is_trigger = actor->first <= trigger.first && actor->last > trigger.first;
        const bool by = actor->first >= trigger.last && actor->first - trigger.last <= 6 &&
                        is_behind_by(reading, *actor, trigger.last);
        if ((does || is_trigger || by) && !is_counted(reading, *actor))
            doer = actor;
    }
    return doer ? doer : party_before(reading, telling);
}

} // namespace sitmap
