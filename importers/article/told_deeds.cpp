// Happenings that are told without a word for the deed: by whom they befell.
#include "importers/article/told_deeds.hpp"

#include "importers/article/clauses.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/reality.hpp"
#include "importers/article/same_places.hpp"
#include "importers/article/trigger_senses.hpp"

#include <algorithm>

namespace sitmap {

namespace {

void put_in_order(Reading& reading)
{
    std::stable_sort(reading.triggers.begin(), reading.triggers.end(),
                     [](const TriggerMention& a, const TriggerMention& b) { return a.first < b.first; });
}

bool is_real(const Reading& reading, const CountMention& count)
{
    return reality_at(reading.text, reading.tables.lexicon, count.sentence, count.first) ==
           TriggerMention::Reality::reported;
}

constexpr std::int64_t most_of_one_deed = 2000; ///< people; more are those of a war

bool is_of_violence(const TriggerMention& trigger)
{
    const EventType type = type_of(trigger.sub_type);
    return trigger.reality == TriggerMention::Reality::reported && trigger.weight >= 2 &&
           (type == EventType::battles || type == EventType::explosions ||
            type == EventType::violence_against_civilians || type == EventType::riots);
}

/// "23 were killed and 40 captured": prisoners of a battle.
bool tells_of_killed(const Reading& reading, std::uint32_t s)
{
    const auto counts = in_sentence(reading.counts, s);
    return std::any_of(counts.begin(), counts.end(),
                       [](const CountMention* count) { return count->field == ClaimField::killed; });
}

/// The word that says what befell those counted stands before them: "neutralised 20 bandits".
bool is_object(const Reading& reading, const CountMention& count)
{
    constexpr std::uint32_t reach = 3;
    const std::uint32_t first = reading.sentence(count.sentence).first;
    for (std::uint32_t back = 1; back <= reach && count.first >= first + back; ++back) {
        const std::uint32_t i = count.first - back;
        const PhraseMatch harm = match_phrase(reading.tables.lexicon, "harm", reading.text, i, count.first);
        if (harm && harm.column(0).find('o') != std::string_view::npos)
            return true;
    }
    return false;
}

/// Soldiers, police or a state's forces stand before those counted, in the same sentence.
bool is_by_state(const Reading& reading, const CountMention& count)
{
    for (std::uint32_t i = reading.sentence(count.sentence).first; i < count.first; ++i)
        if (reading.tables.lexicon.meaning("armed_roles", reading.token(i)) == "state" ||
            reading.tables.lexicon.is_in("state_raid", reading.token(i)))
            return true;
    return false;
}

/// "Eleven bandits were shot dead in an operation".
bool is_in_operation(const Reading& reading, const CountMention& count)
{
    constexpr std::uint32_t reach = 8;
    const std::uint32_t last = std::min(count.last + reach, reading.sentence(count.sentence).last);
    for (std::uint32_t i = count.last; i + 2 < last; ++i)
        if (is_one_of(reading.token(i), {"in", "during"}) &&
            is_one_of(reading.token(i + 1), {"an", "a", "the"}) &&
            reading.tables.lexicon.is_in("operation", reading.token(i + 2)))
            return true;
    return false;
}

/// "Troops killed 20 bandits": what the words alone make an attack.
void make_clash_of_attack(Reading& reading, std::uint32_t sentence)
{
    for (TriggerMention& trigger : reading.triggers)
        if (trigger.sentence == sentence && trigger.sub_type == SubEventType::attack && trigger.weight < 3)
            trigger.sub_type = SubEventType::armed_clash;
}

bool counts_fighters(const Reading& reading, const CountMention& count)
{
    for (std::uint32_t i = count.first; i < count.last; ++i) {
        const std::string_view kind = reading.tables.lexicon.meaning("people", reading.token(i));
        if (kind == "fighters" || kind == "attackers")
            return true;
    }
    return false;
}

} // namespace

bool tells_of_misfortune(const Reading& reading, std::uint32_t s)
{
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        const PhraseMatch cue = match_phrase(reading.tables.lexicon, "cues", reading.text, i, sentence.last);
        if ((cue.meaning().find("else.nature") != std::string_view::npos ||
             cue.meaning().find("else.accident") != std::string_view::npos) &&
            !is_reckoned_from(reading.text, s, i))
            return true;
    }
    return false;
}

bool tells_of_burial(const Reading& reading, std::uint32_t s)
{
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (!reading.tables.lexicon.is_in("burial", reading.token(i)))
            continue;
        // "the blast buried five people under rubble"; "laid to rest", but "laid mines"
        if (reading.token(i).is("laid") && !(i + 2 < sentence.last && reading.token(i + 2).is("rest")))
            continue;
        bool in_ruins = false;
        for (std::uint32_t k = i + 1; k < sentence.last; ++k)
            in_ruins =
                in_ruins || is_one_of(reading.token(k), {"under", "beneath", "rubble", "debris", "alive"});
        if (!in_ruins)
            return true;
    }
    return false;
}

namespace {

/// "bombed": what the verb tells of whatever it is done with; else an attack.
SubEventType kind_of_deed(const Reading& reading, std::uint32_t verb)
{
    const auto named = sub_event_type_named(reading.tables.lexicon.meaning("deeds", reading.token(verb)));
    return named && type_of(*named) == EventType::explosions ? *named : SubEventType::attack;
}

} // namespace

void add_deeds_of_parties(Reading& reading)
{
    const std::size_t found = reading.triggers.size();
    for (const ActorMention& actor : reading.actors) {
        const Actor* known = actor.actor_id.empty() ? nullptr : reading.tables.actors.find(actor.name);
        if (!known || known->kind == "organisation" || known->kind == "government")
            continue;
        if (tells_of_other_harm(reading.text, reading.tables.lexicon, actor.sentence))
            continue;
        const Sentence& sentence = reading.sentence(actor.sentence);
        for (std::uint32_t i = actor.last; i < std::min(actor.last + 14, sentence.last); ++i) {
            if (is_form_of_be(reading.token(i)) && i + 1 < sentence.last &&
                !reading.token(i + 1).lower.ends_with("ing"))
                break;
            if (is_one_of(reading.token(i), {"said", "says", "that", "by"}))
                break;
            if (!reading.tables.lexicon.is_in("party_deed", reading.token(i)))
                continue;
            reading.triggers.push_back({.first = i,
                                        .last = i + 1,
                                        .sentence = actor.sentence,
                                        .sub_type = kind_of_deed(reading, i),
                                        .weight = 2});
            break;
        }
    }
    if (reading.triggers.size() > found)
        put_in_order(reading);
}

namespace {

/// "An ambush at Goma cost six lives, and on April 24 twelve rangers died near Rumangabo": no word of a deed
/// stands in the figure's clause, but a day and a town.
bool has_clause_of_its_own(const Reading& reading, const CountMention& count)
{
    const Clauses clauses{reading, count.sentence};
    const std::uint32_t own = clauses.of(count.first);
    const auto is_there = [&](std::uint32_t token) { return clauses.of(token) == own; };
    const auto triggers = in_sentence(reading.triggers, count.sentence);
    const auto times = in_sentence(reading.times, count.sentence);
    const auto places = toponyms_in(reading, count.sentence);
    return own > 0 && count.field == ClaimField::killed &&
           std::none_of(triggers.begin(), triggers.end(),
                        [&](const TriggerMention* trigger) { return is_there(trigger->first); }) &&
           std::any_of(times.begin(), times.end(),
                       [&](const TimeMention* time) {
                           return is_there(time->first) && !time->of_speech && !time->future;
                       }) &&
           std::any_of(places.begin(), places.end(), [&](const Toponym* place) {
               return is_there(place->first) && is_placeable(*place) &&
                      !is_coarse(brief_of(reading, *place).kind);
           });
}

} // namespace

void add_tolls(Reading& reading)
{
    if (std::none_of(reading.triggers.begin(), reading.triggers.end(), is_of_violence))
        return;
    std::vector<TriggerMention> tolls;
    for (const CountMention& count : reading.counts) {
        const bool harm = count.field == ClaimField::killed || count.field == ClaimField::injured;
        if (!harm || count.cumulative || count.is_part || count.of_attacker ||
            count.quantity.size_by() <= 0 || count.quantity.size_by() > most_of_one_deed ||
            (!tolls.empty() && tolls.back().sentence == count.sentence) ||
            (!in_sentence(reading.triggers, count.sentence).empty() &&
             !has_clause_of_its_own(reading, count)) ||
            tells_of_burial(reading, count.sentence) || tells_of_misfortune(reading, count.sentence) ||
            reality_at(reading.text, reading.tables.lexicon, count.sentence, count.first) !=
                TriggerMention::Reality::reported)
            continue;
        tolls.push_back({.first = count.first,
                         .last = count.last,
                         .sentence = count.sentence,
                         .sub_type = SubEventType::attack,
                         .weight = 2,
                         .generic = true});
    }
    reading.triggers.insert(reading.triggers.end(), tolls.begin(), tolls.end());
    put_in_order(reading);
}

void add_arrests(Reading& reading)
{
    std::vector<TriggerMention> arrests;
    for (const CountMention& count : reading.counts)
        if (count.field == ClaimField::detained && !count.is_part && !count.cumulative && !count.single &&
            count.quantity.size_by() > 0 && in_sentence(reading.triggers, count.sentence).empty() &&
            is_real(reading, count) && !tells_of_killed(reading, count.sentence) &&
            (arrests.empty() || arrests.back().sentence != count.sentence))
            arrests.push_back({.first = count.first,
                               .last = count.last,
                               .sentence = count.sentence,
                               .sub_type = SubEventType::arrests,
                               .weight = 3});
    reading.triggers.insert(reading.triggers.end(), arrests.begin(), arrests.end());
    put_in_order(reading);
}

void add_clashes(Reading& reading)
{
    std::vector<TriggerMention> clashes;
    for (CountMention& count : reading.counts) {
        if (count.field != ClaimField::killed || count.is_part || count.cumulative || count.single ||
            count.quantity.size_by() <= 0 || !counts_fighters(reading, count) ||
            !((is_by_state(reading, count) && is_object(reading, count)) ||
              is_in_operation(reading, count)) ||
            !is_real(reading, count))
            continue;
        count.of_attacker = false;
        if (!in_sentence(reading.triggers, count.sentence).empty()) {
            make_clash_of_attack(reading, count.sentence);
            continue;
        }
        clashes.push_back({.first = count.first,
                           .last = count.last,
                           .sentence = count.sentence,
                           .sub_type = SubEventType::armed_clash,
                           .weight = 3});
    }
    reading.triggers.insert(reading.triggers.end(), clashes.begin(), clashes.end());
    put_in_order(reading);
}

} // namespace sitmap
